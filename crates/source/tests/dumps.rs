//! Text files and dumps, packed or not: what is read, what is refused, and where.

use std::io::{Cursor, Read, Write};

use mahdar_source::{Item, Kind, Options, Problem, from};

const NEWS: &str = "قال الوزير إن المحادثات ستستأنف في المدينة يوم الأحد.";

fn all(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Result<Item, Problem>> {
    from(name, Cursor::new(bytes.into()), None, &Options::default()).unwrap().collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn a_text_is_byte_for_byte_and_packed_the_same_item() {
    let text = format!("  {NEWS}\r\n\n{NEWS} ");
    let [plain, packed] = [text.clone().into_bytes(), gzip(text.as_bytes())].map(|bytes| all("a.txt", bytes).remove(0).unwrap());
    assert_eq!(plain.document.text(), text);
    assert_eq!((&plain.content, &plain.raw), (&packed.content, &packed.raw));
    assert_eq!(plain.content, format!("b3:{}", blake3::hash(text.as_bytes()).to_hex()));
    assert!(all("a.txt", "The minister said")[0].as_ref().unwrap_err().to_string().starts_with("a.txt: it is not Arabic: 0%"));
}

#[test]
fn a_bad_line_costs_no_other() {
    let good = format!(r#"{{"headline": "عنوان", "BODY": "{NEWS}", "date": "2026-09-08", "authors": ["سلمى", "نادر"], "id": 7}}"#);
    let lines = format!("{good}\n{{\"text\": \"cut\n\n[1]\n{{\"story\": \"x\"}}\n{{\"text\": \"{NEWS}\", \"date\": \"03/02/2018\"}}");
    let items = all("d.jsonl", lines);
    let said: Vec<String> = items.iter().map(|i| i.as_ref().map_or_else(ToString::to_string, |i| i.place.clone())).collect();
    assert_eq!(said.len(), 5);
    let first = items[0].as_ref().unwrap();
    assert_eq!(first.document.text(), format!("عنوان\n\n{NEWS}"));
    assert_eq!(first.meta.author.as_deref(), Some("سلمى، نادر"));
    assert_eq!(first.raw, good.as_bytes());
    assert_eq!(first.content, format!("b3:{}", blake3::hash(first.document.text().as_bytes()).to_hex()));
    assert!(said[1].starts_with("d.jsonl:2: column"), "{}", said[1]);
    assert!(said[2].contains("d.jsonl:4: it is a JSON list"), "{}", said[2]);
    assert!(said[3].contains("there are story; say which is the text"), "{}", said[3]);
    let doubtful = items[4].as_ref().unwrap();
    assert_eq!((doubtful.meta.published.as_deref(), doubtful.doubts.len()), (None, 1), "a date of two readings is left out and said");
}

#[test]
fn a_table_is_read_by_its_names() {
    let csv = format!("\u{FEFF}id;title;text;date\n1;عنوان;\"{NEWS}\n\"\"سطر\"\"\";2026-09-08\n\n2;آخر;{NEWS};\n");
    let items: Vec<Item> = all("t.csv", csv).into_iter().map(Result::unwrap).collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].document.text(), format!("عنوان\n\n{NEWS}\n\"سطر\""));
    assert_eq!((items[0].place.as_str(), items[1].place.as_str()), ("t.csv:2", "t.csv:5"));
    assert!(items[0].raw.starts_with(b"1;") && items[0].raw.ends_with(b"2026-09-08"));
    let columns = Options { columns: mahdar_source::Columns::default().with("text=story").unwrap(), ..Options::default() };
    let story = format!("story\n{NEWS}\n");
    assert_eq!(from("x", Cursor::new(story), Some(Kind::Csv), &columns).unwrap().filter(Result::is_ok).count(), 1);
    assert!(all("t.csv", "a,b\n1,2\n")[0].as_ref().unwrap_err().to_string().contains("there are a, b"));
}

#[test]
fn windows_1256_is_read_in_dumps_too() {
    let csv = encoding_rs::WINDOWS_1256.encode(&format!("title,text\nعنوان,{NEWS}\n")).0.into_owned();
    assert_eq!(all("t.csv", csv)[0].as_ref().unwrap().document.text(), format!("عنوان\n\n{NEWS}"));
}

/// Two gigabytes of one letter between two lines.
#[test]
fn a_line_of_two_gigabytes_is_passed_by() {
    let good = format!("{{\"text\": \"{NEWS}\"}}\n");
    let long = std::io::repeat(b'x').take(2 << 30);
    let source = Cursor::new(good.clone()).chain(long).chain(Cursor::new(format!("\n{good}")));
    let before = peak();
    let items: Vec<_> = from("d.jsonl", source, None, &Options::default()).unwrap().collect();
    assert!(items[0].is_ok() && items[2].is_ok() && items.len() == 3);
    let said = items[1].as_ref().unwrap_err().to_string();
    assert!(said.starts_with("d.jsonl:2: the line has 2147483648 bytes"), "{said}");
    assert!(peak() - before < 100 << 10, "memory grew by {} KiB", peak() - before);
}

#[test]
fn a_row_that_never_ends_stops_the_table_and_says_where() {
    let head = format!("text\n{NEWS}\n\"");
    let source = Cursor::new(head).chain(std::io::repeat(b'x').take(2 << 30));
    let before = peak();
    let items: Vec<_> = from("t.csv", source, None, &Options::default()).unwrap().collect();
    assert_eq!(items.len(), 2);
    assert!(items[1].as_ref().unwrap_err().to_string().starts_with("t.csv:3: the row that begins here"));
    assert!(peak() - before < 150 << 10, "memory grew by {} KiB", peak() - before);
}

#[test]
fn a_gzip_bomb_is_refused_in_bounded_memory() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..1024 {
        packed.write_all(&vec![b'x'; 1 << 20]).unwrap();
    }
    let bomb = packed.finish().unwrap();
    let before = peak();
    for name in ["a.txt", "a.jsonl", "a.csv", "a.html", "a.warc", "a.xml"] {
        let said: Vec<_> = all(name, bomb.clone()).into_iter().map(Result::unwrap_err).collect();
        assert!(!said.is_empty(), "{name}");
    }
    assert!(peak() - before < 300 << 10, "memory grew by {} KiB", peak() - before);
}

/// Most memory that the process had, in KiB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|l| l.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.trim().parse().ok()).unwrap_or(0)
}
