//! The agenda as appointments: on which days, how surely, and under an id that stays.

use mahdar_links::{Appointment, Ask, Process, Standing, Uncertain};

use crate::{read, world};

fn calendar(reports: &[(&str, &str, &str)]) -> (Vec<Appointment>, usize) {
    let (records, world) = (read(reports), world());
    let process = Process::new(&records, &[], &world);
    assert!(!process.timeline(&Ask::default()).is_empty(), "the engine reads something");
    process.calendar(&process.links().agenda)
}

const PLAN: (&str, &str, &str) = ("البريد", "2026-03-01", "من المقرر أن يزور وزير الخارجية النرويجي لارس هولم القاهرة يوم 9 مارس 2026.");

#[test]
fn a_plan_is_tentative_and_confirmed_once_a_report_tells_it_as_held() {
    let (planned, undated) = calendar(&[PLAN]);
    assert_eq!((planned.len(), undated), (1, 0));
    let plan = &planned[0];
    assert_eq!((plan.first.as_str(), plan.last.as_str(), plan.standing), ("2026-03-09", "2026-03-09", Standing::Tentative));
    assert_eq!((plan.stamp.as_deref(), plan.place.as_deref(), &plan.doubts[..]), (Some("2026-03-01"), Some("القاهرة"), &[][..]));
    let held = ("المرصد", "2026-03-09", "زار وزير الخارجية النرويجي لارس هولم القاهرة اليوم الاثنين.");
    let (held, _) = calendar(&[PLAN, held]);
    assert_eq!((held[0].standing, held[0].stamp.as_deref()), (Standing::Confirmed, Some("2026-03-09")));
    assert_eq!(held[0].uid, plan.uid, "a later report does not change the id");
    assert!(held[0].sequence > plan.sequence);
}

#[test]
fn what_is_called_off_is_cancelled() {
    let off = ("المرصد", "2026-03-05", "ألغى وزير الخارجية النرويجي لارس هولم زيارته إلى القاهرة.");
    let (appointments, _) = calendar(&[PLAN, off]);
    assert_eq!(appointments[0].standing, Standing::Cancelled, "{appointments:#?}");
    assert_eq!(appointments[0].first, "2026-03-09");
}

#[test]
fn a_month_is_a_stretch_and_what_has_no_day_is_left_out() {
    let month = ("البريد", "2026-03-01", "من المقرر أن يزور وزير الخارجية النرويجي لارس هولم القاهرة في مايو 2026.");
    let (appointments, _) = calendar(&[month]);
    let may = &appointments[0];
    assert_eq!((may.first.as_str(), may.last.as_str(), &may.doubts[..]), ("2026-05-01", "2026-05-31", &[Uncertain::Stretch][..]));
    let none = ("البريد", "2026-03-01", "من المقرر أن يزور وزير الخارجية النرويجي لارس هولم القاهرة قريبا.");
    let (appointments, undated) = calendar(&[none]);
    assert_eq!((appointments.len(), undated), (0, 1));
}
