//! What the command line may ask of the process across reports. In: arguments. Out: the structures of `matrix`, `timeline`, `brief`, `compare`. It opens
//! nothing.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{FileArg, Lines};
use crate::args::KnowledgeArgs;
use crate::labels::Lang;

/// The filters of the process.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// Who: an entity id, or a name in Arabic or Latin letters; of a state or body also those who speak for it
    #[arg(long, value_name = "WHO")]
    pub(crate) actor: Option<String>,
    /// What it is about: the id of an issue or framework, or words
    #[arg(long, value_name = "ISSUE")]
    pub(crate) issue: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) to: Option<String>,
}

/// `mahdar matrix`.
#[derive(Debug, Args)]
#[command(after_help = "\
A state has the positions of its government, ministries, spokespeople and of those who hold its offices on the day, by the knowledge base; what
somebody calls his personal opinion is his alone. Marks: new (the first that is known here), repeated, shifted (the other side than before), contradicted
(both sides on one day or in one report), dissent (the other side than the party's, by another holder). An empty cell means: no statement found.
Exit codes: 0 something is shown, 1 nothing, 2 the command line or the archive is wrong.")]
pub(crate) struct MatrixArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// How to print: an object with parties, issues and cells, or one cell a line
    #[arg(long, short, value_enum, default_value_t = Lines::Table)]
    pub(crate) format: Lines,
    /// Only what changed: cells with a shift, a contradiction or a dissent
    #[arg(long)]
    pub(crate) changed: bool,
    /// Language of the labels
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// `mahdar timeline`.
#[derive(Debug, Args)]
#[command(after_help = "\
A day is the event's or statement's own, as the reports say it; where none says it, it is that of the first report, marked ~ and explained. What has no
day comes last. Each line is cited: report and characters (code points). Reports with shared passages count as one wording.
Exit codes: 0 something is shown, 1 nothing, 2 the command line or the archive is wrong.")]
pub(crate) struct TimelineArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// Only events, or only statements
    #[arg(long, value_enum)]
    pub(crate) only: Option<Only>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Face::Table)]
    pub(crate) format: Face,
    /// Language of the labels
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// What a timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    /// Deeds
    Events,
    /// Statements
    Statements,
}

/// How a timeline is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Face {
    /// For people, on a terminal
    Table,
    /// For a memo
    Markdown,
    /// An array or object
    Json,
    /// One object a line
    Jsonl,
}

/// `mahdar brief`.
#[derive(Debug, Args)]
#[command(after_help = "\
Give one or more of --on, --actor, --issue, --story, --from and --to; all that is given must hold. A story is every report that tells one event or
statement (its id in `mahdar links --format jsonl`), or that shares one with a report (its id). Lines are in the words of reports, each cited; what is not
known is said. The same archive gives the same bytes.
Exit codes: 0 something is told, 1 no report tells anything of it, 2 the command line or the archive is wrong.")]
pub(crate) struct BriefArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// One day: what happened or was said on it
    #[arg(long, value_name = "DATE", value_parser = crate::args::date, conflicts_with_all = ["from", "to"])]
    pub(crate) on: Option<String>,
    /// A story: the id of an event or statement, or of a report
    #[arg(long, value_name = "ID")]
    pub(crate) story: Option<String>,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// The day from which an announcement is past [default: that of the latest report]
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) today: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Paper::Markdown)]
    pub(crate) format: Paper,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Language of the labels; the words of reports stay as they are
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// How a brief or a comparison is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Paper {
    /// For a memo
    Markdown,
    /// One page that needs nothing else, to read or print
    Html,
    /// One object
    Json,
}

/// `mahdar compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Name two reports or more, or a story (the id of an event, statement or report), or outlets with a day or an issue. The first report is where the
comparison begins; that is not to say that it is right. \"Lacking\" is what one does not tell and another does; \"otherwise\" what each tells
differently. Reports with shared passages are named: one is no witness for the other.
Exit codes: 0 something is compared, 1 the reports share nothing, 2 the command line or the archive is wrong.")]
pub(crate) struct CompareArgs {
    /// Ids of reports, or their beginnings of six characters or more
    #[arg(value_name = "REPORT")]
    pub(crate) reports: Vec<String>,
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// A story: the id of an event or statement, or of a report
    #[arg(long, value_name = "ID", conflicts_with = "reports")]
    pub(crate) story: Option<String>,
    /// Outlets, each with all its reports; several by repeating
    #[arg(long, value_name = "OUTLET", conflicts_with = "reports")]
    pub(crate) outlet: Vec<String>,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// Only what is told by more than one
    #[arg(long)]
    pub(crate) shared: bool,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Paper::Markdown)]
    pub(crate) format: Paper,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Language of the labels; the words of reports stay as they are
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}

/// `mahdar actor`, `mahdar issue`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes: 0 something is told, 1 no report tells anything of it, 2 the command line or the archive is wrong.")]
pub(crate) struct PageArgs {
    /// An id of the knowledge base, a name in Arabic or Latin letters, or words of an issue
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// First day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) to: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Paper::Markdown)]
    pub(crate) format: Paper,
    /// Write to this file
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Language of the labels; the words of reports stay as they are
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
}
