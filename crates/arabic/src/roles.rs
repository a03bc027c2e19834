//! The roles against each other. In: the tables as read. Out: a problem for each period that ends before it begins, and for two people who
//! hold one single office at once; as notes, names that are two people's.

use mahdar_lexicon::Problem;
use mahdar_lexicon::source::{Row, Table, values};
use std::collections::BTreeMap;

/// Months that two holders may overlap: dates are known to the month, and offices are handed over.
const HANDOVER: i32 = 2;

/// Months since the year 0 of `YYYY` or `YYYY-MM`, a bare year as its first or last month; none where the cell is no date.
pub fn months(cell: &str, last: bool) -> Option<i32> {
    let (year, month) = cell.split_once('-').map_or((cell, None), |(y, m)| (y, Some(m)));
    let year: i32 = year.parse().ok().filter(|y| (1900..2200).contains(y))?;
    let month = match month {
        Some(month) => month.parse().ok().filter(|m| (1..=12).contains(m))?,
        None if last => 12,
        None => 1,
    };
    Some(year * 12 + month - 1)
}

fn problem(table: &Table, row: &Row, column: &str, message: String, remedy: &str) -> Problem {
    // the column in characters: the cells before it with their tabs
    let before = table.column(column).unwrap_or(0);
    let width: usize = row.cells[..before].iter().map(|c| c.chars().count().max(1) + 1).sum();
    Problem::new(&row.file, row.line, width + 1, message, remedy)
}

/// Adds what is wrong with the roles.
pub(crate) fn check(tables: &BTreeMap<String, Table>, problems: &mut Vec<Problem>) {
    let Some(roles) = tables.get("roles") else { return };
    for row in &roles.rows {
        for column in ["from", "until"] {
            let cell = roles.cell(row, column);
            if !cell.is_empty() && months(cell, false).is_none() {
                problems.push(problem(
                    roles,
                    row,
                    column,
                    format!("'{cell}' is no date"),
                    "write YYYY or YYYY-MM, or - where it is not surely known",
                ));
            }
        }
        let (from, until) = (roles.cell(row, "from"), roles.cell(row, "until"));
        if let (Some(from_month), Some(until_month)) = (months(from, false), months(until, true))
            && until_month < from_month
        {
            problems.push(problem(
                roles,
                row,
                "until",
                format!("the role ends in {until}, before it begins in {from}"),
                "correct the dates",
            ));
        }
    }
    overlaps(tables, roles, problems);
}

/// First month, last month, and the row that says so.
type Held<'a> = (i32, i32, &'a Row);

/// Two holders of one single office at once.
fn overlaps(tables: &BTreeMap<String, Table>, roles: &Table, problems: &mut Vec<Problem>) {
    let Some(offices) = tables.get("offices") else { return };
    let mut single: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for row in offices.rows.iter().filter(|r| offices.cell(r, "single") == "yes") {
        single.insert(offices.cell(row, "office"), values(offices.cell(row, "rivals")).collect());
    }
    let mut holders: BTreeMap<(&str, &str), Vec<Held<'_>>> = BTreeMap::new();
    for row in &roles.rows {
        let (office, of) = (roles.cell(row, "office"), roles.cell(row, "of"));
        let Some(rivals) = single.get(office) else { continue };
        if let (Some(from), Some(until)) = (months(roles.cell(row, "from"), false), months(roles.cell(row, "until"), true))
            && !rivals.contains(&of)
        {
            holders.entry((office, of)).or_default().push((from, until, row));
        }
    }
    for ((office, of), mut held) in holders {
        held.sort_by_key(|(from, until, row)| (*from, *until, row.line));
        for (at, (_, until, first)) in held.iter().enumerate() {
            for (from, until_of_second, second) in &held[at + 1..] {
                let (one, other) = (roles.cell(first, "person"), roles.cell(second, "person"));
                // a year alone may be any month of it
                let bare = !roles.cell(second, "from").contains('-') || !roles.cell(first, "until").contains('-');
                let shared = (*until).min(*until_of_second) - from + 1 - if bare { 12 } else { 0 };
                if one != other && shared > HANDOVER {
                    problems.push(problem(
                        roles,
                        second,
                        "from",
                        format!("{other} and {one} (line {}) are {office} of {of} at once for {shared} months", first.line),
                        "correct the dates, or name the state under `rivals` of the office in offices.tsv",
                    ));
                }
            }
        }
    }
}

/// Whole names and variants that two people bear, as notes: each is a name that cannot be told without its company.
pub fn shared_names(files: &[(&str, &str)]) -> Vec<String> {
    let mut bearers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (file, text) in files.iter().filter(|(file, _)| file.ends_with("people.tsv")) {
        let Ok(table) = Table::parse(file, text) else { continue };
        for row in &table.rows {
            let names = std::iter::once(table.cell(row, "name")).chain(values(table.cell(row, "variants")));
            for key in names.map(crate::fold::key) {
                let id = table.cell(row, "id");
                let known = bearers.entry(key).or_default();
                if !known.iter().any(|k| k == id) {
                    known.push(id.to_owned());
                }
            }
        }
    }
    bearers.into_iter().filter(|(_, ids)| ids.len() > 1).map(|(name, ids)| format!("{name}: {}", ids.join(", "))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(roles: &str) -> Vec<String> {
        let tables = [
            ("offices", "office\tsingle\trivals\tvariants\nرئيس\tyes\tstate/b\t-\n".to_owned()),
            ("roles", format!("person\toffice\tof\tfrom\tuntil\n{roles}")),
        ];
        let tables = tables.map(|(name, text)| (name.to_owned(), Table::parse(name, &text).unwrap())).into_iter().collect();
        let mut problems = Vec::new();
        check(&tables, &mut problems);
        problems.into_iter().map(|p| format!("{}:{}: {}", p.line, p.column, p.message)).collect()
    }

    #[test]
    fn a_role_ends_after_it_begins() {
        let problems = found("person/a\tرئيس\tstate/a\t2015-03\t2014\n");
        assert_eq!(problems, ["2:31: the role ends in 2014, before it begins in 2015-03"]);
        assert!(found("person/a\tرئيس\tstate/a\t2015-03\t2015\n").is_empty(), "the year may end later");
    }

    #[test]
    fn one_holds_a_single_office() {
        let two = |of: &str, from: &str| format!("person/a\tرئيس\t{of}\t2010-01\t2015-06\nperson/b\tرئيس\t{of}\t{from}\t2018-01\n");
        assert_eq!(found(&two("state/a", "2014-01")).len(), 1);
        assert!(found(&two("state/a", "2015-05")).is_empty(), "a handover");
        assert!(found(&two("state/b", "2014-01")).is_empty(), "rivals are marked");
        assert!(found(&two("state/a", "2014-01").replace("رئيس", "مبعوث")).is_empty(), "no single office");
    }
}
