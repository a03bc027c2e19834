//! One request after another. In: an address. Out: [`Answer`]: what stands there now, or that nothing changed. It obeys `robots.txt`, waits between
//! requests to one host, follows redirects one by one (each is asked for as any address is), and reads no page.

use std::collections::HashMap;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ureq::http::{Response, header};
use ureq::{Agent, Body};
use url::Url;

use crate::body;
use crate::refusal::Refusal;
use crate::robots::{self, Rules};
use crate::{AGENT, Limits, State};

/// What an address answered.
pub(crate) enum Answer {
    /// It is as it was.
    Unchanged,
    /// What stands there.
    Whole(Head, Vec<u8>),
    /// A dump, to be read as it comes.
    Stream(Head, Box<dyn Read + Send>),
}

/// What an answer says of itself.
pub(crate) struct Head {
    pub(crate) url: Url,
    /// `Content-Type`.
    pub(crate) media: Option<String>,
    pub(crate) state: State,
    /// When it came, RFC 3339 in UTC.
    pub(crate) fetched: String,
}

/// Tells by what a server knew an address last time.
pub(crate) type Known = Box<dyn Fn(&str) -> Option<State> + Send>;

pub(crate) struct Client {
    agent: Agent,
    limits: Limits,
    known: Known,
    stop: Arc<AtomicBool>,
    /// By origin.
    rules: HashMap<String, Arc<Rules>>,
    /// By host: when it was asked last.
    asked: HashMap<String, Instant>,
    /// By host: why it is left alone.
    quiet: HashMap<String, String>,
}

impl Client {
    pub(crate) fn new(limits: Limits, known: Known, stop: Arc<AtomicBool>) -> Self {
        let config = Agent::config_builder()
            .user_agent(AGENT)
            .http_status_as_error(false)
            // redirects are ours: each hop has its own rules, pause and state
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(limits.wait))
            .timeout_recv_response(Some(limits.wait));
        let (rules, asked, quiet) = (HashMap::new(), HashMap::new(), HashMap::new());
        Self { agent: config.build().new_agent(), limits, known, stop, rules, asked, quiet }
    }

    /// Asks for an address. `stream`: it is a dump, which may be large and is packed by itself.
    pub(crate) fn get(&mut self, url: &Url, stream: bool) -> Result<Answer, Refusal> {
        let first = url.as_str();
        let mut url = url.clone();
        for _ in 0..=self.limits.redirects {
            let rules = self.rules(&url)?;
            if let Some((what, remedy)) = rules.forbid(url.as_str()) {
                return Err(Refusal::new(url, what, remedy));
            }
            let known = (self.known)(url.as_str()).filter(|k| k.etag.is_some() || k.modified.is_some());
            let response = self.ask(&url, rules.delay(), known.as_ref(), stream)?;
            let status = response.status().as_u16();
            match status {
                304 if known.is_some() => return Ok(Answer::Unchanged),
                200 | 203 => return self.answer(url, response, stream),
                301 | 302 | 303 | 307 | 308 => {
                    let to = text(&response, header::LOCATION).and_then(|to| url.join(&to).ok());
                    let Some(to) = to.filter(is_web) else {
                        return Err(Refusal::new(
                            url,
                            "it redirects to no address of the web",
                            "open it in a browser, and give the page's own address",
                        ));
                    };
                    url = to;
                }
                _ => return Err(self.status(&url, status, &response)),
            }
        }
        let what = format!("it redirects more than {} times", self.limits.redirects);
        Err(Refusal::new(first, what, "open it in a browser, and give the address where it ends"))
    }

    fn answer(&self, url: Url, response: Response<Body>, stream: bool) -> Result<Answer, Refusal> {
        let state = State { url: url.to_string(), etag: text(&response, header::ETAG), modified: text(&response, header::LAST_MODIFIED) };
        let media = text(&response, header::CONTENT_TYPE);
        let encoding = text(&response, header::CONTENT_ENCODING);
        let fetched = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        if response.body().content_length().is_some_and(|length| length > self.limits.size) {
            return Err(body::large(url.as_str(), self.limits.size, ""));
        }
        let reader = response.into_body().into_reader();
        let place = url.to_string();
        let head = Head { url, media, state, fetched };
        if stream {
            return Ok(Answer::Stream(head, Box::new(Bounded { inner: reader, left: self.limits.size })));
        }
        let bytes = body::whole(&place, reader, encoding.as_deref(), self.limits.size, self.limits.wait.as_secs())?;
        Ok(Answer::Whole(head, bytes))
    }

    /// One request, once its time has come.
    fn ask(&mut self, url: &Url, delay: Duration, known: Option<&State>, stream: bool) -> Result<Response<Body>, Refusal> {
        let host = url.host_str().unwrap_or_default().to_owned();
        if let Some(why) = self.quiet.get(&host) {
            return Err(Refusal::new(
                url.as_str(),
                why.clone(),
                "run the same command again later: what is there already is not fetched again",
            ));
        }
        self.pause(&host, delay.max(self.limits.pause))?;
        let wait = Some(self.limits.wait);
        let mut request = self.agent.get(url.as_str()).config();
        request = if stream {
            request.timeout_per_read(wait).accept_encoding("identity")
        } else {
            request.timeout_global(wait).accept_encoding("gzip")
        };
        let mut request = request.build();
        if let Some(etag) = known.and_then(|k| k.etag.as_deref()) {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = known.and_then(|k| k.modified.as_deref()) {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let done = request.call();
        self.asked.insert(host, Instant::now());
        done.map_err(|e| Refusal::network(url.as_str(), &e, self.limits.wait.as_secs()))
    }

    /// Waits until the host may be asked again.
    fn pause(&self, host: &str, length: Duration) -> Result<(), Refusal> {
        let Some(last) = self.asked.get(host) else { return Ok(()) };
        while let Some(left) = length.checked_sub(last.elapsed()).filter(|left| !left.is_zero()) {
            if self.stop.load(Ordering::Relaxed) {
                return Err(Refusal::new(host, "it was not asked: the run was stopped", "run the same command again"));
            }
            std::thread::sleep(left.min(Duration::from_millis(50)));
        }
        Ok(())
    }

    /// What the host allows; asked once a run.
    fn rules(&mut self, url: &Url) -> Result<Arc<Rules>, Refusal> {
        let origin = url.origin().ascii_serialization();
        if let Some(rules) = self.rules.get(&origin) {
            return Ok(Arc::clone(rules));
        }
        let mut at = url.clone();
        at.set_path("/robots.txt");
        at.set_query(None);
        at.set_fragment(None);
        let mut rules = Rules::Closed("its robots.txt redirects without end".to_owned());
        for _ in 0..=self.limits.redirects {
            let response = match self.ask(&at, Duration::ZERO, None, false) {
                Ok(response) => response,
                Err(refusal) => {
                    // asked once: a host that does not answer would cost its time for each of its pages
                    self.rules.insert(origin, Arc::new(Rules::Closed(refusal.what.clone())));
                    return Err(Refusal { url: url.to_string(), ..refusal });
                }
            };
            let status = response.status().as_u16();
            if let (300..=399, Some(to)) = (status, text(&response, header::LOCATION).and_then(|to| at.join(&to).ok()).filter(is_web)) {
                at = to;
                continue;
            }
            rules = match status {
                200..=299 => {
                    let mut bytes = Vec::new();
                    let read = response.into_body().into_reader().take(robots::SIZE).read_to_end(&mut bytes);
                    read.map_err(|e| Refusal::network(at.as_str(), &ureq::Error::from(e), self.limits.wait.as_secs()))?;
                    Rules::written(&unpacked(bytes))
                }
                500..=599 | 429 => {
                    Rules::Closed(format!("its robots.txt cannot be had now (status {status}), and without it nothing is fetched"))
                }
                _ => Rules::Open,
            };
            break;
        }
        let rules = Arc::new(rules);
        self.rules.insert(origin, Arc::clone(&rules));
        Ok(rules)
    }

    /// Why a status gives no page. A host that asks for quiet gets it.
    fn status(&mut self, url: &Url, status: u16, response: &Response<Body>) -> Refusal {
        let (what, remedy) = match status {
            404 | 410 => ("there is no such page (any more)".to_owned(), "check the address"),
            401 | 402 | 403 | 451 => {
                (format!("its server does not give it to programs (status {status})"), "save the page by hand and add the file")
            }
            429 | 503 => {
                let after = text(response, header::RETRY_AFTER).map_or_else(String::new, |after| format!(", after {after}"));
                let why = format!("its server asks to be left alone for now (status {status}{after})");
                self.quiet.insert(url.host_str().unwrap_or_default().to_owned(), why.clone());
                (why, "run the same command again later")
            }
            500..=599 => (format!("its server fails (status {status})"), "try again later"),
            _ => (format!("its server answers with status {status}, which is no page"), "open it in a browser to see what it is"),
        };
        Refusal::new(url.as_str(), what, remedy)
    }
}

/// Whether an address is one of the web.
pub(crate) fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.host_str().is_some()
}

/// The rules of a host that packs them, whole or not at all.
fn unpacked(bytes: Vec<u8>) -> Vec<u8> {
    body::whole("", &bytes[..], None, robots::SIZE, 0).unwrap_or(bytes)
}

fn text(response: &Response<Body>, name: header::HeaderName) -> Option<String> {
    response.headers().get(name)?.to_str().ok().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// A stream that fails beyond its limit, so that what is cut is told and not taken for whole.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.left = self.left.checked_sub(n as u64).ok_or_else(|| {
            std::io::Error::new(
                std::io::ErrorKind::InvalidData,
                "it is larger than the limit for one answer; give --max-size more MiB, if it is no mistake",
            )
        })?;
        Ok(n)
    }
}
