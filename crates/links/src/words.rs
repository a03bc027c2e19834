//! What makes two wordings alike. In: stretches of text. Out: their [`Content`]: the cores of their words, without particles and endings, and the
//! likeness of two; or their [`Matter`], the cores alone. A core is coarse on purpose (تمسك and متمسك give one): it only ever compares words of two statements that may be one.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use mahdar_arabic::fold;

/// Words that say nothing of what is said, folded.
const EMPTY: &[&str] = &[
    "من",
    "في",
    "علي",
    "الي",
    "عن",
    "ان",
    "انه",
    "انها",
    "انهم",
    "لان",
    "او",
    "ام",
    "ما",
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "فليس",
    "لك",
    "لدي",
    "لديه",
    "لديها",
    "لدينا",
    "قد",
    "هذا",
    "هذه",
    "ذلك",
    "تلك",
    "التي",
    "الذي",
    "الذين",
    "كان",
    "كانت",
    "كما",
    "لكن",
    "بل",
    "ثم",
    "هو",
    "هي",
    "هم",
    "نحن",
    "كل",
    "بعد",
    "قبل",
    "مع",
    "بين",
    "عند",
    "حتي",
    "اذا",
    "اي",
    "عليه",
    "عليها",
    "فيه",
    "فيها",
    "به",
    "بها",
    "له",
    "لها",
    "لهم",
    "لنا",
    "منه",
    "منها",
    "منهم",
    "الا",
    "سوف",
    "حول",
    "خلال",
    "يوم",
    "امس",
    "اليوم",
    "غدا",
    "بلاده",
    "بلادها",
    "وان",
    "وانه",
    "وانها",
    "بان",
    "بانه",
    "بانها",
    "غير",
    "ايضا",
    "تم",
    "يتم",
    "يكون",
    "تكون",
    "ولا",
    "وما",
    "ولم",
    "ولن",
];

/// Words of degree, folded: «أكثر سهولة» is «أسهل».
const MORE: &[&str] = &["اكثر", "اقل", "اشد", "جدا", "للغايه", "تماما"];

const PREFIXES: &[&str] = &["وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل", "ك", "س"];
/// Pronouns, then endings of number and gender: a word can have one of each (تعهداتها, its undertakings).
const PRONOUNS: &[&str] = &["هما", "كما", "ها", "هم", "كم", "نا"];
const ENDINGS: &[&str] = &["اك", "ات", "ون", "ين", "ان", "يه", "ه", "ي", "ت", "ا"];

/// Words that newsrooms put for one another, a group a line.
const SAME: &str = include_str!("../data/same.tsv");

/// Names of months, folded: one report gives the day of what another only tells.
const MONTHS: &[&str] = &[
    "يناير",
    "فبراير",
    "مارس",
    "ابريل",
    "مايو",
    "يونيو",
    "يوليو",
    "اغسطس",
    "سبتمبر",
    "اكتوبر",
    "نوفمبر",
    "ديسمبر",
    "كانون",
    "شباط",
    "اذار",
    "نيسان",
    "ايار",
    "حزيران",
    "تموز",
    "اب",
    "ايلول",
    "تشرين",
];

/// Two words that are one, and the name of both: to set free.
const TWO: &[(&str, &str, &str)] = &[("اطلاق", "سراح", "اطلاق_سراح")];

/// A word without what is attached to it; three letters are left.
fn stem(word: &str) -> &str {
    let enough = |rest: &&str| rest.chars().count() >= 3;
    let without = |word, endings: &[&str]| endings.iter().find_map(|s| str::strip_suffix(word, *s).filter(enough));
    let word = PREFIXES.iter().find_map(|p| word.strip_prefix(p).filter(enough)).unwrap_or(word);
    let word = without(word, PRONOUNS).unwrap_or(word);
    // «حلفاءك»: a pronoun of one letter shows behind hamza
    let word = word.strip_suffix('ك').filter(|w| w.ends_with('ء')).unwrap_or(word);
    without(word, ENDINGS).unwrap_or(word)
}

/// A word without its long vowels, the first letter apart.
fn bare(word: &str) -> String {
    word.chars().enumerate().filter(|(i, c)| *i == 0 || !matches!(c, 'ا' | 'و' | 'ي')).map(|(_, c)| c).collect()
}

/// The consonants by which words of one root mostly agree.
fn root(word: &str) -> String {
    let mut stem = stem(word);
    if stem.chars().all(|c| c.is_ascii_digit()) {
        return stem.to_owned();
    }
    // letters that make forms of verbs, participles and verbal nouns, while a root is left (تأكل and يأكل give one)
    while let Some(rest) = stem.strip_prefix(['ت', 'م', 'ن', 'ي', 'ا'])
        && bare(rest).chars().count() >= 3
    {
        stem = rest;
    }
    let bare = bare(stem);
    if bare.chars().count() >= 3 { bare } else { stem.to_owned() }
}

/// The root of a word, of words put for one another that of the first.
fn core(word: &str) -> String {
    static FIRST: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
        let mut first = BTreeMap::new();
        for line in SAME.lines().filter(|line| !line.starts_with('#')) {
            let mut roots = line.split('\t').next().unwrap_or("").split(' ').map(|w| root(&key(w)));
            if let Some(one) = roots.next() {
                first.extend(roots.filter(|r| *r != one).map(|r| (r, one.clone())));
            }
        }
        first
    });
    let root = root(word);
    FIRST.get(&root).cloned().unwrap_or(root)
}

/// A word of the list folded, the low line between two words kept.
fn key(word: &str) -> String {
    word.split('_').map(fold::key).collect::<Vec<_>>().join("_")
}

/// The words of a text, two that are one as one.
fn joined(key: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    for word in key.split(' ').filter(|w| !w.is_empty()) {
        let one = out.last().and_then(|last| TWO.iter().find(|(a, b, _)| stem(last) == stem(a) && stem(word) == stem(b)));
        match one {
            Some((_, _, both)) => {
                out.pop();
                out.push(both);
            }
            None => out.push(word),
        }
    }
    out
}

/// The words of a name, folded, without article.
pub(crate) fn name(words: &str) -> Vec<String> {
    fold::key(words).split(' ').map(|w| fold::without_article(w).to_owned()).filter(|w| !w.is_empty()).collect()
}

/// The words of a text without what is attached to them; words that say nothing are left out.
pub(crate) fn stems(text: &str) -> Vec<String> {
    let key = fold::key(text);
    let words = key.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 1 && !EMPTY.contains(w));
    words.map(|w| stem(w).to_owned()).collect()
}

/// What a statement says, as cores with weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    cores: BTreeMap<String, f32>,
    /// The same, less for words that the whole report has.
    own: BTreeMap<String, f32>,
    words: Vec<String>,
}

/// How alike two contents are.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// Share of the shorter's weight that stands in the other, 0 to 1.
    pub(crate) contained: f32,
    /// Share of the weight of both, 0 to 1.
    pub(crate) resembles: f32,
    /// Weight shared: words that say something count 1.
    pub(crate) shared: f32,
    /// Words of the longest run that stands in both.
    pub(crate) run: usize,
}

/// What a word of a name counts: everybody in a story says it.
const NAME: f32 = 0.3;

/// Whether a folded word is of a name, a month or of degree: it says little of what is said.
fn slight(word: &str, names: &dyn Fn(&str) -> bool) -> bool {
    names(stem(word)) || names(fold::without_article(word)) || MONTHS.contains(&word) || MORE.contains(&word)
}

impl Content {
    /// Of texts; `names` are the folded words of names in the report.
    pub(crate) fn of<'t>(parts: impl IntoIterator<Item = &'t str>, names: &dyn Fn(&str) -> bool) -> Self {
        let mut content = Self::default();
        for part in parts {
            let key = fold::key(part);
            for word in joined(&key) {
                content.words.push(stem(word).to_owned());
                if EMPTY.contains(&word) || word.chars().count() < 2 && !word.chars().all(|c| c.is_ascii_digit()) {
                    continue;
                }
                let weight = if slight(word, names) { NAME } else { 1.0 };
                content.cores.entry(core(word)).or_insert(weight);
            }
        }
        content.own.clone_from(&content.cores);
        content
    }

    /// The cores that say something, to look statements up by.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.cores.iter().filter(|(_, w)| **w > NAME).map(|(c, _)| c.as_str())
    }

    /// Takes weight from the words that many statements of the report have: they say what the report is about, not what this one says.
    pub(crate) fn discount(&mut self, frequency: &BTreeMap<String, u16>) {
        let rarity = |core: &String| f32::from(frequency.get(core).copied().unwrap_or(1).max(1)).sqrt();
        self.own = self.cores.iter().map(|(core, weight)| (core.clone(), weight / rarity(core))).collect();
    }

    /// Counts each core once.
    pub(crate) fn count(&self, frequency: &mut BTreeMap<String, u16>) {
        for core in self.cores.keys() {
            let n = frequency.entry(core.clone()).or_default();
            *n = n.saturating_add(1);
        }
    }

    /// How alike this and another are.
    pub(crate) fn like(&self, other: &Self) -> Likeness {
        let sum = |of: &BTreeMap<String, f32>| of.values().sum::<f32>();
        let common = |a: &BTreeMap<String, f32>, b: &BTreeMap<String, f32>| {
            a.iter().filter_map(|(core, w)| b.get(core).map(|v| w.min(*v))).sum::<f32>()
        };
        let (a, b, both) = (sum(&self.own), sum(&other.own), common(&self.own, &other.own));
        if a.min(b) <= 0.0 {
            return Likeness::default();
        }
        let (plain_a, plain_b, plain) = (sum(&self.cores), sum(&other.cores), common(&self.cores, &other.cores));
        Likeness {
            // what is said of the report's own subject is as much said as the rest
            contained: (both / a.min(b)).max(plain / plain_a.min(plain_b)).min(1.0),
            resembles: (both / (a + b - both)).min(1.0),
            shared: common(&self.cores, &other.cores),
            run: run(&self.words, &other.words),
        }
    }

    /// Number of words, all counted.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }
}

/// The cores of the words about a deed: what it is about, apart from who does it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Matter(BTreeSet<String>);

impl Matter {
    /// Of texts; `but` are words that say what is done, `names` the folded words of names and offices.
    pub(crate) fn of<'t>(parts: impl IntoIterator<Item = &'t str>, but: &[&str], names: &dyn Fn(&str) -> bool) -> Self {
        let but: Vec<String> = but.iter().flat_map(|text| fold::key(text).split(' ').map(core).collect::<Vec<_>>()).collect();
        let mut cores = BTreeSet::new();
        for part in parts {
            let key = fold::key(part);
            let words = key.split(|c: char| !c.is_alphanumeric()).filter(|w| w.chars().count() > 2);
            cores.extend(words.filter(|w| !EMPTY.contains(w) && !slight(w, names)).map(core).filter(|core| !but.contains(core)));
        }
        Self(cores)
    }

    /// Whether the two have so many words each and none in common: too few of them say nothing.
    pub(crate) fn differs(&self, other: &Self, least: usize) -> bool {
        self.0.len().min(other.0.len()) >= least && self.0.is_disjoint(&other.0)
    }
}

/// The longest run of words in both.
fn run(a: &[String], b: &[String]) -> usize {
    let mut best = 0;
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut before = 0;
        for (j, y) in b.iter().enumerate() {
            let here = if x == y { before + 1 } else { 0 };
            before = std::mem::replace(&mut row[j + 1], here);
            best = best.max(here);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Content {
        Content::of([text], &|_| false)
    }

    #[test]
    fn words_of_one_root_share_a_core_and_others_do_not() {
        assert_eq!(core("متمسك"), core("وتمسكه"));
        assert_eq!(core("نفرض"), core("تفرض"));
        assert_ne!(core("رفض"), core("فرض"));
        assert_eq!(core("2024"), "2024");
        // they eat, she eats; its undertakings, the undertakings
        assert_eq!(core("يأكلون"), core("تأكل"));
        assert_eq!(core("بتعهداتها"), core("بالتعهدات"));
    }

    #[test]
    fn words_put_for_one_another_are_one_and_those_that_differ_in_substance_are_not() {
        let alike = |a: &str, b: &str| content(a).like(&content(b)).contained;
        assert!(alike("إرجاء القمة", "تأجيل القمة") > 0.99);
        assert!(alike("إطلاق سراح الموقوفين", "الإفراج عن الموقوفين") > 0.99);
        assert!(alike("إطلاق النار", "الإفراج عن الموقوفين") < 0.01);
        assert!(alike("إلغاء القمة", "تأجيل القمة") < 0.6);
        assert!(alike("زيادة إنفاقهم على الدفاع", "زيادة نفقاتهم العسكرية") > 0.99, "{:?}", content("الدفاع العسكرية").cores);
    }

    #[test]
    fn no_root_stands_in_two_groups_of_words_put_for_one_another() {
        let (mut seen, mut twice) = (BTreeMap::new(), Vec::new());
        for line in SAME.lines().filter(|line| !line.starts_with('#')) {
            let mut roots: Vec<String> = line.split('\t').next().unwrap_or("").split(' ').map(|w| root(&key(w))).collect();
            roots.sort();
            roots.dedup();
            for root in roots {
                if let Some(other) = seen.insert(root.clone(), line) {
                    twice.push(format!("{root} stands for two things: {other} / {line}"));
                }
            }
        }
        assert!(twice.is_empty(), "{}", twice.join("\n"));
    }

    #[test]
    fn one_sentence_told_by_two_is_alike_and_two_sentences_are_not() {
        let told = content("أبواب النرويج مفتوحة لكل الأطراف، ولن نفرض حلا على أحد");
        let retold = content("أبواب بلاده مفتوحة لكل الأطراف وأنها لن تفرض حلا على أحد");
        assert!(told.like(&retold).contained > 0.7, "{:?}", told.like(&retold));
        assert!(told.like(&content("بلاده ترفض أي تدخل عسكري في ليبيا")).contained < 0.2);
    }

    #[test]
    fn a_cut_sentence_shares_every_word_with_the_whole_one() {
        let whole = content("الجيش باق في مواقعه، ولا صفقات في الخفاء");
        let cut = content("الجيش «باق في مواقعه»");
        let like = whole.like(&cut);
        assert!(like.contained > 0.99 && like.shared > 2.9 && like.run == 4, "{like:?}");
    }

    #[test]
    fn a_matter_is_what_is_done_to_what_without_the_deed_and_the_names() {
        let of = |text: &str| Matter::of([text], &["فرض"], &|w| w == "صين");
        let steel = of("فرض رسوم على واردات الصلب من الصين");
        let both = |other: &str| steel.0.intersection(&of(other).0).count();
        assert_eq!(both("رسوم الصلب التي فرضتها الصين"), 2, "the deed and the name count nothing");
        assert_eq!(both("فرض حصار محكم على المخيم في الصين"), 0);
        let siege = of("فرض حصار محكم على المخيم في الصين");
        assert!(steel.differs(&siege, 3) && !steel.differs(&siege, 4), "{steel:?} {siege:?}");
    }

    #[test]
    fn the_longest_run_counts_words_side_by_side() {
        let words = |t: &str| t.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(run(&words("ا ب ج د"), &words("ب ج ه")), 2);
        assert_eq!(run(&words("ا"), &words("ب")), 0);
    }
}
