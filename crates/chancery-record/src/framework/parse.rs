//! From TOML to a framework, checked against the lexicon: all problems are told at once, each with its line.

use std::collections::BTreeSet;
use std::ops::Range;

use chancery::lexicon::Lexicon;
use serde::Deserialize;
use toml::Spanned;

use super::{Framework, Pillar, Scope};
use crate::condition::{Condition, covers};
use crate::{Error, Misstated, vocabulary};

/// What an id of the record can be of.
const KINDS: [&str; 9] = [
    "person",
    "office",
    "country",
    "territory",
    "organisation",
    "place",
    "instrument",
    "case",
    "group",
];

/// What tables of coverage call columns that are no pillar.
const RESERVED: [&str; 2] = ["none", "all"];

type Word = Spanned<String>;
type Words = Option<Spanned<Vec<Word>>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFramework {
    title: Word,
    source: Word,
    url: Option<Word>,
    #[serde(default)]
    scope: RawScope,
    #[serde(default)]
    pillar: Vec<Spanned<RawPillar>>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawScope {
    sides: Words,
    concerning: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPillar {
    name: Word,
    summary: Word,
    source: Word,
    #[serde(default)]
    serve: Vec<Spanned<RawCondition>>,
    #[serde(default)]
    except: Vec<Spanned<RawCondition>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawCondition {
    topics: Words,
    families: Words,
    acts: Words,
    about: Words,
    sides: Words,
    addressees: Words,
    with: Words,
    names: Words,
    words: Words,
    joint: Option<bool>,
    min_strength: Option<Spanned<i64>>,
}

/// The framework in a text, or all that is wrong with it.
pub(super) fn framework(
    file: &str,
    text: &str,
    lexicon: &Lexicon,
) -> Result<Framework, Vec<Misstated>> {
    let mut checker = Checker {
        file,
        text,
        lexicon,
        problems: Vec::new(),
    };
    let raw: RawFramework = match toml::from_str(text) {
        Ok(raw) => raw,
        Err(error) => {
            let message = error.message().trim().replace('\n', "; ");
            checker.problem(&error.span().unwrap_or(0..0), message);
            return Err(checker.problems);
        }
    };
    let framework = checker.framework(raw);
    if checker.problems.is_empty() {
        Ok(framework)
    } else {
        Err(checker.problems)
    }
}

struct Checker<'a> {
    file: &'a str,
    text: &'a str,
    lexicon: &'a Lexicon,
    problems: Vec<Misstated>,
}

impl Checker<'_> {
    fn problem(&mut self, at: &Range<usize>, message: impl Into<String>) {
        let before = self.text.as_bytes().iter().take(at.start);
        self.problems.push(Misstated {
            file: self.file.to_owned(),
            line: before.filter(|byte| **byte == b'\n').count() + 1,
            message: message.into(),
        });
    }

    fn framework(&mut self, raw: RawFramework) -> Framework {
        let file = self.file.rsplit(['/', '\\']).next().unwrap_or(self.file);
        let name = file.strip_suffix(".toml").unwrap_or(file).to_owned();
        if raw.pillar.is_empty() {
            self.problem(&raw.title.span(), "there is no [[pillar]]");
        }
        let concerning = self.codes("concerning", raw.scope.concerning);
        let parts = self.lexicon.subdivisions.iter().map(|part| &part.code);
        let parts = parts.filter(|part| concerning.iter().any(|code| covers(code, part)));
        let covered: BTreeSet<&String> = concerning.iter().chain(parts).collect();
        let mut pillars: Vec<Pillar> = Vec::new();
        let scope = Scope {
            covered: covered.into_iter().cloned().collect(),
            sides: self.codes("sides", raw.scope.sides),
            concerning,
        };
        for pillar in raw.pillar {
            let at = pillar.get_ref().name.span();
            let pillar = self.pillar(pillar);
            let same = |other: &Pillar| other.name.to_lowercase() == pillar.name.to_lowercase();
            if pillars.iter().any(same) {
                self.problem(&at, format!("a pillar is named “{}” before", pillar.name));
            }
            pillars.push(pillar);
        }
        Framework {
            name,
            title: self.text(raw.title, "title"),
            source: self.text(raw.source, "source"),
            url: raw.url.map(|url| self.text(url, "url")),
            scope,
            pillars,
        }
    }

    fn pillar(&mut self, raw: Spanned<RawPillar>) -> Pillar {
        let span = raw.span();
        let raw = raw.into_inner();
        let at = raw.name.span();
        let name = self.text(raw.name, "name");
        if RESERVED.contains(&name.to_lowercase().as_str()) {
            self.problem(
                &at,
                format!("a pillar cannot be named “{name}”: the tables have a column of this name"),
            );
        }
        if raw.serve.is_empty() {
            self.problem(
                &span,
                format!("nothing can serve the pillar “{name}”; it needs a [[pillar.serve]]"),
            );
        }
        let mut conditions = |raw: Vec<Spanned<RawCondition>>| {
            let conditions = raw.into_iter().map(|condition| self.condition(condition));
            conditions.collect::<Vec<_>>()
        };
        let (serve, except) = (conditions(raw.serve), conditions(raw.except));
        Pillar {
            name,
            summary: self.text(raw.summary, "summary"),
            source: self.text(raw.source, "source"),
            serve,
            except,
        }
    }

    fn condition(&mut self, raw: Spanned<RawCondition>) -> Condition {
        let span = raw.span();
        let raw = raw.into_inner();
        let before = self.problems.len();
        let condition = Condition {
            topics: self.list("topics", raw.topics, Self::topic),
            families: self.list("families", raw.families, Self::family),
            acts: self.list("acts", raw.acts, Self::act),
            about: self.codes("about", raw.about),
            sides: self.codes("sides", raw.sides),
            addressees: self.codes("addressees", raw.addressees),
            with: self.codes("with", raw.with),
            names: self.list("names", raw.names, Self::id),
            words: self.list("words", raw.words, |_, phrase| {
                let empty = !phrase.chars().any(char::is_alphanumeric);
                empty.then(|| format!("no words: “{phrase}”"))
            }),
            joint: raw.joint,
            min_strength: raw
                .min_strength
                .and_then(|strength| self.strength(strength)),
        };
        if condition == Condition::default() && self.problems.len() == before {
            self.problem(
                &span,
                "a condition that asks for nothing would be met by everything",
            );
        }
        condition
    }

    fn strength(&mut self, raw: Spanned<i64>) -> Option<u8> {
        let strength = u8::try_from(*raw.get_ref());
        let strength = strength.ok().filter(|strength| (1..=5).contains(strength));
        if strength.is_none() {
            let message = format!(
                "a strength is 1 (courteous) to 5 (strongest), not {}",
                raw.get_ref()
            );
            self.problem(&raw.span(), message);
        }
        strength
    }

    fn text(&mut self, raw: Word, key: &str) -> String {
        let text = raw.get_ref().trim().to_owned();
        if text.is_empty() {
            self.problem(&raw.span(), format!("`{key}` says nothing"));
        }
        text
    }

    fn codes(&mut self, key: &str, raw: Words) -> Vec<String> {
        self.list(key, raw, Self::code)
    }

    /// The values of a list, each checked; `wrong` says what is wrong with one.
    fn list(
        &mut self,
        key: &str,
        raw: Words,
        wrong: impl Fn(&Self, &str) -> Option<String>,
    ) -> Vec<String> {
        let Some(raw) = raw else {
            return Vec::new();
        };
        if raw.get_ref().is_empty() {
            let message =
                format!("`{key}` has no value, which nothing could meet; leave it out for any");
            self.problem(&raw.span(), message);
        }
        let mut values: Vec<String> = Vec::new();
        for word in raw.into_inner() {
            let value = word.get_ref().clone();
            if let Some(message) = wrong(self, &value) {
                self.problem(&word.span(), message);
            } else if values.contains(&value) {
                self.problem(&word.span(), format!("`{key}` has “{value}” twice"));
            } else {
                values.push(value);
            }
        }
        values
    }

    fn topic(&self, topic: &str) -> Option<String> {
        differing("topic", topic, vocabulary::topic(topic))
    }

    fn family(&self, family: &str) -> Option<String> {
        differing("family", family, vocabulary::family(family))
    }

    fn act(&self, act: &str) -> Option<String> {
        differing("act", act, vocabulary::act(self.lexicon, act))
    }

    fn code(&self, code: &str) -> Option<String> {
        let known = vocabulary::code(self.lexicon, code);
        differing("country or organisation", code, known)
    }

    /// What is wrong with an id. Persons need not be known: readouts name more than any table.
    fn id(&self, id: &str) -> Option<String> {
        let Some((kind, name)) = id.split_once(':').filter(|(_, name)| !name.is_empty()) else {
            return Some(format!(
                "no id: {id} — write it as the record does, such as case:jimmy-lai or instrument:unclos"
            ));
        };
        let known: Vec<&str> = match kind {
            "instrument" => self
                .lexicon
                .instruments
                .iter()
                .map(|one| one.id.as_str())
                .collect(),
            "case" => self
                .lexicon
                .cases
                .iter()
                .map(|one| one.id.as_str())
                .collect(),
            kind if KINDS.contains(&kind) => return None,
            _ => {
                let known = vocabulary::one_of("kind of id", kind, &KINDS);
                return differing("kind of id", kind, known);
            }
        };
        differing(kind, name, vocabulary::one_of(kind, name, &known))
    }
}

/// What is wrong with a word that must be written as the record has it.
fn differing(what: &str, given: &str, known: Result<String, Error>) -> Option<String> {
    match known {
        Ok(known) if known == given => None,
        Ok(known) => Some(format!("no such {what}: {given} — write {known}")),
        Err(error) => Some(error.to_string()),
    }
}
