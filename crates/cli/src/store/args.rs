//! What the command line may say of an archive. In: arguments. Out: the structures of its commands. It opens nothing.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::args::KnowledgeArgs;
use crate::labels::Lang;
use crate::store::web::WebArgs;

/// Which archive.
#[derive(Debug, Args)]
pub(crate) struct FileArg {
    /// The archive
    #[arg(long, short, value_name = "FILE")]
    pub(crate) archive: PathBuf,
    /// Seconds to wait while another program writes in it
    #[arg(long, value_name = "SECONDS", default_value_t = mahdar_archive::WAIT)]
    pub(crate) wait: u64,
}

/// `mahdar add`.
#[derive(Debug, Args)]
#[command(after_help = "\
What was added is committed in whole reports: a killed run loses nothing of it, and the same command goes on where it ended.
A power cut may lose the last batch (up to 256 reports) unless --durable is given.
Exit codes: 0 all is in the archive, 1 some could not be read (the rest is in), 2 the command line or the archive is wrong, 130 stopped by Ctrl-C.
With --watch Ctrl-C or SIGTERM is the way to end, with exit code 0; a file is read once two looks found it the same, again when it changes.")]
pub(crate) struct AddArgs {
    /// Texts, pages, feeds, web archives, dumps (JSONL, CSV), packed (gzip, zstd) or not; folders of them; - for standard input; or
    /// addresses (http, https) of pages, of feeds and sitemaps, whose pages are fetched, and of dumps
    #[arg(required = true, value_name = "SOURCE")]
    pub(crate) sources: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// Threads that read [default: one a core]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Put every transaction on the disk before the next: a power cut loses nothing either, and adding is slower
    #[arg(long)]
    pub(crate) durable: bool,
    /// Day or moment of publication of everything added
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) published: Option<String>,
    /// Go on looking at the files and folders for new and changed reports, until Ctrl-C or SIGTERM
    #[arg(long)]
    pub(crate) watch: bool,
    /// Seconds between two looks of --watch; a file that did not change between them is whole
    #[arg(long, value_name = "SECONDS", default_value_t = 5, requires = "watch", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub(crate) every: u64,
    /// Which field or column is what: FIELD=COLUMN, separated by commas, as in text=story,title=head
    #[arg(long, value_name = "PAIRS")]
    pub(crate) columns: Option<String>,
    #[command(flatten)]
    pub(crate) knowledge: KnowledgeArgs,
    #[command(flatten)]
    pub(crate) web: WebArgs,
}

/// `mahdar archive`.
#[derive(Debug, Subcommand)]
pub(crate) enum ArchiveCommand {
    /// Read everything in it and say what is wrong; exit code 1 when something is
    Check {
        #[command(flatten)]
        file: FileArg,
        /// How to print
        #[arg(long, short, value_enum, default_value_t = Plain::Table)]
        format: Plain,
    },
    /// Count what is in it
    Stats {
        #[command(flatten)]
        file: FileArg,
        /// How to print
        #[arg(long, short, value_enum, default_value_t = Plain::Table)]
        format: Plain,
    },
    /// Make the file as small as it can be
    Vacuum {
        #[command(flatten)]
        file: FileArg,
    },
    /// Copy it as it is now, also while others write in it
    Backup {
        #[command(flatten)]
        file: FileArg,
        /// The copy; an existing file is not overwritten
        to: PathBuf,
    },
    /// Read again what another engine or lexicon read; people's decisions stay
    Reread {
        #[command(flatten)]
        file: FileArg,
        /// Every report, whatever read it
        #[arg(long)]
        all: bool,
        /// Threads that read [default: one a core]
        #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
        jobs: Option<u16>,
        #[command(flatten)]
        knowledge: KnowledgeArgs,
    },
}

/// `mahdar links`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each line is one thing with all its accounts, joined or alone: event, statement, agenda, denial, copies. docs/links.md says how they are joined.
What is first is first by day of publication, then address; ids are made of content. The order in which reports were added never shows.")]
pub(crate) struct LinksArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// How to print; the table shows only what is joined
    #[arg(long, short, value_enum, default_value_t = Lines::Table)]
    pub(crate) format: Lines,
}

/// `mahdar agenda`.
#[derive(Debug, Args)]
#[command(after_help = "\
Outcomes: held, moved, cancelled, denied, or unconfirmed where no later report says; that is not the same as not held.
Exit codes: 0 something is listed, 1 nothing, 2 the command line or the archive is wrong.")]
pub(crate) struct AgendaArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// Only what is due on this day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) on: Option<String>,
    /// Only what is past its day and of which no report says what became of it
    #[arg(long)]
    pub(crate) overdue: bool,
    /// The day from which --overdue looks back [default: that of the latest report]
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) today: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Agenda::Table)]
    pub(crate) format: Agenda,
    /// Language of the labels of a calendar
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// How an agenda is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Agenda {
    /// For people, tab-separated
    Table,
    /// An array
    Json,
    /// One object a line
    Jsonl,
    /// A calendar (iCalendar, RFC 5545) of what has a day, one entry a deed
    Ics,
}

/// `mahdar remove`.
#[derive(Debug, Args)]
pub(crate) struct RemoveArgs {
    /// Ids of reports, or their beginnings of six characters or more
    #[arg(required = true, value_name = "ID")]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) file: FileArg,
}

/// `mahdar changes`.
#[derive(Debug, Args)]
pub(crate) struct ChangesArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// Only what came after this cursor (the first column, or "cursor")
    #[arg(long, value_name = "CURSOR", default_value_t = 0)]
    pub(crate) since: i64,
    /// Only changes of this kind
    #[arg(long, value_enum)]
    pub(crate) kind: Option<ChangeKind>,
    /// Changes at most
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) limit: usize,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Lines::Table)]
    pub(crate) format: Lines,
}

/// Kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ChangeKind {
    /// A new report
    Added,
    /// Other bytes at a known address
    Version,
    /// A report with the words of an earlier one
    Copy,
    /// Somebody denies something
    Denial,
    /// Something planned was called off
    Cancelled,
    /// Something planned was put off
    Postponed,
    /// A report was removed
    Removed,
    /// A report was read again
    Reread,
    /// A person decided
    Decision,
}

/// `mahdar decide`.
#[derive(Debug, Args)]
#[command(after_help = "\
An ENTRY is REPORT/ENTRY as the listings show it: 3f2a91c0/s1 (the beginning of a report's id is enough).
Somebody is an entity id (person/sergey-lavrov) or a name. Decisions stay when reports are read again; `undo` takes one back.")]
pub(crate) struct DecideArgs {
    #[command(subcommand)]
    pub(crate) what: Decide,
    /// The archive
    #[arg(long, short, value_name = "FILE", global = true)]
    pub(crate) archive: Option<PathBuf>,
    /// Seconds to wait while another program writes in it
    #[arg(long, value_name = "SECONDS", default_value_t = mahdar_archive::WAIT, global = true)]
    pub(crate) wait: u64,
    /// Who decides
    #[arg(long, value_name = "NAME", global = true)]
    pub(crate) by: Option<String>,
}

/// What is decided.
#[derive(Debug, Subcommand)]
pub(crate) enum Decide {
    /// An entry is right
    Accept {
        /// REPORT/ENTRY
        entry: String,
    },
    /// An entry is wrong: listings leave it out
    Reject {
        /// REPORT/ENTRY
        entry: String,
    },
    /// A field of an entry (type, status, mode, day, issue) has another value
    Set {
        /// REPORT/ENTRY
        entry: String,
        /// type, status, mode, day or issue
        field: String,
        /// The right value
        value: String,
    },
    /// Two are one: the first becomes the second
    Merge {
        /// Entity id or name
        who: String,
        /// Entity id or name
        into: String,
    },
    /// Two are two after all
    Part {
        /// Entity id or name
        who: String,
        /// Entity id or name
        from: String,
    },
    /// Take a decision back
    Undo {
        /// Its number
        number: i64,
    },
    /// Show every decision
    List,
}

/// The filters of every listing.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Who takes part: an entity id, or a name in Arabic or Latin letters
    #[arg(long, value_name = "WHO")]
    pub(crate) actor: Option<String>,
    /// What it is about: an issue's id, or words
    #[arg(long, value_name = "ISSUE")]
    pub(crate) issue: Option<String>,
    /// First day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) from: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) to: Option<String>,
    /// Class of statements, type of events, stance of positions, kind of frameworks
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) label: Option<String>,
    /// Status of events; verbatim of statements
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Option<String>,
    /// Outlet
    #[arg(long, value_name = "OUTLET")]
    pub(crate) outlet: Option<String>,
    /// Words that the report has, asked as in `mahdar search`
    #[arg(long, value_name = "WORDS")]
    pub(crate) text: Option<String>,
    /// Only the first report of each wording: copies are left out
    #[arg(long)]
    pub(crate) wordings: bool,
    /// Also what people rejected
    #[arg(long)]
    pub(crate) rejected: bool,
}

/// How a page is asked for and printed.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// Rows at most
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: usize,
    /// Where to go on: "next" of the page before
    #[arg(long, value_name = "CURSOR")]
    pub(crate) cursor: Option<String>,
    /// How to print
    #[arg(long, short, value_enum, default_value_t = Output::Table)]
    pub(crate) format: Output,
    /// Write to this file; xlsx needs it
    #[arg(long, short, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Begin CSV with a byte order mark, for Excel
    #[arg(long)]
    pub(crate) bom: bool,
    /// Language of the labels
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub(crate) lang: Lang,
}

/// `mahdar statements`, `meetings`, `positions`, `frameworks`.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    #[command(flatten)]
    pub(crate) file: FileArg,
    #[command(flatten)]
    pub(crate) filters: FilterArgs,
    #[command(flatten)]
    pub(crate) page: PageArgs,
}

/// `mahdar search`.
#[derive(Debug, Args)]
#[command(after_help = "\
Words side by side must all be in the report. \"words in quotation marks\" stand one behind the other; AND, OR, NOT, brackets and
NEAR(one two, 5) are written in capitals. Spellings of alef, yaa and taa marbuta never matter.
Exit codes: 0 something was found, 1 nothing, 2 the question or the archive is wrong.")]
pub(crate) struct SearchArgs {
    /// What to look for
    #[arg(required = true, value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) file: FileArg,
    /// How words match
    #[arg(long = "match", short = 'm', value_enum, default_value_t = How::Word)]
    pub(crate) how: How,
    /// Outlet
    #[arg(long, value_name = "OUTLET")]
    pub(crate) outlet: Option<String>,
    /// Who is in the report
    #[arg(long, value_name = "WHO")]
    pub(crate) actor: Option<String>,
    /// First day of publication
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) from: Option<String>,
    /// Last day of publication
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) to: Option<String>,
    /// Only the first report of each wording
    #[arg(long)]
    pub(crate) wordings: bool,
    #[command(flatten)]
    pub(crate) page: PageArgs,
}

/// How words of a question match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum How {
    /// This form
    Form,
    /// This word, also with its particles, article and pronouns
    Word,
    /// This name in any spelling
    Name,
}

/// How a listing is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people
    Table,
    /// One object with "rows" and "next"
    Json,
    /// One row a line
    Jsonl,
    /// For programs that read tables
    Csv,
    /// A workbook, its sheet from right to left
    Xlsx,
}

/// How counts are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Plain {
    /// For people
    Table,
    /// One object
    Json,
}

/// How lines are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lines {
    /// For people, tab-separated
    Table,
    /// An array
    Json,
    /// One object a line
    Jsonl,
}
