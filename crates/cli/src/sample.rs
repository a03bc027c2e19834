//! A hand-made record for the tests of printing. Spans are found by their words, so that they cannot drift.

use mahdar::Record;
use mahdar::record::Chars;
use serde_json::{Value, json};

/// "Lavrov: talks in Moscow on Friday | The Russian foreign minister Sergey Lavrov affirmed that «the dialogue & the solution» are
/// possible, | and Lavrov met his counterpart <Khoja>, and the spokesman declined to comment." With CRLF and an emoji before spans.
pub(crate) const TEXT: &str = "لافروف: محادثات في موسكو الجمعة\r\n\r\n\u{1F600} أكد وزير الخارجية الروسي سيرغي لافروف أن «الحوار & الحل» ممكنان،\n\
والتقى ولافروف نظيره <خوجة>، ورفض المتحدث التعليق.\n";

/// Where words stand, the `nth` time (from 0).
pub(crate) fn span(words: &str, nth: usize) -> Chars {
    let (byte, _) = TEXT.match_indices(words).nth(nth).unwrap_or_else(|| panic!("{words} is not in the sample"));
    let start = TEXT[..byte].chars().count() as u32;
    Chars(start, start + words.chars().count() as u32)
}

fn at(words: &str, nth: usize) -> Value {
    serde_json::to_value(span(words, nth)).unwrap()
}

/// The record.
pub(crate) fn record() -> Record {
    let lavrov = json!([{"span": at("سيرغي لافروف", 0), "form": "full"}, {"span": at("لافروف", 2), "form": "short"}, {"span": [90, 90], "form": "dropped"}]);
    let record = json!({
        "schema": "mahdar.record/1",
        "engine": {"version": "0", "lexicon": "b3:0"},
        "document": {
            "id": "0", "content": "b3:0", "source": "news/one.txt", "title": "لافروف: محادثات في موسكو الجمعة", "outlet": "الوكالة",
            "url": "https://example.org/?a=1&b=\"2\"",
            "published": {"value": "2015-08-13", "basis": "inferred", "because": "Friday is 2015-08-14", "evidence": [at("الجمعة", 0)]},
            "language": "ar", "text": TEXT
        },
        "furniture": [],
        "actors": [
            {"id": "a1", "kind": "person", "name": "سيرغي لافروف", "name_en": "Sergey Lavrov", "entity": "person/sergey-lavrov",
             "role": "وزير الخارجية الروسي", "anonymous": null, "mentions": lavrov},
            {"id": "a2", "kind": "person", "name": "خوجة", "entity": null, "anonymous": null, "mentions": [{"span": at("خوجة", 0), "form": "short"}]},
            {"id": "a3", "kind": "person", "name": "المتحدث", "entity": null, "anonymous": "titled", "mentions": [{"span": at("المتحدث", 0), "form": "title"}]}
        ],
        "statements": [{
            "id": "s1", "speaker": "a1", "mention": at("سيرغي لافروف", 0), "cue": at("أكد", 0), "class": "stress", "form": "mixed",
            "verbatim": "partly", "content": [at("«الحوار & الحل» ممكنان", 0)], "addressee": ["a2"], "distance": "doubt", "background": true,
            "about": ["e1", "f9"], "rule": "said-that", "confidence": 0.97
        }],
        "silences": [{"actor": "a3", "cue": at("رفض", 0), "kind": "no-comment", "content": [at("التعليق", 0)]}],
        "events": [{
            "id": "e1", "type": "CONSULT", "mode": "meet", "trigger": at("والتقى", 0), "format": "direct",
            "participants": [{"actor": "a1", "role": "party"}, {"actor": "a2", "role": "party"}],
            "status": "happened", "time": "2015-08-14", "time_ref": "t1", "place": "موسكو", "place_span": at("موسكو", 0),
            "background": false, "rule": "met", "confidence": 0.9
        }],
        "positions": [{"holder": "a1", "stance": "support", "target": at("الحوار & الحل", 0), "cue": at("أكد", 0), "statement": "s1"}],
        "frameworks": [],
        "times": [{"id": "t1", "span": at("الجمعة", 0), "value": "2015-08-14", "granularity": "day", "type": "DATE", "calendar": "gregorian",
                   "because": "Friday after 2015-08-13"}],
        "notes": [{"span": at("نظيره", 0), "kind": "unclear", "text": "counterpart of whom?"}]
    });
    serde_json::from_value(record).expect("the sample is a record")
}
