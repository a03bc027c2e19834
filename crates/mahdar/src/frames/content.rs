//! Content spans: how far what is said goes on being said.
//!
//! A quotation is its inside. An indirect content runs to the end of its sentence unless the voice is seen to change: a participle of saying, a
//! source frame, a new reporting clause, a background marker, or a relative clause behind a comma, which is the outlet's.

use super::opener::Opener;
use super::{Scene, is_preposition, is_that};
use crate::lex::{Mark, SayKind};
use crate::morph::{Enclitic, Proclitics, Reading, Tense};
use crate::quotes::Class;
use crate::text::quote::is_quote;
use crate::text::{Kind, Repair};
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::Pos;
use std::ops::Range;

/// A content and its form.
#[derive(Clone, Debug, Default)]
pub(super) struct Content {
    pub(super) spans: Vec<Range<usize>>,
    pub(super) direct: bool,
    pub(super) mixed: bool,
}

impl Content {
    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.first().is_none_or(Range::is_empty)
    }
}

/// Reads the content that `opener` opened, no further than `limit`.
pub(super) fn content(scene: &Scene<'_>, opener: Opener, limit: usize) -> Content {
    let start = opener.start;
    if start >= limit {
        return Content::default();
    }
    match opener.mark {
        Mark::Quote => quotation(scene, start, limit),
        Mark::Colon => {
            if scene.quote_from(start).is_some() {
                return quotation(scene, start, limit);
            }
            let end = trim(scene, start, clause_end(scene, start, limit, true));
            Content { spans: vec![start..end], direct: true, mixed: false }
        }
        Mark::That => {
            // «قال إن "…"»: all of it in the marks
            if let Some(quote) = scene.quote_from(start)
                && whole(scene, quote, limit)
            {
                return quotation(scene, start, limit);
            }
            indirect(scene, start, limit)
        }
        Mark::Prep(_)
            if scene.text.tokens[start].span.len() <= 8
                && scene.class_from(start + 1).is_some_and(Class::is_said)
                && scene.quote_from(start + 1).is_some_and(|q| whole_piece(scene, q, limit)) =>
        {
            // وصفها بـ«…»: the marks hold all that was said
            quotation(scene, start + 1, limit)
        }
        Mark::Prep(_) | Mark::Object => {
            let mut content = indirect(scene, start, limit);
            if let Some(span) = content.spans.first_mut() {
                span.end = trim(scene, span.start, another_clause(scene, span.clone()));
            }
            content
        }
    }
}

/// Where a content that names a thing stops before another's clause that no comma sets off: «رحبت مصر بالخطوة وأيدها الأردن», «بتعديلات يعارضها
/// الاتحاد». Behind a finite verb what follows may still be said.
fn another_clause(scene: &Scene<'_>, content: Range<usize>) -> usize {
    let mut relative: Option<usize> = None;
    for at in content.start + 1..content.end {
        // «بالمستوطنات، لكن فريدمان يعتبر …», «رغم نفي دمشق وقوع هجوم، إلا أن …»: a clause that is set against what was said
        if matches!(scene.mark(at), '،' | ',')
            && scene.quote_around(at).is_none()
            && (matches!(scene.fold(at + 1), "لكن" | "لكنه" | "لكنها" | "لكنهم" | "لكنهما" | "ولكن")
                || matches!(scene.fold(at + 1), "غير" | "الا") && scene.fold(at + 2).starts_with("ان"))
        {
            return at;
        }
        // «أشاد بالجهود على الرغم من الانسحاب»
        if scene.fold(at) == "رغم" || scene.fold(at) == "علي" && matches!(scene.fold(at + 1), "الرغم" | "رغم") {
            return at;
        }
        // «كشف عن الأرقام في وقت متأخر من يوم الاثنين»: when it was said
        if scene.fold(at) == "في" && scene.fold(at + 1) == "وقت" && matches!(scene.fold(at + 2), "متاخر" | "سابق" | "لاحق" | "مبكر")
        {
            return at;
        }
        // «انتقد الحكومة في كلمة ألقاها …»: where it was said is not what
        if scene.fold(at) == "في"
            && scene.quote_around(at).is_none()
            && matches!(
                scene.fold(at + 1),
                "كلمه"
                    | "بيان"
                    | "تصريح"
                    | "تصريحات"
                    | "مقابله"
                    | "خطاب"
                    | "تغريده"
                    | "تغريدات"
                    | "تدوينه"
                    | "منشور"
                    | "مقال"
                    | "رساله"
            )
            && scene.morph.verb(scene.text, at - 1).is_none()
            && !scene.morph.is(at - 1, Pos::Masdar)
        {
            return at;
        }
        if scene.quote_around(at).is_some_and(|q| q.open >= content.start) || scene.phrase(at).is_some() {
            continue;
        }
        if is_that(scene.fold(at)) {
            return content.end;
        }
        let Some(verb) = scene.morph.verb(scene.text, at).filter(|v| v.exact) else { continue };
        let own = scene.phrase_from(at + 1).filter(|n| {
            !scene.governed(*n) && super::say::speaks(scene, *n) && super::opener::agrees_after(verb.features, &scene.phrases[*n])
        });
        let said = |v: Reading| scene.lexicon.say_frames(v.row).any(|f| f.verb && f.kind == SayKind::Say);
        let says = scene.morph.verbs(at, verb).any(said);
        let coordinate = verb.pro.has(Proclitics::AND) && verb.features.is_past();
        // «عبر عن الإزعاج الذي تسببه انتقاداته ودعاه إلى»: behind a relative clause a verb of another tense or gender goes on with the sentence
        let goes_on = |v: &Reading| v.is_verb() && v.exact && (v.features.is_present() || v.features.gender() != verb.features.gender());
        if relative.is_some_and(|inner| !scene.morph.readings(inner).iter().any(goes_on)) {
            return content.end;
        }
        if relative.is_none() && matches!(scene.fold(at - 1), "الذي" | "التي") {
            relative = Some(at);
            continue;
        }
        // «أشاد بالجهود … وحذر من عواقب»: what the same one says next
        if says && coordinate && own.is_none() && at > content.start + 1 && super::say::has_content(scene, at, content.end) {
            return at;
        }
        let asyndetic = verb.pro.0 == 0
            && verb.enc != Enclitic::None
            && !matches!(scene.fold(at - 1), "الذي" | "التي" | "الذين" | "ما" | "لما" | "عما" | "مما" | "بما");
        if own.is_some() && says && (coordinate || asyndetic) {
            return at;
        }
        return content.end;
    }
    content.end
}

/// Whether a quotation glued to ب or ل closes its clause.
fn whole_piece(scene: &Scene<'_>, quote: &crate::text::Quote, limit: usize) -> bool {
    let after = quote.outer().end;
    quote.repair == Repair::None && (after >= limit || matches!(scene.mark(after), '،' | ',' | '.'))
}

/// Whether nothing of the clause stands after the quotation.
fn whole(scene: &Scene<'_>, quote: &crate::text::Quote, limit: usize) -> bool {
    let words = quote.inner().filter(|t| scene.text.is_word(*t)).count();
    if words < 3 {
        return false;
    }
    let after = quote.outer().end;
    after >= limit
        || quote.repair == Repair::Unclosed
        || scene.text.tokens[after].kind == Kind::Mark && !is_quote(scene.mark(after)) && {
            // after a comma the clause must not go on
            !matches!(scene.mark(after), '،' | ',')
                || voice_changes(scene, after, limit, true).is_some()
                || after + 1 >= limit
                || scene.fold(after + 1).starts_with('و')
        }
        || starts_cue(scene, after)
}

fn quotation(scene: &Scene<'_>, at: usize, limit: usize) -> Content {
    let Some(quote) = scene.quote_from(at) else { return Content::default() };
    let inner = quote.inner();
    let mut end = inner.end;
    if quote.repair == Repair::Unclosed {
        // the mark was lost: the quotation ends where the voice changes
        let sentence = scene.text.sentences[scene.text.sentence_of(inner.start)].end;
        end = clause_end(scene, inner.start, end.min(sentence.max(limit.min(end))), true);
    }
    let end = trim(scene, inner.start, end);
    Content { spans: vec![inner.start..end], direct: true, mixed: false }
}

fn indirect(scene: &Scene<'_>, start: usize, limit: usize) -> Content {
    let end = trim(scene, start, clause_end(scene, start, limit, false));
    if end <= start {
        return Content::default();
    }
    let (mut pieces, mut words) = (0, 0);
    for (quote, _) in scene.quotes_in(&(start..end)).filter(|(_, class)| class.is_said()) {
        pieces += 1;
        words = words.max(quote.inner().filter(|t| scene.text.is_word(*t)).count());
    }
    Content { spans: vec![start..end], direct: false, mixed: pieces >= 2 || words >= 2 }
}

/// Drops marks, and a bracketed credit, from the end.
pub(super) fn trim(scene: &Scene<'_>, start: usize, end: usize) -> usize {
    let mut end = end;
    while end > start + 1 {
        let mark = scene.mark(end - 1);
        let closes = is_quote(mark) && scene.text.quotes.iter().any(|q| q.close == end - 1 && q.open >= start && q.repair == Repair::None);
        let bracket = mark == ')' && (start..end).any(|t| scene.mark(t) == '(');
        if scene.text.tokens[end - 1].kind == Kind::Mark && !closes && !bracket && !matches!(mark, '%' | '؟') {
            end -= 1;
        } else {
            break;
        }
    }
    end
}

/// Where the clause that begins at `start` stops being said. `direct` contents are not cut at relative clauses.
pub(super) fn clause_end(scene: &Scene<'_>, start: usize, limit: usize, direct: bool) -> usize {
    let mut at = start;
    // words said inside a quotation end with its sentence
    let quoted = scene.quote_around(start).filter(|q| q.repair == Repair::None);
    let limit = quoted.map_or(limit, |q| limit.min(q.close));
    while at < limit {
        if quoted.is_some() && at > start && matches!(scene.mark(at), '.' | '؟' | '!' | '…') {
            return at;
        }
        if is_quote(scene.mark(at))
            && let Some(quote) = scene.quote_from(at)
            && quote.repair == Repair::None
            && quote.close < limit
        {
            at = quote.close + 1;
            continue;
        }
        if at > start
            && let Some(end) = voice_changes(scene, at, limit, direct)
        {
            return end;
        }
        if at > start && !direct && outlet_relative(scene, at, limit) && !bare_subject(scene, start, at) {
            return at;
        }
        if at > start + 1 && scene.mark(at) == '\0' && starts_cue(scene, at) {
            return at;
        }
        at += 1;
    }
    limit
}

/// At a comma (or a word that needs none): whether another voice begins. Gives the end of the content before it.
fn voice_changes(scene: &Scene<'_>, at: usize, limit: usize, direct: bool) -> Option<usize> {
    if !direct && matches!(scene.fold(at), "غداه" | "عشيه") {
        return Some(at);
    }
    let comma = matches!(scene.mark(at), '،' | ',' | '؛' | '-' | '–');
    let next = if comma { at + 1 } else { at };
    if next >= limit {
        return None;
    }
    let fold = scene.fold(next);
    if fold == "بينما"
        || fold == "في"
            && (scene.fold(next + 1) == "حين" || scene.fold(next + 1) == "الوقت" && matches!(scene.fold(next + 2), "الذي" | "نفسه"))
    {
        return Some(at);
    }
    // «… فيما أشارت الصحف إلى …», «نفت روسيا التدخل كما نفى ترامب وجود …»: another's words need no comma
    if (fold == "فيما" || fold == "كما" && !direct) && super::say::has_content(scene, next + 1, limit) {
        return Some(at);
    }
    if !direct
        && fold == "وذلك"
        && matches!(scene.fold(next + 1), "بعد" | "قبل" | "خلال" | "وسط" | "رغم" | "عقب" | "اثر" | "غداه" | "عشيه" | "منذ")
    {
        return Some(at);
    }
    if comma {
        if fold == "فيما" && !is_that(scene.fold(next + 1)) {
            return Some(at);
        }
        if fold == "في" && scene.fold(next + 1) == "اشاره" || matches!(fold, "وفي" | "في") && scene.fold(next + 1) == "المقابل"
        {
            return Some(at);
        }
        if fold == "وذلك"
            && scene.fold(next + 1) == "في"
            && matches!(scene.fold(next + 2), "اعقاب" | "ختام" | "مستهل" | "اطار" | "مءتمر" | "تصريح" | "تصريحات" | "بيان")
        {
            return Some(at);
        }
        // ، مع التأكيد على: a noun of saying of the same speaker
        if fold == "مع"
            && scene
                .morph
                .readings(next + 1)
                .iter()
                .any(|r| r.pos() == Pos::Masdar && r.definite() && scene.lexicon.say_frames(r.row).any(|f| f.masdar))
        {
            return Some(at);
        }
        if !direct && circumstance(scene, next) {
            return Some(at);
        }
        // a marker of turn or background: من جانبه, يذكر أن, وكان … قد
        if marker(scene, next) {
            return Some(at);
        }
        // ، وأضاف / ، كما أعلن / ، وقالت الوزارة
        if reporting_clause(scene, next) {
            return Some(at);
        }
        if starts_cue(scene, next) {
            return Some(at);
        }
    }
    if according(scene, next) {
        return Some(at);
    }
    if fold == "علي"
        && scene.fold(next + 1) == "حد"
        && matches!(scene.fold(next + 2), "قوله" | "قولها" | "قولهم" | "تعبيره" | "تعبيرها" | "وصفه" | "وصفها" | "زعمه")
    {
        return Some(at);
    }
    if matches!(fold, "حسب" | "بحسب") && matches!(scene.fold(next + 1), "تعبيره" | "تعبيرها" | "قوله" | "قولها" | "وصفه" | "وصفها")
    {
        return Some(at);
    }
    None
}

/// Whether words of the outlet's own voice begin here (يذكر أن).
pub(super) fn background_marker(scene: &Scene<'_>, at: usize) -> bool {
    scene.listed(at, kinds::MARKER).is_some_and(|(_, row)| scene.lexicon.markers.get(row as usize, "kind") == "background")
}

fn marker(scene: &Scene<'_>, at: usize) -> bool {
    let Some((_, row)) = scene.listed(at, kinds::MARKER) else { return false };
    matches!(scene.lexicon.markers.get(row as usize, "kind"), "turn" | "background")
}

/// «، بعد …», «، وسط …», «، رغم …»: time and circumstance behind a comma are the outlet's.
fn circumstance(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.fold(at + 1);
    match scene.fold(at) {
        "بعد" | "قبل" | "وسط" | "عقب" | "اثر" | "غداه" | "عشيه" | "رغم" | "قبيل" | "بعيد" => true,
        "في" => matches!(next, "اعقاب" | "خطوه" | "اشاره" | "ظل" | "وقت"),
        "علي" => matches!(next, "الرغم" | "هامش"),
        "من" => next == "دون",
        _ => false,
    }
}

/// A reporting verb with و, or after كما, that begins a clause of its own.
fn reporting_clause(scene: &Scene<'_>, at: usize) -> bool {
    let fold = scene.fold(at);
    let verb_at = if matches!(fold, "كما" | "حيث" | "ثم" | "لكنه" | "لكنها" | "لكن" | "ولكنه" | "ولكن" | "الا")
    {
        at + 1
    } else {
        at
    };
    // «، كما لم يصدر …», «، لكنها لم تنف …»
    let unsaid = verb_at > at && matches!(scene.fold(verb_at), "لم" | "لن");
    let verb_at = verb_at + usize::from(unsaid);
    if unsaid
        && scene
            .morph
            .readings(verb_at)
            .iter()
            .any(|r| r.is_verb() && r.exact && (fold == "كما" || scene.lexicon.say_frames(r.row).any(|f| f.verb)))
    {
        return true;
    }
    // «، لكن موسكو نفت …»: the subject may stand before its verb
    let subject = matches!(fold, "لكن" | "ولكن").then(|| scene.phrase_from(verb_at)).flatten();
    let verb_at = subject.map_or(verb_at, |n| scene.phrases[n].tokens.end);
    let Some(verb) = scene.morph.verb(scene.text, verb_at) else { return false };
    let led = verb_at > at || verb.pro.has(Proclitics::AND);
    // «وتعهد بـ»: as it stands he promised or she promises
    let past = |v: Reading| v.features.is_past() && v.exact && scene.lexicon.say_frames(v.row).any(|f| f.verb);
    led && scene.morph.verbs(verb_at, verb).any(past) && scene.fold(verb_at).len() > 4
}

/// A participle of saying that hangs on the main verb: مشيرا إلى, مؤكدة أن.
pub(super) fn starts_cue(scene: &Scene<'_>, at: usize) -> bool {
    super::say::participle_reading(scene, at)
        .is_some_and(|r| scene.lexicon.say_frames(r.row).any(|f| f.participle) && super::say::participle_opens(scene, at, r))
}

/// A source frame with a source after it.
fn according(scene: &Scene<'_>, at: usize) -> bool {
    source_frame(scene, at).is_some()
}

/// Where a source frame that begins at a token ends with its source.
pub(super) fn source_frame(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let (end, row) = scene.saying_phrase(at)?;
    let frame = &scene.lexicon.say[row as usize];
    (frame.kind == SayKind::According && frame.content.is_empty()).then(|| super::according::source(scene, end))?.map(|(_, end)| end)
}

/// «، التي …», «، والذي …»: the outlet's own addition to an indirect content.
fn outlet_relative(scene: &Scene<'_>, at: usize, limit: usize) -> bool {
    if !matches!(scene.mark(at), '،' | ',') || at + 1 >= limit {
        return false;
    }
    matches!(scene.fold(at + 1), "الذي" | "التي" | "والذي" | "والتي" | "الذين" | "والذين" | "وهو" | "وهي")
        && !(matches!(scene.fold(at + 1), "وهو" | "وهي") && !scene.fold(at + 2).starts_with("ال"))
        && scene.morph.tense(at + 1) != Tense::Future
}

/// Whether all that stands before a relative clause is the subject of what is said, a noun or two: «أن التقييم، الذي تجريه الوزارة، لا يزال يبحث».
fn bare_subject(scene: &Scene<'_>, start: usize, comma: usize) -> bool {
    start > 0
        && comma - start <= 3
        && is_that(scene.fold(start - 1))
        && (start..comma).all(|t| {
            scene.text.is_word(t)
                && !is_preposition(scene.fold(t))
                && (scene.phrase(t).is_some() || scene.morph.verb(scene.text, t).is_none() && !scene.morph.readings(t).is_empty())
        })
        && scene.morph.readings(start).iter().any(Reading::definite)
}

impl Scene<'_> {
    /// The longest listed phrase of one kind that begins at a token, after و or ف: where it ends and its row.
    pub(crate) fn listed(&self, at: usize, kind: u32) -> Option<(usize, u32)> {
        let fold = self.fold(at);
        if fold.is_empty() {
            return None;
        }
        let mut best = None;
        for offset in [0, 2] {
            if offset == 2 && !(fold.starts_with('و') || fold.starts_with('ف')) {
                break;
            }
            let mut walk = self.lexicon.blob.phrase_walk();
            if !walk.step(&fold[offset..]) {
                continue;
            }
            let mut end = at + 1;
            loop {
                if let Some(value) = walk.value()
                    && let Some((_, row)) = self.lexicon.blob.phrase_rows(value).find(|(k, _)| *k == kind)
                    && best.is_none_or(|(old, _)| end > old)
                {
                    best = Some((end, row));
                }
                let next = self.fold(end);
                if next.is_empty() || end > at + 8 {
                    break;
                }
                // «وفقا ل» ends in a clitic of the next word
                let mut clitic = walk;
                if next.starts_with(['ل', 'ب'])
                    && clitic.step(&next[..2])
                    && let Some(value) = clitic.value()
                    && let Some((_, row)) = self.lexicon.blob.phrase_rows(value).find(|(k, _)| *k == kind)
                    && best.is_none_or(|(old, _)| end >= old)
                {
                    best = Some((end, row));
                }
                if !walk.step(next) {
                    break;
                }
                end += 1;
            }
        }
        best
    }

    /// A fixed phrase of saying at a token.
    pub(super) fn saying_phrase(&self, at: usize) -> Option<(usize, u32)> {
        self.listed(at, kinds::SAYING)
    }

    /// A listed occasion at a token: where it ends and its kind.
    pub(crate) fn occasion(&self, at: usize) -> Option<(usize, &'static str)> {
        let (end, row) = self.listed(at, kinds::MARKER)?;
        let kind = self.lexicon.markers.get(row as usize, "kind").strip_prefix("occasion:")?;
        Some((end, kind))
    }

    /// Whether the word is a bare verbal noun with a pronoun (قوله).
    pub(super) fn possessed_masdar(&self, at: usize) -> Option<crate::morph::Reading> {
        self.morph.readings(at).iter().find(|r| r.pos() == Pos::Masdar && r.enc != Enclitic::None && r.pro.0 == 0 && r.exact).copied()
    }
}
