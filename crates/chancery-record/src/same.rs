//! Persons who are one under several spellings: `person:mike-pyle` and `person:michael-pyle` of the same country.
//!
//! Of each person the name of the family and the given names are compared, in lower case without diacritics, given names
//! by the table of their forms. What is joined depends on who is in the record, not on the order in which they came.

use chancery_lexicon::GivenNames;
use rusqlite::{OptionalExtension as _, Transaction, params};
use unicode_normalization::UnicodeNormalization as _;

use crate::Error;
use crate::entry::Named;

/// A text by which names are found: lower case, no diacritics, words of letters and digits with single spaces between.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let letters = name
        .nfkd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c));
    for c in letters.flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            folded.push(c);
        } else if !matches!(c, '\'' | '’' | 'ʼ') && !folded.ends_with(' ') && !folded.is_empty()
        {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Adds an entity if the record has none of this id. Of two countries the first one counts. Tells whether another
/// name than this one stands in its row.
pub(crate) fn insert(
    transaction: &Transaction<'_>,
    named: &Named,
    forms: &GivenNames,
) -> Result<bool, Error> {
    let person = (named.kind == "person")
        .then(|| Person::new(&named.id))
        .flatten();
    let family = person.as_ref().map(|person| person.family.as_str());
    let known = transaction
        .prepare_cached("SELECT country, name = ?2 FROM entities WHERE id = ?1")?
        .query_row([&named.id, &named.name], |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, bool>(1)?))
        })
        .optional()?;
    let renamed = known.as_ref().is_some_and(|(_, alike)| !alike);
    match known {
        None => {
            transaction
                .prepare_cached(
                    "INSERT INTO entities (id, type, name, country, folded, family, same)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?1)",
                )?
                .execute(params![
                    named.id,
                    named.kind,
                    named.name,
                    named.country,
                    fold(&named.name),
                    family
                ])?;
        }
        Some((None, _)) if named.country.is_some() => {
            transaction
                .prepare_cached("UPDATE entities SET country = ?2 WHERE id = ?1")?
                .execute(params![named.id, named.country])?;
        }
        Some(_) => return Ok(renamed),
    }
    if let (Some(family), Some(country)) = (family, &named.country) {
        join(transaction, family, country, forms)?;
    }
    Ok(renamed)
}

/// Gives an entity the name that most documents give it; of several such names the longest.
pub(crate) fn rename(transaction: &Transaction<'_>, id: &str) -> Result<(), Error> {
    let name: String = transaction
        .prepare_cached(
            "SELECT name FROM names WHERE entity = ?1 ORDER BY documents DESC, length(name) DESC, name LIMIT 1",
        )?
        .query_row([id], |row| row.get(0))?;
    transaction
        .prepare_cached("UPDATE entities SET name = ?2, folded = ?3 WHERE id = ?1 AND name <> ?2")?
        .execute(params![id, name, fold(&name)])?;
    Ok(())
}

/// Joins the persons of a family name and a country anew.
fn join(
    transaction: &Transaction<'_>,
    family: &str,
    country: &str,
    forms: &GivenNames,
) -> Result<(), Error> {
    let mut namesakes = transaction.prepare_cached(
        "SELECT id, same FROM entities WHERE family = ?1 AND country = ?2 ORDER BY id",
    )?;
    let rows = namesakes.query_map([family, country], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let rows: Vec<(String, String)> = rows.collect::<Result<_, _>>()?;
    let persons: Vec<Person> = rows.iter().filter_map(|(id, _)| Person::new(id)).collect();
    let joined = one_each(&persons, forms);
    let mut update = transaction.prepare_cached("UPDATE entities SET same = ?2 WHERE id = ?1")?;
    for (person, same) in persons.iter().zip(joined) {
        let before = rows.iter().find(|(id, _)| *id == person.id);
        if before.is_some_and(|(_, before)| *before != same) {
            update.execute([person.id.as_str(), &same])?;
        }
    }
    Ok(())
}

/// Words that a family's name begins with.
const PARTICLES: [&str; 16] = [
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "van", "von",
];

/// A person's name, in the words of the id.
#[derive(Debug)]
struct Person {
    id: String,
    family: String,
    given: Vec<String>,
    /// `jr`, `iii`.
    suffix: Option<String>,
}

impl Person {
    fn new(id: &str) -> Option<Self> {
        let mut words: Vec<String> = id
            .strip_prefix("person:")?
            .split('-')
            .map(str::to_owned)
            .collect();
        let is_suffix = |word: &String| matches!(word.as_str(), "jr" | "sr" | "ii" | "iii" | "iv");
        let suffix = (words.len() > 1)
            .then(|| words.pop_if(|word| is_suffix(word)))
            .flatten();
        let family = spelling(&words.pop()?);
        // `von-der-leyen` is a family's name alone.
        if words
            .first()
            .is_some_and(|word| PARTICLES.contains(&word.as_str()))
        {
            words.clear();
        }
        Some(Self {
            id: id.to_owned(),
            family,
            given: words,
            suffix,
        })
    }

    /// Whether the first given name is written out, so that it can be told from those of others.
    fn is_full(&self) -> bool {
        self.given.first().is_some_and(|first| first.len() > 1)
    }

    fn initials(&self) -> impl Iterator<Item = &String> {
        self.given.iter().skip(1).filter(|word| word.len() == 1)
    }

    /// Whether two names can be those of one person.
    fn agrees(&self, other: &Self, forms: &GivenNames) -> bool {
        let unlike = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        if unlike(&self.suffix, &other.suffix) {
            return false;
        }
        let (Some(first), Some(other_first)) = (self.given.first(), other.given.first()) else {
            return true;
        };
        let firsts = if first.len() == 1 || other_first.len() == 1 {
            first.chars().next() == other_first.chars().next()
        } else {
            alike(first, other_first, forms)
        };
        let (initials, others): (Vec<_>, Vec<_>) =
            (self.initials().collect(), other.initials().collect());
        let middles = |person: &Self| -> Vec<String> {
            let later = person.given.iter().skip(1).filter(|word| word.len() > 1);
            later.cloned().collect()
        };
        firsts
            && (initials.is_empty() || others.is_empty() || initials == others)
            && within(&middles(self), &middles(other), forms)
    }
}

/// Whether the shorter of two lists of middle names is left of the longer one when words are taken out of it.
fn within(a: &[String], b: &[String], forms: &GivenNames) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long.iter();
    short
        .iter()
        .all(|word| rest.any(|other| alike(word, other, forms)))
}

fn alike(a: &str, b: &str, forms: &GivenNames) -> bool {
    a == b || forms.name_of(a) == forms.name_of(b) || spelling(a) == spelling(b)
}

/// A word without what transliterations differ in: `zelenskyy`, `zelenskiy` and `zelensky` are one, and so are letters
/// that are written once or twice.
fn spelling(word: &str) -> String {
    let mut spelled = String::with_capacity(word.len());
    for c in word.chars() {
        let c = if c == 'y' || c == 'j' { 'i' } else { c };
        if !spelled.ends_with(c) {
            spelled.push(c);
        }
    }
    spelled
}

/// For each person the id of the one that stands for all spellings of them. Whoever is named by family name or initial
/// alone is joined only where one person is left whom that can mean.
fn one_each(persons: &[Person], forms: &GivenNames) -> Vec<String> {
    let mut group: Vec<usize> = (0..persons.len()).collect();
    let full: Vec<usize> = (0..persons.len())
        .filter(|&i| persons[i].is_full())
        .collect();
    for (position, &a) in full.iter().enumerate() {
        for &b in &full[..position] {
            // All of one group must agree with all of the other: a middle name may tell two apart.
            let (of_a, of_b) = (group[a], group[b]);
            let agree = of_a != of_b
                && full.iter().filter(|&&i| group[i] == of_a).all(|&i| {
                    let others = full.iter().filter(|&&j| group[j] == of_b);
                    others
                        .clone()
                        .all(|&j| persons[i].agrees(&persons[j], forms))
                });
            if agree {
                for of in group.iter_mut().filter(|of| **of == of_a) {
                    *of = of_b;
                }
            }
        }
    }
    for i in (0..persons.len()).filter(|i| !full.contains(i)) {
        let agreeing = full
            .iter()
            .filter(|&&j| persons[i].agrees(&persons[j], forms));
        let mut groups: Vec<usize> = agreeing.map(|&j| group[j]).collect();
        groups.sort_unstable();
        groups.dedup();
        if let [one] = groups[..] {
            group[i] = one;
        }
    }
    let stands_for = |of: usize| {
        let members = (0..persons.len()).filter(|&i| group[i] == of);
        // The fullest name without initials.
        let best = members.max_by_key(|&i| {
            let initials = persons[i]
                .given
                .iter()
                .filter(|word| word.len() == 1)
                .count();
            (
                persons[i].is_full(),
                std::cmp::Reverse(initials),
                persons[i].id.len(),
                std::cmp::Reverse(&persons[i].id),
            )
        });
        best.map_or(String::new(), |i| persons[i].id.clone())
    };
    group.iter().map(|&of| stands_for(of)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(ids: &[&str]) -> Vec<(String, String)> {
        let forms =
            chancery_lexicon::Lexicon::shipped_given_names().expect("the shipped data is checked");
        let persons: Vec<Person> = ids
            .iter()
            .filter_map(|id| Person::new(&format!("person:{id}")))
            .collect();
        let same = one_each(&persons, &forms);
        let pairs = persons
            .iter()
            .zip(same)
            .map(|(person, same)| (person.id.clone(), same));
        let bare = |id: String| id.trim_start_matches("person:").to_owned();
        pairs.map(|(id, same)| (bare(id), bare(same))).collect()
    }

    fn one(ids: &[&str]) -> bool {
        let joined = joined(ids);
        joined.iter().all(|(_, same)| *same == joined[0].1)
    }

    #[test]
    fn spellings_of_one_person_are_one() {
        for ids in [
            &["mike-pyle", "michael-pyle"][..],
            &["juan-gonzalez", "juan-s-gonzalez"],
            &[
                "volodymyr-zelenskyy",
                "volodymyr-zelenskiy",
                "vladimir-zelensky",
            ],
            &["sergei-lavrov", "sergey-lavrov", "lavrov"],
            &["mohammed-shia-al-sudani", "mohamed-shia-al-sudani"],
            &["martin-lemelle-jr", "martin-lemelle"],
            &["ursula-von-der-leyen", "von-der-leyen"],
        ] {
            assert!(one(ids), "{:?}", joined(ids));
        }
    }

    #[test]
    fn persons_who_share_a_family_name_are_not() {
        for ids in [
            &["joe-biden", "jill-biden"][..],
            &["bill-nelson", "brian-nelson"],
            &["george-w-bush", "george-h-bush"],
            &[
                "tamim-bin-hamad-al-thani",
                "mohammed-bin-abdulrahman-al-thani",
            ],
            &["maria-santos", "mario-santos"],
            &["john-adams-ii", "john-adams-iii"],
        ] {
            assert!(!one(ids), "{:?}", joined(ids));
        }
        // A name that could be of two is of neither.
        let ambiguous = joined(&["biden", "jill-biden", "joe-biden", "j-biden"]);
        assert!(
            ambiguous.iter().all(|(id, same)| id == same),
            "{ambiguous:?}"
        );
    }

    #[test]
    fn names_are_folded_to_what_people_type() {
        assert_eq!(
            fold("Andrés  Manuel López-Obrador"),
            "andres manuel lopez obrador"
        );
        assert_eq!(fold("Mohammed Shia’ al-Sudani"), "mohammed shia al sudani");
        assert_eq!(fold("–"), "");
    }
}
