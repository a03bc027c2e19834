//! Words that decide what became of a deed, as the lexicon lists them in `status-words.tsv`.

use super::list;
use mahdar_arabic::fold;
use mahdar_lexicon::TableView;
use rustc_hash::FxHashMap;

/// Where a word must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    Behind,
}

/// What the deed must be told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    Any,
    Verb,
    Noun,
    /// A noun that is aimed at: «للقاء», «لعقد لقاء».
    Purpose,
    /// A noun behind this preposition.
    Behind(&'static str),
}

/// Which form of a word is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum As {
    Word,
    Noun,
    /// A noun in ة as it stands before a pronoun (رغبت+ه).
    Bound,
    Adjective,
}

/// The tense in which a verb decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Any,
    Past,
    /// Present without سـ.
    Present,
    Future,
}

/// What a word says of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decides {
    pub(crate) place: Place,
    pub(crate) told: Told,
    /// Its name in records; `ends` where what follows is a circumstance; `undone` and `made`.
    pub(crate) status: &'static str,
    /// The status where كان stands before the word, if it is another.
    pub(crate) was: Option<&'static str>,
    /// Folded words that must stand before it, the nearest first.
    pub(crate) ahead: Vec<String>,
    form: As,
}

/// The words, ready to be asked.
#[derive(Debug, Default)]
pub(crate) struct StatusWords {
    words: FxHashMap<String, Vec<Decides>>,
    verbs: FxHashMap<u32, Vec<(When, Decides)>>,
}

impl StatusWords {
    pub(super) fn new(rows: TableView<'static>) -> Self {
        let mut out = Self::default();
        for row in 0..rows.len() {
            let get = |name: &str| rows.get(row, name);
            let mut status = list(get("status"));
            let mut decides = Decides {
                place: if get("place") == "behind" { Place::Behind } else { Place::Before },
                told: match get("for") {
                    "verb" => Told::Verb,
                    "noun" => Told::Noun,
                    "purpose" => Told::Purpose,
                    "any" => Told::Any,
                    preposition => Told::Behind(preposition),
                },
                status: status.next().unwrap_or_default(),
                was: status.next(),
                ahead: Vec::new(),
                form: match get("as") {
                    "noun" => As::Noun,
                    "adjective" => As::Adjective,
                    _ => As::Word,
                },
            };
            let when = match get("as") {
                "verb" => Some(When::Any),
                "past" => Some(When::Past),
                "present" => Some(When::Present),
                "future" => Some(When::Future),
                _ => None,
            };
            if let Some(when) = when {
                if let Ok(verb) = get("word").parse() {
                    out.verbs.entry(verb).or_default().push((when, decides));
                }
                continue;
            }
            let mut words: Vec<String> = get("word").split_whitespace().map(fold::key).collect();
            let Some(last) = words.pop() else { continue };
            words.reverse();
            decides.ahead = words;
            if let Some(stem) = last.strip_suffix('ه').filter(|_| decides.form == As::Noun) {
                out.words.entry(format!("{stem}ت")).or_default().push(Decides { form: As::Bound, ..decides.clone() });
            }
            out.words.entry(last).or_default().push(decides);
        }
        out
    }

    /// What a folded word says, of the rows for this place: as it stands, or as a form of a noun or adjective.
    pub(crate) fn word<'s>(&'s self, fold: &'s str, place: Place) -> impl Iterator<Item = &'s Decides> + 's {
        // «فشلها» has its own ف, «فنيته» one before it
        let joined = Some(unjoined(fold)).filter(|plain| plain.len() < fold.len());
        [Some(fold), joined].into_iter().flatten().flat_map(move |plain| self.plain(plain, place))
    }

    /// What a folded word without conjunction says.
    fn plain<'s>(&'s self, plain: &'s str, place: Place) -> impl Iterator<Item = &'s Decides> + 's {
        let exact = self.of(plain, place).filter(|d| d.form != As::Bound);
        let noun = forms(plain).flat_map(move |(stem, tail)| {
            self.of(stem, place).filter(move |d| match d.form {
                As::Noun => true,
                As::Bound => tail == Tail::Pronoun,
                As::Adjective => tail == Tail::Bare && plain.starts_with("ال"),
                As::Word => false,
            })
        });
        let feminine = plain.strip_suffix('ه').map(|stem| stem.strip_prefix("ال").unwrap_or(stem));
        let adjective = feminine.into_iter().flat_map(move |stem| self.of(stem, place).filter(|d| d.form == As::Adjective));
        exact.chain(noun).chain(adjective)
    }

    fn of(&self, key: &str, place: Place) -> impl Iterator<Item = &Decides> {
        self.words.get(key).into_iter().flatten().filter(move |d| d.place == place)
    }

    /// What a verb says by its row.
    pub(crate) fn verb(&self, row: u32) -> impl Iterator<Item = &(When, Decides)> {
        self.verbs.get(&row).into_iter().flatten()
    }
}

/// What stands behind the stem of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tail {
    Bare,
    Pronoun,
}

/// A folded word without its و or ف, where two letters at least are left.
fn unjoined(fold: &str) -> &str {
    fold.strip_prefix(['و', 'ف']).filter(|s| s.len() >= 4).unwrap_or(fold)
}

/// A folded word without preposition, article and pronoun: every way to cut it but the whole.
fn forms(plain: &str) -> impl Iterator<Item = (&str, Tail)> {
    const PRONOUNS: [&str; 5] = ["ه", "ها", "هم", "هما", "نا"];
    let governed = plain.strip_prefix(['ب', 'ل', 'ك']).filter(|s| s.len() >= 4);
    // «للقاء» is ل with the article, or ل before a word of its own ل
    let cut = [Some(plain), governed].into_iter().flatten();
    let bare = cut.flat_map(|w| [Some(w), w.strip_prefix("ال"), w.strip_prefix('ل').filter(|_| w.len() < plain.len())]).flatten();
    bare.flat_map(move |stem| {
        let whole = (stem.len() < plain.len()).then_some((stem, Tail::Bare));
        let owned = PRONOUNS.into_iter().filter_map(move |p| stem.strip_suffix(p)).filter(|s| s.len() >= 4).map(|s| (s, Tail::Pronoun));
        whole.into_iter().chain(owned)
    })
}

#[cfg(test)]
mod tests {
    use super::{Place, StatusWords};
    use mahdar_arabic::fold::key;

    #[test]
    fn a_noun_is_found_in_every_form_and_a_word_only_as_it_stands() {
        let words = StatusWords::new(mahdar_arabic::blob().table("status-words").expect("the compiler writes every table"));
        let status = |word: &str, place| words.word(&key(word), place).next().map(|d| d.status);
        for (word, says) in [
            ("فشلها", Some("undone")),
            ("وفشلهم", Some("undone")),
            ("نيته", Some("planned")),
            ("ونيتها", Some("planned")),
            ("لاحتمال", Some("conditional")),
            ("الرغبة", Some("called-for")),
            ("رغبتهما", Some("called-for")),
            ("استعدادا", Some("planned")),
            ("استعداده", Some("called-for")),
            ("مقررات", None),
            ("نيتشه", None),
            ("حالنا", None),
        ] {
            assert_eq!(status(word, Place::Before), says, "{word}");
        }
        for (word, says) in [("المقبلة", Some("planned")), ("مقبل", Some("planned")), ("المقبلين", None), ("نيته", None)]
        {
            assert_eq!(status(word, Place::Behind), says, "{word}");
        }
    }
}
