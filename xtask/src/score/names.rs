//! Names as the score compares them: text in, a normal form or a set of tokens out. Follows Python's `unicodedata`, `re` and `str` where
//! they differ from Rust's `char` methods, for the same names must be the same on both sides.

use std::collections::BTreeSet;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::json::{self, Text};

/// Python's `\s`: white space, and the four separators of ASCII.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Python's `\w`: letters and numbers of every script, and the underscore. Marks are not in it.
pub(super) fn is_word(c: char) -> bool {
    c == '_' || matches!(c.general_category_group(), GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

/// The normal form of a name: compatibility forms and marks gone, alefs one, `ى` as `ي`, `ة` as `ه`, punctuation to single spaces.
pub(super) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.nfkd().filter(|c| canonical_combining_class(*c) == 0) {
        let c = match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            'ـ' => continue,
            c if is_word(c) => c,
            _ => ' ',
        };
        if c != ' ' || !out.ends_with(' ') {
            out.push(c);
        }
    }
    out.trim_matches(' ').to_owned()
}

/// A token without its article, if enough is left.
fn bare(token: &str) -> &str {
    if token.chars().count() > 4 { token.strip_prefix("ال").unwrap_or(token) } else { token }
}

/// The tokens of a name, each without its article.
fn tokens(normal: &str) -> BTreeSet<String> {
    normal.split(is_space).filter(|t| !t.is_empty()).map(|t| bare(t).to_owned()).collect()
}

/// Full case folding, as `str.casefold`.
fn casefold(s: &str) -> String {
    caseless::default_case_fold_str(s)
}

/// An actor of the gold, ready to be compared.
#[derive(Debug)]
pub(super) struct GoldActor {
    normal: String,
    names: BTreeSet<String>,
    tokens: BTreeSet<String>,
    english: String,
}

impl GoldActor {
    /// Reads the actor's `name`, `names` and `name_en`.
    pub(super) fn new(actor: &Value) -> Self {
        let normal = normal(json::string(actor, "name"));
        let more = json::list(actor, "names").iter().filter_map(Value::as_str).map(self::normal);
        let names = std::iter::once(normal.clone()).chain(more).collect();
        Self { tokens: tokens(&normal), names, english: casefold(json::string(actor, "name_en")), normal }
    }
}

/// An actor of a record, ready to be compared.
#[derive(Debug)]
pub(super) struct FoundActor {
    normal: String,
    names: BTreeSet<String>,
    tokens: BTreeSet<String>,
    english: String,
}

impl FoundActor {
    /// Reads the actor's `name`, `name_en` and the words of the mentions that are words.
    pub(super) fn new(actor: &Value, text: &Text) -> Self {
        let normal = normal(json::string(actor, "name"));
        let mut names = BTreeSet::from([normal.clone()]);
        for mention in json::list(actor, "mentions") {
            if !matches!(json::string(mention, "form"), "pronoun" | "dropped") {
                names.insert(self::normal(&text.quote(json::span(mention, "span"))));
            }
        }
        Self { tokens: tokens(&normal), names, english: casefold(json::string(actor, "name_en")), normal }
    }
}

/// Whether a found actor is the gold one: by English name, by a shared name, or by one name containing the other.
fn same_actor(gold: &GoldActor, found: &FoundActor) -> bool {
    if !found.english.is_empty() && found.english == gold.english {
        return true;
    }
    if found.names.iter().any(|n| !n.is_empty() && gold.names.contains(n)) {
        return true;
    }
    let (g, p) = (&gold.tokens, &found.tokens);
    !g.is_empty() && !p.is_empty() && (g.is_subset(p) || p.is_subset(g))
}

/// How well a found actor fits a gold one, 0 for not at all: the exact name first, then shared names, then close ones.
pub(super) fn strength(gold: &GoldActor, found: &FoundActor) -> f64 {
    if !same_actor(gold, found) {
        return 0.0;
    }
    let exact = gold.normal == found.normal || !found.english.is_empty() && found.english == gold.english;
    let both = gold.tokens.intersection(&found.tokens).count();
    let any = gold.tokens.union(&found.tokens).count();
    let close = both as f64 / any.max(1) as f64;
    let shared = gold.names.intersection(&found.names).count();
    if exact || shared > 0 || close >= 0.5 { f64::from(4 * u8::from(exact)) + shared as f64 + close } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_one_normal_form() {
        assert_eq!(normal("أَحْمَد  الـمُرتضى (رحمة)"), "احمد المرتضي رحمه");
        assert_eq!(normal("ﻻفروف_2 «٣»"), "لافروف_2 ٣");
        assert_eq!(normal("\u{1c}é\u{a0}ﬁ…"), "e fi");
    }

    #[test]
    fn articles_fall_where_enough_is_left() {
        assert_eq!(tokens("الوزير الحرب الحق"), ["الحق", "وزير", "حرب"].map(str::to_owned).into());
    }
}
