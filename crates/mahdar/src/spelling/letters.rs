//! The letters of two words against each other. In: folded letters and the rows of `translit`. Out: the cheapest way to turn the one into
//! the other, or none where some letter has no rule. Where words begin and end in a name is not its business.

use mahdar_lexicon::TableView;
use rustc_hash::FxHashMap;

/// Where in a word a rule holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Any,
    First,
    Inside,
    Last,
}

/// Letters that stand for others, at a cost.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    row: usize,
    pub(super) from: Vec<char>,
    pub(super) to: Vec<char>,
    place: Place,
    pub(super) cost: u32,
    note: &'static str,
}

/// The rules of one direction by the first letter of their left side; those that add letters under NUL.
pub(super) type ByFirst = FxHashMap<char, Vec<Rule>>;

/// The rules: Arabic letters for Arabic ones, which hold in both directions, and Latin letters for Arabic ones.
#[derive(Debug, Default)]
pub(super) struct Rules {
    arabic: ByFirst,
    pub(super) latin: ByFirst,
}

/// A way from one word to another.
#[derive(Clone, Debug, Default)]
pub(super) struct Path {
    pub(super) cost: u32,
    /// The rules used, in reading order.
    pub(super) steps: Vec<Step>,
}

/// One rule used.
#[derive(Clone, Debug)]
pub(super) struct Step {
    row: usize,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) note: &'static str,
}

impl Path {
    pub(super) fn rows(&self) -> Vec<usize> {
        self.steps.iter().map(|s| s.row).collect()
    }
}

/// How a cell of the table was reached: from which cell, by which rule (none: the same or a doubled letter).
type Back<'r> = Option<(usize, Option<&'r Rule>)>;

impl Rules {
    pub(super) fn new(table: Option<TableView<'static>>) -> Self {
        let mut rules = Self::default();
        let Some(table) = table else { return rules };
        for row in 0..table.len() {
            let get = |column| table.get(row, column);
            let rule = Rule {
                row,
                from: get("from").chars().collect(),
                to: get("to").chars().collect(),
                place: match get("place") {
                    "first" => Place::First,
                    "inside" => Place::Inside,
                    "last" => Place::Last,
                    _ => Place::Any,
                },
                cost: get("cost").parse().unwrap_or(9),
                note: get("note"),
            };
            if get("kind") == "arabic" {
                add(&mut rules.arabic, Rule { from: rule.to.clone(), to: rule.from.clone(), ..rule.clone() });
                add(&mut rules.arabic, rule);
            } else {
                add(&mut rules.latin, rule);
            }
        }
        rules
    }

    /// The cheapest way from `a` to `b`; ties go to the rule that stands first.
    pub(super) fn path(&self, a: &[char], b: &[char]) -> Option<Path> {
        const FAR: u32 = u32::MAX;
        let latin = b.iter().any(char::is_ascii);
        let rules = if latin { &self.latin } else { &self.arabic };
        let adding = rules.get(&'\0').map_or(&[][..], Vec::as_slice);
        let width = b.len() + 1;
        let mut best = vec![FAR; (a.len() + 1) * width];
        let mut back: Vec<Back<'_>> = vec![None; best.len()];
        best[0] = 0;
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                let at = i * width + j;
                let here = best[at];
                if here == FAR {
                    continue;
                }
                let mut reach = |i2: usize, j2: usize, cost: u32, rule| {
                    let to = i2 * width + j2;
                    if here + cost < best[to] {
                        best[to] = here + cost;
                        back[to] = Some((at, rule));
                    }
                };
                if i < a.len() && j < b.len() && a[i] == b[j] {
                    reach(i + 1, j + 1, 0, None);
                }
                // a doubled letter is one; Latin writes the doubling that Arabic leaves out
                if i > 0 && i < a.len() && a[i] == a[i - 1] {
                    reach(i + 1, j, 1, None);
                }
                if j > 0 && j < b.len() && b[j] == b[j - 1] {
                    reach(i, j + 1, u32::from(!latin), None);
                }
                let own = a.get(i).and_then(|c| rules.get(c)).map_or(&[][..], Vec::as_slice);
                for rule in own.iter().chain(adding) {
                    if !a[i..].starts_with(&rule.from) || !b[j..].starts_with(&rule.to) {
                        continue;
                    }
                    let (i2, j2) = (i + rule.from.len(), j + rule.to.len());
                    let (first, last) = (i == 0 && j == 0, i2 == a.len() && j2 == b.len());
                    if rule.holds(first, last) {
                        reach(i2, j2, rule.cost, Some(rule));
                    }
                }
            }
        }
        let mut at = best.len() - 1;
        if best[at] == FAR {
            return None;
        }
        let mut path = Path { cost: best[at], steps: Vec::new() };
        while at > 0 {
            let (before, rule) = back[at]?;
            if let Some(rule) = rule {
                path.steps.push(Step { row: rule.row, from: rule.from.iter().collect(), to: rule.to.iter().collect(), note: rule.note });
            }
            at = before;
        }
        path.steps.reverse();
        Some(path)
    }
}

fn add(rules: &mut ByFirst, rule: Rule) {
    // a rule that changes nothing would be no step at all
    if !rule.from.is_empty() || !rule.to.is_empty() {
        rules.entry(rule.from.first().copied().unwrap_or('\0')).or_default().push(rule);
    }
}

impl Rule {
    /// Whether the rule holds for a letter at the beginning, inside, or at the end of its word.
    pub(super) fn holds(&self, first: bool, last: bool) -> bool {
        match self.place {
            Place::Any => true,
            Place::First => first,
            Place::Last => last,
            Place::Inside => !first && !last,
        }
    }
}
