//! The numbers of statements and engagements: their day in the upper bits, a running number in the lower ones.
//!
//! Rows lie in the file in the order of their days, and the full-text index can be read from the newest row on. A number
//! stays below 2^53, so that every reader of JSON keeps it whole.

use jiff::civil::{Date, date};
use jiff::{ToSpan as _, Unit};

/// Bits of the running number.
const RUNNING: u32 = 33;

/// The number of a row of a day.
pub(crate) fn of(day: Option<&str>, running: i64) -> i64 {
    (ordinal(day) << RUNNING) | (running & ((1 << RUNNING) - 1))
}

/// The least number that a row of a day, `later` days on, could have.
pub(crate) fn from(day: &str, later: i64) -> i64 {
    (ordinal(Some(day)) + later).max(0) << RUNNING
}

/// The least number that a row of a known day could have.
pub(crate) fn after_unknown() -> i64 {
    1 << RUNNING
}

/// The day of a number, as [`ordinal`] tells it.
pub(crate) fn ordinal_of(number: i64) -> i64 {
    number >> RUNNING
}

/// The day of a number; none where it is not known.
pub(crate) fn day(number: i64) -> Option<String> {
    let days = i32::try_from(ordinal_of(number)).ok();
    let days = days.filter(|days| *days > 0)?;
    let day = date(1, 1, 1).checked_add(i64::from(days).days()).ok()?;
    Some(day.to_string())
}

/// The year of a number; 1 where it is not known.
pub(crate) fn year(number: i64) -> i64 {
    let year = day(number).and_then(|day| day.get(..4)?.parse().ok());
    year.unwrap_or(1)
}

/// Days since the year 1; 0 for a day that is not known.
pub(crate) fn ordinal(day: Option<&str>) -> i64 {
    let first = date(1, 1, 1);
    let parsed = day.and_then(|day| day.parse::<Date>().ok());
    let since = parsed.and_then(|day| first.until((Unit::Day, day)).ok());
    since.map_or(0, |span| i64::from(span.get_days()).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_days_have_greater_numbers_and_all_fit_json() {
        let days = [
            None,
            Some("0987-03-01"),
            Some("2023-12-31"),
            Some("2024-01-01"),
        ];
        let numbers: Vec<i64> = days.iter().map(|day| of(*day, 7)).collect();
        assert!(numbers.is_sorted());
        assert!(of(Some("2800-01-01"), i64::MAX) < 1 << 53);
        assert_eq!(from("2023-12-31", 1), from("2024-01-01", 0));
        assert!(of(Some("2023-12-31"), 5) < from("2023-12-31", 1));
        assert_eq!(of(Some("no day"), 7), of(None, 7));
    }

    #[test]
    fn a_number_tells_its_day() {
        assert_eq!(
            day(of(Some("2024-02-29"), 7)).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(day(of(None, 7)), None);
        assert_eq!(year(of(Some("0987-03-01"), i64::MAX)), 987);
        assert_eq!(year(of(None, 7)), 1);
    }
}
