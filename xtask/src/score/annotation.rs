//! Readouts as people annotated them.
//!
//! A file is a JSON array with one object for each document. `doc` is the document's id; what stands before its last `-`
//! names the group that it is counted in. All quoted strings are copied from the text.
//!
//! ```json
//! {"doc": "NO-12",
//!  "engagements": [{"kind": "meeting", "parties": [["NO", "Kari Nordmann"], ["KE", null]],
//!                   "date": "2024-05-07", "quote": "met the Minister of Kenya"}],
//!  "statements": [{"sentence": "She stressed the need for", "cue": "stressed", "family": "stress",
//!                  "sides": ["NO"], "to": ["KE"], "joint": false, "content": "the need for open seas",
//!                  "topics": ["sovereignty-and-territory"], "about": []}]}
//! ```

use std::collections::BTreeSet;

use serde::Deserialize;

/// One readout.
#[derive(Debug, Deserialize)]
pub struct Annotated {
    /// The document's id.
    pub doc: String,
    /// The contacts that it reports or announces.
    pub engagements: Vec<Engagement>,
    /// The speech acts that it reports.
    pub statements: Vec<Statement>,
}

/// A contact.
#[derive(Debug, Deserialize)]
pub struct Engagement {
    /// `meeting`, `call`, … as in a reading.
    pub kind: String,
    /// A side's code and the name of the person who stands for it, without title, where the text names one.
    pub parties: Vec<(String, Option<String>)>,
    /// A day, month or year: `2024-05-07`, `2024-05`, `2024`.
    pub date: Option<String>,
    /// The words that report it.
    pub quote: String,
}

/// A speech act.
#[derive(Debug, Deserialize)]
pub struct Statement {
    /// The beginning of its sentence, as much as is needed to find it; of two equal cues it ends in the one that is meant.
    pub sentence: String,
    /// The predicate, within the sentence.
    pub cue: String,
    /// One of the 13 families.
    pub family: String,
    /// Whose act it is.
    pub sides: BTreeSet<String>,
    /// The sides addressed.
    pub to: BTreeSet<String>,
    /// Whether several do it together.
    pub joint: bool,
    /// The complement.
    pub content: Option<String>,
    /// What the content is about, by topic …
    pub topics: BTreeSet<String>,
    /// … and by country, territory or organisation.
    pub about: BTreeSet<String>,
}

impl Annotated {
    /// The group that the document is counted in: its id up to the last `-`.
    pub fn group(&self) -> &str {
        self.doc
            .rsplit_once('-')
            .map_or(&self.doc, |(group, _)| group)
    }
}

impl Engagement {
    /// The codes of the sides.
    pub fn sides(&self) -> BTreeSet<&str> {
        self.parties.iter().map(|(side, _)| side.as_str()).collect()
    }

    /// The names of the persons.
    pub fn people(&self) -> impl Iterator<Item = &str> {
        let names = self.parties.iter().filter_map(|(_, name)| name.as_deref());
        names.filter(|name| !name.is_empty())
    }
}
