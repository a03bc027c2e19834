//! What the command line may say. In: arguments. Out: [`Cli`]. It checks what can be checked without opening a file.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::labels::Lang;
use crate::store::args::{AddArgs, AgendaArgs, ArchiveCommand, ChangesArgs, DecideArgs, LinksArgs, ListArgs, RemoveArgs, SearchArgs};
use crate::store::ask::{BriefArgs, CompareArgs, MatrixArgs, PageArgs, TimelineArgs};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "mahdar",
    version,
    about = "Reads Arabic political and diplomatic reports and writes the sourced record of each.",
    max_term_width = 100
)]
pub(crate) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and print who said what, who met whom, and where each party stands, each on its exact words
    Read(ReadArgs),
    /// Put reports into an archive: texts, pages, dumps, folders and addresses, each once, whatever happens to the run
    Add(AddArgs),
    /// Look for words in an archive
    Search(SearchArgs),
    /// List who said what in an archive
    Statements(ListArgs),
    /// List who met, called or visited whom in an archive
    Meetings(ListArgs),
    /// List where each party stands in an archive
    Positions(ListArgs),
    /// Show where each party stands on each issue over time: what is new, repeated, shifted or contradicted, with the statements
    Matrix(MatrixArgs),
    /// Show the events and statements of an archive in order of their own day, each cited
    Timeline(TimelineArgs),
    /// Write what the reports of an archive tell of a day, somebody, an issue or a story, each line cited, and what is not known
    Brief(BriefArgs),
    /// Put reports or outlets beside one another: what each tells, lacks or tells otherwise of a meeting or story
    Compare(CompareArgs),
    /// Show somebody of an archive: dated roles, whom they met, what they said and where they stand
    Actor(PageArgs),
    /// Show an issue of an archive: where the parties stand, what was said and done, what is not known
    Issue(PageArgs),
    /// List the agreements, resolutions, initiatives and conferences named in an archive
    Frameworks(ListArgs),
    /// Join what the reports of an archive tell: the same meeting, the same statement, denials and their claims
    Links(LinksArgs),
    /// List what was announced in an archive and what became of it
    Agenda(AgendaArgs),
    /// Check, count, copy, shrink or read again an archive
    #[command(subcommand)]
    Archive(ArchiveCommand),
    /// Take reports out of an archive, with everything that rests on them alone
    Remove(RemoveArgs),
    /// Show what changed in an archive since a cursor
    Changes(ChangesArgs),
    /// Accept, reject or correct entries of an archive, and say which names are one
    Decide(DecideArgs),
    /// Say who a name or an office means, with spellings and dated roles
    Who(WhoArgs),
    /// Print the dates of a text: each expression, its value and why, and the day of the report itself
    Dates(DatesArgs),
    /// Print the words of a text with their clitics, lemmas, parts of speech and features, its sentences, names and dates
    Analyse(AnalyseArgs),
    /// Check or build the lexicon: plain files that a linguist edits
    #[command(subcommand)]
    Lexicon(Lexicon),
}

/// `mahdar lexicon`.
#[derive(Debug, Subcommand)]
pub(crate) enum Lexicon {
    /// Check every file and run the examples of every frame through the engine; names file, line and remedy
    Check {
        /// Folder of lexicon files [default: those that this program was built with]
        dir: Option<PathBuf>,
    },
    /// Compile the files to the blob that the engine opens
    Build {
        /// Folder of lexicon files
        dir: PathBuf,
        /// Where to write the blob
        #[arg(long, short, value_name = "FILE")]
        out: PathBuf,
    },
}

/// `mahdar analyse`.
#[derive(Debug, Args)]
#[command(after_help = "\
Characters are counted in Unicode code points. Encodings, order and exit codes are those of `mahdar read`.")]
pub(crate) struct AnalyseArgs {
    /// Text files, folders (every *.txt in them, sorted by name), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Layout::Table, value_name = "FORMAT")]
    pub(crate) format: Layout,
}

/// How an analysis is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// A line a word, tab-separated, a blank line between sentences
    Table,
    /// One object, or an array if a folder or several paths are given
    Json,
    /// CoNLL-U: clitics as words of multiword tokens, characters in MISC
    Conllu,
}

/// `mahdar read`.
#[derive(Debug, Args)]
#[command(after_help = "\
A NAME.meta.json beside NAME.txt may give published, title, url, outlet, author and section.
Encodings read: UTF-8, UTF-16, Windows-1256, ISO-8859-6. Order of results: order of inputs, whatever --jobs.
Exit codes: 0 every report read, 1 some could not be read (the rest were), 2 the command line is wrong.")]
pub(crate) struct ReadArgs {
    /// Text files, folders (every *.txt in them, sorted by name), or - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Format::Pretty)]
    pub(crate) format: Format,
    /// Day or moment of publication: YYYY-MM-DD or YYYY-MM-DDThh:mm:ss+hh:mm; goes before a .meta.json
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// Language of the labels of pretty and html
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    /// Instead of the record, say of these words which rules were tried on them, which matched, and why the others did not
    ///
    /// SPAN is START-END in characters as records count them, end-exclusive, or the words themselves as the report writes them.
    #[arg(long, value_name = "SPAN")]
    pub(crate) explain: Option<crate::explain::Asked>,
    /// Threads [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Colours in pretty
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub(crate) color: Color,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// The user's own knowledge base.
#[derive(Debug, Args)]
pub(crate) struct KnowledgeArgs {
    /// Your own people, roles, states, bodies, places: a TSV file or a folder of them
    ///
    /// A file has the columns of people.tsv, roles.tsv, orgs.tsv, states.tsv, places.tsv, frameworks.tsv, offices.tsv, disputed.tsv or issues.tsv and is
    /// told by its name, else by its columns. A row whose id the program knows stands in its place (a role: person, office and of; a place:
    /// its name); any other is added. The lexicon is compiled anew when the program starts, which takes about half a second.
    #[arg(long, value_name = "PATH")]
    pub(crate) knowledge: Option<PathBuf>,
}

/// `mahdar who`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples: mahdar who 'وزير الخارجية الروسي' --on 2015-08-13;  mahdar who 'Sergei Lavrov';  mahdar who لافروف --format json
Where several can be meant all are given. Dates are known to the month: in the month of a handover both hold the office.
Exit codes: 0 somebody was found, 1 nobody is known by these words, 2 the command line or the knowledge is wrong.")]
pub(crate) struct WhoArgs {
    /// A name in Arabic or Latin letters, or an office with its state or body; several words make one question
    #[arg(required = true, value_name = "NAME|OFFICE")]
    pub(crate) words: Vec<String>,
    /// Day: YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = WhoFormat::Table)]
    pub(crate) format: WhoFormat,
    /// Language of the labels of the table
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// How `who` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoFormat {
    /// For people
    Table,
    /// One object
    Json,
}

/// `mahdar dates`.
#[derive(Debug, Args)]
#[command(after_help = "\
Without --published the dates count from the day that the text itself lets be known, if any.
Exit codes: 0 read, 1 could not be read, 2 the command line is wrong.")]
pub(crate) struct DatesArgs {
    /// A text, the path of one, or - for standard input
    #[arg(default_value = "-", value_name = "TEXT|PATH")]
    pub(crate) input: String,
    /// Day of publication: YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = DatesFormat::Table)]
    pub(crate) format: DatesFormat,
}

/// How dates are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DatesFormat {
    /// For people: a line an expression
    Table,
    /// One object: published, and times as in a record
    Json,
}

/// How records are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, on a terminal or in a file
    Pretty,
    /// One record a line
    Jsonl,
    /// One record, or an array of records if a folder or several paths are given
    Json,
    /// One page that needs nothing else: the text with its marks, the record beside it
    Html,
    /// Events and verbal acts in the terms of PLOVER, one a line
    Plover,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also in a pipe
    Always,
    /// Never
    Never,
}

impl From<Color> for anstream::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Checks a date as the engine will, so that a slip is an error of usage and not one of every report.
pub(crate) fn date(given: &str) -> Result<String, String> {
    mahdar::Document::new("").published(given).map(|_| given.to_owned()).map_err(|bad| bad.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_consistent() {
        Cli::command().debug_assert();
    }
}
