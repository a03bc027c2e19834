//! Deeds of one report. In: its events, one a mention. Out: [`Deed`]s: mentions that the report tells as one deed, with who took part, when and where
//! as far as any of them says, and with its [`Status`] at the day of the report. It compares no two reports.

use mahdar::record::{Chars, Event};

use crate::day::Days;
use crate::report::{Report, Who};
use crate::words::Matter;

/// What kinds of deed may be one under two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Meetings and talks.
    Meet,
    /// Summits and conferences.
    Summit,
    /// Receptions.
    Host,
    /// Lunches and dinners, which are no session of the talks that they are given at.
    Meal,
    /// Somebody waits where another arrives.
    Arrival,
    Visit,
    Call,
    /// Everything else, by PLOVER type and mode.
    Other(String),
}

impl Family {
    fn of(report: &Report<'_>, event: &Event) -> Self {
        match (event.kind.as_str(), event.mode.as_deref()) {
            ("CONSULT", Some("meet" | "host")) if meal(report, event) => Self::Meal,
            ("CONSULT", Some("host")) if waits(report, event) => Self::Arrival,
            ("CONSULT", Some("meet" | "talks" | "mediate") | None) => Self::Meet,
            ("CONSULT", Some("summit" | "conference")) => Self::Summit,
            ("CONSULT", Some("host")) => Self::Host,
            ("CONSULT", Some("visit")) => Self::Visit,
            ("CONSULT", Some("call")) => Self::Call,
            (kind, mode) => Self::Other(format!("{kind} {}", mode.unwrap_or(""))),
        }
    }

    /// Whether deeds of the kind go on for long or come again and again between the same parties.
    pub(crate) fn recurs(&self) -> bool {
        let kinds = ["SUPPORT", "AID", "COOPERATE", "MOBILIZE", "PROTEST", "ASSAULT", "COERCE"];
        matches!(self, Self::Other(kind) if kinds.iter().any(|k| kind.split(' ').next() == Some(k)))
    }

    /// Whether the two names may mean one deed.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let broad = |f: &Self| matches!(f, Self::Meet | Self::Host | Self::Summit);
        // a reception is a meeting, but no summit
        let host_and_summit = matches!((self, other), (Self::Host, Self::Summit) | (Self::Summit, Self::Host));
        // «كان في استقباله» is what another tells as «استقبله»
        let received = |f: &Self| matches!(f, Self::Host | Self::Arrival);
        self == other || received(self) && received(other) || broad(self) && broad(other) && !host_and_summit
    }
}

/// What a mention says of the deed, seen from the day of its report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// It took place or goes on.
    Held,
    /// It is to be, is called for or depends on a condition.
    Expected,
    Moved,
    Cancelled,
    Denied,
}

/// One mention.
#[derive(Clone, Debug)]
pub(crate) struct Mention<'r> {
    pub(crate) event: &'r Event,
    pub(crate) status: Status,
}

/// One deed as one report tells it.
#[derive(Clone, Debug)]
pub(crate) struct Deed<'r> {
    /// Which report, in their order.
    pub(crate) report: usize,
    pub(crate) mentions: Vec<Mention<'r>>,
    pub(crate) family: Family,
    /// When, if the report says.
    pub(crate) stated: Option<Days>,
    /// When it can have been, by what the report says and when it was printed.
    pub(crate) window: Option<Days>,
    /// Place as written, and the state that it stands for or lies in, if the report shows it.
    pub(crate) place: Option<(Vec<String>, Option<String>)>,
    pub(crate) people: Vec<Who>,
    /// Who else is named in the sentence, where grammar ties nobody to the deed.
    pub(crate) near: Vec<Who>,
    pub(crate) background: bool,
    /// The word behind the trigger, folded: of a summit it is mostly its name (القمة العربية).
    pub(crate) label: Option<String>,
    /// What stands about its triggers, without names and offices.
    pub(crate) matter: Matter,
}

impl Deed<'_> {
    /// Whether the report says more of it than that it was.
    fn told(&self) -> bool {
        !self.people.is_empty() || self.stated.is_some() || self.place.is_some()
    }
}

/// Words before a deed that has not begun, folded: on the eve of, shortly before, before.
const EVE: &[&str] = &["عشيه", "قبيل", "قبل", "استعدادا", "تحضيرا"];

/// Words before a deed that is over when another takes place, folded: after, since, following.
const AFTER: &[&str] = &["بعد", "منذ", "عقب", "اثر", "بعيد"];

impl Status {
    fn of(report: &Report<'_>, event: &Event) -> Self {
        let later = report.day.zip(event.time.as_deref().and_then(Days::of)).is_some_and(|(day, time)| time.first > day.last);
        match event.status.as_str() {
            "planned" | "called-for" | "conditional" | "unknown" => Self::Expected,
            "postponed" => Self::Moved,
            "cancelled" => Self::Cancelled,
            "denied" => Self::Denied,
            _ if later || eve(report, event) => Self::Expected,
            _ => Self::Held,
        }
    }
}

/// Whether the words before the trigger set it in the future of what is told, without saying that it was.
fn eve(report: &Report<'_>, event: &Event) -> bool {
    !event.background && before(report, event, EVE)
}

/// Whether one of these words stands before the trigger, or one word before that.
fn before(report: &Report<'_>, event: &Event, words: &[&str]) -> bool {
    let start = event.trigger.0;
    let key = mahdar_arabic::fold::key(report.words(Chars(start.saturating_sub(16), start)));
    key.rsplit(' ').take(2).any(|w| words.contains(&w.strip_prefix('و').unwrap_or(w)) || words.contains(&w))
}

/// Words for a meal, folded: lunch, dinner, breakfast, banquet.
const MEALS: &[&str] = &["غداء", "عشاء", "افطار", "مادبه"];

/// Whether the words of a deed are those of a meal.
fn meal(report: &Report<'_>, event: &Event) -> bool {
    let key = mahdar_arabic::fold::key(report.words(event.trigger));
    key.split(' ').any(|w| MEALS.contains(&mahdar_arabic::fold::without_article(w)))
}

/// «كان في استقباله»: whether the words before a reception say that somebody waited there.
fn waits(report: &Report<'_>, event: &Event) -> bool {
    let start = event.trigger.0;
    let around = mahdar_arabic::fold::key(report.words(Chars(start.saturating_sub(60), event.trigger.1 + 50)));
    // «هبطت طائرته في المطار. واستقبله نائب الرئيس»
    if around.split(' ').any(|w| matches!(w.trim_start_matches(['و', 'ب', 'ل']), "مطار" | "المطار")) {
        return true;
    }
    let key = mahdar_arabic::fold::key(report.words(Chars(start.saturating_sub(10), start)));
    let mut words = key.rsplit(' ').filter(|w| !w.is_empty());
    words.next() == Some("في")
        && words.next().is_some_and(|w| matches!(w.trim_start_matches(['و', 'ف']), "كان" | "كانت" | "يكون" | "سيكون"))
}

/// The days that the report gives the deed. A day beside "before" and "after" is that of the other deed, unless it has no other.
fn stated(report: &Report<'_>, event: &Event, status: Status) -> Option<Days> {
    let stated = event.time.as_deref().and_then(Days::of).filter(|_| status != Status::Moved)?;
    // another mention of the deed itself has its day from it
    let first = |e: &Event| e.same_as.clone().unwrap_or_else(|| e.id.clone());
    let other = |e: &Event| e.time_ref.is_some() && e.time_ref == event.time_ref && first(e) != first(event);
    let shared = report.record.events.iter().any(other);
    let past = report.day.is_some_and(|day| stated.last <= day.last);
    // what is still to be has no day behind it: a weekday was read backwards
    let to_be = matches!(event.status.as_str(), "planned" | "conditional" | "called-for") && !event.background;
    if to_be && report.day.is_some_and(|day| stated.last < day.first) {
        return None;
    }
    if before(report, event, AFTER) && shared || past && eve(report, event) { None } else { Some(stated) }
}

/// Every deed of every report.
pub(crate) fn deeds<'r>(reports: &[Report<'r>]) -> Vec<Deed<'r>> {
    reports.iter().enumerate().flat_map(|(n, report)| of_report(n, report)).collect()
}

fn of_report<'r>(n: usize, report: &Report<'r>) -> Vec<Deed<'r>> {
    let mut out: Vec<Deed<'r>> = Vec::new();
    for event in &report.record.events {
        let mention = Mention { event, status: Status::of(report, event) };
        let (family, stated) = (Family::of(report, event), stated(report, event, mention.status));
        let same_days = |deed: &Deed<'_>| deed.stated.zip(stated).is_none_or(|(a, b)| a.gap(b) == 0);
        let agrees = |deed: &Deed<'_>| deed.family == family && same_days(deed);
        let one = |deed: &Deed<'_>| deed.family.fits(&family) && same_days(deed);
        let told =
            event.same_as.as_deref().and_then(|same| out.iter().position(|d| d.mentions.iter().any(|m| m.event.id == same) && one(d)));
        // a bare second naming (القمة, the summit) is the deed of its kind that was named before
        let bare = event.participants.is_empty() && stated.is_none() && event.place.is_none() && definite(report, event);
        let told = told.or_else(|| if bare { out.iter().rposition(|d| d.family == family && !d.background && d.told()) } else { None });
        // a summit called by its owner (قمة الأطلسي) is the one that has him
        let named = label(report, event).filter(|_| event.participants.is_empty() && stated.is_none() && family == Family::Summit);
        let has = |d: &Deed<'_>, word: &String| {
            d.people.iter().any(|w| w.words.contains(word)) || d.place.as_ref().is_some_and(|(p, _)| p.contains(word))
        };
        let told = told.or_else(|| named.and_then(|word| out.iter().rposition(|d| d.family == family && agrees(d) && has(d, &word))));
        if let Some(deed) = told.and_then(|at| out.get_mut(at)) {
            deed.stated = deed.stated.or(stated);
            add(deed, report, event);
            deed.mentions.push(mention);
        } else {
            let mut deed = Deed {
                report: n,
                mentions: vec![mention],
                family,
                stated,
                window: None,
                place: None,
                people: Vec::new(),
                near: Vec::new(),
                background: event.background,
                label: label(report, event),
                matter: Matter::default(),
            };
            add(&mut deed, report, event);
            out.push(deed);
        }
    }
    headline(report, &mut out);
    for deed in &mut out {
        deed.window = window(report, deed);
        deed.matter = matter(report, deed);
        if deed.people.len() < 2 {
            let span = deed.mentions.first().map_or(Chars(0, 0), |m| report.sentence(m.event.trigger));
            deed.near = report.within(span).into_iter().filter(|w| !deed.people.contains(w)).cloned().collect();
        }
    }
    out
}

/// Whether the trigger has the article and no complement that names it anew.
fn definite(report: &Report<'_>, event: &Event) -> bool {
    report.words(event.trigger).trim_start_matches(['و', 'ب', 'ل', 'ف']).starts_with("ال") || report.words(event.trigger).starts_with("لل")
}

fn add(deed: &mut Deed<'_>, report: &Report<'_>, event: &Event) {
    for (participant, who) in event.participants.iter().filter_map(|p| report.who.get(p.actor.as_str()).map(|w| (p, w))) {
        // one word that several in the report are called by: whom it means is open
        let word = participant.mention.map(|span| crate::words::name(report.words(span))).filter(|w| w.len() == 1);
        let open = word.filter(|w| who.kind == "person" && report.ambiguous(&w[0]));
        let who = &match open {
            Some(words) => Who { key: format!("name:{}", words[0]), words, side: None, ..who.clone() },
            None => who.clone(),
        };
        // two delegations in one word are two
        let sides = if who.kind == "group" { report.world.sides(&who.name) } else { Vec::new() };
        let all = match sides[..] {
            [_, _, ..] => {
                sides.iter().map(|s| Who { side: Some((*s).to_owned()), key: format!("name:{s} {}", who.key), ..who.clone() }).collect()
            }
            _ => vec![who.clone()],
        };
        for who in all {
            if !deed.people.contains(&who) {
                deed.people.push(who);
            }
        }
    }
    if deed.place.is_none() {
        let place = event.place.clone().filter(|_| !event.place_span.is_some_and(|span| topic(report, span)));
        let named = place.or_else(|| following(report, event));
        deed.place = named.map(|place| (crate::words::name(&place), report.world.place(&place).map(str::to_owned)));
    }
}

/// Nouns whose place is what is talked about, folded: the situation, crisis, war, conflict, fighting, developments, peace, security in…
const TOPIC: &[&str] = &[
    "وضع",
    "اوضاع",
    "ازمه",
    "حرب",
    "نزاع",
    "صراع",
    "قتال",
    "عنف",
    "تطورات",
    "مستجدات",
    "سلام",
    "استقرار",
    "امن",
    "هدنه",
    "تسويه",
    "انتخابات",
];

/// Whether a place is that of what a deed is about (القمة ستبحث الوضع في الجولان, the summit will talk about the situation on the Golan).
fn topic(report: &Report<'_>, place: Chars) -> bool {
    let key = mahdar_arabic::fold::key(report.words(Chars(place.0.saturating_sub(24), place.0)));
    let mut words = key.split(' ').filter(|w| !w.is_empty()).rev();
    words.next() == Some("في") && words.next().is_some_and(|w| TOPIC.contains(&mahdar_arabic::fold::without_article(w)))
}

/// The headline names what the body tells: a deed of which it says nothing more is the body's first of its kind.
fn headline(report: &Report<'_>, deeds: &mut Vec<Deed<'_>>) {
    let title = report.record.document.text.chars().position(|c| c == '\n').unwrap_or(0) as u32;
    let mut at = 0;
    while at < deeds.len() {
        let bare = !deeds[at].told() && deeds[at].mentions.iter().all(|m| m.event.trigger.1 <= title);
        let body =
            (at + 1..deeds.len()).find(|n| deeds[at].family.fits(&deeds[*n].family) && deeds[*n].mentions[0].event.trigger.0 >= title);
        match body.filter(|_| bare) {
            Some(body) => {
                let head = std::mem::take(&mut deeds[at].mentions);
                deeds[body].mentions.splice(0..0, head);
                deeds.remove(at);
            }
            None => at += 1,
        }
    }
}

/// Heads of a name that say only whose it is, folded: states, countries, leaders, presidents, group, organisation of…
const HEADS: &[&str] = &["دول", "بلدان", "قاده", "زعماء", "رءساء", "مجموعه", "منظمه"];

/// The word behind the trigger, folded, in the same phrase; of قمة دول البحيرات (summit of the states of the lakes) the lakes.
fn label(report: &Report<'_>, event: &Event) -> Option<String> {
    let Chars(_, end) = event.trigger;
    let mut behind = report.words(Chars(end, end + 40)).strip_prefix(' ')?;
    loop {
        let length = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let word = crate::words::name(&behind[..length]).into_iter().next()?;
        match behind[length..].strip_prefix(' ') {
            Some(rest) if HEADS.contains(&word.as_str()) => behind = rest,
            _ => return Some(word).filter(|w| w.chars().count() > 3),
        }
    }
}

/// The word behind a summit or visit, where it is the name of a place in this report (قمة سنغافورة).
fn following(report: &Report<'_>, event: &Event) -> Option<String> {
    let Chars(_, end) = event.trigger;
    let word = report.words(Chars(end, end + 24)).split_whitespace().next()?.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let key = crate::words::name(&word);
    let known = report.world.place(&word).is_some()
        || report.record.events.iter().filter_map(|e| e.place.as_deref()).any(|p| crate::words::name(p) == key);
    (known && !key.is_empty()).then_some(word)
}

/// Whether the deed is told in what somebody says.
fn spoken(report: &Report<'_>, event: &Event) -> bool {
    let inside = |s: &Chars| s.0 <= event.trigger.0 && event.trigger.1 <= s.1;
    report.record.statements.iter().any(|s| s.content.iter().any(inside))
}

/// Code points on each side of a trigger that say what it is about.
const ABOUT: u32 = 80;

/// Mentions of a deed that are looked at for that: it is said when the deed is brought up.
const BROUGHT_UP: usize = 4;

/// The words about the triggers of a deed, within their sentences.
fn matter(report: &Report<'_>, deed: &Deed<'_>) -> Matter {
    let parts = deed.mentions.iter().take(BROUGHT_UP).map(|m| {
        let (sentence, trigger) = (report.sentence(m.event.trigger), m.event.trigger);
        report.words(Chars(sentence.0.max(trigger.0.saturating_sub(ABOUT)), sentence.1.min(trigger.1 + ABOUT)))
    });
    let triggers: Vec<&str> = deed.mentions.iter().map(|m| report.words(m.event.trigger)).collect();
    Matter::of(parts, &triggers, &|word| report.names.contains(word) || report.offices.contains(word))
}

/// Days within which the deed can have been. News is told within days, background may be old, plans look some weeks ahead.
fn window(report: &Report<'_>, deed: &Deed<'_>) -> Option<Days> {
    if let Some(stated) = deed.stated {
        return Some(stated);
    }
    let day = report.day?;
    let status = deed.mentions.first().map_or(Status::Held, |m| m.status);
    // «منذ لقائه مع الرئيس», «بعد القمة التاريخية»: what is over, and may be long over, while another thing is told
    let since = |words: &[&str]| deed.mentions.iter().any(|m| before(report, m.event, words));
    let over = status == Status::Held && (since(&["منذ"]) || deed.family == Family::Summit && since(AFTER));
    Some(match status {
        _ if over => day.wider(90, 0),
        Status::Held if deed.background => day.wider(60, 0),
        // in somebody's words, which no word of the outlet sets in time, it may as well be to come
        Status::Held if deed.mentions.iter().all(|m| m.event.status_cue.is_none() && spoken(report, m.event)) => day.wider(7, 30),
        Status::Held | Status::Denied => day.wider(7, 0),
        _ => day.wider(1, 30),
    })
}
