//! `robots.txt`. In: what a host answered when it was asked for it. Out: [`Rules`]: whether an address may be fetched, and the time that the host
//! wants between requests. As RFC 9309 has it: no such file allows everything, a server that fails forbids everything for now.

use std::time::Duration;

use texting_robots::Robot;

use crate::AGENT;

/// Bytes of a `robots.txt` that are read, as the standard asks for at least.
pub(crate) const SIZE: u64 = 500 << 10;

/// A longer delay than this is a host that does not want to be fetched from.
const PATIENCE: f32 = 300.0;

/// What a host allows.
pub(crate) enum Rules {
    /// Everything: it has no rules.
    Open,
    /// What its rules say.
    Written(Robot),
    /// Nothing now; why.
    Closed(String),
}

impl Rules {
    /// The rules in these bytes.
    pub(crate) fn written(bytes: &[u8]) -> Self {
        let name = AGENT.split('/').next().unwrap_or(AGENT);
        match Robot::new(name, bytes) {
            Ok(robot) if robot.delay.is_some_and(|delay| !(0.0..=PATIENCE).contains(&delay)) => {
                Self::Closed(format!("its robots.txt asks for more than {PATIENCE} s between two requests"))
            }
            Ok(robot) => Self::Written(robot),
            Err(_) => Self::Closed("its robots.txt cannot be read".to_owned()),
        }
    }

    /// Why an address may not be fetched, and what to do; `None` where it may.
    pub(crate) fn forbid(&self, url: &str) -> Option<(String, &'static str)> {
        match self {
            Self::Open => None,
            Self::Written(robot) if robot.allowed(url) => None,
            Self::Written(_) => Some((
                "its robots.txt does not let programs fetch it".to_owned(),
                "ask the site, or save the page by hand and add the file",
            )),
            Self::Closed(why) => Some((why.clone(), "try again later, or save the page by hand and add the file")),
        }
    }

    /// The time that the host wants between requests.
    pub(crate) fn delay(&self) -> Duration {
        match self {
            Self::Written(robot) => robot.delay.and_then(|delay| Duration::try_from_secs_f32(delay).ok()).unwrap_or_default(),
            _ => Duration::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_for_all_and_for_us_are_told_apart() {
        let all = Rules::written(b"User-agent: *\nDisallow: /private/\nCrawl-delay: 2.5\n");
        assert!(all.forbid("http://a.example/private/1.html").is_some());
        assert!(all.forbid("http://a.example/news/1.html").is_none());
        assert_eq!(all.delay(), Duration::from_millis(2500));
        let ours = Rules::written(b"User-agent: Mahdar\nAllow: /\n\nUser-agent: *\nDisallow: /\n");
        assert!(ours.forbid("http://a.example/news/1.html").is_none(), "the rules with our name go before those for all");
        let others = Rules::written(b"User-agent: otherbot\nDisallow: /\n");
        assert!(others.forbid("http://a.example/").is_none(), "rules for others are not for us");
    }

    #[test]
    fn a_delay_without_measure_closes_the_host() {
        for delay in ["100000", "inf", "NaN", "-1"] {
            let rules = Rules::written(format!("User-agent: *\nCrawl-delay: {delay}\n").as_bytes());
            let waits = rules.delay() <= Duration::from_secs(300);
            assert!(waits, "{delay}");
        }
        assert!(Rules::written(b"User-agent: *\nCrawl-delay: 100000\n").forbid("http://a.example/").is_some());
        assert!(Rules::written(b"\xFF\xFE\0 nonsense").forbid("http://a.example/").is_none(), "what is no rule forbids nothing");
    }
}
