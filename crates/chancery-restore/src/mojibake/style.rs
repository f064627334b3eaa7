//! The dash that a text sets between clauses, by its own use of it, its publisher's country, its spelling.

/// The spaced dash of a text, and how that is known.
#[derive(Clone, Debug)]
pub(super) struct Dash {
    pub dash: char,
    pub reason: String,
}

const HOUSES: &str = include_str!("../../data/house-style.tsv");
const SPELLINGS: &str = include_str!("../../data/spelling.tsv");

/// Decides from `text`, the characters restored exactly elsewhere in it, and the publisher's country.
pub(super) fn dash(text: &str, exact: &str, region: Option<&str>) -> Dash {
    let spaced = |dash: &str| text.matches(dash).count();
    let (en, em) = (spaced(" – "), spaced(" — "));
    if en != em {
        let (dash, times) = if en > em { ('–', en) } else { ('—', em) };
        return Dash {
            dash,
            reason: format!("the text sets {dash} between spaces elsewhere ({times} times)"),
        };
    }
    if let Some((dash, source)) = region.and_then(house) {
        return Dash {
            dash,
            reason: format!("the publisher's country sets {dash} between spaces ({source})"),
        };
    }
    let (british, american) = spelling(text);
    if british > american {
        return Dash {
            dash: '–',
            reason: "the text is spelled as in Britain, where – stands between spaces".to_owned(),
        };
    }
    let (en, em) = (exact.matches('–').count(), exact.matches('—').count());
    if en > em && american == 0 {
        return Dash {
            dash: '–',
            reason: format!("the text uses – elsewhere ({en} times)"),
        };
    }
    Dash {
        dash: '—',
        reason: "— is the commonest dash between spaces in English".to_owned(),
    }
}

fn house(region: &str) -> Option<(char, &'static str)> {
    let mut rows = HOUSES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t'));
    rows.find_map(|mut cells| {
        let (country, dash, source) = (cells.next()?, cells.next()?, cells.next()?);
        let dash = match dash {
            "en" => '–',
            "em" => '—',
            _ => return None,
        };
        country
            .eq_ignore_ascii_case(region.trim())
            .then_some((dash, source))
    })
}

/// How many words of `text` are spelled the British way, how many the American way.
fn spelling(text: &str) -> (usize, usize) {
    let rows: Vec<(&str, &str)> = SPELLINGS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut counts = (0, 0);
    for word in text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 3)
    {
        let word = word.to_ascii_lowercase();
        for (stem, variety) in &rows {
            // "emphasis" alone is spelled alike everywhere.
            if let Some(rest) = word.strip_prefix(stem)
                && !(rest.is_empty() && (stem.ends_with("is") || stem.ends_with("iz")))
                && matches!(
                    rest,
                    "" | "s"
                        | "d"
                        | "ed"
                        | "ing"
                        | "ation"
                        | "ations"
                        | "es"
                        | "al"
                        | "able"
                        | "er"
                        | "ers"
                        | "r"
                        | "ful"
                )
            {
                if variety.starts_with("british") {
                    counts.0 += 1;
                } else {
                    counts.1 += 1;
                }
            }
        }
    }
    counts
}
