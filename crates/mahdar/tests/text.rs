//! The text room: folding with its map, tokens, units, sentences and quotations, as the press writes them and as archives damage them.
//!
//! Single cases are rows with what they must give; what holds of every text is asked of generated ones.

mod common;

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use mahdar::text::{Abbreviation, Kind, Repair, Text, unit};
use mahdar::{Analyzer, Worker};
use mahdar_arabic::fold::{self, Fold};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::arabic);

/// The tokens of a text, `|` between them; `_` stands for white space before one.
fn tokens(text: &str) -> String {
    let mut worker = ANALYZER.worker();
    let layers = worker.text(text);
    let pieces = layers.tokens.iter().enumerate().map(|(n, t)| {
        let space = if n > 0 && t.spaced { "_" } else { "" };
        format!("{space}{}", t.span.of(text))
    });
    pieces.collect::<Vec<_>>().join("|")
}

#[test]
fn particles_stand_apart_from_figures_brackets_and_marks() {
    for (text, expected) in [
        ("بـ«البناء»", "بـ|«|البناء|»"),
        ("لـ\"سوا\"", "لـ|\"|سوا|\""),
        ("ل60 عاما", "ل|60|_عاما"),
        ("والـ14", "والـ|14"),
        ("ب 14", "ب|_14"),
        ("للـ(27)", "للـ|(|27|)"),
        ("بـ ”الأخبار“", "بـ|_”|الأخبار|“"),
        // a word is not cut at its own first letter
        ("لافروف", "لافروف"),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
}

#[test]
fn words_glued_in_archives_are_two_tokens_without_a_space() {
    for (text, expected) in [
        ("الأممالمتحدة", "الأمم|المتحدة"),
        ("والأممالمتحدة", "والأمم|المتحدة"),
        ("للأممالمتحدة", "للأمم|المتحدة"),
        ("الولاياتالمتحدة", "الولايات|المتحدة"),
        ("بالولاياتالمتحدةالأمريكية", "بالولايات|المتحدة|الأمريكية"),
        ("مكةالمكرمة", "مكة|المكرمة"),
        ("السويديةستوكهولم", "السويدية|ستوكهولم"),
        ("العمانيةمسقط", "العمانية|مسقط"),
        ("الأُمَمالمتحدة", "الأُمَم|المتحدة"),
        ("وزيرالخارجية", "وزير|الخارجية"),
        ("إلىالقاهرة", "إلى|القاهرة"),
        // words that only look so
        ("الاحتلال", "الاحتلال"),
        ("والمجالس", "والمجالس"),
        ("استقالاتهم", "استقالاتهم"),
        ("اللةَ", "اللةَ"),
        // ى for every ي, as some Egyptian papers set it
        ("اللىالى", "اللىالى"),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
    let mut worker = ANALYZER.worker();
    let layers = worker.text("زار الأممالمتحدة");
    assert_eq!((layers.fold(1), layers.fold(2)), ("الامم", "المتحده"));
    assert_eq!((layers.light(1), layers.light(2)), ("الأمم", "المتحدة"));
}

#[test]
fn figures_addresses_and_hashtags() {
    for (text, expected) in [
        ("5,000 و2.5٪", "5,000|_و|2.5|٪"),
        ("١٣.٨.٢٠١٥", "١٣.٨.٢٠١٥"),
        ("فاز 5-3", "فاز|_5|-|3"),
        ("#خان_شيخون", "#|خان|_شيخون"),
        ("راسلوا press.office@example.org.", "راسلوا|_press.office@example.org|."),
        ("على www.example.org، وغيره", "على|_www.example.org|،|_وغيره"),
        ("https://docs.example.org/v2.0/map.pdf مجانا", "https://docs.example.org/v2.0/map.pdf|_مجانا"),
        ("(pic.example.com/x7Kq2)", "(|pic.example.com/x7Kq2|)"),
        ("شركة U.S. Steel", "شركة|_U|.|S|.|_Steel"),
        ("النسخة v2.0 الآن", "النسخة|_v|2.0|_الآن"),
        // a full stop without its space is no address
        ("the End.Next", "the|_End|.|Next"),
    ] {
        assert_eq!(tokens(text), expected, "{text}");
    }
}

#[test]
fn shifted_signs_and_controls_belong_to_no_word() {
    let text = "المبعوث ُالدولي\u{200f} قال\u{a0}إن";
    assert_eq!(tokens(text), "المبعوث|_الدولي\u{200f}|_قال|_إن");
    let mut worker = ANALYZER.worker();
    assert_eq!(worker.text(text).fold(1), "الدولي");
    assert_eq!(worker.text("\u{64b} \u{200f}").tokens.len(), 0);
    assert_eq!(worker.text("مسو\u{654}ول ا\u{654}كد").light(0), "مسؤول");
    assert_eq!(worker.text("مسو\u{654}ول ا\u{654}كد").light(1), "أكد");
}

#[test]
fn abbreviations_are_units() {
    use Abbreviation::{Acronym, Letter, Reference, Tail, Title};
    for (text, expected) in [
        ("قالت أ.ف.ب إن", vec![("أ.ف.ب", Acronym)]),
        ("قالت أ ف ب إن", vec![("أ ف ب", Acronym)]),
        ("نقلت د. ب. أ عن", vec![("د. ب. أ", Acronym)]),
        ("اتهم إف.بي.آي والـسي.آي.إيه", vec![("إف.بي.آي", Acronym), ("والـسي.آي.إيه", Acronym)]),
        ("لأ.ف.ب.", vec![("لأ.ف.ب.", Acronym)]),
        ("أ.د.حازم ود. سامر", vec![("أ.د.", Title), ("ود.", Title)]),
        ("قال ج. ك. سميث", vec![("ج. ك.", Letter)]),
        ("جورج دبليو. بوش", vec![("دبليو.", Letter)]),
        ("ص.ب. 4417", vec![("ص.ب.", Reference)]),
        ("والمخابز إلخ.", vec![("إلخ.", Tail)]),
        // the last word of a sentence is none
        ("وصل الوفد. وغادر.", vec![]),
        ("سكت...", vec![]),
    ] {
        let mut worker = ANALYZER.worker();
        let layers = worker.text(text);
        let found: Vec<_> = layers
            .units
            .iter()
            .filter_map(|u| match u.kind {
                unit::Kind::Abbreviation(kind) => Some((layers.span(u.tokens.clone()).of(text), kind)),
                unit::Kind::Address => None,
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_stop_behind_an_abbreviation_ends_the_sentence_only_where_another_begins() {
    for (text, sentences) in [
        ("شكر د. وليد سالم الحضور.", 1),
        ("في حديث مع أ.ف.ب. وأضاف أن التحقيق مستمر.", 2),
        ("عقدت شركة ش.م.ل. عقدا مع الوزارة.", 1),
        ("الاتفاق.وأضاف الوزير.", 2),
        ("سكت... ثم قال.", 2),
        ("ستوقع... إذا حصلت.", 1),
        ("«لن نوقع. هذا قرار.» قال الوزير.", 1),
        ("«لن نوقع. هذا قرار.» وغادر القاعة.", 2),
    ] {
        let mut worker = ANALYZER.worker();
        assert_eq!(worker.text(text).sentences.len(), sentences, "{text}");
    }
}

/// The quotations of a text, each with how it was completed.
fn quotes(text: &str) -> Vec<(&str, Repair)> {
    let mut worker = ANALYZER.worker();
    let layers = worker.text(text);
    layers.quotes.iter().map(|q| (layers.span(q.inner()).of(text), q.repair)).collect()
}

#[test]
fn marks_of_every_style_are_paired() {
    for text in
        ["«نعم»", "\"نعم\"", "“نعم”", "”نعم“", "„نعم“", "‘نعم’", "'نعم'", "''نعم''", "‹نعم›", "«نعم\"", "\"نعم”", "«« نعم»", "«نعم»»"]
    {
        let words = format!("قال {text} ثم");
        assert_eq!(quotes(&words), [("نعم", Repair::None)], "{text}");
    }
    for text in ["مدفع عيار 8\" وسلم", "it's too L'Echo", "33°15'20\" شمالا", "الدقيقة 89' أمام", "د'إيفوار"]
    {
        assert!(quotes(text).is_empty(), "{text}");
    }
}

#[test]
fn marks_within_marks_and_marks_that_are_lost() {
    assert_eq!(quotes("قال: «قرأت في «الفجر» أنني استقلت»."), [("قرأت في «الفجر» أنني استقلت", Repair::None), ("الفجر", Repair::None)]);
    assert_eq!(quotes("\"بيان \"اللجنة\" و\"الحزب\" اليوم\"").len(), 3);
    assert_eq!(quotes("قال: «نعم. ثم قال: «لا»"), [("نعم. ثم قال:", Repair::Unclosed), ("لا", Repair::None)]);
    assert_eq!(quotes("قال الوزير: سنوقع غدا»، مضيفا"), [("سنوقع غدا", Repair::Unopened)]);
    assert_eq!(quotes("وأكد أن المحادثات مستمرة»."), [("المحادثات مستمرة", Repair::Unopened)]);
    assert_eq!(quotes("قال: «سمعنا.\nونأمل ذلك»."), [("سمعنا.", Repair::Unclosed), ("ونأمل ذلك", Repair::Unopened)]);
}

const FOLDS: [Fold; 5] = [
    Fold::NONE,
    Fold::LIGHT,
    Fold::FULL,
    Fold { taa: true, digits: true, ..Fold::NONE },
    Fold { marks: true, compose: true, forms: true, ..Fold::NONE },
];

#[test]
fn each_fold_is_a_switch() {
    let text = "أُمَّة ٢ ﷺ ىی ا\u{654} ـ Ü";
    assert_eq!(Fold::NONE.map(text).text(), text);
    assert_eq!(Fold::LIGHT.map(text).text(), "أمة 2 صلى الله عليه وسلم ىي أ  ü");
    assert_eq!(Fold::FULL.map(text).text(), "امه 2 صلي الله عليه وسلم يي ا  ü");
    assert_eq!(Fold { taa: true, ..Fold::NONE }.map("أمة ى").text(), "أمه ى");
    assert_eq!(Fold { yaa: true, ..Fold::NONE }.map("أمة ى").text(), "أمة ي");
    assert_eq!(Fold { hamza: true, ..Fold::NONE }.map("مسؤول أ").text(), "مسءول أ");
    assert_eq!(Fold { shapes: true, ..Fold::NONE }.map("کربلا گ").text(), "كربلا گ");
    assert_eq!(Fold { spaces: true, ..Fold::NONE }.map("a\u{a0}b\nc").text(), "a b\nc");
}

#[test]
fn ranges_go_there_and_back() {
    let text = "قَالَ ﻻفروف";
    let shadow = Fold::FULL.map(text);
    assert_eq!(shadow.text(), "قال لافروف");
    // the vowel signs behind a letter come with it
    assert_eq!(&text[shadow.original(0..6)], "قَالَ");
    assert_eq!(&shadow.text()[shadow.folded(0..10)], "قال");
    // half a ligature is all of it
    assert_eq!(&text[shadow.original(7..9)], "ﻻ");
    assert_eq!(&text[shadow.original(7..shadow.text().len())], "ﻻفروف");
    assert!(shadow.original(4..4).is_empty());
    let shifted = "المبعوث ُالدولي";
    let shadow = Fold::FULL.map(shifted);
    let at = shadow.text().find("الدولي").unwrap();
    assert_eq!(&shifted[shadow.original(at..shadow.text().len())], "الدولي");
}

/// Letters, marks and whatever else Arabic is written with.
fn arabic() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[ء-غف-ي]{1,6}",
        2 => "[\u{64b}-\u{655}\u{670}\u{640}]{1,3}",
        1 => "[ٱ-ۓ۰-۹٠-٩ﭐ-ﯿﶀ-ﷺﹰ-ﻼ]{1,3}",
        1 => select(vec![" ", "\u{a0}", "\u{200f}", "\u{200c}", "\u{feff}", "\n", "، ", ". ", "5", "Ab", "é"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn config(cases: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
    Config { cases, failure_persistence: None, ..Config::default() }
}

fn hold<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value) -> Result<(), String>) {
    let result = TestRunner::new(config(cases)).run(strategy, |value| test(value).map_err(TestCaseError::fail));
    result.unwrap_or_else(|fault| panic!("{fault}"));
}

fn require(holds: bool, what: impl Fn() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what()) }
}

fn bounds(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

#[test]
fn folding_twice_is_folding_once() {
    hold(512, &(arabic(), select(&FOLDS[..])), |(text, fold)| {
        let once = fold.map(&text);
        let twice = fold.map(once.text());
        require(once.text() == twice.text(), || format!("{:?} then {:?}", once.text(), twice.text()))
    });
}

#[test]
fn maps_are_monotone_and_agree_both_ways() {
    hold(512, &(arabic(), select(&FOLDS[..])), |(text, fold)| {
        let shadow = fold.map(&text);
        let (places, shades) = (bounds(&text), bounds(shadow.text()));
        let folded: Vec<usize> = places.iter().map(|at| shadow.folded(0..*at).end).collect();
        require(folded.is_sorted() && folded.last() == Some(&shadow.text().len()), || format!("not monotone: {folded:?}"))?;
        for (at, place) in places.iter().zip(&folded) {
            let head = fold.map(&text[..*at]).text().len();
            require(head == *place, || format!("{at} is {place}, but the text before it folds to {head} bytes"))?;
        }
        let mut last = 0;
        for pair in shades.windows(2) {
            let back = shadow.original(pair[0]..pair[1]);
            require(
                back.start >= last && back.end > back.start && text.is_char_boundary(back.start) && text.is_char_boundary(back.end),
                || format!("{pair:?} comes from {back:?}"),
            )?;
            last = back.start;
            // what it came from becomes it, and nothing that does not begin with it
            let there = shadow.folded(back.clone());
            require(there.start <= pair[0] && there.end >= pair[1], || format!("{pair:?} comes from {back:?}, which becomes {there:?}"))?;
        }
        Ok(())
    });
}

/// Arabic letters with hamza or madda taken apart, as canonical decomposition does.
fn decomposed(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let pair = match c {
            'آ' => Some(('ا', '\u{653}')),
            'أ' => Some(('ا', '\u{654}')),
            'إ' => Some(('ا', '\u{655}')),
            'ؤ' => Some(('و', '\u{654}')),
            'ئ' => Some(('ي', '\u{654}')),
            'ۀ' => Some(('ە', '\u{654}')),
            'ۂ' => Some(('ہ', '\u{654}')),
            'ۓ' => Some(('ے', '\u{654}')),
            _ => None,
        };
        let Some((letter, mark)) = pair else {
            out.push(c);
            continue;
        };
        out.push(letter);
        // vowel signs and shadda stand before the hamza in canonical order
        while let Some(sign) = chars.next_if(|c| ('\u{64b}'..='\u{652}').contains(c)) {
            out.push(sign);
        }
        out.push(mark);
    }
    out
}

#[test]
fn composed_and_decomposed_letters_fold_alike() {
    let words = prop::collection::vec("[ء-غف-يۀۂۓ][\u{64b}-\u{652}]{0,2}", 0..12).prop_map(|letters| letters.concat());
    hold(512, &words, |text| {
        let apart = decomposed(&text);
        for fold in [Fold::LIGHT, Fold::FULL] {
            let (one, two) = (fold.map(&text), fold.map(&apart));
            require(one.text() == two.text(), || format!("{text:?} folds to {:?}, apart to {:?}", one.text(), two.text()))?;
        }
        require(fold::light_hash(&text) == fold::light_hash(&apart) && fold::key(&text) == fold::key(&apart), || {
            format!("keys of {text:?}")
        })?;
        let mut worker = ANALYZER.worker();
        let one = worker.text(&text).light(0).to_owned();
        require(worker.text(&apart).light(0) == one, || format!("the engine reads {text:?} otherwise when it is apart"))
    });
}

#[test]
fn the_engine_folds_as_the_switches_do() {
    hold(256, &arabic(), |text| {
        let mut worker = ANALYZER.worker();
        let layers = worker.text(&text);
        for (n, token) in layers.tokens.iter().enumerate().filter(|(_, t)| t.kind == Kind::Word) {
            let word = token.span.of(&text);
            require(layers.fold(n) == Fold::FULL.map(word).text(), || format!("full of {word:?} is {:?}", layers.fold(n)))?;
            require(layers.light(n) == Fold::LIGHT.map(word).text(), || format!("light of {word:?} is {:?}", layers.light(n)))?;
        }
        Ok(())
    });
}

/// What is wrong with the layers of a text.
fn faults(text: &str, layers: &Text) -> Vec<String> {
    let mut faults = Vec::new();
    let mut at = 0;
    for token in &layers.tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        if start < at || end <= start || end > text.len() || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            faults.push(format!("token {:?} stands behind {at}", token.span));
            return faults;
        }
        let lost = |c: char| !c.is_whitespace() && c != '_' && fold::letter(c) != fold::Folded::Nothing;
        if text[at..start].chars().any(lost) {
            faults.push(format!("no token holds {:?}", &text[at..start]));
        }
        at = end;
    }
    let covers = |ranges: &[Range<usize>]| {
        let mut next = 0;
        ranges.iter().all(|r| std::mem::replace(&mut next, r.end) == r.start && r.start < r.end) && next == layers.tokens.len()
    };
    if !covers(&layers.paragraphs) {
        faults.push(format!("paragraphs: {:?}", layers.paragraphs));
    }
    if !covers(&layers.sentences) {
        faults.push(format!("sentences: {:?}", layers.sentences));
    }
    let mut open: Vec<Range<usize>> = Vec::new();
    for quote in &layers.quotes {
        let outer = quote.outer();
        if quote.inner().is_empty() || outer.end > layers.tokens.len() {
            faults.push(format!("quotation {quote:?} holds nothing"));
            continue;
        }
        open.retain(|o| o.end > outer.start);
        if open.iter().any(|o| outer.end > o.end) {
            faults.push(format!("quotation {quote:?} reaches out of {open:?}"));
        }
        open.push(outer);
    }
    if !layers.units.is_sorted_by(|a, b| a.tokens.end <= b.tokens.start) {
        faults.push(format!("units: {:?}", layers.units));
    }
    faults
}

#[test]
fn layers_of_any_text_hold() {
    let piece = prop_oneof![
        4 => arabic(),
        2 => select(vec!["«", "»", "\"", "“", "”", "'", "(", ")", ".", "...", "…", "؟", ":", " ", "\n", " قال: ", " أن ", "أ.ف.ب", "د. "]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    let texts = prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    let worker: RefCell<Worker<'_>> = RefCell::new(ANALYZER.worker());
    hold(512, &texts, |text| {
        let mut worker = worker.borrow_mut();
        let faults = faults(&text, worker.text(&text));
        require(faults.is_empty(), || format!("{text:?}: {}", faults.join("; ")))
    });
}

#[test]
fn layers_of_real_reports_hold() {
    let mut worker = ANALYZER.worker();
    for (name, doc) in common::documents() {
        assert_eq!(faults(doc.text(), worker.text(doc.text())), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn time_grows_with_the_text_and_no_faster() {
    let mut worker = ANALYZER.worker();
    for piece in ["\"", "« ", "»", "قال \"", "«\"'", "(", "أ.", "أ ", "a.", "a@", "...", ": »", "أن ب»", "\" \"نعم", "ة", "http://"]
    {
        let text = piece.repeat(100_000);
        let begun = Instant::now();
        assert_eq!(faults(&text, worker.text(&text)), Vec::<String>::new(), "{piece}");
        // linear work takes some hundredths of a second, also in a debug build; squared it would take minutes
        assert!(begun.elapsed() < Duration::from_secs(20), "{piece}: {:?}", begun.elapsed());
    }
}
