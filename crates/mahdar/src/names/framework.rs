//! Frameworks: named agreements, resolutions, initiatives, conferences and tracks.

use super::{Entity, Phrase, Sort, View, scan};
use crate::morph::{Enclitic, Reading};
use crate::text::Kind;
use crate::text::quote::is_quote;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::Pos;

/// Reads a framework that begins at `at`: one of the list, or a head noun with a name of its own.
pub(super) fn framework(view: View<'_>, at: usize) -> Option<Phrase> {
    if let Some((end, row)) = scan::longest(view, at, |kind| kind == kinds::FRAMEWORK) {
        if declared(view, at, end) {
            return None;
        }
        let mut phrase = Phrase::new(at..end, Sort::Framework);
        phrase.entity = Some(Entity::Framework(row));
        phrase.skip = scan::stem_offset(view, at);
        return Some(phrase);
    }
    let readings = view.morph.readings(at);
    let head = readings.iter().find(|r| r.pos() == Pos::FrameworkHead)?;
    let mut phrase = Phrase::new(at..at + 1, Sort::Framework);
    phrase.skip = super::title::proclitic_bytes(head);
    phrase.head = Some(head.row);
    let kind = view.lexicon.framework_heads.get(head.row as usize, "kind");
    let naming_of = view.lexicon.framework_heads.get(head.row as usize, "naming");
    let (by_place, by_adjective) = (naming_of != "quote", naming_of == "adjective");
    let mut next = at + 1;
    let mut named = false;
    if head.enc != Enclitic::None || head.features.is_tanwin() {
        return None;
    }
    while next < view.end && next < at + 8 {
        let token = &view.text.tokens[next];
        if token.kind == Kind::Number && !named {
            // القرار 2254, القرار رقم 2254
            named = kind == "resolution" && by_place;
            if !named {
                break;
            }
            next += 1;
            break;
        }
        if is_quote(token.mark) {
            let Some(quote) = view.text.quote_from(next) else { break };
            if quote.inner().len() > 6 || quote.close >= view.end || named {
                break;
            }
            named = true;
            next = quote.close + 1;
            break;
        }
        if token.kind != Kind::Word {
            // القاهرة-2
            if named && matches!(token.mark, '-' | '–') && next + 1 < view.end && view.text.tokens[next + 1].kind == Kind::Number {
                next += 2;
            }
            break;
        }
        let fold = view.text.fold(next);
        if matches!(fold, "رقم" | "مجلس" | "الامن") && kind == "resolution" {
            next += 1;
            continue;
        }
        // إعلان بانمونجوم is a framework, إعلان روسيا what Russia declared
        let kinds_of = |kind| kind == kinds::PLACE || kind == kinds::CAPITAL || by_adjective && matches!(kind, kinds::STATE | kinds::ORG);
        if let Some(place) = scan::longest(view, next, kinds_of).map(|(end, _)| end) {
            // اتفاق فيينا, مسار أستانا, مبادرة موسكو; not القمة + place without في
            if head.definite() && !named || !by_place {
                break;
            }
            if declared(view, at, place) {
                return None;
            }
            named = true;
            next = place;
            continue;
        }
        let modifies = view
            .morph
            .readings(next)
            .iter()
            .any(|r: &Reading| r.definite() && r.exact && !r.pro.prepositional() && !r.pro.conjoined() && naming(view, next, r));
        if modifies && (named || by_adjective) {
            // الاتفاق النووي, المبادرة العربية, خارطة الطريق
            named |= head.definite() || fold == "الطريق";
            next += 1;
            continue;
        }
        break;
    }
    phrase.tokens.end = next;
    (named && next > at + 1).then_some(phrase)
}

/// «إعلان طهران عن خطة», «إعلان طهران الثلاثاء أنها …»: what is declared is told behind it, by whoever the capital stands for.
fn declared(view: View<'_>, at: usize, end: usize) -> bool {
    let mut behind = end;
    while behind < view.end && view.timed[behind] {
        behind += 1;
    }
    view.text.fold(at).ends_with("اعلان")
        && behind < view.end
        && (view.morph.readings(behind).first().is_some_and(|r| r.pos() == Pos::Masdar && r.exact && !r.definite() && r.pro.0 == 0)
            || crate::lex::is_that(view.text.fold(behind))
            || matches!(view.text.fold(behind), "عن" | "نيتها" | "عزمها" | "استعدادها"))
}

/// Words that give a framework its own name: not السابق, الجديد, الأخير and the like, which only point at one.
fn naming(view: View<'_>, at: usize, reading: &Reading) -> bool {
    let fold = view.text.fold(at);
    let pointing = [
        "الجديد",
        "الجديده",
        "السابق",
        "السابقه",
        "الاخير",
        "الاخيره",
        "الحالي",
        "الحاليه",
        "المقبل",
        "المقبله",
        "الاول",
        "الاولي",
        "الثاني",
        "الثانيه",
        "المذكور",
        "المشترك",
        "المشتركه",
        "النهاءي",
        "الختامي",
        "الماضي",
        "الماضيه",
        "الصادر",
        "الصادره",
        "السياسي",
        "السياسيه",
    ];
    !pointing.contains(&fold) && matches!(reading.pos(), Pos::Adjective | Pos::Nisba | Pos::Noun | Pos::Passive)
}
