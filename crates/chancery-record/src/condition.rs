//! What a statement must be to serve a pillar.

use chancery::reading::Statement;
use serde::Serialize;

/// What is asked of a statement: of each list that is given, any one value; of all that is given, everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// Ids of topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    /// Families of acts. A negated act is of none: “did not agree” is no agreement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub families: Vec<String>,
    /// Acts; a negated one is none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// Codes that the content is about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// Codes of the sides that speak.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sides: Vec<String>,
    /// Codes of the sides addressed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub addressees: Vec<String>,
    /// Codes of sides that are addressed or speak together with others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Ids of persons, cases and instruments that the content names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub names: Vec<String>,
    /// Phrases of the content, in lower case, found as whole words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Whether sides say it together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joint: Option<bool>,
    /// The least strength, 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_strength: Option<u8>,
}

impl Condition {
    /// Whether a statement meets it.
    pub fn holds(&self, said: &Statement) -> bool {
        let act = |given: &[String], found: &String| {
            given.is_empty() || (!said.negated && given.contains(found))
        };
        let with = || self.with.iter().any(|code| said.involves(code));
        any(&self.topics, &said.topics)
            && act(&self.families, &said.family)
            && act(&self.acts, &said.act)
            && any_code(&self.about, &said.about)
            && any_code(&self.sides, &said.sides)
            && any_code(&self.addressees, &said.addressee_sides)
            && (self.with.is_empty() || with())
            && any(&self.names, &said.names)
            && (self.words.is_empty() || says(said, &self.words))
            && self.joint.is_none_or(|joint| said.joint == joint)
            && self.min_strength.is_none_or(|least| said.strength >= least)
    }
}

/// Whether a code is meant by another one: a country's covers its subdivisions, `CN` also `CN-XJ`.
pub(crate) fn covers(code: &str, found: &str) -> bool {
    found
        .strip_prefix(code)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

/// Whether any of the codes found is one that is asked for; nothing asked for is met by anything.
pub(crate) fn any_code(asked: &[String], found: &[String]) -> bool {
    let met = |code: &String| found.iter().any(|other| covers(code, other));
    asked.is_empty() || asked.iter().any(met)
}

fn any(asked: &[String], found: &[String]) -> bool {
    asked.is_empty() || asked.iter().any(|value| found.contains(value))
}

/// Who takes part in a statement.
pub(crate) trait Parties {
    /// Whether a side is addressed, or speaks together with another one.
    fn involves(&self, code: &str) -> bool;
}

impl Parties for Statement {
    fn involves(&self, code: &str) -> bool {
        let together = self.sides.len() > 1 && self.sides.iter().any(|side| covers(code, side));
        together || self.addressee_sides.iter().any(|side| covers(code, side))
    }
}

/// Whether the content has one of the phrases, as whole words, in any case.
fn says(said: &Statement, phrases: &[String]) -> bool {
    let Some(content) = &said.content else {
        return false;
    };
    let content = plain(&content.quote);
    phrases
        .iter()
        .any(|phrase| content.contains(&plain(phrase)))
}

/// The words of a text in lower case with one space before and behind each.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.fold(String::from(" "), |line, word| line + word + " ")
}
