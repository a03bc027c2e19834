//! Every record of the samples and of the gold is valid under `schema/record.schema.json`, and what a schema cannot say holds too: every
//! identifier in a record names an entry of that record.

mod common;

use std::collections::HashSet;

use jsonschema::Validator;
use serde_json::{Value, json};

fn validator() -> Validator {
    let schema = std::fs::read_to_string(common::root().join("schema/record.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::meta::is_valid(&schema), "the schema itself is not JSON Schema");
    jsonschema::validator_for(&schema).unwrap()
}

#[test]
fn every_record_is_valid() {
    let validator = validator();
    let analyzer = mahdar::Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut problems = Vec::new();
    for (name, doc) in common::documents() {
        let record = serde_json::to_value(worker.read(&doc)).unwrap();
        problems.extend(validator.iter_errors(&record).map(|e| format!("{name}: {}: {e}", e.instance_path)));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_identifier_names_an_entry() {
    let analyzer = mahdar::Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut problems = Vec::new();
    for (name, doc) in common::documents() {
        let record = serde_json::to_value(worker.read(&doc)).unwrap();
        dangling(&record, &mut |what| problems.push(format!("{name}: {what}")));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// A record with one entry of every kind and all that an entry can hold.
fn full() -> Value {
    json!({
        "schema": "mahdar.record/1",
        "engine": {"version": "0.1.0", "lexicon": "b3:00"},
        "document": {"id": "0".repeat(64), "content": "b3:00", "source": "a.txt", "title": "t", "title_span": [0, 1], "outlet": null,
            "published": {"value": "2026-05-01/2026-05-02", "at": null, "basis": "inferred", "evidence": [[0, 1]], "because": "b",
                "conflicts": [{"value": "2026-05-03", "evidence": [0, 1]}]},
            "language": "ar", "text": "نص"},
        "furniture": [{"span": [0, 1], "kind": "dateline"}],
        "actors": [{"id": "a1", "kind": "person", "name": "n", "name_en": "N", "entity": null, "role": "r", "of": "a1", "members": ["a1"],
            "anonymous": null, "mentions": [{"span": [0, 1], "form": "full", "because": "b"}]}],
        "statements": [{"id": "s1", "speaker": "a1", "mention": [0, 1], "cue": [0, 1], "class": "deny", "form": "direct", "verbatim": "yes",
            "content": [[0, 1]], "addressee": ["a1"], "via": ["a1"], "via_mentions": [[0, 1]], "within": null, "distance": "none",
            "occasion": {"span": [0, 1], "kind": "call"}, "said_at": "2026-05-01", "background": false, "about": ["e1", "f1"],
            "denies": {"span": [0, 1], "claimed_by": null}, "rule": "r", "confidence": 0.5}],
        "silences": [{"actor": null, "cue": [0, 1], "kind": "no-comment", "content": [[0, 1]]}],
        "events": [{"id": "e1", "type": "CONSULT", "mode": "meet", "trigger": [0, 1], "format": "indirect",
            "participants": [{"actor": "a1", "role": "party", "mention": [0, 1]}], "status": "planned", "status_cue": [0, 1],
            "time": "2026-05", "time_ref": "t1", "place": "p", "place_span": [0, 1], "topic": [[0, 1]], "same_as": null,
            "background": true, "rule": "r", "confidence": 1}],
        "positions": [{"holder": "a1", "stance": "oppose", "target": [0, 1], "cue": [0, 1], "issue": null, "statement": "s1", "condition": [0, 1]}],
        "frameworks": [{"id": "f1", "name": "n", "kind": "plan", "date": "2026", "entity": null, "mentions": [[0, 1]]}],
        "times": [{"id": "t1", "span": [0, 1], "value": "2026-W39-WE", "granularity": "week", "type": "DATE", "calendar": "islamic", "because": ""}],
        "notes": [{"span": [0, 1], "kind": "k", "text": "t"}],
        "added_later": {"is": "free"}
    })
}

#[test]
fn a_full_record_is_valid_and_each_fault_is_refused() {
    let validator = validator();
    if let Err(error) = validator.validate(&full()) {
        panic!("{}: {error}", error.instance_path);
    }
    dangling(&full(), &mut |what| panic!("{what}"));
    let faults = [
        ("/statements/0/class", json!("mumble")),
        ("/statements/0/content", json!([])),
        ("/statements/0/cue", Value::Null),
        ("/statements/0/occasion/kind", json!("chat")),
        ("/events/0/status", json!("maybe")),
        ("/events/0/type", json!("REQUEST")),
        ("/events/0/mode", json!("dine")),
        ("/events/0/trigger", json!([0, 1, 2])),
        ("/events/0/time", json!("2026-W39")),
        ("/positions/0/target", json!([-1, 2])),
        ("/actors/0/kind", json!("robot")),
        ("/actors/0/mentions/0/form", json!("nickname")),
        ("/times/0/type", Value::Null),
        ("/furniture/0/kind", json!("chair")),
        ("/document/published/basis", json!("guessed")),
        ("/schema", json!("mahdar.record/2")),
    ];
    for (place, value) in faults {
        let mut record = full();
        *record.pointer_mut(place).unwrap() = value;
        assert!(!validator.is_valid(&record), "a record with a bad {place} is let through");
    }
}

#[test]
fn a_dangling_identifier_is_found() {
    let mut record = full();
    record["positions"][0]["holder"] = json!("a9");
    record["events"][0]["time_ref"] = json!("t9");
    let mut found = Vec::new();
    dangling(&record, &mut |what| found.push(what));
    assert_eq!(found, ["t9 in events/time_ref is not in times", "a9 in positions/holder is not in actors"]);
}

/// Reports every identifier that names no entry.
fn dangling(record: &Value, report: &mut impl FnMut(String)) {
    const PLACES: [(&str, &str, &[&str]); 14] = [
        ("actors", "of", &["actors"]),
        ("actors", "members", &["actors"]),
        ("statements", "speaker", &["actors"]),
        ("statements", "addressee", &["actors"]),
        ("statements", "via", &["actors"]),
        ("statements", "within", &["statements"]),
        ("statements", "about", &["events", "frameworks"]),
        ("statements", "denies/claimed_by", &["actors"]),
        ("silences", "actor", &["actors"]),
        ("events", "participants/actor", &["actors"]),
        ("events", "time_ref", &["times"]),
        ("events", "same_as", &["events"]),
        ("positions", "holder", &["actors"]),
        ("positions", "statement", &["statements"]),
    ];
    let entries = |list: &str| record[list].as_array().into_iter().flatten();
    for (list, path, targets) in PLACES {
        let known: HashSet<&str> = targets.iter().flat_map(|t| entries(t)).filter_map(|entry| entry["id"].as_str()).collect();
        for entry in entries(list) {
            // A path leads through objects and lists alike.
            let mut at: Vec<&Value> = vec![entry];
            for key in path.split('/') {
                at = at.into_iter().map(|v| &v[key]).flat_map(|v| v.as_array().map_or_else(|| vec![v], |a| a.iter().collect())).collect();
            }
            for id in at.into_iter().filter_map(Value::as_str).filter(|id| !known.contains(id)) {
                report(format!("{id} in {list}/{path} is not in {}", targets.join(" or ")));
            }
        }
    }
}
