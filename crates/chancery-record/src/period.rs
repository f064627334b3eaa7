//! Stretches of time that statements are counted by.

use serde::Serialize;

/// The length of a stretch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A calendar month: `2023-08`.
    Month,
    /// Three months: `2023-Q3`.
    #[default]
    Quarter,
    /// A calendar year: `2023`.
    Year,
}

impl Period {
    /// How many there are in a year.
    fn in_year(self) -> i32 {
        match self {
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }

    /// The number of the period that a day (`2023-08-31`) lies in, counted from the year 0; none where the day does
    /// not tell.
    pub(crate) fn of(self, day: &str) -> Option<i32> {
        let mut parts = day.split('-');
        let year: i32 = parts.next()?.parse().ok()?;
        let month = match self {
            Self::Year => 1,
            _ => parts.next()?.parse::<i32>().ok()?,
        };
        let within = (0..=9999).contains(&year) && (1..=12).contains(&month);
        within.then(|| year * self.in_year() + (month - 1) * self.in_year() / 12)
    }

    /// Its name, which sorts as time goes.
    pub(crate) fn name(self, number: i32) -> String {
        let year = number.div_euclid(self.in_year());
        let part = number.rem_euclid(self.in_year()) + 1;
        match self {
            Self::Month => format!("{year:04}-{part:02}"),
            Self::Quarter => format!("{year:04}-Q{part}"),
            Self::Year => format!("{year:04}"),
        }
    }

    /// What one is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lie_in_their_periods_and_what_is_no_day_in_none() {
        let name = |period: Period, day: &str| period.of(day).map(|number| period.name(number));
        assert_eq!(
            name(Period::Quarter, "2023-03-31").as_deref(),
            Some("2023-Q1")
        );
        assert_eq!(
            name(Period::Quarter, "2023-04-01").as_deref(),
            Some("2023-Q2")
        );
        assert_eq!(
            name(Period::Quarter, "2023-12-31").as_deref(),
            Some("2023-Q4")
        );
        assert_eq!(
            name(Period::Month, "2024-01-01").as_deref(),
            Some("2024-01")
        );
        assert_eq!(name(Period::Year, "2024").as_deref(), Some("2024"));
        assert_eq!(name(Period::Quarter, "2024"), None);
        assert_eq!(name(Period::Month, "2024-13-01"), None);
        assert_eq!(name(Period::Month, "today"), None);
    }
}
