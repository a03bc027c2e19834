//! Offices that the people of the base held for states, as `roles.tsv` lists them.

use jiff::civil::Date;
use mahdar_arabic::fold;
use mahdar_arabic::roles::months;
use mahdar_lexicon::TableView;
use rustc_hash::FxHashMap;

/// One office of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Office {
    /// Its words as the table writes them.
    pub(crate) name: &'static str,
    /// The same, folded.
    pub(crate) written: String,
    /// Row of `states` of the state that it is an office of.
    pub(crate) state: u32,
    /// First day of the month or year that it was held from, where that is known.
    pub(crate) from: Option<Date>,
    /// Last day of the month or year that it was held until; none where it is held or nobody wrote when it ended.
    pub(crate) until: Option<Date>,
}

impl Office {
    /// Whether a title, by its folded words without article, is this office: the whole of it, or its head where that alone tells no other office
    /// («الوزير», not «الرئيس», who may preside over anything).
    pub(crate) fn is_called(&self, title: &[String]) -> bool {
        let own = self.written.split(' ').map(fold::without_article);
        let whole = own.clone().eq(title.iter().map(String::as_str));
        whole || title.len() == 1 && title[0] == "وزير" && own.clone().next() == Some("وزير")
    }

    /// Whether it was held on a day, as far as its dates say; an office without a beginning was held on none surely.
    pub(crate) fn held_on(&self, day: Date) -> bool {
        self.from.is_some_and(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The offices of every person, by row of `people`.
pub(super) fn of_people(people: TableView<'static>, roles: TableView<'static>, states: TableView<'static>) -> Vec<Vec<Office>> {
    let (person_row, state_row) = (super::rows_by_id(people), super::rows_by_id(states));
    let mut out = vec![Vec::new(); people.len()];
    for row in 0..roles.len() {
        let get = |column| roles.get(row, column);
        let (Some(person), Some(state)) = (person_row.get(get("person")), state_row.get(get("of"))) else { continue };
        let (from, until) = (month(get("from"), false), month(get("until"), true));
        out[*person as usize].push(Office { name: get("office"), written: fold::key(get("office")), state: *state, from, until });
    }
    out
}

/// The offices of each state by their folded words without articles, as row of `people` and number among the person's offices.
pub(super) fn by_title(offices: &[Vec<Office>]) -> FxHashMap<(u32, String), Vec<(u32, usize)>> {
    let mut out: FxHashMap<(u32, String), Vec<(u32, usize)>> = FxHashMap::default();
    for (person, held) in offices.iter().enumerate() {
        for (number, office) in held.iter().enumerate() {
            let title: Vec<&str> = office.written.split(' ').map(fold::without_article).collect();
            out.entry((office.state, title.join(" "))).or_default().push((person as u32, number));
        }
    }
    out
}

/// Whether a folded word beside an office says that it is over or not yet begun.
pub(crate) fn not_held(fold: &str) -> bool {
    let bare = fold::without_article(fold);
    let bare = bare.strip_suffix("ين").or_else(|| bare.strip_suffix('ه')).unwrap_or(bare);
    matches!(bare, "سابق" | "اسبق" | "راحل" | "منتخب" | "مخلوع" | "مكلف" | "مستقيل" | "مقال" | "معزول" | "مقبل")
        || matches!(bare, "وقتها" | "انذاك" | "حينها" | "يومها" | "انءذ" | "حينءذ" | "وقتءذ")
}

/// First or last day of a year or month as the table writes it.
fn month(written: &str, last: bool) -> Option<Date> {
    let months = months(written, last)?;
    let first = Date::new((months / 12) as i16, (months % 12 + 1) as i8, 1).ok()?;
    Some(if last { first.last_of_month() } else { first })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minister(until: &str) -> Office {
        Office {
            name: "وزير الخارجية",
            written: fold::key("وزير الخارجية"),
            state: 0,
            from: month("2013-02", false),
            until: month(until, true),
        }
    }

    #[test]
    fn a_title_is_the_office_whole_or_by_the_head_of_a_minister() {
        let title = |words: &str| words.split(' ').map(|w| fold::without_article(&fold::key(w)).to_owned()).collect::<Vec<_>>();
        assert!(minister("2017-01").is_called(&title("وزير الخارجية")));
        assert!(minister("2017-01").is_called(&title("الوزير")));
        assert!(!minister("2017-01").is_called(&title("وزير الدفاع")));
        let prime = Office { written: fold::key("رئيس الوزراء"), ..minister("2017-01") };
        assert!(!prime.is_called(&title("الرئيس")));
    }

    #[test]
    fn an_office_is_held_from_its_first_day_to_its_last() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert!(minister("2017-01").held_on(day("2015-08-13")) && minister("2017-01").held_on(day("2017-01-31")));
        assert!(!minister("2017-01").held_on(day("2013-01-31")) && !minister("2017-01").held_on(day("2017-02-01")));
        assert!(minister("-").held_on(day("2026-01-01")));
        assert!(!Office { from: None, ..minister("2017-01") }.held_on(day("2015-08-13")));
    }
}
