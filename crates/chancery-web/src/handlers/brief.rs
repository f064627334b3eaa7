//! What to know before meeting a counterpart.

use chancery_record::{Brief, BriefQuery};
use serde::Serialize;

use crate::fault::Fault;
use crate::routes::{Answer, Question};

/// Contacts and statements of each side behind which a brief begins where nobody says when: more would not be read.
const CONTACTS: usize = 12;
const STATEMENTS: usize = 60;
/// So many times more are looked at where somebody says when.
const WIDER: usize = 6;

/// The form that asks for whom.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Who met whom most, to choose from.
    pub links: Vec<chancery_record::Link>,
}

/// A brief.
#[derive(Debug, Serialize)]
pub struct Briefed {
    /// The first day that was looked at, where the brief chose it.
    pub begins: Option<String>,
    /// The brief.
    #[serde(flatten)]
    pub brief: Brief,
    /// No list is cut.
    #[serde(skip)]
    pub whole: bool,
}

/// A brief, or the form.
pub fn brief(question: &Question<'_>) -> Answer {
    let asked = question.asked;
    let one = |name| asked.one(name).map(str::to_owned);
    let (us, them) = match (one("for"), one("with")) {
        (Some(us), Some(them)) => (us, them),
        (None, None) => return choice(question),
        _ => {
            return Err(Fault::Bad(vec![
                "Give two sides, with for and with.".to_owned(),
            ]));
        }
    };
    if us == them {
        return Err(Fault::Bad(vec![format!(
            "{us} cannot meet itself: give two sides, with for and with."
        )]));
    }
    let mut query = BriefQuery {
        us,
        them,
        person: one("person"),
        since: one("since"),
        until: one("until"),
        begins: None,
    };
    let times = if query.since.is_some() { WIDER } else { 1 };
    let begins = question
        .record
        .brief_begins(&query, STATEMENTS * times, CONTACTS * times)?;
    query.begins.clone_from(&begins);
    query.since = query.since.or_else(|| begins.clone());
    let mut brief = question.record.brief(&query)?;
    brief.name_with(|code| question.app.lexicon().name_of(code).map(str::to_owned));
    Ok(Box::new(Briefed {
        begins,
        brief,
        whole: asked.flag("all"),
    }))
}

fn choice(question: &Question<'_>) -> Answer {
    let days = question.record.days()?;
    let year = days.and_then(|(_, last)| last.get(..4)?.parse().ok());
    let mut links = match year {
        Some(year) => question.record.network(year)?,
        None => Vec::new(),
    };
    links.truncate(12);
    Ok(Box::new(Choice { links }))
}
