//! Spelling: whether two written names can be one person's, and how a name is written in Latin letters.
//!
//! In: names as text, and the lexicon's `translit` (what letters writers put for one another, with costs) and `latin` (how people who bear a
//! name write it). Out: a [`Verdict`] with its reasons, or a rendering with its doubt. Nothing here knows people: that two names are spelled
//! alike is not that they are one person, only that the spelling is no ground against it.
//!
//! ```
//! use mahdar::spelling;
//!
//! assert!(spelling::same("خالد خوجة", "خالد خوجا").same);
//! assert!(spelling::same("سيرغي لافروف", "Sergei Lavrov").same);
//! assert!(!spelling::same("محمد سالم", "محمد سليم").same);
//! assert_eq!(spelling::latin("محمد"), ("Mohamed".to_owned(), spelling::Doubt::Attested));
//! ```

mod align;
mod latin;
mod letters;
mod parts;

pub use latin::Doubt;

use letters::Rules;
use mahdar_lexicon::{Blob, TableView};
use parts::Part;

/// Whether two names can be one, how near they are, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Whether a reader takes them for one name.
    pub same: bool,
    /// Nearness, 0 to 100; 100 is the same letters.
    pub score: u8,
    /// What differs, part by part, in reading order; for two names what keeps them apart. Empty when nothing differs.
    pub because: Vec<String>,
}

/// The rules of spelling of one lexicon. Cheap to make; keep one for many comparisons.
#[derive(Debug)]
pub struct Speller {
    rules: Rules,
    latin: Option<TableView<'static>>,
}

/// Whether two names, each in Arabic or Latin letters, can be one, by the built-in lexicon.
///
/// ```
/// let verdict = mahdar::spelling::same("عبد الله بن زايد", "عبدالله ابن زايد");
/// assert!(verdict.same && verdict.score > 90);
/// ```
pub fn same(a: &str, b: &str) -> Verdict {
    Speller::new(&mahdar_arabic::blob()).same(a, b)
}

/// A name in Latin letters, as an English text would write it, by the built-in lexicon.
///
/// ```
/// use mahdar::spelling::{Doubt, latin};
///
/// assert_eq!(latin("أحمد الحسن").0, "Ahmed al-Hassan");
/// assert_eq!(latin("برنادينو").1, Doubt::Spelled);
/// ```
pub fn latin(name: &str) -> (String, Doubt) {
    Speller::new(&mahdar_arabic::blob()).latin(name)
}

/// The words of a name, folded and without their articles: what the tables of spelling are keyed by.
pub fn words(name: &str) -> Vec<String> {
    parts::of(name).iter().map(Part::key).collect()
}

impl Speller {
    /// The rules of a lexicon.
    pub fn new(blob: &Blob<'static>) -> Self {
        Self { rules: Rules::new(blob.table("translit")), latin: blob.table("latin") }
    }

    /// Whether two names can be one.
    pub fn same(&self, a: &str, b: &str) -> Verdict {
        let (a, b) = (parts::of(a), parts::of(b));
        // Latin stands second, so that rules have one direction
        if a.iter().all(Part::is_latin) && !b.iter().all(Part::is_latin) {
            align::compare(self, &b, &a)
        } else {
            align::compare(self, &a, &b)
        }
    }

    /// A name in Latin letters, and how sure that spelling is.
    pub fn latin(&self, name: &str) -> (String, Doubt) {
        latin::render(self, name)
    }

    /// Cost of the letters of one word against another's, for a program that learns the costs: the rules used, by row of `translit`.
    pub fn rows_between(&self, a: &str, b: &str) -> Option<(u32, Vec<usize>)> {
        let join = |name: &str| parts::of(name).iter().flat_map(|p| p.full.iter().copied()).collect::<Vec<char>>();
        self.rules.path(&join(a), &join(b)).map(|path| (path.cost, path.rows()))
    }

    /// How people who bear this word of a name write it: spellings with counts, the usual one first.
    fn attested(&self, word: &str) -> Option<Attested> {
        let table = self.latin?;
        let (mut low, mut high) = (0, table.len());
        while low < high {
            let middle = low.midpoint(high);
            match table.get(middle, "word").cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => {
                    let spellings = table.get(middle, "spellings").split('|').filter_map(|s| {
                        let (latin, count) = s.split_once(':')?;
                        Some((latin, count.parse().ok()?))
                    });
                    return Some(Attested { bearers: table.get(middle, "count").parse().ok()?, spellings: spellings.collect() });
                }
            }
        }
        None
    }
}

/// What the people who bear a word of a name make of it.
#[derive(Debug)]
struct Attested {
    bearers: u32,
    spellings: Vec<(&'static str, u32)>,
}

/// Fewer bearers say little of a name.
const ENOUGH: u32 = 12;
/// Two words of names are two names when people write less than this share of them alike in Latin letters, in hundredths.
const SHARED: u32 = 50;

/// Whether people write two words differently in Latin letters: كامل and كمال are two names, however near their letters.
fn apart(a: &Attested, b: &Attested) -> bool {
    if a.bearers < ENOUGH || b.bearers < ENOUGH {
        return false;
    }
    let share = |of: &Attested, spelling: &str| {
        of.spellings.iter().find(|(s, _)| *s == spelling).map_or(0, |(_, count)| count * 100 / of.bearers.max(1))
    };
    a.spellings.iter().map(|(spelling, _)| share(a, spelling).min(share(b, spelling))).sum::<u32>() < SHARED
}
