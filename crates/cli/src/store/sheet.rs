//! Cells as CSV or as a workbook. In: a header and rows. Out: bytes. CSV is plain UTF-8, with a byte order mark only where it is asked for, since
//! that breaks the programs of those who do not need it; the workbook is what Excel opens rightly, its sheet from right to left.

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{Format, Workbook};

/// Characters that a cell of a workbook holds at most.
const CELL: usize = 32_767;

/// Columns that hold numbers.
const NUMBERS: [&str; 4] = ["start", "end", "copies", "count"];

/// CSV with a header row.
pub(crate) fn csv(header: &[&str], rows: &[Vec<String>], bom: bool) -> Result<Vec<u8>> {
    let mut out = if bom { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::Writer::from_writer(&mut out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(out)
}

/// A workbook with one sheet. A text too long for a cell is cut, and its end says so.
pub(crate) fn workbook(name: &str, header: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?.set_right_to_left(true).set_freeze_panes(1, 0)?;
    for (column, title) in (0u16..).zip(header) {
        sheet.write_string_with_format(0, column, *title, &bold)?;
        sheet.set_column_width(column, if matches!(*title, "content" | "title" | "before" | "after") { 60.0 } else { 16.0 })?;
    }
    for (line, row) in (1u32..).zip(rows) {
        for (column, (title, cell)) in (0u16..).zip(header.iter().zip(row)) {
            match cell.parse::<f64>() {
                Ok(number) if NUMBERS.contains(title) => sheet.write_number(line, column, number)?,
                // as text always: a headline that begins with = is no formula
                _ => sheet.write_string(line, column, cut(cell))?,
            };
        }
    }
    book.save_to_buffer().context("the workbook cannot be made")
}

fn cut(cell: &str) -> String {
    const CUT: &str = " […cut]";
    if cell.chars().count() <= CELL {
        return cell.to_owned();
    }
    cell.chars().take(CELL - CUT.chars().count()).chain(CUT.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_quotes_what_needs_it_and_has_a_mark_only_when_asked() {
        let rows = vec![vec!["قال \"نعم\"، وسكت".to_owned(), "سطر\nآخر".to_owned()]];
        let plain = String::from_utf8(csv(&["a", "b"], &rows, false).unwrap()).unwrap();
        assert_eq!(plain, "a,b\n\"قال \"\"نعم\"\"، وسكت\",\"سطر\nآخر\"\n");
        assert!(csv(&["a", "b"], &rows, true).unwrap().starts_with(&[0xEF, 0xBB, 0xBF]));
    }

    #[test]
    fn a_long_cell_is_cut_and_says_so() {
        let long = "م".repeat(CELL + 5);
        assert!(cut(&long).ends_with("[…cut]") && cut(&long).chars().count() == CELL);
        assert_eq!(cut("=1+1"), "=1+1");
        assert!(workbook("x", &["words", "start"], &[vec!["=1+1".to_owned(), "7".to_owned()]]).unwrap().starts_with(b"PK"));
    }
}
