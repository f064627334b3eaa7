//! Who engages whom.

use chancery_record::Link;
use jiff::civil::Date;
use serde::Serialize;

use crate::routes::{Answer, Question};

/// Who engages whom in a year.
#[derive(Debug, Serialize)]
pub struct Network {
    /// The year; none where the record has no day.
    pub year: Option<i16>,
    /// The first and the last year of the record.
    pub years: Option<(i16, i16)>,
    /// Pairs of sides, the most accounts first.
    pub links: Vec<Link>,
}

/// A year.
pub fn network(question: &Question<'_>) -> Answer {
    let days = question.record.days()?;
    let year = |day: &str| day.parse::<Date>().ok().map(Date::year);
    let years = days.and_then(|(first, last)| year(&first).zip(year(&last)));
    let asked = question
        .asked
        .number("year")
        .and_then(|year| i16::try_from(year).ok());
    let year = asked.or(years.map(|(_, last)| last));
    let links = match year {
        Some(year) => question.record.network(year)?,
        None => Vec::new(),
    };
    Ok(Box::new(Network { year, years, links }))
}
