//! Copies: how much of one report stands in another, by runs of three words.
//!
//! In: the words of reports. Out: a [`Shingles`] set, a sample of it by which candidates are looked up, and a [`Likeness`] of two sets. Nothing
//! here knows the file.
//!
//! Own code, and not a crate of `MinHash`, for two measured reasons: a `MinHash` estimates resemblance, and a paragraph cut out of a long report
//! resembles it little though it stands in it wholly; and what a sample proposes is judged here on the whole sets, so that nothing is joined by
//! an estimate. The sample is of hashes below a bound (as in FracMinHash), which keeps containment as well as resemblance.

use rustc_hash::FxHashSet;

/// Words in a run: shorter runs are phrases that everybody writes, longer ones break at every edit.
const RUN: usize = 3;

/// Of texts with more runs than this only every sixth is sampled.
const SHORT: usize = 64;

/// One of so many runs is sampled in longer texts.
const EVERY: u64 = 6;

/// Texts with fewer runs are too short to say who copied whom; only identical ones are joined.
pub const LEAST: usize = 12;

/// Share of the shorter report's runs that must stand in the other. Different reports of one story
/// share quotations and names, seldom half.
pub const CONTAINED: f64 = 0.6;

/// Where both are about as long, resemblance of this much suffices.
pub const RESEMBLES: f64 = 0.45;

/// The runs of a text, as hashes of 40 bits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(FxHashSet<u64>);

/// How two reports share their words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Shared runs among all runs of both.
    pub resemblance: f64,
    /// Shared runs among those of the shorter.
    pub containment: f64,
    /// What that makes them, if anything.
    pub kind: Option<Kind>,
}

/// What a later report is to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The same bytes.
    Identical,
    /// The same report with edits.
    Near,
    /// The later is a part of the earlier.
    Cut,
    /// The earlier is a part of the later.
    Longer,
}

impl Kind {
    /// As the file and the faces write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Near => "near",
            Self::Cut => "cut",
            Self::Longer => "longer",
        }
    }
}

impl Shingles {
    /// The runs of these folded words. A hamza is left out: writers drop it.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let hashes: Vec<u64> = words
            .into_iter()
            .map(|word| {
                word.bytes().filter(|b| !b.is_ascii_whitespace()).fold((0xcbf2_9ce4_8422_2325_u64, 0u8), |(hash, before), byte| {
                    // ء is D8 A1
                    if byte == 0xA1 && before == 0xD8 {
                        return (hash, byte);
                    }
                    let hash = if byte == 0xD8 { hash } else { (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3) };
                    (hash, byte)
                })
            })
            .map(|(hash, _)| hash)
            .collect();
        Self(hashes.windows(RUN).map(|run| mix(run.iter().fold(0, |all, h| mix(all ^ *h)))).collect())
    }

    /// Number of different runs.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The runs by which it is looked up and found, sorted.
    pub fn sample(&self) -> Vec<u64> {
        if self.len() < LEAST {
            return Vec::new();
        }
        let every = if self.len() > SHORT { EVERY } else { 1 };
        let mut sample: Vec<u64> = self.0.iter().copied().filter(|h| h % every == 0).collect();
        sample.sort_unstable();
        sample
    }

    /// What a later report with these runs is to an earlier one.
    pub fn likeness(&self, earlier: &Self) -> Likeness {
        let (small, large) = if self.len() <= earlier.len() { (self, earlier) } else { (earlier, self) };
        if small.len() < LEAST {
            return Likeness { resemblance: 0.0, containment: 0.0, kind: None };
        }
        let shared = small.0.iter().filter(|h| large.0.contains(h)).count();
        #[allow(clippy::cast_precision_loss, reason = "counts of words")]
        let share = |of: usize| shared as f64 / of as f64;
        let (resemblance, containment) = (share(small.len() + large.len() - shared), share(small.len()));
        let alike = small.len() * 5 >= large.len() * 4;
        let kind = if resemblance >= RESEMBLES || alike && containment >= CONTAINED {
            Some(Kind::Near)
        } else if containment < CONTAINED {
            None
        } else if self.len() < earlier.len() {
            Some(Kind::Cut)
        } else {
            Some(Kind::Longer)
        };
        Likeness { resemblance, containment, kind }
    }
}

/// Spreads a hash over 40 bits: the file keeps them in six bytes.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (hash ^ (hash >> 29)) & 0xFF_FFFF_FFFF
}

/// An index of samples in memory: for measuring, and for lists that are in no archive.
#[derive(Debug, Default)]
pub struct Index {
    of: rustc_hash::FxHashMap<u64, Vec<u32>>,
    all: Vec<Shingles>,
}

/// Reports looked at for one run: a run that more have is a line of service.
pub(crate) const COMMON: usize = 64;

/// Candidates judged on their whole sets.
pub(crate) const CANDIDATES: usize = 8;

impl Index {
    /// Adds a report, and gives what it is to those before it: their numbers, the likeliest first.
    pub fn add(&mut self, shingles: Shingles) -> Vec<(u32, Likeness)> {
        let number = self.all.len() as u32;
        let mut counts: rustc_hash::FxHashMap<u32, usize> = rustc_hash::FxHashMap::default();
        for hash in shingles.sample() {
            let list = self.of.entry(hash).or_default();
            list.iter().take(COMMON).for_each(|n| *counts.entry(*n).or_default() += 1);
            list.push(number);
        }
        let sampled = shingles.sample().len();
        let likely = counts.into_iter().filter(|(n, shared)| likely(*shared, sampled, self.all[*n as usize].len()));
        let found = candidates(likely)
            .into_iter()
            .filter_map(|n| {
                let likeness = shingles.likeness(&self.all[n as usize]);
                likeness.kind.map(|_| (n, likeness))
            })
            .collect();
        self.all.push(shingles);
        found
    }
}

/// Whether a report of so many words, that shares so many of the sampled runs, can be a copy: half of what a copy shares on average is enough.
pub(crate) fn likely(shared: usize, sampled: usize, words: usize) -> bool {
    let theirs = if words > SHORT { words / EVERY as usize } else { words };
    shared * 4 >= sampled.min(theirs)
}

/// The likeliest of those that share sampled runs, with how many.
pub(crate) fn candidates<N: Copy + Ord>(counts: impl Iterator<Item = (N, usize)>) -> Vec<N> {
    let mut found: Vec<(N, usize)> = counts.filter(|(_, shared)| *shared >= 2).collect();
    found.sort_by_key(|(n, shared)| (std::cmp::Reverse(*shared), *n));
    found.into_iter().take(CANDIDATES).map(|(n, _)| n).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use mahdar_arabic::fold;

    fn shingles(text: &str) -> Shingles {
        Shingles::of(fold::key(text).split(' '))
    }

    const REPORT: &str = "أعلنت وزارة النقل في بيان نشرته مساء الأحد أن خط القطار الجديد بين المدينتين سيبدأ العمل مطلع الشهر المقبل \
        بعد تأخير دام عامين وقال المسؤول عن المشروع إن الرحلة ستستغرق ساعتين وإن سعر التذكرة لن يتجاوز مئة ليرة في السنة الأولى \
        وأضاف أن عشرين قطارا وصلت من المصنع وأن السائقين أنهوا تدريبهم وأن المحطات كلها صارت جاهزة لاستقبال المسافرين";

    #[test]
    fn a_copy_with_edits_is_near_and_a_part_is_cut() {
        let whole = shingles(REPORT);
        let edited = shingles(&REPORT.replace("وقال", "وأكد").replace("المسؤول", "المسوول").replace("أن خط", "أنخط"));
        assert_eq!(edited.likeness(&whole).kind, Some(Kind::Near));
        let cut = shingles(&REPORT[..REPORT.find("وقال").unwrap()]);
        assert_eq!(cut.likeness(&whole).kind, Some(Kind::Cut));
        assert_eq!(whole.likeness(&cut).kind, Some(Kind::Longer));
    }

    #[test]
    fn another_report_of_the_story_is_no_copy() {
        let whole = shingles(REPORT);
        let other = shingles(
            "يبدأ القطار بين المدينتين رحلاته مطلع الشهر المقبل كما جاء في بيان وزارة النقل الذي نشر مساء الأحد وتحدث المسؤول عن المشروع \
             عن رحلة مدتها ساعتان بسعر لا يتجاوز مئة ليرة مشيرا إلى أن المحطات جاهزة وأن التدريب انتهى قبل أسبوع",
        );
        assert_eq!(other.likeness(&whole).kind, None);
    }

    #[test]
    fn the_index_finds_what_comparing_all_would() {
        let mut index = Index::default();
        assert!(index.add(shingles(REPORT)).is_empty());
        let found = index.add(shingles(&REPORT.replace("وأضاف", "وتابع")));
        assert_eq!(found[0].0, 0);
        assert!(index.add(shingles("نص قصير لا يقول شيئا")).is_empty());
    }
}
