//! What somebody looks for. In: words, "phrases", AND, OR, NOT, NEAR(… , n), brackets; and how words match. Out: a [`Query`] that the index can be
//! asked and a text can be shown by. It reads no file.
//!
//! Words side by side must all be there. Operators are written in capitals; quotation marks of any style make a phrase.

use std::collections::BTreeSet;

use mahdar::{Document, Worker};

use crate::error::{Error, Result};
use crate::terms::{self, Term};

/// How a word of the question matches a word of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Match {
    /// This form: the same letters, spellings of alef, yaa and taa marbuta aside.
    Form,
    /// This word with its particles: و، ب، ل، ال and pronouns may be attached.
    #[default]
    Word,
    /// This name in any spelling, with its particles.
    Name,
}

/// Alternatives multiply; beyond this many combinations a phrase keeps the first.
const COMBINATIONS: usize = 64;

/// Words between the parts of NEAR where no number is given.
const NEAR: usize = 10;

/// Words in a question at most.
const MOST: usize = 64;

/// For each word of a phrase, what it may be.
pub(crate) type Phrase = Vec<Vec<String>>;

#[derive(Debug)]
enum Node {
    Phrase(Phrase),
    Near(Vec<Phrase>, usize),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>, Box<Node>),
}

/// A question, understood.
#[derive(Debug)]
pub(crate) struct Query {
    node: Node,
    mode: Match,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Words(String),
    Open,
    Close,
    Comma,
    And,
    Or,
    Not,
    Near,
}

fn lex(question: &str) -> Result<Vec<Token>> {
    let mut out = Vec::new();
    let mut word = String::new();
    let mut chars = question.chars().peekable();
    let flush = |word: &mut String, out: &mut Vec<Token>| {
        let token = match word.as_str() {
            "" => return,
            "AND" => Token::And,
            "OR" => Token::Or,
            "NOT" => Token::Not,
            "NEAR" => Token::Near,
            other => Token::Words(other.to_owned()),
        };
        out.push(token);
        word.clear();
    };
    while let Some(c) = chars.next() {
        let close = match c {
            '"' => Some('"'),
            '«' => Some('»'),
            '“' => Some('”'),
            _ => None,
        };
        if let Some(close) = close {
            flush(&mut word, &mut out);
            let mut phrase = String::new();
            loop {
                match chars.next() {
                    Some(c) if c == close => break,
                    Some(c) => phrase.push(c),
                    None => return Err(Error::Question(format!("the quotation that begins with {c}{phrase} has no end; close it"))),
                }
            }
            out.push(Token::Words(phrase));
            continue;
        }
        match c {
            '(' | ')' | ',' | '،' => {
                flush(&mut word, &mut out);
                out.push(match c {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    _ => Token::Comma,
                });
            }
            c if c.is_whitespace() => flush(&mut word, &mut out),
            c => word.push(c),
        }
    }
    flush(&mut word, &mut out);
    if out.len() > MOST {
        return Err(Error::Question(format!("the question has more than {MOST} words; ask for less at once")));
    }
    Ok(out)
}

/// What turns words into what the index holds.
pub(crate) struct Reader<'r, 'a> {
    pub(crate) worker: &'r mut Worker<'a>,
    pub(crate) mode: Match,
    /// Other spellings of a word of a name.
    pub(crate) spellings: &'r dyn Fn(&str) -> Result<Vec<String>>,
}

impl Reader<'_, '_> {
    fn phrase(&mut self, words: &str) -> Result<Phrase> {
        self.worker.read(&Document::new(words));
        let terms = terms::of(self.worker, words);
        if terms.is_empty() {
            return Err(Error::Question(format!("'{words}' has no letters to look for")));
        }
        let mut out = Vec::new();
        for term in terms {
            out.push(match self.mode {
                Match::Form => vec![term.form],
                Match::Word => vec![term.stem().to_owned()],
                Match::Name => {
                    let own = term.stem().to_owned();
                    let mut all: BTreeSet<String> = (self.spellings)(&own)?.into_iter().collect();
                    all.remove(&own);
                    std::iter::once(own).chain(all).collect()
                }
            });
        }
        Ok(out)
    }
}

struct Parser<'p, 'r, 'a> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    reader: &'p mut Reader<'r, 'a>,
    depth: usize,
}

impl Parser<'_, '_, '_> {
    fn any(&mut self) -> Result<Node> {
        let mut all = vec![self.all()?];
        while self.tokens.next_if_eq(&Token::Or).is_some() {
            all.push(self.all()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::Or(all) })
    }

    fn all(&mut self) -> Result<Node> {
        let mut all = vec![self.without()?];
        loop {
            let and = self.tokens.next_if_eq(&Token::And).is_some();
            if !and && !matches!(self.tokens.peek(), Some(Token::Words(_) | Token::Open | Token::Near)) {
                break;
            }
            all.push(self.without()?);
        }
        Ok(if all.len() == 1 { all.remove(0) } else { Node::And(all) })
    }

    fn without(&mut self) -> Result<Node> {
        let mut node = self.one()?;
        while self.tokens.next_if_eq(&Token::Not).is_some() {
            node = Node::Not(Box::new(node), Box::new(self.one()?));
        }
        Ok(node)
    }

    fn one(&mut self) -> Result<Node> {
        match self.tokens.next() {
            Some(Token::Words(words)) => Ok(Node::Phrase(self.reader.phrase(&words)?)),
            Some(Token::Open) => {
                self.depth += 1;
                let node = self.any()?;
                self.depth -= 1;
                self.close()?;
                Ok(node)
            }
            Some(Token::Near) => self.near(),
            Some(Token::Not) => {
                Err(Error::Question("NOT needs words before it: write what to find, then NOT what to leave out".to_owned()))
            }
            _ => Err(Error::Question("the question ends where words should stand; write words after AND, OR, NOT and (".to_owned())),
        }
    }

    fn close(&mut self) -> Result<()> {
        match self.tokens.next_if_eq(&Token::Close) {
            Some(_) => Ok(()),
            None => Err(Error::Question("a bracket is open; close it with )".to_owned())),
        }
    }

    fn near(&mut self) -> Result<Node> {
        let shape =
            || Error::Question("NEAR is written NEAR(one two, 5): words or phrases, then how many words may stand between".to_owned());
        self.tokens.next_if_eq(&Token::Open).ok_or_else(shape)?;
        let mut parts = Vec::new();
        while let Some(Token::Words(words)) = self.tokens.next_if(|t| matches!(t, Token::Words(_))) {
            parts.push(self.reader.phrase(&words)?);
        }
        let mut between = NEAR;
        if self.tokens.next_if_eq(&Token::Comma).is_some() {
            let Some(Token::Words(number)) = self.tokens.next() else { return Err(shape()) };
            between = number.parse().map_err(|_| shape())?;
        }
        self.close()?;
        if parts.len() < 2 { Err(shape()) } else { Ok(Node::Near(parts, between)) }
    }
}

impl Query {
    /// Understands a question.
    pub(crate) fn parse(question: &str, reader: &mut Reader<'_, '_>) -> Result<Self> {
        let mode = reader.mode;
        let mut parser = Parser { tokens: lex(question)?.into_iter().peekable(), reader, depth: 0 };
        let node = parser.any()?;
        match parser.tokens.next() {
            None => Ok(Self { node, mode }),
            Some(_) => Err(Error::Question("the question goes on where it should end; is there a ) or , too many?".to_owned())),
        }
    }

    /// The question in the language of the index.
    pub(crate) fn fts(&self) -> String {
        let column = if self.mode == Match::Form { "form" } else { "word" };
        format!("{column} : ({})", fts(&self.node))
    }

    /// Where a text has what was looked for: ranges of its words, in order, none within another.
    pub(crate) fn places(&self, terms: &[Term]) -> Vec<std::ops::Range<usize>> {
        let mut phrases = Vec::new();
        positive(&self.node, &mut phrases);
        let word = |t: &Term| if self.mode == Match::Form { t.form.clone() } else { t.stem().to_owned() };
        let words: Vec<String> = terms.iter().map(word).collect();
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for phrase in phrases {
            for start in 0..=words.len().saturating_sub(phrase.len()) {
                let fits = phrase
                    .iter()
                    .enumerate()
                    .all(|(n, any)| words.get(start + n).is_some_and(|w| any.contains(w)) && (n == 0 || !terms[start + n].fresh));
                if fits {
                    found.push(start..start + phrase.len());
                }
            }
        }
        found.sort_by_key(|r| (r.start, std::cmp::Reverse(r.end)));
        let mut last = 0;
        found.retain(|r| {
            let keep = r.end > last;
            last = last.max(r.end);
            keep
        });
        found
    }
}

fn positive<'n>(node: &'n Node, out: &mut Vec<&'n Phrase>) {
    match node {
        Node::Phrase(phrase) => out.push(phrase),
        Node::Near(phrases, _) => out.extend(phrases),
        Node::And(all) | Node::Or(all) => all.iter().for_each(|n| positive(n, out)),
        Node::Not(node, _) => positive(node, out),
    }
}

/// Every wording of a phrase.
fn wordings(phrase: &Phrase) -> Vec<String> {
    let mut out = vec![String::new()];
    for any in phrase {
        let longer =
            out.iter().flat_map(|before| any.iter().map(move |w| if before.is_empty() { w.clone() } else { format!("{before} {w}") }));
        out = longer.take(COMBINATIONS).collect();
    }
    out.into_iter().map(|words| format!("\"{words}\"")).collect()
}

fn fts(node: &Node) -> String {
    let join = |all: &[Node], between: &str| format!("({})", all.iter().map(fts).collect::<Vec<_>>().join(between));
    match node {
        Node::Phrase(phrase) => format!("({})", wordings(phrase).join(" OR ")),
        Node::Near(phrases, between) => {
            let mut all = vec![String::new()];
            for phrase in phrases {
                let more = wordings(phrase);
                let longer = all.iter().flat_map(|before| more.iter().map(move |w| format!("{before} {w}")));
                all = longer.take(COMBINATIONS).collect();
            }
            let all: Vec<String> = all.iter().map(|parts| format!("NEAR({}, {between})", parts.trim())).collect();
            format!("({})", all.join(" OR "))
        }
        Node::And(all) => join(all, " AND "),
        Node::Or(all) => join(all, " OR "),
        Node::Not(one, other) => format!("({} NOT {})", fts(one), fts(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mahdar::Analyzer;

    fn ask(question: &str, mode: Match) -> Result<String> {
        let analyzer = Analyzer::arabic();
        let mut worker = analyzer.worker();
        let spellings = |_: &str| Ok(vec!["خوجا".to_owned()]);
        Query::parse(question, &mut Reader { worker: &mut worker, mode, spellings: &spellings }).map(|q| q.fts())
    }

    #[test]
    fn questions_become_what_the_index_understands() {
        assert_eq!(ask("الوزير بالرياض", Match::Word).unwrap(), r#"word : ((("وزير") AND ("رياض")))"#);
        assert_eq!(ask("«مجلس الأمن» OR قمة NOT عربية", Match::Form).unwrap(), r#"form : ((("مجلس الامن") OR (("قمه") NOT ("عربيه"))))"#);
        assert_eq!(ask("NEAR(روسيا سوريا, 5)", Match::Form).unwrap(), r#"form : ((NEAR("روسيا" "سوريا", 5)))"#);
        assert!(ask("خوجة", Match::Name).unwrap().contains(r#""خوجه" OR "خوجا""#));
    }

    #[test]
    fn a_question_that_is_none_says_what_to_do() {
        for (question, remedy) in [
            ("", "write words"),
            ("NOT قمة", "before it"),
            ("(قمة", "close it"),
            ("قمة)", "too many"),
            ("\"قمة", "close it"),
            ("NEAR(قمة)", "NEAR("),
            ("…", "no letters"),
            ("قمة AND", "write words"),
        ] {
            let error = ask(question, Match::Word).unwrap_err();
            assert!(error.is_question() && error.to_string().contains(remedy), "{question}: {error}");
        }
    }
}
