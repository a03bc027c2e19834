//! The words of two names against each other. In: parts. Out: the verdict. Parts are matched one with one or, where particles are joined or
//! not (لو دريان, لودريان), some with some; each must be near enough by itself, for one wrong word makes another person.

use super::letters::Path;
use super::parts::Part;
use super::{Speller, Verdict, apart};

/// How many words of either side may match together.
const GROUPS: [(usize, usize); 6] = [(1, 1), (1, 2), (2, 1), (2, 2), (1, 3), (3, 1)];
/// What a word may cost: this, and more for each letter. By measure on the names and variants of the knowledge base.
const BASE: u32 = 3;
const ARABIC_PER_LETTER: u32 = 5;
const LATIN_PER_LETTER: u32 = 22;
/// A word with so many bearers has its own spellings in Latin letters.
const MANY: u32 = 100;
/// Costs of an article on one side only, of a joining word left out, of a middle name left out.
const ARTICLE: u32 = 1;
const JOINING: u32 = 2;
const MIDDLE: u32 = 4;
/// What the line of somebody's fathers begins with, folded.
const LINE: [&str; 4] = ["بن", "ابن", "ال", "bin"];
/// What stands before a name as a blessing and is left out as often as not, folded.
const BLESSING: [&str; 4] = ["محمد", "احمد", "mohammed", "mohamed"];
/// Words that make another name of what follows them, folded.
const BELONGING: [&str; 6] = ["ولد", "بنت", "ابو", "ام", "ould", "abu"];
/// A shorter word is no middle name but a part of a name.
const MIDDLE_LETTERS: usize = 3;
/// Longer names than this are compared by their first words.
const MOST: usize = 12;

/// What one step of the match did.
#[derive(Clone, Debug, Default)]
struct Matched {
    cost: u32,
    because: Vec<String>,
}

pub(super) fn compare(speller: &Speller, a: &[Part], b: &[Part]) -> Verdict {
    let (a, b) = (&a[..a.len().min(MOST)], &b[..b.len().min(MOST)]);
    if a.is_empty() || b.is_empty() {
        let because = vec!["a name without letters".to_owned()];
        return Verdict { same: a == b, score: 0, because };
    }
    match best(speller, a, b) {
        Some(matched) => {
            let letters: usize = a.iter().chain(b).map(|p| p.full.len()).sum();
            // half of the cost that would be too much takes a quarter of the score
            let lost = matched.cost * 100 / (letters as u32).max(1);
            Verdict { same: true, score: (100 - lost.min(50)) as u8, because: matched.because }
        }
        None => differ(speller, a, b),
    }
}

/// The cheapest match of all words, by the words matched so far.
fn best(speller: &Speller, a: &[Part], b: &[Part]) -> Option<Matched> {
    let width = b.len() + 1;
    let mut table: Vec<Option<Matched>> = vec![None; (a.len() + 1) * width];
    table[0] = Some(Matched::default());
    let plain = |parts: &[Part]| parts.iter().filter(|p| !p.joins).count();
    let (long, short) = (plain(a).max(plain(b)), plain(a).min(plain(b)));
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let Some(here) = table[i * width + j].clone() else { continue };
            let mut reach = |i2: usize, j2: usize, step: Matched| {
                let cell = &mut table[i2 * width + j2];
                let cost = here.cost + step.cost;
                if cell.as_ref().is_none_or(|c| cost < c.cost) {
                    *cell = Some(Matched { cost, because: here.because.iter().cloned().chain(step.because).collect() });
                }
            };
            for (n, m) in GROUPS {
                if i + n <= a.len()
                    && j + m <= b.len()
                    && let Some(step) = group(speller, &a[i..i + n], &b[j..j + m])
                {
                    reach(i + n, j + m, step);
                }
            }
            // «محمد بن سلمان» goes on in «بن عبد العزيز آل سعود»: the line of the fathers
            for (side, at, other, (i2, j2)) in [(a, i, j == b.len(), (a.len(), j)), (b, j, i == a.len(), (i, b.len()))] {
                if other && short >= 2 && side.get(at).is_some_and(|p| LINE.contains(&p.key().as_str()) && at >= 2) {
                    let rest: Vec<&str> = side[at..].iter().map(|p| p.written.as_str()).collect();
                    reach(i2, j2, Matched { cost: MIDDLE, because: vec![format!("{} stands in one only", rest.join(" "))] });
                }
            }
            // what stands in the middle of one name only: بن, or a father's name where both ends agree
            for (side, at, other, (i2, j2)) in [(a, i, plain(b), (i + 1, j)), (b, j, plain(a), (i, j + 1))] {
                if at + 1 >= side.len() {
                    continue;
                }
                let part = &side[at];
                let (key, next) = (part.key(), &side[at + 1]);
                let blessing = i + j == 0 && short == 2 && !next.joins && BLESSING.contains(&key.as_str());
                let belongs = part.bare().len() < MIDDLE_LETTERS && !part.joins || BELONGING.contains(&key.as_str());
                if at == 0 && !blessing || belongs {
                    continue;
                }
                if part.joins && short >= 2 {
                    reach(i2, j2, Matched { cost: JOINING, because: vec![format!("{} left out", part.written)] });
                } else if !part.joins && short >= 2 && other < long && long <= short + 2 {
                    reach(i2, j2, Matched { cost: MIDDLE, because: vec![format!("{} stands in one only", part.written)] });
                }
            }
        }
    }
    table.pop().flatten()
}

/// Some words of one name against some of the other.
fn group(speller: &Speller, a: &[Part], b: &[Part]) -> Option<Matched> {
    let latin = b.iter().all(Part::is_latin);
    if latin != a.iter().all(Part::is_latin) && a.iter().any(Part::is_latin) {
        return None;
    }
    // two words for two: only عبد, whose English takes the article of the word after it (عبد الفتاح, Abdel Fattah)
    if a.len() > 1 && b.len() > 1 && !(latin && a[0].key() == "عبد") {
        return None;
    }
    if let ([x], [y]) = (a, b)
        && (x.links && y.links || x.joins && y.joins)
    {
        let because = if x.full == y.full { Vec::new() } else { vec![format!("{} / {}: particles", x.written, y.written)] };
        return Some(Matched { cost: because.len() as u32, because });
    }
    if a.len() == 1 && b.len() == 1 && two_names(speller, &a[0], &b[0], latin) {
        return None;
    }
    let written = |parts: &[Part]| parts.iter().map(|p| p.written.as_str()).collect::<Vec<_>>().join(" ");
    // a word that is known to be written so
    let known = if latin && a.len() == 1 { speller.attested(&a[0].key()) } else { None };
    if let Some(known) = &known
        && let joined = b.iter().flat_map(Part::bare).collect::<String>()
        && known.spellings.iter().any(|(spelling, _)| *spelling == joined)
    {
        return Some(Matched::default());
    }
    let joined = |parts: &[Part], bare: bool| -> Vec<char> {
        let skip = if bare { parts[0].article } else { 0 };
        parts.iter().flat_map(|p| &p.full).skip(skip).copied().collect()
    };
    let mut found: Option<(u32, Path, bool)> = None;
    for bare in [true, false] {
        let (x, y) = (joined(a, bare), joined(b, bare));
        let one_sided = bare && (a[0].article > 0) != (b[0].article > 0);
        let letters = x.len().max(y.len()) as u32;
        // a name of many has its spellings: what is not one of them must be very near
        let strict = known.as_ref().is_some_and(|k| k.bearers >= MANY);
        let most = if latin {
            (BASE + letters * LATIN_PER_LETTER / 10) / if strict { 2 } else { 1 }
        } else {
            letters.min(BASE + letters * ARABIC_PER_LETTER / 10)
        };
        if let Some(path) = speller.rules.path(&x, &y).filter(|p| p.cost <= most) {
            let cost = path.cost + if one_sided { ARTICLE } else { 0 };
            if found.as_ref().is_none_or(|(c, ..)| cost < *c) {
                found = Some((cost, path, one_sided));
            }
        }
    }
    let (cost, path, one_sided) = found?;
    let mut because = Vec::new();
    let (left, right) = (written(a), written(b));
    if left != right && !latin {
        let mut how: Vec<String> = path.steps.iter().map(|s| step(&s.from, &s.to, s.note)).collect();
        if one_sided {
            how.push("the article".to_owned());
        }
        if a.len() != b.len() {
            how.push("joined or not".to_owned());
        }
        if how.is_empty() {
            how.push("hamza, ى or ة".to_owned());
        }
        because.push(format!("{left} / {right}: {}", how.join(", ")));
    } else if latin && cost > 0 {
        because.push(format!("{left} / {right}"));
    }
    Some(Matched { cost, because })
}

fn step(from: &str, to: &str, note: &str) -> String {
    let named = |letters: &str| if letters.is_empty() { "nothing".to_owned() } else { letters.to_owned() };
    if note.is_empty() { format!("{} for {}", named(from), named(to)) } else { format!("{} for {} ({note})", named(from), named(to)) }
}

/// Whether two words are known to be two names.
fn two_names(speller: &Speller, a: &Part, b: &Part, latin: bool) -> bool {
    let (x, y) = (a.key(), b.key());
    if latin || x == y || single(&x) == single(&y) {
        return false;
    }
    let Some(one) = speller.attested(&x) else { return false };
    speller.attested(&y).is_some_and(|other| apart(&one, &other))
}

/// A word with each doubled letter once (داوود, داود).
fn single(word: &str) -> String {
    let mut out = String::new();
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Two names: what has no counterpart, and how much has one.
fn differ(speller: &Speller, a: &[Part], b: &[Part]) -> Verdict {
    let alone: Vec<&Part> =
        a.iter().filter(|p| !b.iter().any(|q| group(speller, std::slice::from_ref(p), std::slice::from_ref(q)).is_some())).collect();
    let size = |parts: &mut dyn Iterator<Item = &Part>| parts.map(|p| p.full.len()).sum::<usize>();
    let (all, rest) = (size(&mut a.iter()), size(&mut alone.iter().copied()));
    let because = if alone.is_empty() {
        vec!["the words stand in another order, or some have no counterpart".to_owned()]
    } else {
        alone.iter().map(|p| format!("{} has no counterpart", p.written)).collect()
    };
    Verdict { same: false, score: ((all - rest) * 50 / all.max(1)) as u8, because }
}
