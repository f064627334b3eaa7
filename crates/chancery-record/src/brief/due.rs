//! By when something is to be done, in the words of the statement.

use chancery::reading::{CharSpan, Quote};

/// Words behind the preposition that a day can have.
const LONGEST: usize = 8;

/// The words of a quote that name a day or a span of time to come: “by the end of 2025”, “in September”, “within 30
/// days”, “next year”. A year before that of release is of the past and no due day.
pub(super) fn of(words: &Quote, released: Option<&str>) -> Option<Quote> {
    let year = released.and_then(|day| day.get(..4)?.parse::<i32>().ok());
    let tokens = tokens(&words.quote);
    (0..tokens.len()).find_map(|start| {
        let length = length(&tokens[start..], year)?;
        let (from, to) = (tokens[start].0, tokens[start + length - 1]);
        let end = to.0 + to.1.chars().count();
        let quote = words.quote.chars().skip(from).take(end - from).collect();
        Some(Quote {
            quote,
            span: CharSpan(words.span.0 + from, words.span.0 + end),
        })
    })
}

/// Words without the marks around them, with the code point at which each begins.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let begins = at + word.chars().count() - trimmed.chars().count();
        let trimmed = trimmed.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !trimmed.is_empty() {
            tokens.push((begins, trimmed));
        }
        at += word.chars().count() + 1;
    }
    tokens
}

/// How many tokens a due day has that begins with the first one.
fn length(tokens: &[(usize, &str)], year: Option<i32>) -> Option<usize> {
    let word = |at: usize| tokens.get(at).map(|(_, word)| word.to_lowercase());
    let first = word(0)?;
    if matches!(first.as_str(), "next" | "coming") && word(1).is_some_and(|word| is_unit(&word)) {
        return Some(2);
    }
    let soon = word(1).is_some_and(|word| matches!(word.as_str(), "next" | "coming"));
    if matches!(first.as_str(), "early" | "late") && soon && word(2).is_some_and(|w| is_unit(&w)) {
        return Some(3);
    }
    if !matches!(
        first.as_str(),
        "by" | "before" | "until" | "within" | "in" | "during" | "over"
    ) {
        return None;
    }
    for (at, (_, written)) in tokens.iter().enumerate().take(LONGEST).skip(1) {
        let token = written.to_lowercase();
        let last = at + 1;
        if let Some(named) = year_of(&token) {
            return (year.is_none_or(|year| named >= year)).then_some(last);
        }
        let comes = |word: Option<String>| {
            word.is_some_and(|word| matches!(word.as_str(), "next" | "coming" | "days"))
        };
        if is_unit(&token) {
            let counted = word(at - 1).is_some_and(|word| is_number(&word));
            return (comes(word(at - 1)) || (counted && first != "by")).then_some(last);
        }
        if is_month(written) {
            // “March 2026”, “12 August”, “August 12, 2025”.
            let day = word(at + 1).is_some_and(|word| word.len() <= 2 && is_number(&word));
            let last = last + usize::from(day);
            let then = word(last).and_then(|word| year_of(&word));
            return match (then, year) {
                (Some(named), Some(year)) if named < year => None,
                (Some(_), _) => Some(last + 1),
                (None, _) => Some(last),
            };
        }
        let filler = matches!(
            token.as_str(),
            "the" | "end" | "of" | "this" | "next" | "coming" | "early" | "late" | "mid"
        );
        if !filler && !is_number(&token) {
            return None;
        }
    }
    None
}

fn year_of(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok().filter(|_| word.len() == 4)?;
    (1900..2200).contains(&year).then_some(year)
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let figures = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    figures
        || matches!(
            word,
            "one" | "two" | "three" | "four" | "five" | "six" | "ten" | "thirty" | "sixty"
        )
}

fn is_unit(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    matches!(
        one,
        "day" | "week" | "month" | "quarter" | "year" | "decade"
    )
}

/// The names of months are those of the calendar that jiff has. “May” and “March” count with their capital only.
fn is_month(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && jiff::fmt::strtime::parse("%B", word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn due(text: &str) -> Option<String> {
        let quote = Quote {
            quote: text.to_owned(),
            span: CharSpan(100, 100 + text.chars().count()),
        };
        let due = of(&quote, Some("2024-05-07"))?;
        let at = (due.span.0 - 100, due.span.1 - 100);
        let stands: String = text.chars().skip(at.0).take(at.1 - at.0).collect();
        assert_eq!(stands, due.quote, "it stands where it says");
        Some(due.quote)
    }

    #[test]
    fn days_to_come_are_found_in_their_own_words() {
        for (text, expected) in [
            (
                "to conclude the talks by the end of 2025.",
                "by the end of 2025",
            ),
            ("to meet again in September", "in September"),
            (
                "to open a mission – in early March 2026 –",
                "in early March 2026",
            ),
            (
                "to exchange lists within 30 days of today",
                "within 30 days",
            ),
            ("to double trade by 2030", "by 2030"),
            ("to hold the next round next year", "next year"),
            ("to add flights early next year", "early next year"),
            ("to send experts in the coming weeks", "in the coming weeks"),
            ("to reply before 15 June", "before 15 June"),
            ("to act by August 12, 2025", "by August 12, 2025"),
        ] {
            assert_eq!(due(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_past_or_no_day_is_not_due() {
        for text in [
            "to honour the accord signed in 2015",
            "to work in Geneva by peaceful means",
            "to respect the treaty of March 1979 in full",
            "in the United Nations",
            "support by five members",
            "by days",
            "",
        ] {
            assert_eq!(due(text), None, "{text}");
        }
    }
}
