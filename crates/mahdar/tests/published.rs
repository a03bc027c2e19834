//! The day of a report in its record: what the caller gave, what the page says, what the text lets be known, and what speaks against it.
#![allow(missing_docs)]

use mahdar::record::{Basis, Record};
use mahdar::{Analyzer, Document};

fn read(text: &str) -> Record {
    Analyzer::arabic().read(&Document::new(text))
}

const STATED: &str = "القاهرة 13 آب/أغسطس 2015 (وكالة نور) - أعلن المتحدث أن الوساطة مستمرة.\nوقال إن الوفد وصل أمس.";

#[test]
fn a_day_that_the_text_states_goes_before_that_of_its_page() {
    let page = Document::new(STATED).published_by_page("2015-08-20").unwrap();
    let published = Analyzer::arabic().read(&page).document.published;
    assert_eq!((published.value.as_deref(), published.basis), (Some("2015-08-13"), Basis::Stated));
    assert_eq!(published.at.as_deref(), Some("2015-08-20"));
    assert!(published.because.unwrap().contains("the page says 2015-08-20"));
    // the page's day stands where the text states none
    let page = Document::new("قال الوزير أمس إن الوساطة مستمرة.").published_by_page("2015-08-20").unwrap();
    let published = Analyzer::arabic().read(&page).document.published;
    assert_eq!((published.value.as_deref(), published.basis), (Some("2015-08-20"), Basis::Metadata));
}

#[test]
fn what_the_text_says_against_a_given_day_stands_beside_it() {
    let given = Document::new(STATED).published("2015-08-20").unwrap();
    let record = Analyzer::arabic().read(&given);
    let published = &record.document.published;
    assert_eq!((published.value.as_deref(), published.basis), (Some("2015-08-20"), Basis::Given));
    assert_eq!(published.conflicts.iter().map(|c| c.value.as_str()).collect::<Vec<_>>(), ["2015-08-13"]);
    // yesterday counts from the day given: the caller knows best
    assert!(record.times.iter().any(|t| t.value.as_deref() == Some("2015-08-19")));
    let given = Document::new(STATED).published("2015-08-13").unwrap();
    assert!(Analyzer::arabic().read(&given).document.published.conflicts.is_empty());
}

#[test]
fn an_office_tells_the_year() {
    // Tuesday is 14 July in 2009, 2015 and 2020; he was minister in one of them
    let day = |title: &str| read(&format!("قال {title} جون كيري اليوم الثلاثاء 14 يوليو إن الاتفاق قريب.")).document.published.value;
    assert_eq!(day("وزير الخارجية الأميركي").as_deref(), Some("2015-07-14"));
    assert_eq!(day("وزير الخارجية الأميركي السابق"), None);
    assert_eq!(day("المحلل"), None);
}

#[test]
fn a_contradiction_of_dates_is_shown() {
    let record = read("قال الوزير اليوم الخميس 13 آب 2015 إن الاتفاق الذي وقع في 20 آب 2015 باطل.");
    let published = record.document.published;
    assert_eq!(published.value.as_deref(), Some("2015-08-13"));
    assert_eq!(published.conflicts[0].value, "2015-08-20");
}

#[test]
fn a_hijri_date_keeps_the_doubt_of_its_moon() {
    let record = read("صدر الأمر في 15 رمضان 1444هـ، ونشر في 16 رمضان 1444هـ الموافق 7 أبريل 2023م.");
    assert_eq!(record.times[0].interval.as_deref(), Some("2023-04-05/2023-04-07"));
    assert_eq!((record.times[1].value.as_deref(), record.times[1].interval.as_deref()), (Some("2023-04-07"), None));
}
