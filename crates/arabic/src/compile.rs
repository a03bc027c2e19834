//! From the plain files to the blob: reads every table and frame, checks them against each other, inflects, and writes.

use crate::features::{Features, Pos};
use crate::{fold, inflect, model, roles, status};
use mahdar_lexicon::source::{Frame, Row, Table, values};
use mahdar_lexicon::{Builder, Problem, model as labels};
use std::collections::{BTreeMap, BTreeSet};

/// What a phrase of the blob stands for: the numbers beside its row.
pub mod phrase {
    /// Row of `states`.
    pub const STATE: u32 = 1;
    /// Row of `orgs`.
    pub const ORG: u32 = 2;
    /// Row of `people`, whole name.
    pub const PERSON: u32 = 3;
    /// Row of `places`.
    pub const PLACE: u32 = 4;
    /// Row of `frameworks`.
    pub const FRAMEWORK: u32 = 5;
    /// Row of `statement`: fixed words that report.
    pub const SAYING: u32 = 6;
    /// Row of `event`: fixed words that name a deed.
    pub const EVENT: u32 = 7;
    /// Row of `markers`.
    pub const MARKER: u32 = 8;
    /// Row of `people`, short name.
    pub const PERSON_SHORT: u32 = 9;
    /// Row of `states`, named by its capital.
    pub const CAPITAL: u32 = 10;
    /// Row of `orgheads`: a head of several words.
    pub const HEAD: u32 = 11;
}

/// The tables, with the columns that each must have.
const TABLES: [(&str, &[&str]); 13] = [
    ("verbs", &["lemma", "present", "masdar", "active", "passive", "form", "gloss"]),
    ("nouns", &["lemma", "plural", "gender", "pos", "gloss"]),
    ("particles", &["form", "class", "gloss"]),
    ("markers", &["phrase", "kind", "gloss"]),
    ("titles", &["head", "feminine", "plural", "kind", "gloss"]),
    ("orgheads", &["head", "plural", "kind", "class", "gloss"]),
    ("framework-heads", &["head", "plural", "kind", "naming"]),
    ("states", &["id", "name", "name_en", "iso", "variants", "capitals", "adjective", "adjective_plural", "note"]),
    ("orgs", &["id", "name", "name_en", "kind", "class", "of", "variants"]),
    ("people", &["id", "name", "name_en", "gender", "short", "variants"]),
    ("roles", &["person", "office", "of", "from", "until"]),
    ("places", &["name", "name_en", "in", "kind", "variants"]),
    ("frameworks", &["id", "name", "name_en", "kind", "date", "variants"]),
];

/// Tables beside the words and the knowledge: kept as they are.
const PLAIN: &[(&str, &[&str])] = &[
    ("open-examples", &["frame", "sentence", "why"]),
    ("title-echoes", &["echo", "stands_for", "gloss"]),
    ("gentilics", &["word", "plural", "gloss"]),
    ("status-words", &["word", "as", "place", "for", "status", "gloss"]),
    ("stance-words", &["word", "as", "negated", "opens", "stance", "gloss"]),
    ("abbreviations", &["form", "kind", "gloss"]),
    ("quote-heads", &["form", "plural", "class", "gloss"]),
    ("furniture", &["phrase", "match", "kind", "note"]),
    ("names", &["name", "count"]),
    ("disputed", &["name", "neutral", "refers", "note"]),
    ("state-pairs", &["form", "states"]),
    ("offices", &["office", "single", "rivals", "variants"]),
    ("issues", &["id", "name", "name_en", "phrases", "against"]),
    ("translit", &["kind", "from", "to", "place", "cost", "note"]),
    ("latin", &["word", "count", "spellings"]),
    ("name-parts", &["word", "place", "gloss"]),
    ("confidence", &["rule", "right", "made"]),
    ("months", &["name", "calendar", "number", "guard", "naming"]),
    ("weekdays", &["name", "number"]),
    ("numerals", &["word", "value", "kind"]),
    ("dayparts", &["phrase", "part", "as"]),
    ("time-words", &["phrase", "class", "value"]),
    ("day-names", &["before", "phrase", "kind", "value"]),
];

/// What programs learned, in `model/`: written to the blob under hashes.
const MODEL: [(&str, &[&str]); 3] = [
    ("tagger", &["feature", "first", "second", "weights"]),
    ("splitter", &["feature", "first", "second", "weights"]),
    ("words", &["word", "count", "left", "right"]),
];

/// Models of labels that a program learned: features and what they say for each label.
const MODELS: [&str; 1] = ["names-model"];
/// Columns of a model.
const MODEL_COLUMNS: &[&str] = &["feature", "weights"];

/// Keys of a statement frame, as columns of its table.
const STATEMENT: [&str; 13] =
    ["id", "lemma", "forms", "noun", "phrase", "kind", "class", "content", "addressee", "light", "stance", "distance", "continues"];

/// Keys of an event frame, as columns of its table.
const EVENT: [&str; 14] = [
    "id",
    "lemma",
    "forms",
    "noun",
    "noun_plural",
    "phrase",
    "type",
    "mode",
    "subject",
    "object",
    "preps",
    "requires",
    "support",
    "status",
];

const CLASSES: [&str; 27] = [
    "state",
    "announce",
    "report",
    "explain",
    "stress",
    "indicate",
    "consider",
    "describe",
    "call",
    "demand",
    "ask",
    "propose",
    "offer",
    "promise",
    "support",
    "welcome",
    "praise",
    "hope",
    "agree",
    "acknowledge",
    "reject",
    "criticise",
    "accuse",
    "deny",
    "warn",
    "threaten",
    "worry",
];

const TYPES: [&str; 12] =
    ["CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "SANCTION", "COERCE", "MOBILIZE", "PROTEST", "ASSAULT"];

/// An example of a frame: the sentence, and whether the frame must match it.
#[derive(Clone, Debug)]
pub struct Example {
    /// Frame id.
    pub frame: String,
    /// Whether it is an event frame, not a statement frame.
    pub event: bool,
    /// Whether it is a support frame, whose examples are checked for any event.
    pub support: bool,
    /// File within the lexicon.
    pub file: String,
    /// Line of the sentence (or of its frame).
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// `match` or `not`.
    pub must: bool,
}

/// Everything read from the files, before it is compiled.
#[derive(Default, Debug)]
struct Sources {
    tables: BTreeMap<String, Table>,
    statement: Vec<Frame>,
    event: Vec<Frame>,
}

/// Compiles the files (name within `lexicon/`, text) to a blob.
///
/// # Errors
/// Every problem found, with its place and remedy.
pub fn compile(files: &[(&str, &str)]) -> Result<Vec<u8>, Vec<Problem>> {
    let mut problems = Vec::new();
    let sources = read(files, &mut problems);
    check(&sources, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(write(&sources, mahdar_lexicon::hash(files)))
}

/// The examples of every frame, in file order.
pub fn examples(files: &[(&str, &str)]) -> Vec<Example> {
    let mut out = Vec::new();
    for (file, text) in files.iter().filter(|(file, _)| file.ends_with(".toml")) {
        for frame in Frame::parse(file, text).unwrap_or_default() {
            for (key, must) in [("match", true), ("not", false)] {
                for sentence in frame.list(key) {
                    let line = text.lines().position(|l| l.contains(sentence)).map_or(frame.line, |at| at + 1);
                    out.push(Example {
                        frame: frame.text("id").to_owned(),
                        event: file.starts_with("event/"),
                        support: frame.flag("support"),
                        file: (*file).to_owned(),
                        line,
                        text: sentence.to_owned(),
                        must,
                    });
                }
            }
        }
    }
    out
}

/// The columns of a table; none where there is no table of the name.
pub fn columns(table: &str) -> Option<&'static [&'static str]> {
    TABLES.iter().chain(PLAIN).find(|(name, _)| *name == table).map(|(_, columns)| *columns)
}

/// The table that a file belongs to: its name without folder, extension and the number of a continuation (verbs-2).
pub(crate) fn table_of(file: &str) -> String {
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".tsv");
    match stem.rsplit_once('-') {
        Some((base, number)) if number.bytes().all(|b| b.is_ascii_digit()) => base.to_owned(),
        _ => stem.to_owned(),
    }
}

fn read(files: &[(&str, &str)], problems: &mut Vec<Problem>) -> Sources {
    let mut sources = Sources::default();
    for (file, text) in files {
        if file.ends_with(".toml") {
            match Frame::parse(file, text) {
                Ok(frames) if file.starts_with("statement/") => sources.statement.extend(frames),
                Ok(frames) if file.starts_with("event/") => sources.event.extend(frames),
                Ok(_) => problems.push(Problem::new(file, 0, 0, "frames outside statement/ and event/", "move the file into one of them")),
                Err(problem) => problems.push(problem),
            }
            continue;
        }
        let name = table_of(file);
        let model = MODELS.iter().find(|m| **m == name).map(|m| (*m, MODEL_COLUMNS));
        let Some((_, columns)) = TABLES.iter().chain(PLAIN).chain(&MODEL).copied().chain(model).find(|(n, _)| *n == name) else {
            problems.push(Problem::new(file, 0, 0, "no table of this name", "see lexicon/README.md for the files that there are"));
            continue;
        };
        match Table::parse(file, text) {
            Ok(table) => {
                for column in columns.iter().filter(|c| table.column(c).is_none()) {
                    problems.push(Problem::new(
                        file,
                        1,
                        1,
                        format!("no column '{column}'"),
                        format!("the columns are: {}", columns.join(", ")),
                    ));
                }
                match sources.tables.get_mut(&name) {
                    // a continuation may name its columns in an order of its own; a column that it lacks has been named above
                    Some(first) => {
                        let order: Vec<Option<usize>> = first.columns.iter().map(|c| table.column(c)).collect();
                        first.rows.extend(table.rows.into_iter().map(|mut row| {
                            row.cells =
                                order.iter().map(|at| at.map(|at| std::mem::take(&mut row.cells[at])).unwrap_or_default()).collect();
                            row
                        }));
                    }
                    None => {
                        sources.tables.insert(name, table);
                    }
                }
            }
            Err(found) => problems.extend(found),
        }
    }
    sources
}

fn check(sources: &Sources, problems: &mut Vec<Problem>) {
    for (name, key) in [("states", "id"), ("orgs", "id"), ("people", "id"), ("frameworks", "id")] {
        let Some(table) = sources.tables.get(name) else { continue };
        let mut seen = BTreeSet::new();
        for row in &table.rows {
            let id = table.cell(row, key);
            if !seen.insert(id) {
                problems.push(at(row, format!("{id} stands twice"), "give every entry its own id, or merge the two lines"));
            }
        }
    }
    for table in MODELS.iter().filter_map(|name| sources.tables.get(*name)) {
        problems.extend(labels::compile(table).err().unwrap_or_default());
    }
    check_references(sources, problems);
    check_verbs(sources, problems);
    roles::check(&sources.tables, problems);
    for (name, table) in MODEL.iter().filter_map(|(name, _)| Some((*name, sources.tables.get(*name)?))) {
        for row in table.rows.iter().filter(|row| learned(name, table, row).is_none()) {
            problems.push(at(row, "a weight or number cannot be read".to_owned(), "learn the model again: cargo xtask train"));
        }
    }
    let verbs = verb_rows(sources);
    problems.extend(sources.tables.get("status-words").into_iter().flat_map(|table| status::check(table, &verbs)));
    problems.extend(sources.tables.get("stance-words").into_iter().flat_map(|table| status::check_stances(table, &verbs)));
    let mut ids = BTreeSet::new();
    for frame in sources.statement.iter().chain(&sources.event) {
        let mut bad = |message: String, remedy: &str| problems.push(Problem::new(&frame.file, frame.line, 1, message, remedy));
        let id = frame.text("id");
        if id.is_empty() || !ids.insert((frame.file.split('/').next(), id)) {
            bad(format!("frame id '{id}' is missing or stands twice"), "give every frame its own id");
        }
        if !frame.text("lemma").is_empty() && !verbs.contains_key(frame.text("lemma")) {
            bad(format!("no verb {}", frame.text("lemma")), "add it to verbs.tsv, or write lemma/present as there");
        }
        if frame.text("lemma").is_empty() && frame.list("noun").is_empty() && frame.list("phrase").is_empty() {
            bad(format!("{id} has no lemma, noun or phrase"), "say what the frame is the frame of");
        }
        if frame.list("match").len() < 2 || frame.list("not").is_empty() {
            bad(format!("{id} lacks examples"), "give two sentences under match and one under not");
        }
    }
    for frame in &sources.statement {
        let class = frame.text("class");
        if !CLASSES.contains(&class) {
            problems.push(Problem::new(
                &frame.file,
                frame.line,
                1,
                format!("'{class}' is no statement class"),
                format!("one of: {}", CLASSES.join(", ")),
            ));
        }
    }
    for frame in sources.event.iter().filter(|f| !f.flag("support") && f.text("status").is_empty()) {
        let kind = frame.text("type");
        if !TYPES.contains(&kind) {
            problems.push(Problem::new(
                &frame.file,
                frame.line,
                1,
                format!("'{kind}' is no event type"),
                format!("one of: {}", TYPES.join(", ")),
            ));
        }
    }
}

/// What conjugation stands on: a past of two letters or more, a present of three or more that begins with its prefix, and a form.
fn check_verbs(sources: &Sources, problems: &mut Vec<Problem>) {
    let Some(table) = sources.tables.get("verbs") else { return };
    for row in &table.rows {
        let (past, present, form) = (table.cell(row, "lemma"), table.cell(row, "present"), table.cell(row, "form"));
        if past.chars().count() < inflect::LEAST_PAST {
            problems.push(at(row, format!("'{past}' is no past of a verb"), "write the past, third person masculine: قال"));
        }
        if present.chars().count() < inflect::LEAST_PRESENT || !present.starts_with('ي') {
            problems.push(at(row, format!("'{present}' is no present of {past}"), "write the present, third person masculine: يقول"));
        }
        if !inflect::FORMS.contains(&form) {
            problems.push(at(row, format!("'{form}' is no form of a verb"), "write I to X, Q or QII"));
        }
    }
}

fn check_references(sources: &Sources, problems: &mut Vec<Problem>) {
    let ids = |name: &str| -> BTreeSet<String> {
        sources.tables.get(name).map(|t| t.rows.iter().map(|r| t.cell(r, "id").to_owned()).collect()).unwrap_or_default()
    };
    let (states, orgs, people) = (ids("states"), ids("orgs"), ids("people"));
    if orgs.is_empty() {
        return;
    }
    for (name, column) in [("roles", "of"), ("orgs", "of"), ("places", "in"), ("roles", "person"), ("state-pairs", "states")] {
        let Some(table) = sources.tables.get(name) else { continue };
        for row in &table.rows {
            for id in values(table.cell(row, column)) {
                let known = match column {
                    "person" => people.contains(id),
                    _ => states.contains(id) || orgs.contains(id),
                };
                if !known {
                    problems.push(at(row, format!("{column} names {id}, which is not there"), "add it to its table, or correct the id"));
                }
            }
        }
    }
}

fn at(row: &Row, message: String, remedy: &str) -> Problem {
    Problem::new(&row.file, row.line, 1, message, remedy)
}

/// Verb rows by lemma, and by lemma/present.
fn verb_rows(sources: &Sources) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    if let Some(table) = sources.tables.get("verbs") {
        for (number, row) in table.rows.iter().enumerate() {
            let (lemma, present) = (table.cell(row, "lemma"), table.cell(row, "present"));
            out.entry(lemma.to_owned()).or_insert(number);
            out.insert(format!("{lemma}/{present}"), number);
        }
    }
    out
}

fn write(sources: &Sources, hash: [u8; 32]) -> Vec<u8> {
    let mut builder = Builder::default();
    let verbs = verb_rows(sources);
    for (name, columns) in TABLES.iter().chain(PLAIN) {
        let empty = Table { columns: columns.iter().map(|c| (*c).to_owned()).collect(), ..Table::default() };
        let table = sources.tables.get(*name).unwrap_or(&empty);
        if *name == "orgs" {
            let (columns, rows) = with_states(sources, table);
            builder.table(name, &columns, rows.iter().map(Vec::as_slice));
        } else if *name == "people" {
            let (columns, rows) = with_offices(sources, table);
            builder.table(name, &columns, rows.iter().map(Vec::as_slice));
        } else if matches!(*name, "status-words" | "stance-words") {
            let rows = status::rows(table, &verbs);
            builder.table(name, &table.columns, rows.iter().map(Vec::as_slice));
        } else {
            builder.table(name, &table.columns, table.rows.iter().map(|r| r.cells.as_slice()));
        }
        for (number, row) in table.rows.iter().enumerate() {
            words(&mut builder, name, table, row, number as u32);
        }
    }
    for (name, row) in MODEL
        .iter()
        .filter_map(|(name, _)| Some((*name, sources.tables.get(*name)?)))
        .flat_map(|(n, t)| t.rows.iter().map(move |r| (n, t, r)))
        .map(|(n, t, r)| (n, learned(n, t, r)))
    {
        if let Some((key, bytes)) = row {
            builder.hashed(name, key, bytes);
        }
    }
    frames(&mut builder, "statement", &STATEMENT, &sources.statement, &verbs);
    frames(&mut builder, "event", &EVENT, &sources.event, &verbs);
    for (name, table) in MODELS.iter().filter_map(|name| Some((name, sources.tables.get(*name)?))) {
        // its problems were found by the check
        builder.model(name, labels::compile(table).unwrap_or_default());
    }
    for (word, cut) in gluings(sources, |key| builder.has_form(key)) {
        let (key, check) = fold::hashes(&word);
        let mut row = check.to_le_bytes().to_vec();
        row.push(cut as u8);
        builder.hashed("glued", key, row);
    }
    builder.finish(hash)
}

/// Letters of the shortest gluing that is looked for: shorter ones are too often words of their own.
const SHORTEST_GLUING: usize = 9;

/// Two words that stand beside each other in names, or title and body, as they look without the space between them (الأممالمتحدة,
/// وزيرالخارجية), folded, with the bytes of the first. None that is a word of its own.
fn gluings(sources: &Sources, is_word: impl Fn(&str) -> bool) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let mut add = |first: &str, second: &str| {
        let (first, second) = (fold::key(first), fold::key(second));
        // a word of the name's own particles is no half of a gluing
        if first.chars().count() < 3 || second.chars().count() < 3 || first.contains(' ') || second.contains(' ') {
            return;
        }
        let glued = format!("{first}{second}");
        let stem = glued.strip_prefix("ال").unwrap_or(&glued);
        if glued.chars().count() >= SHORTEST_GLUING && !is_word(&glued) && !is_word(stem) {
            // «لل…» is looked up without its article, so keys that have one stand twice
            if let Some(stem) = glued.strip_prefix("ال") {
                out.insert(stem.to_owned(), first.len() - "ال".len());
            }
            out.insert(glued, first.len());
        }
    };
    for name in ["states", "orgs", "places", "frameworks", "people"] {
        let Some(table) = sources.tables.get(name) else { continue };
        for row in &table.rows {
            for words in std::iter::once(table.cell(row, "name")).chain(values(table.cell(row, "variants"))) {
                let words: Vec<&str> = words.split_whitespace().collect();
                words.windows(2).for_each(|pair| add(pair[0], pair[1]));
            }
        }
    }
    let (Some(titles), Some(bodies)) = (sources.tables.get("titles"), sources.tables.get("orgheads")) else { return out };
    let offices = titles.rows.iter().filter(|r| titles.cell(r, "kind") == "office");
    let governs = |r: &&Row| matches!(bodies.cell(r, "class"), "ministry" | "government" | "parliament");
    for title in offices {
        for head in std::iter::once(titles.cell(title, "head")).chain(values(titles.cell(title, "feminine"))) {
            for body in bodies.rows.iter().filter(governs) {
                let definite = format!("ال{}", bodies.cell(body, "head"));
                add(head, &definite);
            }
            // رئيس الوزراء, وزير الشؤون: what titles have beside them that is no body
            for second in ["الوزراء", "الجمهورية", "الشؤون", "الدولة"] {
                add(head, second);
            }
        }
    }
    out
}

/// A row of a model's file: its key and the bytes that the engine reads. `None` where a number is not one.
fn learned(name: &str, table: &Table, row: &Row) -> Option<(u32, Vec<u8>)> {
    let cell = |column| table.cell(row, column);
    if name == "words" {
        let bytes: Option<Vec<u8>> = ["count", "left", "right"].into_iter().map(|c| cell(c).parse().ok()).collect();
        return Some((model::hash(cell("word")), bytes?));
    }
    let weights = model::weights(cell("weights"))?;
    let wanted = if name == "tagger" { model::TAGS.len() } else { 1 };
    let bytes = (weights.len() == wanted).then(|| weights.iter().map(|w| w.cast_unsigned()).collect())?;
    Some((model::row_key(cell("feature"), cell("first"), cell("second")), bytes))
}

/// The bodies with a column more: the row of the state that each is of, so that no look-up by spelling is left to the engine.
fn with_states(sources: &Sources, orgs: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let states: BTreeMap<&str, usize> = sources
        .tables
        .get("states")
        .map(|states| states.rows.iter().enumerate().map(|(number, row)| (states.cell(row, "id"), number)).collect())
        .unwrap_or_default();
    let columns = orgs.columns.iter().cloned().chain(std::iter::once("state".to_owned())).collect();
    let state = |row: &Row| states.get(orgs.cell(row, "of")).map_or(String::new(), ToString::to_string);
    (columns, orgs.rows.iter().map(|row| row.cells.iter().cloned().chain(std::iter::once(state(row))).collect()).collect())
}

/// The people with a column more: the rows of the states in which, or in whose bodies, each has held an office.
fn with_offices(sources: &Sources, people: &Table) -> (Vec<String>, Vec<Vec<String>>) {
    let rows = |name: &str| sources.tables.get(name).map(|t| t.rows.iter().map(move |r| (t, r)).collect::<Vec<_>>()).unwrap_or_default();
    let states: BTreeMap<&str, usize> = rows("states").into_iter().enumerate().map(|(n, (t, r))| (t.cell(r, "id"), n)).collect();
    let bodies: BTreeMap<&str, &str> = rows("orgs").into_iter().map(|(t, r)| (t.cell(r, "id"), t.cell(r, "of"))).collect();
    let mut held: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (table, row) in rows("roles") {
        let mut of = table.cell(row, "of");
        // a body of a body of a state
        for _ in 0..4 {
            of = bodies.get(of).copied().unwrap_or(of);
        }
        if let Some(state) = states.get(of) {
            held.entry(table.cell(row, "person")).or_default().insert(*state);
        }
    }
    let columns = people.columns.iter().cloned().chain(std::iter::once("states".to_owned())).collect();
    let of = |row: &Row| {
        let states = held.get(people.cell(row, "id")).into_iter().flatten();
        states.map(ToString::to_string).collect::<Vec<_>>().join("|")
    };
    (columns, people.rows.iter().map(|row| row.cells.iter().cloned().chain(std::iter::once(of(row))).collect()).collect())
}

/// Adds an inflected form under its folded key.
fn form(builder: &mut Builder, word: &str, features: Features, lemma: u32) {
    let key = fold::key(word);
    let row = [lemma, features.0, fold::light_hash(word), 0];
    if key.is_empty() {
        return;
    }
    // how many people bear a word of a name: one reading, whatever number of lists have it
    if features.pos() == Pos::Name { builder.counted_form(&key, row) } else { builder.form(&key, row) }
}

fn words(builder: &mut Builder, name: &str, table: &Table, row: &Row, number: u32) {
    let cell = |column| table.cell(row, column);
    let phrase = |builder: &mut Builder, words: &str, kind| {
        let key = fold::key(words);
        if !key.is_empty() {
            builder.phrase(&key, kind, number);
        }
    };
    match name {
        "verbs" => {
            let (past, present) = (cell("lemma"), cell("present"));
            let defective = inflect::is_defective(past, present);
            let verb = inflect::Verb { past, present, form: cell("form"), passive: !cell("passive").is_empty() };
            verb.forms(&mut |w, f| form(builder, w, f, number));
            for noun in values(cell("masdar")) {
                inflect::masdar(noun, &mut |w, f| form(builder, w, f, number));
            }
            if !cell("active").is_empty() {
                inflect::adjective(cell("active"), Pos::Active, defective, &mut |w, f| form(builder, w, f, number));
            }
            if !cell("passive").is_empty() {
                inflect::adjective(cell("passive"), Pos::Passive, defective, &mut |w, f| form(builder, w, f, number));
            }
        }
        "nouns" if cell("pos") == "adj" => {
            inflect::adjective(cell("lemma"), Pos::Adjective, false, &mut |w, f| form(builder, w, f, number));
            for plural in values(cell("plural")).filter(|p| !matches!(*p, "ون" | "ات")) {
                form(builder, plural, Features::new(Pos::Adjective).plural(), number);
            }
        }
        "nouns" => {
            inflect::noun(cell("lemma"), values(cell("plural")), cell("gender") == "f", Pos::Noun, &mut |w, f| form(builder, w, f, number));
            if let Some(adjective) = inflect::relational(cell("lemma")) {
                inflect::adjective(&adjective, Pos::Adjective, false, &mut |w, f| {
                    if !f.is_bound() {
                        form(builder, w, f.derived(), number);
                    }
                });
            }
        }
        "particles" => form(builder, cell("form"), Features::new(Pos::Particle), number),
        "markers" => phrase(builder, cell("phrase"), phrase::MARKER),
        "titles" => {
            inflect::noun(cell("head"), values(cell("plural")), false, Pos::Title, &mut |w, f| form(builder, w, f, number));
            if !cell("feminine").is_empty() {
                inflect::noun(cell("feminine"), std::iter::once("ات"), true, Pos::Title, &mut |w, f| form(builder, w, f, number));
            }
        }
        "orgheads" if cell("head").contains(' ') => {
            for words in std::iter::once(cell("head")).chain(values(cell("plural"))).filter(|w| w.contains(' ')) {
                phrase(builder, words, phrase::HEAD);
                // المجلس المحلي where the second describes the first, وسائل الإعلام where it is its genitive
                if let Some((first, second)) =
                    words.split_once(' ').filter(|(_, second)| !second.starts_with("ال") && !second.contains(' '))
                {
                    phrase(builder, &format!("ال{first} ال{second}"), phrase::HEAD);
                    phrase(builder, &format!("{first} ال{second}"), phrase::HEAD);
                }
            }
        }
        "orgheads" => {
            // قوات, مخابرات: plurals without a singular of their own
            let feminine = cell("head").ends_with('ة') || cell("head").ends_with("ات");
            inflect::noun(cell("head"), values(cell("plural")), feminine, Pos::OrgHead, &mut |w, f| form(builder, w, f, number));
        }
        "framework-heads" => {
            let feminine = cell("head").ends_with('ة');
            inflect::noun(cell("head"), values(cell("plural")), feminine, Pos::FrameworkHead, &mut |w, f| form(builder, w, f, number));
        }
        "states" => {
            for words in std::iter::once(cell("name")).chain(values(cell("variants"))) {
                phrase(builder, words, phrase::STATE);
            }
            for words in values(cell("capitals")) {
                phrase(builder, words, phrase::CAPITAL);
            }
            for adjective in values(cell("adjective")) {
                // كوري جنوبي: the first word is the form, the second is looked for when it is met
                let adjective = adjective.split_whitespace().next().filter(|first| first.ends_with('ي')).unwrap_or(adjective);
                inflect::adjective(adjective, Pos::Nisba, false, &mut |w, f| form(builder, w, f, number));
            }
            for plural in values(cell("adjective_plural")) {
                form(builder, plural, Features::new(Pos::Nisba).plural(), number);
            }
        }
        "orgs" | "frameworks" | "places" => {
            let kind = match name {
                "orgs" => phrase::ORG,
                "frameworks" => phrase::FRAMEWORK,
                _ => phrase::PLACE,
            };
            for words in std::iter::once(cell("name")).chain(values(cell("variants"))) {
                phrase(builder, words, kind);
            }
        }
        "people" => {
            for words in std::iter::once(cell("name")).chain(values(cell("variants"))) {
                phrase(builder, words, phrase::PERSON);
            }
            for words in values(cell("short")) {
                phrase(builder, words, phrase::PERSON_SHORT);
            }
            // the words of a listed name are words of names
            for (place, word) in cell("name").split_whitespace().enumerate().filter(|(_, w)| w.chars().count() > 2) {
                // first words begin names, the others only go on in them
                form(builder, word, Features::new(Pos::Name), if place == 0 { 5 } else { 1 });
            }
        }
        "names" => form(builder, cell("name"), Features::new(Pos::Name), cell("count").parse().unwrap_or(1)),
        _ => {}
    }
}

fn frames(builder: &mut Builder, name: &str, keys: &[&str], frames: &[Frame], verbs: &BTreeMap<String, usize>) {
    let columns: Vec<String> = keys.iter().map(|k| (*k).to_owned()).collect();
    let rows: Vec<Vec<String>> = frames
        .iter()
        .map(|frame| {
            keys.iter()
                .map(|key| match *key {
                    // a verb is named by its row, so that no look-up by spelling is left to the engine
                    "lemma" => verbs.get(frame.text("lemma")).map_or(String::new(), ToString::to_string),
                    "preps" => frame.pairs(key).iter().map(|(k, v)| format!("{k}={v}")).collect::<Vec<_>>().join("|"),
                    "continues" | "support" => frame.flag(key).to_string(),
                    // guards of the kind object:a|b keep their bars
                    "requires" => frame.list(key).join(";"),
                    _ => frame.list(key).join("|"),
                })
                .collect()
        })
        .collect();
    builder.table(name, &columns, rows.iter().map(Vec::as_slice));
    let (pos, kind) = if name == "event" { (Pos::EventNoun, phrase::EVENT) } else { (Pos::SayingNoun, phrase::SAYING) };
    for (number, frame) in frames.iter().enumerate() {
        for noun in frame.list("noun") {
            let plurals = frame.list("noun_plural");
            inflect::noun(noun, plurals.into_iter(), noun.ends_with('ة'), pos, &mut |w, f| form(builder, w, f, number as u32));
        }
        for words in frame.list("phrase") {
            let key = fold::key(words);
            builder.phrase(&key, kind, number as u32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_without_its_parts_is_refused_at_its_line() {
        let head = "lemma\tpresent\tmasdar\tactive\tpassive\tform\tgloss\n";
        for (row, said) in [
            ("وعد\t\tوعد\tواعد\tموعود\tI\tpromise\n", "'' is no present of وعد"),
            ("وعد\tعد\tوعد\tواعد\tموعود\tI\tpromise\n", "'عد' is no present of وعد"),
            ("و\tيعد\tوعد\tواعد\tموعود\tI\tpromise\n", "'و' is no past of a verb"),
            ("وعد\tيعد\tوعد\tواعد\tموعود\tfoe\tpromise\n", "'foe' is no form of a verb"),
        ] {
            let problems = compile(&[("verbs.tsv", &format!("{head}{row}"))]).expect_err(row);
            assert_eq!(problems.iter().map(|p| (p.line, p.message.as_str())).collect::<Vec<_>>(), [(2, said)], "{row}");
        }
        assert!(compile(&[("verbs.tsv", &format!("{head}وعد\tيعد\tوعد\tواعد\tموعود\tI\tpromise\n"))]).is_ok());
    }
}
