//! Pages of the layouts of Arabic outlets, made up for this: `pages/NAME.html` and what must come of it in `pages/NAME.json`. Words outside furniture
//! are counted as a bag: those of the article are asked for, and all others but the page's own furniture are too many.
#![allow(clippy::cast_precision_loss, clippy::print_stdout)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use mahdar_source::{Options, open};
use serde_json::Value;

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect()
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "html")).collect();
    pages.sort();
    pages
}

#[test]
fn articles_come_whole_and_alone() {
    let (mut right, mut found, mut wanted) = (0usize, 0usize, 0usize);
    let (mut dates, mut titles, mut leaked) = (0, 0, Vec::new());
    let pages = pages();
    assert!(pages.len() >= 40);
    for path in &pages {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let gold: Value = serde_json::from_slice(&std::fs::read(path.with_extension("json")).unwrap()).unwrap();
        let item = open(path, &Options::default()).unwrap().next().unwrap().unwrap_or_else(|p| panic!("{p}"));
        let text = item.document.text();
        let title = gold["title"].as_str().unwrap();
        titles += usize::from(item.meta.title.as_deref() == Some(title));
        let date = item.meta.published.as_deref().map(|d| &d[..10]);
        if date == gold["published"].as_str() {
            dates += 1;
        } else {
            println!("{name}: the day is {date:?}, not {}", gold["published"]);
        }
        // furniture that the page marks, and lines of fewer than six words, are no words of the article or against it
        let mut article = String::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let furniture = item.furniture.iter().any(|f| f.span.0 <= at && at < f.span.1);
            if !furniture && (words(line).len() >= 6 || line.contains("التمثيل")) && line.trim() != title {
                article += line;
            }
            at += line.len();
        }
        let mut bag: HashMap<&str, i32> = HashMap::new();
        let gold_text: Vec<&str> = gold["text"].as_array().unwrap().iter().flat_map(|p| words(p.as_str().unwrap())).collect();
        for word in &gold_text {
            *bag.entry(word).or_default() += 1;
        }
        let own = words(&article);
        let hit = own
            .iter()
            .filter(|w| {
                bag.get_mut(**w).is_some_and(|n| {
                    *n -= 1;
                    *n >= 0
                })
            })
            .count();
        if hit < gold_text.len() || hit < own.len() {
            println!("{name}: {hit} words right of {} found, {} wanted", own.len(), gold_text.len());
        }
        right += hit;
        found += own.len();
        wanted += gold_text.len();
        leaked.extend(
            gold["absent"]
                .as_array()
                .unwrap()
                .iter()
                .filter_map(Value::as_str)
                .filter(|f| text.contains(f))
                .map(|f| format!("{name}: {f}")),
        );
    }
    let f1 = 2.0 * right as f64 / (found + wanted) as f64;
    println!("{} pages: F1 {f1:.4}, dates {dates}, titles {titles}, leaked {}", pages.len(), leaked.len());
    assert!(f1 >= 0.97, "F1 {f1:.4}");
    assert_eq!((dates, titles), (pages.len(), pages.len()));
    assert!(leaked.is_empty(), "{leaked:#?}");
}

#[test]
fn lines_are_the_blocks_of_the_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let gold: Value = serde_json::from_slice(&std::fs::read(folder.join("jsonld-1.json")).unwrap()).unwrap();
    let item = open(&folder.join("jsonld-1.html"), &Options::default()).unwrap().next().unwrap().unwrap();
    let paragraphs: Vec<&str> = gold["text"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
    assert!(item.document.text().starts_with(&format!("{}\n\n", gold["title"].as_str().unwrap())));
    assert!(item.document.text().ends_with(&paragraphs.join("\n")));
    assert_eq!((item.meta.outlet.as_deref(), item.meta.author.as_deref()), (Some("صحيفة المرفأ"), Some("سلمى قاسم")));
}
