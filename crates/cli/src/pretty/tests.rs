use super::*;
use crate::sample;

fn plain(lang: Lang, width: Option<usize>) -> String {
    anstream::adapter::strip_str(&print(&View::new(&sample::record(), lang), width)).to_string()
}

/// The text as a reader sees it, without what orders it.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, RLM | LRI | RLI | FSI | PDI)).collect()
}

#[test]
fn it_says_who_what_where_and_counts() {
    let text = bare(&plain(Lang::En, None));
    for part in [
        "لافروف: محادثات في موسكو الجمعة\n",
        "  published     2015-08-13 (inferred from the text) · Friday is 2015-08-14 · الجمعة 1:26\n",
        "  found         Statements 1, Meetings 1, Other events 0, Positions 1, Frameworks 0,",
        "\nStatements (1)\n  s1 stressed (mixed, partly verbatim, doubted by the outlet, background) · line 3, char 3\n",
        "      speaker       Sergey Lavrov سيرغي لافروف · وزير الخارجية الروسي 3:28\n",
        "      to            خوجة\n",
        "      words         «الحوار & الحل» ممكنان 3:44\n",
        "      about         e1 والتقى f9\n",
        "      rule          said-that 97%\n",
        "\nMeetings (1)\n  e1 meeting (happened, face to face) · line 4, char 1\n",
        "      where         موسكو 1:20\n",
        "      when          2015-08-14 الجمعة\n",
        "\nPositions (1)\n  supports · line 3, char 45\n",
        "\nSilences (1)\n  no comment · line 4, char 31\n      speaker       المتحدث (unnamed, by title)\n",
        "\nNotes (1)\n  unclear · line 4, char 16\n",
    ] {
        assert!(text.contains(part), "missing: {part}\nin:\n{text}");
    }
    assert!(!text.contains("Frameworks (0)"));
}

#[test]
fn the_arabic_interface_is_arabic() {
    let text = bare(&plain(Lang::Ar, None));
    for part in ["الأقوال (1)", "أكد (نقل مختلط، بعضه بنصه، بتحفظ من الوسيلة، خلفية) · السطر 3، الحرف 3", "سيرغي لافروف Sergey Lavrov · وزير"]
    {
        assert!(text.contains(part), "missing: {part}\nin:\n{text}");
    }
}

#[test]
fn every_isolate_closes_on_its_line_and_arabic_is_always_in_one() {
    for (lang, width) in [(Lang::En, None), (Lang::En, Some(60)), (Lang::Ar, None), (Lang::Ar, Some(60))] {
        for line in plain(lang, width).lines() {
            let mut depth = 0;
            for c in line.chars() {
                match c {
                    LRI | RLI | FSI => depth += 1,
                    PDI => depth -= 1,
                    _ => {}
                }
                assert!(depth >= 0, "{line}");
                assert!(depth > 0 || !matches!(c, '\u{620}'..='\u{64A}'), "Arabic outside an isolate: {line}");
            }
            assert_eq!(depth, 0, "{line}");
        }
    }
}

#[test]
fn lines_keep_within_the_width_and_lose_no_word() {
    let words = |text: &str| bare(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let wrapped = plain(Lang::En, Some(48));
    assert!(bare(&wrapped).lines().all(|line| columns(line) <= 48), "{wrapped}");
    assert_eq!(words(&wrapped), words(&plain(Lang::En, None)));
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let mut record = sample::record();
    record.document.title = Some("عنوان \u{1b}[31m\u{2069}\u{202e}\nآخر\u{7}".to_owned());
    let text = plain(Lang::En, None);
    assert!(!text.contains('\u{1b}'));
    let title = print(&View::new(&record, Lang::En), None).lines().next().unwrap_or_default().to_owned();
    assert_eq!(anstream::adapter::strip_str(&title).to_string(), "\u{2068}عنوان \u{FFFD}[31m آخر\u{FFFD}\u{2069}");
}
