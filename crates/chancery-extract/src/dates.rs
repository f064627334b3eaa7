//! Dates in prose, read against the day of release.

use crate::view::View;
use crate::words::Class;
use chancery_text::{Tag, TokenKind};
use jiff::civil::Date;
use jiff::{ToSpan, civil::Weekday};
use std::ops::Range;

/// How precisely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// One day, or a range of days.
    Day,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Precision {
    /// `day`, `month` or `year`.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// A span of days that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// What the text names: a day, a month or a year.
    pub precision: Precision,
}

impl When {
    /// One day.
    pub fn day(date: Date) -> When {
        When {
            from: date,
            to: date,
            precision: Precision::Day,
        }
    }

    /// The month in which a day lies.
    pub fn month_of(date: Date) -> When {
        When {
            from: date.first_of_month(),
            to: date.last_of_month(),
            precision: Precision::Month,
        }
    }

    /// How many days it spans.
    pub(crate) fn days(&self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    /// Whether the two have a day in common.
    pub fn overlaps(&self, other: &When) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

/// A date with the tokens that name it.
#[derive(Debug, Clone)]
pub(crate) struct DateWords {
    pub tokens: Range<usize>,
    pub when: When,
}

/// All dates that are named in `range`, in order.
pub(crate) fn dates_in(
    view: &View<'_>,
    range: Range<usize>,
    released: Option<Date>,
) -> Vec<DateWords> {
    let mut found = Vec::new();
    let mut i = range.start;
    while i < range.end {
        match date_at(view, i, range.end, released) {
            Some(date) => {
                i = date.tokens.end;
                found.push(date);
            }
            None => i += 1,
        }
    }
    found
}

fn date_at(view: &View<'_>, at: usize, limit: usize, released: Option<Date>) -> Option<DateWords> {
    let found = |end: usize, when: When| {
        Some(DateWords {
            tokens: at..end,
            when,
        })
    };
    if let Some(day) = released {
        match view.lower(at) {
            "today" | "tonight" => return found(at + 1, When::day(day)),
            "this"
                if at + 1 < limit
                    && matches!(view.lower(at + 1), "morning" | "afternoon" | "evening") =>
            {
                return found(at + 2, When::day(day));
            }
            "yesterday" => return found(at + 1, When::day(day.yesterday().ok()?)),
            "tomorrow" => return found(at + 1, When::day(day.tomorrow().ok()?)),
            _ => {}
        }
        if view.is(at, Class::Weekday)
            && view.capital(at)
            && !(at + 1 < limit && view.is_comma(at + 1) && followed_by_date(view, at + 2, limit))
            && !followed_by_date(view, at + 1, limit)
        {
            let named = weekday(view.lower(at))?;
            // The last such day up to the release; a text that looks ahead says so with “next”.
            let back = (0..7).find(|&n: &i64| {
                day.checked_sub(n.days())
                    .is_ok_and(|d| d.weekday() == named)
            })?;
            return found(at + 1, When::day(day.checked_sub(back.days()).ok()?));
        }
    }
    if let Some(first) = calendar_day(view, at, limit) {
        let last = last_day(view, &first, limit);
        let (end, when) = first.until(last, released)?;
        return found(end, when);
    }
    if day_number(view, at).is_some() {
        return None;
    }
    let month = month(view, at)?;
    let p = at + 1;
    let (year, end) = year_behind(view, p, limit);
    // “May” and “March” are words, too: a month alone needs its year or a preposition.
    let told = at > 0
        && matches!(
            view.lower(at - 1),
            "in" | "since" | "of" | "during" | "until" | "last" | "next" | ","
        );
    if year.is_none() && !told {
        return None;
    }
    // “in September last year”
    let last_year = end + 1 < limit && view.reads(end, "last") && view.reads(end + 1, "year");
    let told = released.map(|d| match last_year {
        true => d.year() - 1,
        false => nearest_year(d, month),
    });
    let year = year.or(told)?;
    found(end, When::month_of(Date::new(year, month, 1).ok()?))
}

fn followed_by_date(view: &View<'_>, p: usize, limit: usize) -> bool {
    p < limit && (month(view, p).is_some() || day_number(view, p).is_some())
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "monday" => Weekday::Monday,
        "tuesday" => Weekday::Tuesday,
        "wednesday" => Weekday::Wednesday,
        "thursday" => Weekday::Thursday,
        "friday" => Weekday::Friday,
        "saturday" => Weekday::Saturday,
        "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

fn month(view: &View<'_>, i: usize) -> Option<i8> {
    if i >= view.len() || !view.capital(i) {
        return None;
    }
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let full = view.is(i, Class::Month);
    let word = view.lower(i);
    let key = word.get(..3)?;
    let abbreviated = matches!(
        word.trim_end_matches('.'),
        "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    );
    if !full && !abbreviated {
        return None;
    }
    MONTHS.iter().position(|m| *m == key).map(|n| n as i8 + 1)
}

fn day_number(view: &View<'_>, i: usize) -> Option<i8> {
    let word = if i < view.len() && matches!(view.kind(i), TokenKind::Number | TokenKind::Word) {
        view.lower(i)
    } else {
        return None;
    };
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = &word[digits.len()..];
    if digits.is_empty() || digits.len() > 2 || !matches!(ordinal, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|d| (1..=31).contains(d))
}

fn year_behind(view: &View<'_>, p: usize, limit: usize) -> (Option<i16>, usize) {
    let q = if p < limit && view.is_comma(p) {
        p + 1
    } else {
        p
    };
    match (q < limit)
        .then(|| view.lower(q).parse::<i16>().ok())
        .flatten()
    {
        Some(year) if (1945..=2100).contains(&year) => (Some(year), q + 1),
        _ => (None, p),
    }
}

/// Days of a month as the text names them: “30 August 2023”, “August 27-28”.
#[derive(Debug, Clone, Copy)]
struct CalendarDays {
    first: i8,
    last: i8,
    month: i8,
    year: Option<i16>,
    /// End of its words.
    end: usize,
}

impl CalendarDays {
    /// The span from these days to those of another month.
    fn until(&self, last: Option<CalendarDays>, released: Option<Date>) -> Option<(usize, When)> {
        let last = last.unwrap_or(*self);
        let year = last
            .year
            .or_else(|| released.map(|d| nearest_year(d, last.month)))?;
        let turn = i16::from(self.month > last.month);
        let from = Date::new(self.year.unwrap_or(year - turn), self.month, self.first).ok()?;
        let to = Date::new(year, last.month, last.last).ok()?;
        let when = When {
            from,
            to: to.max(from),
            precision: Precision::Day,
        };
        Some((last.end, when))
    }
}

/// The days of one month that are named at `at`.
fn calendar_day(view: &View<'_>, at: usize, limit: usize) -> Option<CalendarDays> {
    if let Some(first) = day_number(view, at) {
        let (last, mut p) = further_day(view, at + 1, limit).unwrap_or((first, at + 1));
        if p < limit && view.reads(p, "of") {
            p += 1;
        }
        let month = (p < limit).then(|| month(view, p)).flatten()?;
        let (year, end) = year_behind(view, p + 1, limit);
        return Some(CalendarDays {
            first,
            last,
            month,
            year,
            end,
        });
    }
    let month = month(view, at)?;
    let first = (at + 1 < limit)
        .then(|| day_number(view, at + 1))
        .flatten()?;
    // “August 27 and 12 others”, “August 30 – 2 September”: not two days of this month
    let further = further_day(view, at + 2, limit).filter(|&(last, end)| {
        let counted = end < limit
            && (view.tag(end).is_noun() || view.tag(end) == Tag::Adj || is_month(view, end));
        last > first && !counted
    });
    let (last, p) = further.unwrap_or((first, at + 2));
    let (year, end) = year_behind(view, p, limit);
    Some(CalendarDays {
        first,
        last,
        month,
        year,
        end,
    })
}

/// The second day of a range within a month, behind its “-”, “to” or “and”.
fn further_day(view: &View<'_>, p: usize, limit: usize) -> Option<(i8, usize)> {
    let joined = p + 1 < limit && (leads_on(view, p) || matches!(view.word(p), "and" | "&" | "/"));
    let day = joined.then(|| day_number(view, p + 1)).flatten()?;
    Some((day, p + 2))
}

/// The days of another month up to which a range goes: “from 30 August to 2 September”.
fn last_day(view: &View<'_>, first: &CalendarDays, limit: usize) -> Option<CalendarDays> {
    let p = first.end;
    let last = (p + 1 < limit && leads_on(view, p))
        .then(|| calendar_day(view, p + 1, limit))
        .flatten()?;
    let later = last.month != first.month || last.first > first.first;
    later.then_some(last)
}

fn leads_on(view: &View<'_>, p: usize) -> bool {
    view.is_hyphen(p)
        || matches!(
            view.lower(p),
            "–" | "—" | "to" | "through" | "till" | "until"
        )
}

fn is_month(view: &View<'_>, i: usize) -> bool {
    month(view, i).is_some()
}

/// The year in which a month lies nearest to the release.
fn nearest_year(released: Date, month: i8) -> i16 {
    let ahead = i16::from(month) - i16::from(released.month());
    match ahead {
        7.. => released.year() - 1,
        ..=-7 => released.year() + 1,
        _ => released.year(),
    }
}
