//! Days as pages write them: those only that can be read in one way.

use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The day at the beginning of what a machine reads: `2024-03-05T10:00:00+01:00`, `2024-03-05 10:00`, `20240305`,
/// `2024/3/5`; the day is the publisher's own, whatever the time zone.
pub(super) fn of_machine(value: &str) -> Option<Date> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 || digits == 14 {
        return date(value.get(..4)?, value.get(4..6)?, value.get(6..8)?);
    }
    if digits == 4 {
        let end = value.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.')));
        let (day, rest) = value.split_at(end.unwrap_or(value.len()));
        let mut parts = day.split(['-', '/', '.']);
        if let (Some(year), Some(month), Some(day), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        {
            let is_over = rest.is_empty() || rest.starts_with(['T', 't', ' ', 'Z', '+']);
            return is_over.then(|| date(year, month, day)).flatten();
        }
        return None;
    }
    only(value)
}

/// The day in a short text for people, if it holds exactly one: `5 March 2024`, `March 5, 2024`, `Tue, 05 Mar 2024`,
/// `2024-03-05`. `03/05/2024` is two days, and so none.
pub(crate) fn only(text: &str) -> Option<Date> {
    let mut words = text
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .filter(|word| !word.is_empty());
    let words: Vec<&str> = words.by_ref().take(24).collect();
    let mut found: Option<Date> = None;
    let three = words.windows(3).filter_map(|three| match three {
        [day, month, year] if self::month(month).is_some() => named(year, month, day),
        [month, day, year] if self::month(month).is_some() => named(year, month, day),
        _ => None,
    });
    let iso = words
        .iter()
        .filter(|word| word.len() == 10)
        .filter_map(|word| word.parse::<Date>().ok());
    for day in three.chain(iso) {
        if found.is_some_and(|found| found != day) {
            return None;
        }
        found = Some(day);
    }
    found
}

/// Whether a text is hardly more than a day.
pub(super) fn is_only(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= 8 && only(text).is_some()
}

fn named(year: &str, month: &str, day: &str) -> Option<Date> {
    let month = self::month(month)?;
    let day = day.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let year: i16 = year.parse().ok().filter(|_| year.len() == 4)?;
    Date::new(year, month, day.parse().ok()?)
        .ok()
        .filter(is_plausible)
}

fn month(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is_it = |name: &str| {
        word == name
            || word.len() == 3 && name.starts_with(&word)
            || word == "sept" && name == "september"
    };
    let place = MONTHS.iter().position(|name| is_it(name))?;
    i8::try_from(place + 1).ok()
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    date.ok().filter(is_plausible)
}

/// Content managers write the beginnings of their clocks where there is no date: 0001, 1900, 1970-01-01.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "as `filter` passes it")]
fn is_plausible(date: &Date) -> bool {
    (1945..2200).contains(&date.year()) && *date != jiff::civil::date(1970, 1, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_read_in_one_way_is_a_day() {
        let day = Some(jiff::civil::date(2024, 3, 5));
        for text in [
            "2024-03-05",
            "2024-03-05T23:59:00-08:00",
            "2024/3/5 10:00",
            "20240305",
            "Tue, 05 Mar 2024 10:00:00 GMT",
            "March 5, 2024",
        ] {
            assert_eq!(of_machine(text), day, "{text}");
        }
        for text in [
            "Published: 5th March 2024",
            "March 05, 2024 | 10:30",
            "2024-03-05",
        ] {
            assert_eq!(only(text), day, "{text}");
        }
        for text in [
            "",
            "03/05/2024",
            "2024",
            "1970-01-01T00:00:00Z",
            "2024-02-30",
            "0001-01-01",
            "20240305123",
        ] {
            assert_eq!(of_machine(text), None, "{text}");
        }
        assert_eq!(only("5 March 2024, updated 6 March 2024"), None);
    }
}
