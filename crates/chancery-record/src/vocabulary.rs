//! The words that questions and frameworks may use; of one that is not known, those that may be meant.

use chancery_lexicon::{Family, Lexicon, TOPICS};

use crate::Error;
use crate::same::fold;

/// The tables that the words of a question are checked against: enough for [`code`] and [`act`], and soon loaded.
pub const TABLES: &[&str] = &[
    "countries.tsv",
    "country-codes.tsv",
    "subdivisions.tsv",
    "organisations.tsv",
    "en/acts.tsv",
];

/// The kinds of engagement.
pub const KINDS: [&str; 7] = [
    "meeting",
    "call",
    "visit",
    "multilateral",
    "letter",
    "signing",
    "summons",
];

/// How alike a word must be to one that is known for that one to be proposed, 0 to 1.
const ALIKE: f64 = 0.8;
/// The same of names, of which there are many and some always alike.
pub(crate) const NAME_ALIKE: f64 = 0.9;
/// What is less alike than the most alike by more than this is not meant.
const NEAR: f64 = 0.04;
/// How many words are proposed.
const PROPOSED: usize = 3;

/// The families of acts.
pub fn families() -> Vec<&'static str> {
    Family::ALL.iter().map(|family| family.as_str()).collect()
}

/// The code of a country, a part of one or an organisation, which may be told by its code in letters of any case, its
/// name or another name of it: `GB`, `gb`, `UK`, `Britain`.
///
/// # Errors
/// [`Error::Unknown`] with what may be meant.
pub fn code(lexicon: &Lexicon, given: &str) -> Result<String, Error> {
    if lexicon.name_of(given).is_some() {
        return Ok(given.to_owned());
    }
    let folded = fold(given);
    let meant = named(lexicon).find(|(_, name)| fold(name) == folded);
    if let Some((code, _)) = meant.filter(|_| !folded.is_empty()) {
        return Ok(code.to_owned());
    }
    let names = named(lexicon).filter(|(code, name)| code != name);
    let alike = names.map(|(code, name)| (strsim::jaro_winkler(&folded, &fold(name)), code));
    let codes = nearest(alike.collect(), ALIKE);
    let codes = codes.iter().filter_map(|code| {
        let name = lexicon.name_of(code)?;
        Some(if name == *code {
            name.to_owned()
        } else {
            format!("{code} ({name})")
        })
    });
    let codes: Vec<String> = codes.collect();
    let advice = if codes.is_empty() {
        "write an ISO 3166 code (GB, CN-XJ) or an organisation's short name (EU)".to_owned()
    } else {
        format!("is {} meant?", either(&codes))
    };
    Err(Error::Unknown(format!(
        "no such country or organisation: {given} — {advice}"
    )))
}

/// Every name with its code; countries come before organisations, which can be abbreviated alike.
fn named(lexicon: &Lexicon) -> impl Iterator<Item = (&str, &str)> {
    let countries = lexicon.countries.iter();
    let countries = countries.map(|one| (&one.code, &one.name, &one.aliases));
    let parts = lexicon.subdivisions.iter();
    let parts = parts.map(|one| (&one.code, &one.name, &one.aliases));
    let bodies = lexicon.organisations.iter();
    let bodies = bodies.map(|one| (&one.code, &one.name, &one.aliases));
    countries
        .chain(parts)
        .chain(bodies)
        .flat_map(|(code, name, aliases)| {
            let aliases = aliases.iter().map(String::as_str);
            let names = [code.as_str(), name.as_str()].into_iter().chain(aliases);
            names.map(move |name| (code.as_str(), name))
        })
}

/// An act, in letters of any case.
///
/// # Errors
/// [`Error::Unknown`] with what may be meant.
pub fn act(lexicon: &Lexicon, given: &str) -> Result<String, Error> {
    let mut acts: Vec<&str> = lexicon.acts.iter().map(|act| act.act.as_str()).collect();
    acts.sort_unstable();
    acts.dedup();
    one_of("act", given, &acts)
}

/// A topic, in letters of any case.
///
/// # Errors
/// [`Error::Unknown`] with what may be meant.
pub fn topic(given: &str) -> Result<String, Error> {
    one_of("topic", given, &TOPICS)
}

/// A family of acts, in letters of any case.
///
/// # Errors
/// [`Error::Unknown`] with what may be meant.
pub fn family(given: &str) -> Result<String, Error> {
    one_of("family", given, &families())
}

/// A word that is one of those that are known, or what may be meant by it.
pub(crate) fn one_of(what: &str, given: &str, known: &[&str]) -> Result<String, Error> {
    let lower = given.to_lowercase();
    if let Some(meant) = known.iter().find(|word| **word == given || **word == lower) {
        return Ok((*meant).to_owned());
    }
    let alike = known.iter();
    let alike = alike.map(|word| (strsim::jaro_winkler(&lower, word), *word));
    let near = nearest(alike.collect(), ALIKE);
    let advice = if !near.is_empty() {
        format!("is {} meant?", either(&near))
    } else if known.len() <= TOPICS.len() {
        format!("there are {}", known.join(", "))
    } else {
        "see the tables under data/".to_owned()
    };
    Err(Error::Unknown(format!(
        "no such {what}: {given} — {advice}"
    )))
}

/// The most alike of several words that are alike enough, each once.
pub(crate) fn nearest<T: AsRef<str>>(mut alike: Vec<(f64, T)>, enough: f64) -> Vec<T> {
    alike.retain(|(likeness, _)| *likeness >= enough);
    alike.sort_by(|(a, one), (b, other)| b.total_cmp(a).then(one.as_ref().cmp(other.as_ref())));
    let most = alike.first().map_or(0.0, |(likeness, _)| *likeness);
    let mut near: Vec<T> = Vec::new();
    for (likeness, word) in alike {
        let known = near.iter().any(|known| known.as_ref() == word.as_ref());
        if !known && near.len() < PROPOSED && likeness >= most - NEAR {
            near.push(word);
        }
    }
    near
}

/// `a`, `a or b`, `a, b or c`.
fn either(words: &[impl AsRef<str>]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => (*last).to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        Lexicon::shipped_tables(TABLES).expect("the tables are sound")
    }

    #[test]
    fn a_country_is_known_by_every_name_that_it_has() {
        let lexicon = lexicon();
        for (given, code) in [
            ("GB", "GB"),
            ("gb", "GB"),
            ("UK", "GB"),
            ("Russia", "RU"),
            ("Türkiye", "TR"),
            ("turkiye", "TR"),
            ("Xinjiang", "CN-XJ"),
            ("nato", "NATO"),
        ] {
            let found = super::code(&lexicon, given);
            assert_eq!(found.ok().as_deref(), Some(code), "{given}");
        }
    }

    #[test]
    fn what_is_not_known_is_told_with_what_may_be_meant() {
        let lexicon = lexicon();
        let told = |answer: Result<String, Error>| match answer {
            Err(error) => error.to_string(),
            Ok(known) => known,
        };
        assert_eq!(
            told(code(&lexicon, "Rusia")),
            "no such country or organisation: Rusia — is RU (Russia) meant?"
        );
        assert_eq!(
            told(code(&lexicon, "XX")),
            "no such country or organisation: XX — write an ISO 3166 code (GB, CN-XJ) or an organisation's short name (EU)"
        );
        assert_eq!(
            told(act(&lexicon, "callfor")),
            "no such act: callfor — is call for meant?"
        );
        assert_eq!(
            told(topic("human-right")),
            "no such topic: human-right — is human-rights meant?"
        );
        assert!(told(family("zzz")).contains("there are discuss"));
    }

    #[test]
    fn every_kind_that_readings_can_have_can_be_asked_for() {
        let lexicon = Lexicon::shipped().expect("the data are sound");
        let mut kinds = lexicon.triggers.rows().map(|row| row.get("kind"));
        assert_eq!(kinds.find(|kind| !KINDS.contains(kind)), None);
    }
}
