//! The record of one document: the shapes that are printed, stored, served and returned.
//!
//! All spans are `[start, end)` in Unicode code points of [`Document::text`]; a quote equals the text at its span.

use serde::{Deserialize, Serialize};

/// The version of the record's schema.
pub const SCHEMA: &str = "chancery/1";

/// `[start, end)` in Unicode code points of [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CharSpan(pub usize, pub usize);

/// Words of the text with the place where they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The text at `span`.
    pub quote: String,
    /// Where it stands.
    pub span: CharSpan,
}

/// What Chancery says about one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// [`SCHEMA`].
    pub schema: String,
    /// The document that was read.
    pub document: Document,
    /// Every difference between what was read and [`Document::text`], in order.
    pub repairs: Vec<Repair>,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Who and what the text names, one each, in order of first mention.
    pub entities: Vec<Entity>,
    /// The contacts that the text reports or announces.
    pub engagements: Vec<Engagement>,
    /// The speech acts that the text reports, in order.
    pub statements: Vec<Statement>,
    /// What could not be read with certainty.
    pub diagnostics: Vec<Diagnostic>,
}

/// The document that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Given by the input, else `b3:` and the BLAKE3 hash of the bytes read.
    pub id: String,
    /// Path or URL.
    pub source: Option<String>,
    /// The title, restored.
    pub title: Option<String>,
    /// Whose account it is: a country's or organisation's code.
    pub publisher: Option<String>,
    /// The date of release, ISO 8601.
    pub published: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The restored text; every span refers to it.
    pub text: String,
}

/// One edit of the restoration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// `mojibake`, `injected-text`, `entity`, `control`, `layout` or `charset`.
    pub kind: String,
    /// Where the result stands.
    pub span: CharSpan,
    /// What was there.
    pub before: String,
    /// What is there now.
    pub after: String,
    /// `[start, end)` in code points of the input as decoded.
    pub raw_span: CharSpan,
    /// How the damage came about, where known: `utf-8 read as gb18030`.
    pub channel: Option<String>,
    /// `exact`, or `inferred` (a guess, with its reason).
    pub certainty: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it stands.
    pub span: CharSpan,
    /// `title`, `summary`, `caption`, `body`, `quote`, `list-item` or `boilerplate`.
    pub kind: String,
}

/// Someone or something that the text names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// `type:kebab-case-name`.
    pub id: String,
    /// `person`, `office`, `country`, `territory`, `organisation`, `place`, `instrument`, `case` or `group`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The fullest name the text gives, or the usual one.
    pub name: String,
    /// The code of the country or organisation that it belongs to.
    pub country: Option<String>,
    /// Offices, as the text names them.
    #[serde(default)]
    pub offices: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<CharSpan>,
}

/// A party to an engagement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Id of an entity; null where the text names nobody.
    pub entity: Option<String>,
    /// The code of the side that it stands for.
    pub side: String,
    /// `host`, `visitor`, `caller`, `attendee`; null if unknown.
    pub role: Option<String>,
}

/// A span of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// `day`, `month` or `year`.
    pub precision: String,
}

/// A contact between parties.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engagement {
    /// Its number in this reading, from 0.
    pub id: usize,
    /// `meeting`, `call`, `visit`, `multilateral`, `letter`, `signing` or `summons`.
    pub kind: String,
    /// The parties.
    pub participants: Vec<Participant>,
    /// When it took place; null if unknown.
    pub date: Option<DateRange>,
    /// The city, else the country, as the text names it.
    pub place: Option<String>,
    /// The country of the place.
    pub country: Option<String>,
    /// 3 for “the third time”.
    pub ordinal: Option<u32>,
    /// Id of the visit or summit that it was part of.
    pub within: Option<usize>,
    /// True when the text says that it will happen.
    pub announced: bool,
    /// The words that report it.
    pub evidence: Quote,
}

/// A speech act that the text reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its number in this reading, from 0.
    pub id: usize,
    /// One of the 13 families.
    pub family: String,
    /// The act's name.
    pub act: String,
    /// 1 (courteous) to 5 (strongest).
    pub strength: u8,
    /// The predicate.
    pub cue: Quote,
    /// Ids of the entities whose act it is.
    pub speakers: Vec<String>,
    /// The codes of their sides.
    pub sides: Vec<String>,
    /// True when two or more parties do it together.
    pub joint: bool,
    /// True for “reiterated”, “again”.
    pub reiterated: bool,
    /// True for “did not agree”.
    pub negated: bool,
    /// Ids of the entities addressed.
    pub addressees: Vec<String>,
    /// The codes of the sides addressed.
    pub addressee_sides: Vec<String>,
    /// The code of the publisher.
    pub reported_by: Option<String>,
    /// The complement: what was stressed, raised, agreed.
    pub content: Option<Quote>,
    /// A condition set on it.
    pub condition: Option<Quote>,
    /// Topic ids, the surest first.
    pub topics: Vec<String>,
    /// Codes of the countries, territories and organisations that the content is about.
    pub about: Vec<String>,
    /// Ids of instruments, cases and persons that the content names.
    pub names: Vec<String>,
    /// Ids of the engagements in which it was said.
    pub engagements: Vec<usize>,
    /// The whole sentence.
    pub evidence: Quote,
    /// PLOVER event type, null where it has none.
    pub plover: Option<String>,
    /// CAMEO code, null where it has none.
    pub cameo: Option<String>,
}

/// Something that could not be read with certainty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// A stable name, `unresolved-pronoun`.
    pub code: String,
    /// Where, if somewhere.
    pub span: Option<CharSpan>,
    /// For people.
    pub message: String,
}
