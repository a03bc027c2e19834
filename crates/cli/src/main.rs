//! The mahdar command: reads Arabic reports and prints their records.
//!
//! Flow: [`args`] → [`input`] → the engine → one of [`pretty`], [`html`] or JSON, driven by [`read`].
//! [`dates`] shows the calendar expressions of a text and nothing else, [`analyse`] the layers beneath the record.
//! [`explain`] says of some words which rules were tried on them, which matched, and why the others did not.
//! [`view`] turns a record into headed rows that both faces for people print; [`labels`] holds their words in English and Arabic.
//! [`store`] holds the commands on an archive: adding, looking up, listing, deciding.
//! [`who`] asks the knowledge base; [`knowledge`] lays a user's own tables over it, for both.

mod analyse;
mod args;
mod dates;
mod explain;
mod html;
mod input;
mod knowledge;
mod labels;
mod lexicon;
mod pretty;
mod read;
#[cfg(test)]
mod sample;
mod store;
mod text;
mod view;
mod who;

use std::process::ExitCode;

use clap::Parser;
use mahdar_archive::Kind;

fn main() -> ExitCode {
    let args::Cli { command } = args::Cli::parse();
    match command {
        args::Command::Read(args) => read::run(&args),
        args::Command::Add(args) => store::add::run(&args),
        args::Command::Search(args) => store::list::search(&args),
        args::Command::Statements(args) => store::list::run(Kind::Statements, &args),
        args::Command::Meetings(args) => store::list::run(Kind::Meetings, &args),
        args::Command::Positions(args) => store::list::run(Kind::Positions, &args),
        args::Command::Matrix(args) => store::matrix::run(&args),
        args::Command::Timeline(args) => store::timeline::run(&args),
        args::Command::Brief(args) => store::brief::run(&args),
        args::Command::Compare(args) => store::compare::run(&args),
        args::Command::Actor(args) => store::page::run(store::page::Of::Actor, &args),
        args::Command::Issue(args) => store::page::run(store::page::Of::Issue, &args),
        args::Command::Frameworks(args) => store::list::run(Kind::Frameworks, &args),
        args::Command::Links(args) => store::links::links(&args),
        args::Command::Agenda(args) => store::links::agenda(&args),
        args::Command::Archive(command) => store::keep::archive(&command),
        args::Command::Remove(args) => store::keep::remove(&args),
        args::Command::Changes(args) => store::keep::changes(&args),
        args::Command::Decide(args) => store::keep::decide(&args),
        args::Command::Who(args) => who::run(&args),
        args::Command::Dates(args) => dates::run(&args),
        args::Command::Analyse(args) => analyse::run(&args),
        args::Command::Lexicon(command) => lexicon::run(&command),
    }
}
