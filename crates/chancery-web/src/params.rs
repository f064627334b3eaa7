//! What pages can be asked for: parameters with their kinds, checked before anything is asked of the record.

use std::collections::BTreeMap;

use chancery::lexicon::{Family, Lexicon, TOPICS};
use chancery_record::{Query, Sort, shipped_frameworks};
use jiff::civil::Date;

/// The longest value of a parameter, in bytes.
const LONGEST: usize = 500;
/// The most values of one parameter.
const MOST: usize = 30;

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any words.
    Words,
    /// A code of a country or organisation.
    Code,
    /// Several of them, any of which will do.
    Codes,
    /// Several families of acts.
    Families,
    /// Several topics.
    Topics,
    /// Several words of any kind, separated by commas.
    List,
    /// A day, `2024-05-07`.
    Day,
    /// A whole number in a range.
    Number(i64, i64),
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// `1` for yes.
    Flag,
    /// A framework that the program carries.
    Framework,
}

/// A parameter of a page.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its name in the query.
    pub name: &'static str,
    /// What it must be.
    pub kind: Kind,
    /// What it asks for.
    pub about: &'static str,
}

impl Param {
    /// A parameter.
    pub const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about }
    }
}

/// What narrows statements.
pub const STATEMENTS: &[Param] = &[
    Param::new(
        "q",
        Kind::Words,
        "Words of the sentence, all of them; those in double quotes together",
    ),
    Param::new("by", Kind::Codes, "The side that speaks"),
    Param::new("to", Kind::Codes, "The side addressed"),
    Param::new(
        "speaker",
        Kind::Words,
        "The speaker's name, or a part of it",
    ),
    Param::new("family", Kind::Families, "The family of the act"),
    Param::new("act", Kind::List, "The act, such as call for"),
    Param::new("topic", Kind::Topics, "The topic"),
    Param::new(
        "about",
        Kind::Codes,
        "The country, territory or organisation that it is about",
    ),
    Param::new(
        "name",
        Kind::Words,
        "A person, case or instrument that it names",
    ),
    Param::new(
        "kind",
        Kind::Choice(KINDS),
        "The kind of engagement in which it was said",
    ),
    Param::new(
        "min-strength",
        Kind::Number(1, 5),
        "The least strength, 1 (courteous) to 5 (strongest)",
    ),
    Param::new("joint", Kind::Flag, "Only what sides said together"),
    Param::new("since", Kind::Day, "The first day of release"),
    Param::new("until", Kind::Day, "The last day of release"),
];

/// The kinds of engagement.
pub const KINDS: &[&str] = &[
    "meeting",
    "call",
    "visit",
    "multilateral",
    "letter",
    "signing",
    "summons",
];

/// Everything that was asked, checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked(BTreeMap<&'static str, Vec<String>>);

impl Asked {
    /// Checks a query string. Empty values are none: a form sends them.
    ///
    /// # Errors
    /// Everything that is wrong with it, a line each.
    pub fn parse(query: &str, params: &[&[Param]], lexicon: &Lexicon) -> Result<Self, Vec<String>> {
        let known: Vec<&Param> = params.iter().copied().flatten().collect();
        let mut asked: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut wrong = Vec::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let Some(param) = known.iter().find(|param| param.name == name) else {
                let names: Vec<&str> = known.iter().map(|param| param.name).collect();
                wrong.push(match names.as_slice() {
                    [] => format!("{}: this page has no parameters", shown(&name)),
                    names => format!(
                        "{}: no such parameter; there are {}",
                        shown(&name),
                        names.join(", ")
                    ),
                });
                continue;
            };
            if value.len() > LONGEST {
                wrong.push(format!("{name}: is longer than {LONGEST} bytes"));
                continue;
            }
            let values = asked.entry(param.name).or_default();
            for value in split(param.kind, &value) {
                match check(param.kind, value, lexicon) {
                    Ok(value) if values.contains(&value) => {}
                    Ok(value) => values.push(value),
                    Err(why) => wrong.push(format!("{name}: {} {why}", shown(value))),
                }
            }
            let several = matches!(
                param.kind,
                Kind::Codes | Kind::Families | Kind::Topics | Kind::List
            );
            if !several && values.len() > 1 {
                wrong.push(format!("{name}: is given more than once"));
            }
            if values.len() > MOST {
                wrong.push(format!("{name}: has more than {MOST} values"));
            }
        }
        asked.retain(|_, values| !values.is_empty());
        if wrong.is_empty() {
            Ok(Self(asked))
        } else {
            wrong.sort();
            wrong.dedup();
            Err(wrong)
        }
    }

    /// The values of a parameter.
    pub fn list(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The value of a parameter.
    pub fn one(&self, name: &str) -> Option<&str> {
        self.list(name).first().map(String::as_str)
    }

    /// A number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.one(name)?.parse().ok()
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> bool {
        self.one(name).is_some()
    }

    /// Whether nothing is asked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked, by name.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0
            .iter()
            .flat_map(|(name, values)| values.iter().map(|value| (*name, value.as_str())))
    }

    /// The same with one more value of a list, or another value.
    #[must_use]
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut more = self.clone();
        let values = more.0.entry(name).or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
        more
    }

    /// The same with one value instead of others.
    #[must_use]
    pub fn set(&self, name: &'static str, value: &str) -> Self {
        let mut more = self.clone();
        more.0.insert(name, vec![value.to_owned()]);
        more
    }

    /// The same without a value.
    #[must_use]
    pub fn without(&self, name: &str, value: &str) -> Self {
        let mut less = self.clone();
        if let Some(values) = less.0.get_mut(name) {
            values.retain(|known| known != value);
        }
        less.0.retain(|_, values| !values.is_empty());
        less
    }

    /// The same without a parameter.
    #[must_use]
    pub fn clear(&self, name: &str) -> Self {
        let mut less = self.clone();
        less.0.remove(name);
        less
    }

    /// A path with all that is asked, in one order: the same state has the same address.
    pub fn at(&self, path: &str) -> String {
        if self.0.is_empty() {
            return path.to_owned();
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.each() {
            query.append_pair(name, value);
        }
        format!("{path}?{}", query.finish())
    }

    /// The question about statements.
    pub fn query(&self, limit: usize) -> Query {
        let one = |name| self.one(name).map(str::to_owned);
        Query {
            words: one("q"),
            by: self.list("by").to_vec(),
            to: self.list("to").to_vec(),
            speaker: one("speaker"),
            families: self.list("family").to_vec(),
            acts: self.list("act").to_vec(),
            topics: self.list("topic").to_vec(),
            about: self.list("about").to_vec(),
            name: one("name"),
            kinds: self.list("kind").to_vec(),
            min_strength: self
                .number("min-strength")
                .and_then(|n| u8::try_from(n).ok()),
            joint: self.flag("joint"),
            since: one("since"),
            until: one("until"),
            sort: match self.one("sort") {
                Some("oldest") => Sort::Oldest,
                Some("strongest") => Sort::Strongest,
                _ => Sort::Newest,
            },
            limit,
        }
    }
}

fn split(kind: Kind, value: &str) -> impl Iterator<Item = &str> {
    let several = matches!(
        kind,
        Kind::Codes | Kind::Families | Kind::Topics | Kind::List
    );
    let parts: Vec<&str> = match several {
        true => value.split(',').collect(),
        false => vec![value],
    };
    parts
        .into_iter()
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// A value as it is kept, or why it is none.
fn check(kind: Kind, value: &str, lexicon: &Lexicon) -> Result<String, String> {
    let given = value.to_owned();
    match kind {
        // The index knows no NUL, and nobody means one.
        Kind::Words | Kind::List => Ok(given.replace('\0', " ")),
        Kind::Code | Kind::Codes => code(value, lexicon),
        Kind::Families => {
            let names: Vec<&str> = Family::ALL.iter().map(|family| family.as_str()).collect();
            one_of(value, &names).map(|()| given)
        }
        Kind::Topics => one_of(value, &TOPICS).map(|()| given),
        Kind::Choice(choices) => one_of(value, choices).map(|()| given),
        Kind::Framework => {
            let names: Vec<&str> = shipped_frameworks().iter().map(|(name, _)| *name).collect();
            one_of(value, &names).map(|()| given)
        }
        Kind::Day => {
            let day: Result<Date, _> = value.parse();
            day.map(|day| day.to_string())
                .map_err(|_| "is no day; a day is written 2024-05-07".to_owned())
        }
        Kind::Number(least, most) => match value.parse::<i64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(number.to_string()),
            _ if most == i64::MAX => Err(format!("is no whole number from {least} on")),
            _ => Err(format!("is no whole number from {least} to {most}")),
        },
        Kind::Flag => one_of(value, &["1"]).map(|()| given),
    }
}

/// A code as the record has it, whatever its letters: `gb` is `GB`.
pub fn code(value: &str, lexicon: &Lexicon) -> Result<String, String> {
    if lexicon.name_of(value).is_some() {
        return Ok(value.to_owned());
    }
    let named = |code: &str, name: &str, aliases: &[String]| {
        let mut names = [code, name]
            .into_iter()
            .chain(aliases.iter().map(String::as_str));
        names
            .any(|name| name.eq_ignore_ascii_case(value))
            .then(|| code.to_owned())
    };
    let countries = lexicon.countries.iter();
    let mut countries = countries.filter_map(|one| named(&one.code, &one.name, &one.aliases));
    let bodies = lexicon.organisations.iter();
    let mut bodies = bodies.filter_map(|one| named(&one.code, &one.name, &one.aliases));
    countries.next().or_else(|| bodies.next()).ok_or_else(|| {
        "is no code that is known; write a country's ISO 3166-1 code, such as GB, or an organisation's short name, such as EU"
            .to_owned()
    })
}

fn one_of(value: &str, names: &[&str]) -> Result<(), String> {
    if names.contains(&value) {
        return Ok(());
    }
    Err(format!("is none of {}", names.join(", ")))
}

/// A value in a message: not longer than anyone reads, and on one line.
fn shown(value: &str) -> String {
    const SHOWN: usize = 60;
    let mut short: String = value.chars().take(SHOWN).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    let plain = short.chars().map(|c| if c.is_control() { ' ' } else { c });
    format!("“{}”", plain.collect::<String>())
}
