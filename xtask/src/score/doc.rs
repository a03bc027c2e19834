//! One document's score: gold and record in, counts by figure and the errors by kind out.

use std::collections::BTreeMap;

use clap::ValueEnum;
use serde_json::Value;

use super::json::{Span, get, list, span, spans, string, truthy};
use super::names::is_word;
use super::spans::{common, iou, overlap, pair, size};
use super::total::Counts;
use super::who::{Pairing, acting, participants, same_actors, show};

/// What `--errors` can list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Kind {
    Statements,
    Events,
    Times,
    Positions,
    Frameworks,
    Actors,
    Furniture,
}

/// Counts and errors of one document.
#[derive(Debug, Default)]
pub(crate) struct DocScore {
    pub(super) counts: Counts,
    errors: BTreeMap<Kind, Vec<String>>,
    /// The rule of every statement and event found, and whether the entry was right: a statement with its content and speaker, an
    /// event with its word and type.
    pub(crate) rules: Vec<(String, bool)>,
}

impl DocScore {
    /// What was missed and what was invented, one line each.
    pub(crate) fn errors(&self, kind: Kind) -> &[String] {
        self.errors.get(&kind).map_or(&[], Vec::as_slice)
    }

    fn error(&mut self, kind: Kind, line: String) {
        self.errors.entry(kind).or_default().push(line);
    }

    /// The entries of one side that have no pair.
    fn unpaired<T>(&mut self, kind: Kind, what: &str, entries: &[T], paired: &[usize], line: impl Fn(&T) -> String) {
        for (_, entry) in entries.iter().enumerate().filter(|(i, _)| !paired.contains(i)) {
            self.error(kind, format!("{what} {}", line(entry)));
        }
    }

    /// The misses and the inventions.
    fn both<T>(&mut self, kind: Kind, pairs: &[(usize, usize)], gold: &[T], found: &[T], line: impl Fn(&T, bool) -> String) {
        let (missed, invented): (Vec<usize>, Vec<usize>) = pairs.iter().copied().unzip();
        self.unpaired(kind, "MISSED", gold, &missed, |g| line(g, true));
        self.unpaired(kind, "INVENTED", found, &invented, |p| line(p, false));
    }
}

/// Scores one record against its gold.
pub(crate) fn score_doc(gold: &Value, record: &Value) -> DocScore {
    let mut d = DocScore::default();
    let at = Pairing::new(gold, record);
    statements(&mut d, &at);
    events(&mut d, &at);
    times(&mut d, &at);
    positions(&mut d, &at);
    frameworks(&mut d, &at);
    actors(&mut d, &at);
    furniture(&mut d, &at);
    d
}

fn having<'a>(record: &'a Value, key: &str, field: &str) -> Vec<&'a Value> {
    list(record, key).iter().filter(|v| truthy(get(v, field))).collect()
}

fn all<'a>(v: &'a Value, key: &str) -> Vec<&'a Value> {
    list(v, key).iter().collect()
}

fn statements(d: &mut DocScore, at: &Pairing) {
    let (gold, found) = (all(at.gold, "statements"), having(at.record, "statements", "cue"));
    let content = |a: &Value, b: &Value| iou(&spans(a, "content"), &spans(b, "content"));
    let cue_pairs = pair(&gold, &found, |g, p| if overlap(span(g, "cue"), span(p, "cue")) { 1.0 + content(g, p) } else { 0.0 });
    d.counts.prf("statement cues", cue_pairs.len(), gold.len(), found.len());
    let pairs: Vec<(usize, usize)> = cue_pairs.into_iter().filter(|(i, j)| content(gold[*i], found[*j]) >= 0.5).collect();
    d.counts.prf("statements", pairs.len(), gold.len(), found.len());
    let mut right = 0;
    for (g, p) in pairs.iter().map(|(i, j)| (gold[*i], found[*j])) {
        let ok = at.same(get(g, "speaker"), get(p, "speaker"));
        right += usize::from(ok);
        if ok {
            d.rules.push((string(p, "rule").to_owned(), true));
        }
        if !ok {
            let (want, got) = (show(get(g, "speaker")), at.name(get(p, "speaker")));
            d.error(Kind::Statements, format!("SPEAKER gold={want} got={got} · {} · {}", at.quote(g, "cue"), at.said(g, 60)));
        }
        d.counts.acc("speaker", ok);
        d.counts.acc("form", get(g, "form") == get(p, "form"));
        d.counts.acc("class", get(g, "class") == get(p, "class"));
        d.counts.acc("exact content", content(g, p) >= 0.95);
        for role in ["addressee", "via"] {
            let (want, got) = (all(g, role), all(p, role));
            d.counts.prf(role, same_actors(at, &want, &got), want.len(), got.len());
        }
    }
    d.counts.prf("ATTRIBUTED STATEMENTS", right, gold.len(), found.len());
    wrong(d, &found, right);
    d.both(Kind::Statements, &pairs, &gold, &found, |s, is_gold| {
        format!("{} · {} · {}", at.who(get(s, "speaker"), is_gold), at.quote(s, "cue"), at.said(s, 80))
    });
}

/// Notes the rules of statements that were not right: all found less those noted as right.
fn wrong(d: &mut DocScore, found: &[&Value], right: usize) {
    let mut rights: Vec<String> = d.rules[d.rules.len() - right..].iter().map(|(rule, _)| rule.clone()).collect();
    for p in found {
        let rule = string(p, "rule");
        match rights.iter().position(|r| r == rule) {
            Some(known) => {
                rights.swap_remove(known);
            }
            None => d.rules.push((rule.to_owned(), false)),
        }
    }
}

/// A day without its part of day: `2018-03-04TEV` counts as `2018-03-04`.
fn day(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    let (mut out, mut i) = (String::new(), 0);
    while i < chars.len() {
        let part = chars[i] == 'T' && chars.get(i + 1..i + 3).is_some_and(|x| x.iter().all(char::is_ascii_uppercase));
        if part && chars.get(i + 3).is_none_or(|c| !is_word(*c)) {
            i += 3;
        } else {
            out.push(chars[i]);
            i += 1;
        }
    }
    out
}

fn events(d: &mut DocScore, at: &Pairing) {
    let (gold, found) = (all(at.gold, "events"), having(at.record, "events", "trigger"));
    let pairs = pair(&gold, &found, |g, p| {
        let (a, b) = (span(g, "trigger"), span(p, "trigger"));
        if overlap(a, b) && get(g, "type") == get(p, "type") { 1.0 + iou(&[a], &[b]) } else { 0.0 }
    });
    let diplomatic = |e: &&Value| matches!(string(e, "type"), "CONSULT" | "AGREE");
    let count = |list: &[&Value]| list.iter().filter(|e| diplomatic(e)).count();
    let hit = pairs.iter().filter(|(i, _)| diplomatic(&gold[*i])).count();
    d.counts.prf("DIPLOMATIC EVENTS", hit, count(&gold), count(&found));
    d.counts.prf("events", pairs.len(), gold.len(), found.len());
    for (j, p) in found.iter().enumerate() {
        d.rules.push((string(p, "rule").to_owned(), pairs.iter().any(|(_, paired)| *paired == j)));
    }
    for (g, p) in pairs.iter().map(|(i, j)| (gold[*i], found[*j])) {
        let (want, got) = (all(g, "participants"), participants(p));
        d.counts.prf("participants", same_actors(at, &want, &got), want.len(), got.len());
        d.counts.acc("event status", get(g, "status") == get(p, "status"));
        if truthy(get(g, "mode")) {
            d.counts.acc("event mode", get(g, "mode") == get(p, "mode"));
        }
        if truthy(get(g, "time")) {
            d.counts.acc("event time", day(string(g, "time")) == day(string(p, "time")));
        }
    }
    d.both(Kind::Events, &pairs, &gold, &found, |e, _| {
        let around = at.text.around(span(e, "trigger"), 30, 50).replace('\n', "\\n");
        format!("{} {} · {} · '{around}'", show(get(e, "type")), show(get(e, "mode")), at.quote(e, "trigger"))
    });
}

fn times(d: &mut DocScore, at: &Pairing) {
    // Durations, sets and vague references are not in the gold: such entries neither help nor hurt.
    let counts = |p: &&Value| {
        let dated = p.get("type").is_none_or(|t| matches!(t.as_str(), Some("DATE" | "TIME")));
        dated && !string(p, "value").ends_with("_REF")
    };
    let (gold, found) = (all(at.gold, "times"), list(at.record, "times").iter().filter(counts).collect::<Vec<_>>());
    let pairs = pair(&gold, &found, |g, p| {
        let (a, b) = (span(g, "span"), span(p, "span"));
        if overlap(a, b) { 1.0 + iou(&[a], &[b]) } else { 0.0 }
    });
    d.counts.prf("time spans", pairs.len(), gold.len(), found.len());
    let mut good = 0;
    for (g, p) in pairs.iter().map(|(i, j)| (gold[*i], found[*j])) {
        if get(g, "value") == get(p, "value") {
            good += 1;
        } else {
            d.error(Kind::Times, format!("VALUE {} gold={} got={}", at.quote(g, "span"), show(get(g, "value")), show(get(p, "value"))));
        }
    }
    d.counts.prf("TIME VALUES", good, gold.len(), found.len());
    d.both(Kind::Times, &pairs, &gold, &found, |t, _| format!("{} {}", at.quote(t, "span"), show(get(t, "value"))));
}

fn positions(d: &mut DocScore, at: &Pairing) {
    let (gold, found) = (all(at.gold, "positions"), having(at.record, "positions", "target"));
    let places: Vec<Vec<Span>> = gold.iter().map(|g| at.text.places(span(g, "target"))).collect();
    let indexed: Vec<(usize, &Value)> = gold.iter().copied().enumerate().collect();
    let pairs = pair(&indexed, &found, |(i, g), p| {
        let best = places[*i].iter().map(|place| iou(&[*place], &[span(p, "target")])).fold(0.0, f64::max);
        let meets = best >= 0.4 && get(g, "stance") == get(p, "stance") && at.same(get(g, "holder"), get(p, "holder"));
        if meets { best } else { 0.0 }
    });
    d.counts.prf("positions", pairs.len(), gold.len(), found.len());
    d.both(Kind::Positions, &pairs, &gold, &found, |p, is_gold| {
        format!("{} {} · {}", at.who(get(p, "holder"), is_gold), show(get(p, "stance")), at.quote(p, "target"))
    });
}

fn frameworks(d: &mut DocScore, at: &Pairing) {
    let gold: Vec<Span> = list(at.gold, "frameworks").iter().map(|f| span(f, "span")).collect();
    let found: Vec<Span> = list(at.record, "frameworks").iter().flat_map(|f| spans(f, "mentions")).collect();
    let pairs = pair(&gold, &found, |g, p| iou(&[*g], &[*p]));
    d.counts.prf("frameworks", pairs.len(), gold.len(), found.len());
    d.both(Kind::Frameworks, &pairs, &gold, &found, |s, _| at.text.quote(*s));
}

fn actors(d: &mut DocScore, at: &Pairing) {
    let (gold, found) = (acting(at.gold, &at.gold_actors), acting(at.record, &at.found_actors));
    let pairs = pair(&gold, &found, |g, p| f64::from(u8::from(at.same(g.0, p.0))));
    d.counts.prf("ACTORS", pairs.len(), gold.len(), found.len());
    d.both(Kind::Actors, &pairs, &gold, &found, |a, _| string(a.1, "name").to_owned());
}

fn furniture(d: &mut DocScore, at: &Pairing) {
    let gold = spans(at.gold, "furniture");
    let found: Vec<Span> = list(at.record, "furniture").iter().map(|f| span(f, "span")).collect();
    let count = |n: i64| usize::try_from(n).unwrap_or(0);
    d.counts.prf("furniture chars", count(common(&gold, &found)), count(size(&gold)), count(size(&found)));
    let line = |s: &Span| at.text.quote(*s);
    for s in gold.iter().filter(|s| common(&[**s], &found) < size(&[**s])) {
        d.error(Kind::Furniture, format!("MISSED {}", line(s)));
    }
    for s in found.iter().filter(|s| common(&[**s], &gold) < size(&[**s])) {
        d.error(Kind::Furniture, format!("INVENTED {}", line(s)));
    }
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_part_of_day_is_not_the_day() {
        assert_eq!(day("2018-03-04TEV"), "2018-03-04");
        assert_eq!(day("2018-03-04T10:00"), "2018-03-04T10:00");
        assert_eq!(day("2018-03-04TEVX/TMO"), "2018-03-04TEVX/");
    }
}
