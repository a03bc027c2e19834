//! From addresses to reports. In: addresses. Out: [`Got`]s in their order: a page is read as a page, a dump as a dump, a feed or sitemap leads to
//! its pages. Nothing else is followed: no link of a page, no page of a sitemap on another host.

use std::collections::{HashSet, VecDeque};
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use mahdar_source::{Address, Item, Items, Kind, Options};
use url::Url;

use crate::client::{Answer, Client, Head, is_web};
use crate::refusal::Refusal;
use crate::{Limits, State};

/// Sitemaps that one may lead through.
const DEPTH: usize = 3;

/// What came of an address.
#[derive(Debug)]
pub enum Got {
    /// A report, and by what its server knows it, where it came alone: to be kept with it.
    Report {
        /// The report.
        item: Box<Item>,
        /// State of the address.
        state: Option<State>,
    },
    /// The address is as it was.
    Unchanged(String),
    /// A feed, sitemap or dump everything in which was handed over: to be kept once that is safe.
    Whole(State),
    /// Something to be told, such as how many pages were passed by.
    Note(String),
}

/// An address to be asked for.
struct Job {
    url: Url,
    /// The list that it stands in.
    list: Option<usize>,
    /// Whether it is a sitemap by its list.
    sitemap: bool,
    depth: usize,
}

/// A feed or sitemap whose pages are under way.
struct List {
    state: State,
    left: usize,
    whole: bool,
    /// The list that it stands in itself.
    within: Option<usize>,
}

/// A source that holds reports, under way.
struct Open {
    items: Items,
    state: State,
    fetched: String,
    whole: bool,
    list: Option<usize>,
}

/// Fetches, one request after another.
pub struct Walk {
    client: Client,
    limits: Limits,
    options: Options,
    jobs: VecDeque<Job>,
    lists: Vec<List>,
    open: Option<Open>,
    ready: VecDeque<Result<Got, Refusal>>,
    /// Addresses asked for, so that two feeds do not fetch one page twice.
    done: HashSet<String>,
}

impl std::fmt::Debug for Walk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Walk").field("jobs", &self.jobs.len()).finish_non_exhaustive()
    }
}

impl Walk {
    /// A walk from these addresses. `known` tells by what a server knew an address last time; `stop` ends waiting.
    pub fn new(
        urls: impl IntoIterator<Item = impl AsRef<str>>,
        limits: Limits,
        options: Options,
        known: impl Fn(&str) -> Option<State> + Send + 'static,
        stop: Arc<AtomicBool>,
    ) -> Self {
        let mut walk = Self {
            client: Client::new(limits, Box::new(known), stop),
            limits,
            options,
            jobs: VecDeque::new(),
            lists: Vec::new(),
            open: None,
            ready: VecDeque::new(),
            done: HashSet::new(),
        };
        for url in urls {
            walk.start(url.as_ref());
        }
        walk
    }

    /// One more address, after those under way.
    pub fn start(&mut self, url: &str) {
        match Url::parse(url.trim()) {
            Ok(parsed) if is_web(&parsed) => self.jobs.push_back(Job { url: plain(parsed), list: None, sitemap: false, depth: 0 }),
            _ => {
                self.ready.push_back(Err(Refusal::new(
                    url,
                    "it is no address of the web",
                    "give one that begins with http:// or https://",
                )));
            }
        }
    }

    /// Does one address.
    fn step(&mut self, job: &Job) {
        if !self.done.insert(job.url.to_string()) {
            return self.end(job.list, true);
        }
        match self.client.get(&job.url, job.depth == 0 && is_dump(&job.url)) {
            Err(refusal) => self.refuse(refusal, job.list),
            Ok(Answer::Unchanged) => {
                self.ready.push_back(Ok(Got::Unchanged(job.url.to_string())));
                self.end(job.list, true);
            }
            Ok(Answer::Stream(head, reader)) => {
                let items = mahdar_source::from(head.url.as_str(), reader, Some(kind(&head, &[])), &self.options);
                self.read(head, items, job.list);
            }
            Ok(Answer::Whole(head, bytes)) => self.whole(head, bytes, job),
        }
    }

    fn whole(&mut self, head: Head, bytes: Vec<u8>, job: &Job) {
        self.done.insert(head.url.to_string());
        let kind = kind(&head, &bytes[..bytes.len().min(4096)]);
        let place = head.url.to_string();
        match kind {
            Kind::Html => match mahdar_source::page(bytes, head.media, &place, &self.options) {
                Ok(mut item) => {
                    item.fetched = Some(head.fetched);
                    self.ready.push_back(Ok(Got::Report { item: Box::new(item), state: Some(head.state) }));
                    self.end(job.list, true);
                }
                Err(problem) => self.refuse(Refusal::of(&place, problem), job.list),
            },
            Kind::Feed | Kind::Sitemap if job.depth > 0 && !job.sitemap => {
                self.refuse(Refusal::new(place, format!("it is a {}, where a page was to be", kind.name()), "give it by itself"), job.list);
            }
            Kind::Feed | Kind::Sitemap => {
                let feed = kind == Kind::Feed;
                let found =
                    if feed { mahdar_source::links(bytes.clone(), &place) } else { mahdar_source::addresses(bytes.clone(), &place) };
                match found {
                    Err(problem) => self.refuse(Refusal::of(&place, problem), job.list),
                    // a feed that carries its reports and leads nowhere
                    Ok(found) if found.is_empty() && feed => {
                        let items = mahdar_source::from(&place, Cursor::new(bytes), Some(kind), &self.options);
                        self.read(head, items, job.list);
                    }
                    Ok(found) => self.follow(head, found, !feed, job),
                }
            }
            kind => {
                let items = mahdar_source::from(&place, Cursor::new(bytes), Some(kind), &self.options);
                self.read(head, items, job.list);
            }
        }
    }

    /// Reports of a source that holds many.
    fn read(&mut self, head: Head, items: Result<Items, mahdar_source::Problem>, list: Option<usize>) {
        match items {
            Ok(items) => self.open = Some(Open { items, state: head.state, fetched: head.fetched, whole: true, list }),
            Err(problem) => self.refuse(Refusal::of(head.url.as_str(), problem), list),
        }
    }

    /// The pages of a feed or sitemap, the latest first where it says when they are of.
    fn follow(&mut self, head: Head, mut found: Vec<Address>, sitemap: bool, job: &Job) {
        let day = |a: &Address| a.published.clone().or_else(|| a.modified.clone());
        if sitemap {
            found.sort_by_key(|a| std::cmp::Reverse(day(a)));
        }
        let all = found.len();
        let near = |url: &Url| !sitemap || site(url) == site(&head.url);
        let mut jobs: Vec<Job> = found
            .iter()
            .filter_map(|a| Some((head.url.join(&a.url).ok()?, a.sitemap)))
            .filter(|(url, map)| is_web(url) && near(url) && (!map || job.depth < DEPTH))
            .map(|(url, sitemap)| Job { url: plain(url), list: Some(self.lists.len()), sitemap, depth: job.depth + 1 })
            .collect();
        let elsewhere = all - jobs.len();
        jobs.truncate(self.limits.pages);
        let over = all - elsewhere - jobs.len();
        if elsewhere > 0 {
            let note = format!(
                "{}: {elsewhere} of its {all} addresses are passed by: they are on other hosts, or no addresses of the web",
                head.url
            );
            self.ready.push_back(Ok(Got::Note(note)));
        }
        if over > 0 {
            let note = format!("{}: {} of its {all} pages are fetched; give --max-pages for more", head.url, jobs.len());
            self.ready.push_back(Ok(Got::Note(note)));
        }
        self.lists.push(List { state: head.state, left: jobs.len(), whole: over == 0, within: job.list });
        if jobs.is_empty() {
            let at = self.lists.len() - 1;
            return self.close(at);
        }
        for job in jobs.into_iter().rev() {
            self.jobs.push_front(job);
        }
    }

    fn refuse(&mut self, refusal: Refusal, list: Option<usize>) {
        self.ready.push_back(Err(refusal));
        self.end(list, false);
    }

    /// An address of a list is done with.
    fn end(&mut self, list: Option<usize>, whole: bool) {
        let Some(at) = list else { return };
        let Some(list) = self.lists.get_mut(at) else { return };
        list.left = list.left.saturating_sub(1);
        list.whole &= whole;
        if list.left == 0 {
            self.close(at);
        }
    }

    /// A list is done with: kept if nothing of it is missing, for else its missing pages would not be asked for again.
    fn close(&mut self, at: usize) {
        let (state, whole, list) = (self.lists[at].state.clone(), self.lists[at].whole, self.lists[at].within);
        if whole {
            self.ready.push_back(Ok(Got::Whole(state)));
        }
        self.end(list, whole);
    }

    /// The next report of the source under way.
    fn next_open(&mut self) -> Option<Result<Got, Refusal>> {
        let open = self.open.as_mut()?;
        match open.items.next() {
            Some(Ok(mut item)) => {
                item.fetched.get_or_insert_with(|| open.fetched.clone());
                Some(Ok(Got::Report { item: Box::new(item), state: None }))
            }
            Some(Err(problem)) => {
                open.whole = false;
                Some(Err(Refusal::of(&open.state.url, problem)))
            }
            None => {
                let open = self.open.take()?;
                self.end(open.list, open.whole);
                open.whole.then_some(Ok(Got::Whole(open.state)))
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Result<Got, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(got) = self.ready.pop_front().or_else(|| self.next_open()) {
                return Some(got);
            }
            if self.open.is_some() || !self.ready.is_empty() {
                continue;
            }
            let job = self.jobs.pop_front()?;
            self.step(&job);
        }
    }
}

/// An address without what servers never see.
fn plain(mut url: Url) -> Url {
    url.set_fragment(None);
    url
}

/// A host, with or without `www.`.
fn site(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether an address names a dump, which may be large.
fn is_dump(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let path = path.strip_suffix(".gz").or_else(|| path.strip_suffix(".zst")).unwrap_or(&path);
    [".warc", ".jsonl", ".ndjson", ".csv", ".tsv"].iter().any(|ending| path.ends_with(ending))
}

/// What an answer is, by its first bytes, its address, and what the server says.
fn kind(head: &Head, first: &[u8]) -> Kind {
    let media = head.media.as_deref().unwrap_or_default().trim().to_ascii_lowercase();
    let page = !is_dump(&head.url) && (media.starts_with("text/html") || media.starts_with("application/xhtml"));
    Kind::of(Path::new(if page { "page.html" } else { head.url.path() }), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dumps_are_told_by_their_address_and_hosts_with_and_without_www_are_one() {
        let url = |address: &str| Url::parse(address).unwrap();
        assert!(is_dump(&url("https://a.example/2026/news.jsonl.gz?x=1")) && is_dump(&url("https://a.example/crawl.WARC.gz")));
        assert!(!is_dump(&url("https://a.example/feed.xml")) && !is_dump(&url("https://a.example/jsonl")));
        assert_eq!(site(&url("https://www.a.example/1")), site(&url("http://a.example/")));
        assert_ne!(site(&url("https://b.a.example/1")), site(&url("http://a.example/")));
    }

    #[test]
    fn what_is_no_address_of_the_web_is_refused() {
        let mut walk = Walk::new(
            ["ftp://a.example/x", "file:///etc/passwd", "no address"],
            Limits::default(),
            Options::default(),
            |_| None,
            Arc::default(),
        );
        for _ in 0..3 {
            assert!(walk.next().unwrap().unwrap_err().to_string().contains("it is no address of the web"));
        }
        assert!(walk.next().is_none());
    }
}
