//! Saved pages in an archive: what the page's own structure says of them stays in the record, and what was doubtful is said and kept.

use mahdar_archive::{Archive, Options};

use crate::{Folder, mahdar};

const PAGE: &str = r#"<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>وزير الزراعة يزور الحقول</title>
<!-- ? --></head><body><article class="article-body"><h1>وزير الزراعة يزور الحقول</h1>
<figure><img src="a.jpg"><figcaption>وزير الزراعة الدنماركي ينس كروغ قال إن القمح ينمو</figcaption></figure>
<div class="share-buttons">أرسل الخبر إلى أصدقائك عبر المنصات</div>
<p>قال وزير الزراعة النرويجي لارس هولم إن بلاده سترسل بذوراً جديدة إلى المزارعين في الأسابيع المقبلة، وإن اللجان بدأت عملها في القرى البعيدة.</p>
<div class="related">اقرأ أيضا: موسم الزيتون يتأخر هذا العام في الشمال</div>
<p>وأضاف هولم أن الوزارة ستنشر نتائج الموسم في الخريف، بعد أن تنتهي الفرق من قياس المحصول في الحقول كلها ومن جمع أقوال المزارعين.</p>
</article></body></html>"#;

/// The words of each piece of furniture, in the record as the archive has it.
fn furniture(file: &std::path::Path, id: &str) -> Vec<(String, String)> {
    let archive = Archive::read_only(file).unwrap();
    let record = archive.records().unwrap().into_iter().find(|r| r.document.id == id).unwrap();
    let text: Vec<char> = record.document.text.chars().collect();
    let words = |f: &mahdar::record::Furniture| text[f.span.0 as usize..f.span.1 as usize].iter().collect::<String>();
    record.furniture.iter().map(|f| (f.kind.clone(), words(f))).collect()
}

#[test]
fn what_the_page_says_is_no_article_stays_so_also_after_a_new_reading() {
    let folder = Folder::new();
    // a byte that is no letter of any charset, where it costs no word
    let mut bytes = PAGE.as_bytes().to_vec();
    let at = PAGE.find("<!-- ?").unwrap() + 5;
    bytes[at] = 0xFF;
    let page = folder.file("page.html", bytes);
    let file = folder.path().join("news.mahdar");
    let run = mahdar(&["add", page.to_str().unwrap(), "-a", file.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.err.contains("page.html: ") && run.err.contains("UTF-8"), "{}", run.err);
    let id =
        mahdar(&["search", "المزارعين", "-a", file.to_str().unwrap(), "-f", "jsonl"]).records()[0]["document"].as_str().unwrap().to_owned();
    let wanted = [
        ("caption", "وزير الزراعة الدنماركي ينس كروغ قال إن القمح ينمو"),
        ("share", "أرسل الخبر إلى أصدقائك عبر المنصات"),
        ("related", "اقرأ أيضا: موسم الزيتون يتأخر هذا العام في الشمال"),
    ];
    let wanted: Vec<_> = wanted.iter().map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned())).collect();
    assert_eq!(furniture(&file, &id), wanted, "neither more nor less: the article's own lines are none");
    assert_eq!(mahdar(&["archive", "reread", "--all", "-a", file.to_str().unwrap()]).code, 0);
    assert_eq!(furniture(&file, &id), wanted);
    let said = mahdar(&["statements", "-a", file.to_str().unwrap(), "-f", "jsonl"]).records();
    assert!(!said.is_empty() && said.iter().all(|row| row["parties"][0]["name"] == "لارس هولم"), "nobody speaks in a caption: {said:?}");
    let archive = Archive::open(&file, Options::default()).unwrap();
    let doubts = archive.doubts_of(&id).unwrap();
    assert!(doubts.len() == 1 && doubts[0].contains("UTF-8"), "{doubts:?}");
    assert_eq!(archive.check().unwrap().problems, Vec::<String>::new());
    archive.remove(&id).unwrap();
    assert!(archive.doubts_of(&id).is_err());
}
