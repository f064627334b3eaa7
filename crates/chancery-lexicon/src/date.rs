//! Dates known to the day, the month or the year.

use std::fmt;

use jiff::civil::Date;

/// How precisely a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// Year, month and day.
    Day,
}

/// A date of the Gregorian calendar, as precisely as it is known: `2016-07-13`, `2016-07` or `2016`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    earliest: Date,
    precision: Precision,
}

impl PartialDate {
    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; `None` for anything else and for days that do not exist.
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = number(parts.next()?, 4)?;
        let month = match parts.next() {
            Some(part) => Some(number(part, 2)?),
            None => None,
        };
        let day = match parts.next() {
            Some(part) => Some(number(part, 2)?),
            None => None,
        };
        if parts.next().is_some() {
            return None;
        }
        let precision = match (month, day) {
            (None, _) => Precision::Year,
            (_, None) => Precision::Month,
            _ => Precision::Day,
        };
        let month = i8::try_from(month.unwrap_or(1)).ok()?;
        let day = i8::try_from(day.unwrap_or(1)).ok()?;
        let earliest = Date::new(year, month, day).ok()?;
        Some(PartialDate {
            earliest,
            precision,
        })
    }

    /// The year.
    pub fn year(&self) -> i16 {
        self.earliest.year()
    }

    /// The month, 1 to 12, if it is known.
    pub fn month(&self) -> Option<i8> {
        (self.precision >= Precision::Month).then(|| self.earliest.month())
    }

    /// The day of the month, from 1, if it is known.
    pub fn day(&self) -> Option<i8> {
        (self.precision == Precision::Day).then(|| self.earliest.day())
    }

    /// How precisely it is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// The first day that it can mean.
    pub fn earliest(&self) -> Date {
        self.earliest
    }

    /// The last day that it can mean.
    pub fn latest(&self) -> Date {
        match self.precision {
            Precision::Year => self.earliest.last_of_year(),
            Precision::Month => self.earliest.last_of_month(),
            Precision::Day => self.earliest,
        }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> PartialDate {
        PartialDate {
            earliest: date,
            precision: Precision::Day,
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year())?;
        if let Some(month) = self.month() {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day() {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A number written with exactly so many digits.
fn number(text: &str, digits: usize) -> Option<i16> {
    if text.len() != digits || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}
