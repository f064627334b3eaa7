//! The dash that a text sets between clauses, by its own use of it, its publisher's country, its spelling.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The dash that a text sets between spaces, and how that is known.
#[derive(Clone, Debug)]
pub(super) struct Style {
    /// How likely it is the en dash.
    pub en: f32,
    pub reason: String,
}

const HOUSES: &str = include_str!("../../data/house-style.tsv");
const SPELLINGS: &str = include_str!("../../data/spelling.tsv");

/// Up to this length, in bytes, a text is a line by itself rather than a document.
const LINE: usize = 300;
/// How sure the text's own use and its spelling are.
const OWN_USE: f32 = 0.97;
const SPELLING: f32 = 0.9;
/// How sure the place is that a report of a news agency begins with.
const DATELINE: f32 = 0.85;

impl Style {
    /// Decides from `text`, the characters restored exactly elsewhere in it, and the publisher's country.
    pub fn new(text: &str, exact: &str, region: Option<&str>) -> Self {
        let spaced = |dash: &str| text.matches(dash).count();
        let (en, em) = (spaced(" – "), spaced(" — "));
        if en != em {
            let (dash, times) = if en > em { ('–', en) } else { ('—', em) };
            return Self::of(
                dash,
                OWN_USE,
                format!("the text sets {dash} between spaces elsewhere ({times} times)"),
            );
        }
        let document = text.len() > LINE;
        if has_dateline(text) {
            let reason = "it begins as reports of news agencies do, which set — between spaces";
            return Self::of('—', DATELINE, reason.to_owned());
        }
        if let Some(house) = region.and_then(|region| house(region, document)) {
            return Self::of(
                house.dash,
                house.share,
                format!(
                    "the publisher's country sets {} between spaces ({})",
                    house.dash, house.source
                ),
            );
        }
        let (british, american) = spelling(text);
        if british > american {
            let reason = "the text is spelled as in Britain, where – stands between spaces";
            return Self::of('–', SPELLING, reason.to_owned());
        }
        let (en, em) = (exact.matches('–').count(), exact.matches('—').count());
        if en > em && american == 0 {
            return Self::of(
                '–',
                SPELLING,
                format!("the text uses – elsewhere ({en} times)"),
            );
        }
        if document && em > 0 {
            let reason = "the text sets — without spaces, so that what stands between spaces is another dash";
            return Self::of('–', 0.8, reason.to_owned());
        }
        match house("*", document) {
            Some(house) => {
                let reason = format!(
                    "{} is the commonest dash between spaces ({})",
                    house.dash, house.source
                );
                Self::of(house.dash, house.share, reason)
            }
            None => Self::of('—', 0.5, String::new()),
        }
    }

    fn of(dash: char, share: f32, reason: String) -> Self {
        let en = if dash == '–' { share } else { 1.0 - share };
        Self { en, reason }
    }
}

/// Whether one of the first lines begins with a place in capitals and a dash, whole or damaged, as reports of news
/// agencies do.
fn has_dateline(text: &str) -> bool {
    text.lines().take(5).any(|line| {
        let end = line.find(|c: char| !c.is_ascii()).unwrap_or(line.len());
        let (head, rest) = line.split_at(end);
        let place = head.split([',', '(']).next().unwrap_or("").trim_end();
        let in_capitals = |c: char| c.is_ascii_uppercase() || matches!(c, ' ' | '.');
        (4..=40).contains(&place.len())
            && head.len() <= 60
            && head.ends_with(' ')
            && place.chars().all(in_capitals)
            && !rest.is_empty()
    })
}

/// A row of the table of house styles.
struct House {
    dash: char,
    share: f32,
    source: &'static str,
}

/// The style of a country, in a document or in a line by itself.
fn house(region: &str, document: bool) -> Option<House> {
    let rows = HOUSES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t'));
    let mut houses = rows.filter_map(|mut cells| {
        let (country, kind, dash) = (cells.next()?, cells.next()?, cells.next()?);
        let (share, source) = (cells.next()?.parse().ok()?, cells.next()?);
        let fits = kind == "any" || (kind == "document") == document;
        let dash = match dash {
            "en" => '–',
            "em" => '—',
            _ => return None,
        };
        let house = House {
            dash,
            share,
            source,
        };
        (fits && country.eq_ignore_ascii_case(region.trim())).then_some(house)
    });
    houses.next()
}

/// The stems and their variety, by their first two letters.
static STEMS: LazyLock<HashMap<&str, Vec<(&str, &str)>>> = LazyLock::new(|| {
    let rows = SPELLINGS.lines().filter(|line| !line.starts_with('#'));
    let mut stems: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for (stem, variety) in rows.skip(1).filter_map(|line| line.split_once('\t')) {
        if let Some(begin) = stem.get(..2) {
            stems.entry(begin).or_default().push((stem, variety));
        }
    }
    stems
});

/// How many words of `text` are spelled the British way, how many the American way.
fn spelling(text: &str) -> (usize, usize) {
    let mut counts = (0, 0);
    for word in text
        .split(|c: char| !c.is_ascii_alphabetic())
        .filter(|word| word.len() > 3)
    {
        let word = word.to_ascii_lowercase();
        let rows = word.get(..2).and_then(|begin| STEMS.get(begin));
        for (stem, variety) in rows.into_iter().flatten() {
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
