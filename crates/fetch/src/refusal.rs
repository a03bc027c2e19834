//! Why an address gave no report. In: what happened. Out: [`Refusal`], whose words say address, cause and remedy.

use mahdar_source::Problem;

/// What to do where TLS fails.
const SECURE: &str = "check the address and the clock of this computer, or save the page and add the file";

/// One address that could not be read, or must not be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{url}: {what}; {remedy}")]
pub struct Refusal {
    /// The address.
    pub url: String,
    /// What happened.
    pub what: String,
    /// What to do about it.
    pub remedy: String,
}

impl Refusal {
    pub(crate) fn new(url: impl Into<String>, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { url: url.into(), what: what.into(), remedy: remedy.into() }
    }

    /// From a problem of the source, whose place is the address or stands in it.
    pub(crate) fn of(url: &str, problem: Problem) -> Self {
        let place = if problem.place.is_empty() { url.to_owned() } else { problem.place };
        Self::new(place, problem.what, problem.remedy)
    }

    /// An error of the connection.
    pub(crate) fn network(url: &str, error: &ureq::Error, seconds: u64) -> Self {
        let again = "try again later, or save the page and add the file";
        let (what, remedy) = match error {
            ureq::Error::Timeout(_) | ureq::Error::BodyStalled => {
                (format!("its server did not answer whole within {seconds} s"), "try again later, or give --timeout more seconds")
            }
            ureq::Error::HostNotFound => ("its host is not known".to_owned(), "check the address and the connection"),
            // the system says it in words alone
            ureq::Error::Io(e) if e.to_string().contains("lookup address") => {
                ("its host is not known".to_owned(), "check the address and the connection")
            }
            ureq::Error::ConnectionFailed => ("its server cannot be reached".to_owned(), "check the address and the connection"),
            ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
                ("its server cannot be reached".to_owned(), "check the address and the connection")
            }
            ureq::Error::Io(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => {
                ("its answer is cut short".to_owned(), "try again later, or save the page and add the file")
            }
            ureq::Error::Tls(_) | ureq::Error::Rustls(_) => (format!("the secure connection fails ({error})"), SECURE),
            ureq::Error::Io(e) if e.to_string().contains("certificate") => (format!("the secure connection fails ({e})"), SECURE),
            ureq::Error::BadUri(_) | ureq::Error::Http(_) => (format!("it is no address ({error})"), "correct it"),
            ureq::Error::LargeResponseHeader(..) => ("the head of its answer does not end".to_owned(), again),
            other => (format!("the connection fails ({other})"), again),
        };
        Self::new(url, what, remedy)
    }
}
