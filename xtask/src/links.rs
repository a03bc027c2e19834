//! `cargo xtask score --links`: how right the joins across reports are. In: folders of stories (texts, metadata, `STORY.links.json`) and of press reviews
//! (`tests/links/STORY.json`). Out: figures by the arithmetic of `score_links.py` beside the stories: mentions found, joins among the found, copies,
//! agenda, denials, shifts and contradictions, and the share of false joins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context as _, Result, bail};
use mahdar::{Analyzer, Document};
use mahdar_archive::{Archive, Options, Report};
use mahdar_links::{Ask, Mark, Process, World};
use serde_json::{Value, json};

use crate::{paths, read};

/// A place in a text: report, first and last code point.
type At = (String, u64, u64);

/// A story: its reports, and what is right.
struct Story {
    documents: Vec<Document>,
    gold: Value,
}

/// Prints the figures of the press review here, and of the stories where they are at hand.
pub(crate) fn run(errors: bool) -> Result<()> {
    let analyzer = Analyzer::arabic();
    let own = paths::files(&paths::root().join("tests/links"), ".json").iter().map(|p| press(p)).collect::<Result<Vec<_>>>()?;
    println!("press review (tests/links)");
    figures(&analyzer, &own, errors)?;
    let folder = paths::beside("MAHDAR_STORIES", "../shared/gold/stories");
    let golds = paths::files(&folder, ".links.json");
    if golds.is_empty() {
        println!("no stories in {}: set MAHDAR_STORIES to their folder", folder.display());
        return Ok(());
    }
    println!("stories ({})", folder.display());
    let stories = golds.iter().map(|p| story(&folder, p)).collect::<Result<Vec<_>>>()?;
    figures(&analyzer, &stories, errors)
}

fn json_of(path: &Path) -> Result<Value> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

fn story(folder: &Path, path: &Path) -> Result<Story> {
    let gold = json_of(path)?;
    let documents =
        list(&gold["documents"]).iter().map(|id| read::document(&folder.join(format!("{}.txt", text(id))))).collect::<Result<_>>()?;
    Ok(Story { documents, gold })
}

/// A press review: reports with their text, gold by words with [the word meant] in brackets.
fn press(path: &Path) -> Result<Story> {
    let review = json_of(path)?;
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    let mut documents = Vec::new();
    for report in list(&review["reports"]) {
        texts.insert(text(&report["id"]), text(&report["text"]));
        documents.push(read::with_fields(Document::new(text(&report["text"])).source(format!("{}.txt", text(&report["id"]))), report)?);
    }
    let place = |mention: &Value| -> Result<Value> {
        let (id, words) = (text(&mention[0]), text(&mention[1]));
        let wrong = || format!("{}: {id}: '{words}' must stand once in the report, with [the word] in brackets", path.display());
        let (before, rest) = words.split_once('[').with_context(wrong)?;
        let (word, after) = rest.split_once(']').with_context(wrong)?;
        let report = texts.get(id).with_context(wrong)?;
        let whole = format!("{before}{word}{after}");
        let mut found = report.match_indices(&whole).map(|(at, _)| at);
        let (Some(at), None) = (found.next(), found.next()) else { bail!(wrong()) };
        let start = report[..at + before.len()].chars().count();
        Ok(json!({"doc": id, "span": [start, start + word.chars().count()]}))
    };
    let places = |all: &Value| list(all).iter().map(place).collect::<Result<Vec<_>>>();
    let mut gold = json!({"documents": texts.keys().collect::<Vec<_>>(), "copies": [], "events": [], "statements": [], "agenda": [], "denials": [], "changes": []});
    if review["copies"].is_array() {
        gold["copies"] = review["copies"].clone();
    }
    for (part, key) in [("events", "mentions"), ("statements", "mentions"), ("agenda", "announced")] {
        let all = list(&review[part]).iter().map(|g| Ok(json!({"label": g["label"], "outcome": g["outcome"], key: places(&g[key])?})));
        gold[part] = all.collect::<Result<Vec<_>>>()?.into();
    }
    let denials = list(&review["denials"]).iter().map(|d| {
        let claim = if d["claim"].is_null() { Value::Null } else { place(&d["claim"])? };
        Ok(json!({"label": d["label"], "denial": place(&d["denial"])?, "claim": claim}))
    });
    gold["denials"] = denials.collect::<Result<Vec<_>>>()?.into();
    let changes = list(&review["changes"])
        .iter()
        .map(|c| Ok(json!({"label": c["label"], "kind": c["kind"], "before": place(&c["before"])?, "after": place(&c["after"])?})));
    gold["changes"] = changes.collect::<Result<Vec<_>>>()?.into();
    Ok(Story { documents, gold })
}

/// The lines that an archive of these reports prints.
fn lines(analyzer: &Analyzer, documents: impl Iterator<Item = Document> + Send) -> Result<Vec<Value>> {
    let path: PathBuf = std::env::temp_dir().join(format!("mahdar-score-links-{}.mahdar", std::process::id()));
    let remove = || ["", "-wal", "-shm"].iter().for_each(|end| drop(std::fs::remove_file(format!("{}{end}", path.display()))));
    remove();
    let made = || -> Result<Vec<Value>> {
        let archive = Archive::create(&path, Options::default())?;
        let reports = documents.map(|document| Ok::<_, ()>(Report { raw: document.text().into(), document, ..Report::default() }));
        archive.add(analyzer, reports, 2, &AtomicBool::new(false), |_| {})?;
        let (records, pairs, world) = (archive.records()?, archive.pairs()?, World::new(mahdar_arabic::blob()));
        let process = Process::new(&records, &pairs, &world);
        let mut lines = process.links().clone().lines().map(|line| Ok(serde_json::to_value(line)?)).collect::<Result<Vec<_>>>()?;
        lines.extend(changes(&process));
        Ok(lines)
    };
    let made = made();
    remove();
    made
}

/// Every position that leaves, or stands against, one before it: `mark`, its own places, and the other's.
fn changes(process: &Process<'_>) -> Vec<Value> {
    let mut out = Vec::new();
    for cell in process.positions(&Ask::default()).cells {
        for taken in &cell.takings {
            let changed = matches!(taken.mark, Some(Mark::Shifted | Mark::Contradicted));
            let Some(against) = taken.against.as_ref().filter(|_| changed) else { continue };
            // the first account stands for the taking; any of them may be the one that is meant
            let before = cell.takings.iter().find(|t| t.accounts.contains(against)).map_or(vec![against.clone()], |t| t.accounts.clone());
            out.push(json!({"kind": "change", "mark": taken.mark, "after": taken.accounts, "before": before}));
        }
    }
    out
}

fn doc(source: &Value) -> String {
    paths::name(Path::new(text(source))).trim_end_matches(".txt").to_owned()
}

fn at(mention: &Value) -> At {
    let id = if mention["doc"].is_string() { text(&mention["doc"]).to_owned() } else { doc(&mention["source"]) };
    (id, mention["span"][0].as_u64().unwrap_or(0), mention["span"][1].as_u64().unwrap_or(0))
}

fn meets(a: &At, b: &At) -> bool {
    a.0 == b.0 && a.2.min(b.2) > a.1.max(b.1)
}

/// Counts of one kind of join.
#[derive(Default)]
struct Joins {
    recalls: Vec<f64>,
    right: usize,
    predicted: usize,
    found: usize,
    nodes: usize,
}

fn pairs(members: &BTreeSet<usize>, nodes: &[At]) -> BTreeSet<(usize, usize)> {
    let all: Vec<usize> = members.iter().copied().collect();
    let with = |(i, a): (usize, &usize)| all[i + 1..].iter().map(|b| (*a, *b)).collect::<Vec<_>>();
    all.iter().enumerate().flat_map(with).filter(|(a, b)| nodes[*a].0 != nodes[*b].0).collect()
}

impl Joins {
    fn add(&mut self, groups: &[Value], predicted: &[&Value], errors: bool) {
        let nodes: Vec<At> = groups.iter().flat_map(|g| list(&g["mentions"])).map(at).collect::<BTreeSet<_>>().into_iter().collect();
        let hits = |places: &Value| -> BTreeSet<usize> {
            let places: Vec<At> = list(places).iter().map(at).collect();
            (0..nodes.len()).filter(|n| places.iter().any(|p| meets(p, &nodes[*n]))).collect()
        };
        let (mut found, mut got) = (BTreeSet::new(), BTreeSet::new());
        for line in predicted {
            let hit = hits(&line["mentions"]);
            got.extend(pairs(&hit, &nodes));
            found.extend(hit);
        }
        let mut gold = BTreeSet::new();
        for group in groups {
            let places: BTreeSet<At> = list(&group["mentions"]).iter().map(at).collect();
            let members = (0..nodes.len()).filter(|n| places.contains(&nodes[*n])).collect();
            let wanted = pairs(&members, &nodes);
            let seen: BTreeSet<_> = wanted.iter().filter(|(a, b)| found.contains(a) && found.contains(b)).copied().collect();
            if !seen.is_empty() {
                let share = seen.intersection(&got).count() as f64 / seen.len() as f64;
                self.recalls.push(share);
                if errors && share < 1.0 {
                    println!("  not whole ({share:.2}): {}", text(&group["label"]));
                }
            }
            gold.extend(wanted);
        }
        if errors {
            got.difference(&gold).for_each(|(a, b)| println!("  false join: {:?} {:?}", nodes[*a], nodes[*b]));
        }
        self.right += got.intersection(&gold).count();
        self.predicted += got.len();
        self.found += found.len();
        self.nodes += nodes.len();
    }

    fn line(&self, name: &str) -> String {
        let share = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
        let (p, r) = (share(self.right as f64, self.predicted as f64), share(self.recalls.iter().sum(), self.recalls.len() as f64));
        let f = share(2.0 * p * r, p + r);
        let found = share(self.found as f64, self.nodes as f64);
        format!("  {name:<16} P {p:.3}  R {r:.3}  F1 {f:.3}  mentions found {found:.3} of {}", self.nodes)
    }
}

/// The pairs of the transitive closure of some groups.
fn closed(groups: Vec<BTreeSet<String>>) -> BTreeSet<(String, String)> {
    let mut whole: Vec<BTreeSet<String>> = Vec::new();
    for mut group in groups {
        whole.retain(|other| {
            let touches = !other.is_disjoint(&group);
            if touches {
                group.extend(other.iter().cloned());
            }
            !touches
        });
        whole.push(group);
    }
    let of = |g: &BTreeSet<String>| g.iter().flat_map(|a| g.range(a.clone()..).skip(1).map(|b| (a.clone(), b.clone()))).collect::<Vec<_>>();
    whole.iter().flat_map(of).collect()
}

fn figures(analyzer: &Analyzer, stories: &[Story], errors: bool) -> Result<()> {
    let documents: Vec<Document> = stories.iter().flat_map(|s| s.documents.iter().cloned()).collect();
    let lines = lines(analyzer, documents.into_iter())?;
    let of = |kind: &str| lines.iter().filter(|l| text(&l["kind"]) == kind).collect::<Vec<_>>();
    let (mut events, mut statements) = (Joins::default(), Joins::default());
    let (mut settled, mut open, mut denials, mut copies) = ([0; 3], [0; 3], [0; 2], [0; 3]);
    // in the gold, found, found with their kind; told and right, told and wrong
    let mut shifts = [0; 5];
    for Story { gold, .. } in stories {
        events.add(list(&gold["events"]), &of("event"), errors);
        statements.add(list(&gold["statements"]), &of("statement"), errors);
        for item in list(&gold["agenda"]) {
            let announced: Vec<At> = list(&item["announced"]).iter().map(at).collect();
            let agenda = of("agenda");
            let got: BTreeSet<&str> =
                agenda.iter().filter(|l| announced.iter().any(|a| meets(a, &at(l)))).map(|l| text(&l["outcome"])).collect();
            let right = got == BTreeSet::from([text(&item["outcome"])]);
            let count = if text(&item["outcome"]) == "unconfirmed" { &mut open } else { &mut settled };
            count[0] += 1;
            count[1] += usize::from(!got.is_empty());
            count[2] += usize::from(right);
            if errors && !right && !got.is_empty() {
                println!("  agenda {got:?}, not {}: {}", item["outcome"], text(&item["label"]));
            }
        }
        for denial in list(&gold["denials"]) {
            denials[0] += 1;
            let same = |l: &&&Value| meets(&at(&l["denial"]), &at(&denial["denial"]));
            let answers = |l: &&Value| match (l["claim"].is_null(), denial["claim"].is_null()) {
                (false, false) => meets(&at(&l["claim"]), &at(&denial["claim"])),
                (got, wanted) => got && wanted,
            };
            denials[1] += usize::from(of("denial").iter().filter(same).any(answers));
        }
        let here: BTreeSet<String> = list(&gold["documents"]).iter().map(|d| text(d).to_owned()).collect();
        let wanted = closed(list(&gold["copies"]).iter().map(|c| list(c).iter().take(2).map(|d| text(d).to_owned()).collect()).collect());
        let got = of("copies").iter().map(|l| list(&l["sources"]).iter().map(doc).filter(|d| here.contains(d)).collect()).collect();
        let got = closed(got);
        let told: Vec<&Value> = of("change").into_iter().filter(|l| here.contains(&doc(&l["before"][0]["source"]))).collect();
        let same = |l: &Value, c: &Value| {
            // which of two on one day goes before the other, no report says
            let meets = |a: &str, b: &str| {
                let places = l[a].as_array().cloned().unwrap_or_else(|| vec![l[a].clone()]);
                places.iter().any(|p| meets(&at(p), &at(&c[b])))
            };
            meets("after", "after") && meets("before", "before")
                || l["mark"] == "contradicted" && meets("after", "before") && meets("before", "after")
        };
        for change in list(&gold["changes"]) {
            let found: Vec<&&Value> = told.iter().filter(|l| same(l, change)).collect();
            shifts[0] += 1;
            shifts[1] += usize::from(!found.is_empty());
            shifts[2] += usize::from(found.iter().any(|l| l["mark"] == change["kind"]));
            if errors && found.is_empty() {
                println!("  change not told: {}", text(&change["label"]));
            }
        }
        let (right, wrong): (Vec<&Value>, Vec<&Value>) = told.iter().partition(|l| list(&gold["changes"]).iter().any(|c| same(l, c)));
        shifts[3] += right.len();
        shifts[4] += wrong.len();
        if errors {
            wrong.iter().for_each(|l| {
                println!("  no change: {} {:?} {:?}", l["mark"], at(&l["before"][0]), list(&l["after"]).iter().map(at).collect::<Vec<_>>());
            });
        }
        copies[0] += wanted.len();
        copies[1] += got.len();
        copies[2] += wanted.intersection(&got).count();
    }
    println!("{}\n{}", events.line("event joins"), statements.line("statement joins"));
    println!("  {:<16} gold pairs {}, got {}, right {}", "copies", copies[0], copies[1], copies[2]);
    let [gold, found, right] = settled;
    println!(
        "  {:<16} settled: right {right} of {gold} (found {found}); open: left open {} of {} found ({} in the gold)",
        "agenda", open[2], open[1], open[0]
    );
    println!("  {:<16} right {} of {}", "denials", denials[1], denials[0]);
    let (got, right) = (events.predicted + statements.predicted, events.right + statements.right);
    println!("  {:<16} {} of {got} pairs, {:.1}%", "false joins", got - right, 100.0 * (got - right) as f64 / got.max(1) as f64);
    let [gold, found, kind, right, wrong] = shifts;
    if gold > 0 {
        println!("  {:<16} found {found} of {gold} (of its kind {kind}); told {}, right {right}", "changes", right + wrong);
    }
    Ok(())
}
