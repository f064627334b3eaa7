//! What stands in the sections, in which order, and how much of it.

mod contacts;
mod gaps;
mod said;
mod topics;

use chancery_record::Brief;

use super::commands::{Commands, Way};
use super::line::Line;
use super::page::Section;

pub use gaps::gaps;

/// How much of a list a page shows.
const CONTACTS: usize = 6;
const AGREED: usize = 8;
const REQUESTS: usize = 6;
const ONLY_THEIRS: usize = 6;

/// A brief on its way to a page.
pub struct Outline<'a, 'c> {
    pub brief: &'a Brief,
    pub commands: &'c Commands<'a>,
    /// No list is cut.
    pub whole: bool,
}

/// For whom, and whom it will meet.
pub fn title(brief: &Brief) -> String {
    let [us, them] = &brief.names;
    match &brief.query.person {
        Some(person) => format!("Brief for {us}: meeting {them}, contacts with {person}"),
        None => format!("Brief for {us}: meeting {them}"),
    }
}

/// From what, up to when, and how to read it.
pub fn lead(brief: &Brief) -> String {
    let query = &brief.query;
    let days = match (&query.since, &query.until) {
        (Some(since), Some(until)) => format!("released from {since} to {until}"),
        (Some(since), None) => format!("released since {since}"),
        (None, Some(until)) => format!("released up to {until}, as if written on that day"),
        (None, None) => "of any day".to_owned(),
    };
    format!(
        "Told from official accounts {days}. [3 §7] is the seventh sentence of the third source; words in quotation marks \
         are the document's own. Strength is of the act, from 1 (courteous) to 5 (strongest)."
    )
}

/// The page of which there is nothing.
pub fn nothing<'a>(brief: &Brief) -> Vec<Line<'a>> {
    let query = &brief.query;
    let person = query.person.as_deref();
    let person = person.map(|person| format!(" with {person}"));
    vec![Line::Remark(format!(
        "The record has no contact and no statement between {} and {}{}. Check the codes, the days and the name, or see \
         what it holds: chancery status.",
        query.us,
        query.them,
        person.unwrap_or_default()
    ))]
}

/// All sections; where it matters that there is nothing, that is said.
pub fn all<'a>(outline: &Outline<'a, '_>) -> Vec<Section<'a>> {
    let (brief, commands) = (outline.brief, outline.commands);
    let (us, them) = (brief.query.us.as_str(), brief.query.them.as_str());
    let met = outline.capped(
        &brief.contacts,
        CONTACTS,
        commands.engagements(),
        |contact| contacts::claim(contact).into(),
    );
    let mut sections = vec![
        section("At a glance", contacts::glance(brief)),
        section("Last contacts", met),
    ];
    sections.extend(topics::all(outline));
    let agreed = outline.capped(&brief.agreed, AGREED, commands.whole(), |claim| {
        said::claim(claim)
    });
    sections.push(section("Agreed or promised", agreed));
    for (by, to, requests) in [
        (us, them, &brief.our_requests),
        (them, us, &brief.their_requests),
    ] {
        let all = commands.search(by, to, &[("family", "press")]);
        let title = format!("What {by} asked of {to}");
        sections.push(section(&title, said::requests(outline, requests, &all)));
    }
    sections.push(section("Cases and names", said::raised(outline)));
    if !brief.only_theirs.is_empty() {
        let title = format!("What only the accounts of {them} say");
        let lines = outline.capped(&brief.only_theirs, ONLY_THEIRS, commands.whole(), |claim| {
            said::claim(claim)
        });
        sections.push(section(&title, lines));
    }
    sections
}

fn section<'a>(title: &str, mut lines: Vec<Line<'a>>) -> Section<'a> {
    if lines.is_empty() {
        lines.push(Line::Remark("Nothing found in the record.".to_owned()));
    }
    Section {
        title: title.to_owned(),
        inner: false,
        lines,
    }
}

impl Outline<'_, '_> {
    /// How many of a list are shown.
    fn most(&self, most: usize) -> usize {
        if self.whole { usize::MAX } else { most }
    }

    /// The first of a list, and how many more there are.
    fn capped<'t, T>(
        &self,
        list: &'t [T],
        most: usize,
        way: Way,
        line: impl Fn(&'t T) -> Line<'t>,
    ) -> Vec<Line<'t>> {
        let most = self.most(most);
        let mut lines: Vec<Line<'t>> = list.iter().take(most).map(line).collect();
        if list.len() > most {
            lines.push(Line::More(list.len() - most, way));
        }
        lines
    }
}

/// “1 account”, “2 accounts”.
fn counted(count: usize, noun: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{ending}")
}

/// A day, or that there is none.
fn day(day: Option<&String>) -> &str {
    day.map_or("day not known", String::as_str)
}
