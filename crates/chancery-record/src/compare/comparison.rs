//! The shapes of a comparison.

use chancery::reading::{CharSpan, Quote};
use serde::Serialize;

/// Two accounts side by side. `a` and `b` are the accounts in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The first account and what it alone reports.
    pub a: Account,
    /// The second one.
    pub b: Account,
    /// The contacts that both are accounts of, with the facts of each.
    pub contacts: Vec<SharedContact>,
    /// What both report, in the order of the first account.
    pub both: Vec<Matter>,
    /// The topics of the statements, by id.
    pub topics: Vec<Presence>,
    /// The countries, territories and organisations that the statements are about, beside the parties themselves, by code.
    pub about: Vec<Presence>,
    /// The instruments, cases and persons that the statements name, by name.
    pub names: Vec<Presence>,
    /// What has to be known before this is relied on.
    pub diagnostics: Vec<Note>,
}

/// One of the accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// The document's name.
    pub document: String,
    /// Its path or URL.
    pub source: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Whose account it is.
    pub publisher: Option<String>,
    /// The day of release.
    pub published: Option<String>,
    /// Statements that were compared: those of the shared contacts, or all where none is shared.
    pub compared: usize,
    /// Statements about other contacts, which were not.
    pub aside: usize,
    /// What it says the other side said. Empty where a publisher is not known.
    pub attributed: Vec<Attributed>,
    /// What it reports and the other account does not.
    pub only_here: Vec<Unshared>,
}

/// Words of one of the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The document's name.
    pub document: String,
    /// The text at `span`.
    pub quote: String,
    /// Where it stands, in code points of the document's text.
    pub span: CharSpan,
}

/// Someone or something with its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Id of the entity.
    pub id: String,
    /// The name that the account gives it.
    pub name: String,
}

/// A statement of one of the accounts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Said {
    /// Its number in the reading of its document.
    pub statement: usize,
    /// One of the 13 families.
    pub family: String,
    /// The act's name.
    pub act: String,
    /// 1 (courteous) to 5 (strongest).
    pub strength: u8,
    /// Whose act it is, by name.
    pub speakers: Vec<Named>,
    /// The codes of their sides.
    pub sides: Vec<String>,
    /// The codes of the sides addressed.
    pub addressee_sides: Vec<String>,
    /// Whether several parties do it together.
    pub joint: bool,
    /// Whether it is said that it was not done.
    pub negated: bool,
    /// Topic ids.
    pub topics: Vec<String>,
    /// Codes of what the content is about.
    pub about: Vec<String>,
    /// What it names.
    pub names: Vec<Named>,
    /// The predicate.
    pub cue: Quote,
    /// What was stressed, raised, agreed.
    pub content: Option<Quote>,
    /// A condition set on it.
    pub condition: Option<Quote>,
    /// The whole sentence.
    pub evidence: Evidence,
}

/// A contact that both accounts report, or both announce.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SharedContact {
    /// Its number in the first reading.
    pub a: usize,
    /// Its number in the second one.
    pub b: usize,
    /// How surely they are the same.
    pub likeness: Likeness,
    /// Whether it is only announced.
    pub announced: bool,
    /// What each says of it.
    pub facts: Vec<Fact>,
}

/// How surely two accounts are of the same contact, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Likeness {
    /// 0 to 100; what is below 55 is not held to be the same.
    pub score: u8,
    /// Why, for people.
    pub reasons: Vec<String>,
}

/// A fact of a contact as each account has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// `kind`, `date`, `place`, `ordinal`, `initiative` (the side that sought the contact), `host`, or `people` with a side.
    pub what: String,
    /// What the first account says.
    pub a: Option<Told>,
    /// What the second one says.
    pub b: Option<Told>,
    /// What follows.
    pub verdict: Verdict,
    /// What may explain a difference.
    pub note: Option<String>,
}

/// What an account says of a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The value.
    pub value: String,
    /// The words that say it.
    pub evidence: Evidence,
}

/// How what two accounts say of a fact stands together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Both say the same, perhaps one of them less precisely.
    Agree,
    /// Both cannot be right.
    Disagree,
    /// Only the first one says it.
    OnlyA,
    /// Only the second one says it.
    OnlyB,
}

/// What both accounts report: statements that can stand side by side. At least one of the lists has one element only.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matter {
    /// The statements of the first account.
    pub a: Vec<Said>,
    /// Those of the second one.
    pub b: Vec<Said>,
    /// How alike their contents are, 0 to 100.
    pub likeness: u8,
    /// Topics of both.
    pub topics: Vec<String>,
    /// What both are about, beside the parties.
    pub about: Vec<String>,
    /// What both name.
    pub names: Vec<Named>,
    /// Words of both, in the shorter form.
    pub words: Vec<String>,
    /// Where they differ.
    pub differences: Vec<Difference>,
}

/// Where the accounts differ in what both report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `speaker`, `family`, `strength`, `negation` or `condition`.
    pub what: String,
    /// What the first account has.
    pub a: String,
    /// What the second one has.
    pub b: String,
}

/// A topic, a country or a name, and in which account it occurs.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Presence {
    /// Topic id, code, or id of the entity.
    pub id: String,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Where it occurs.
    pub within: Within,
    /// The sentences of the first account, in order.
    pub a: Vec<Occurrence>,
    /// Those of the second one.
    pub b: Vec<Occurrence>,
}

/// In which of the accounts something occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Only in the first one.
    OnlyA,
    /// Only in the second one.
    OnlyB,
    /// In both.
    Both,
}

/// A sentence where something occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// The number of the statement; null where the sentence names it outside of any statement.
    pub statement: Option<usize>,
    /// The sentence.
    pub evidence: Evidence,
}

/// A statement of the other side as this account reports it, and what that side's account has of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Attributed {
    /// The statement.
    pub said: Said,
    /// Whether the other side's account has it.
    pub confirmed: Confirmed,
    /// The statements there.
    pub by: Vec<Said>,
    /// Where nothing there is like it: what comes nearest.
    pub near: Vec<Occurrence>,
}

/// Whether a side's own account has what the other account says it said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confirmed {
    /// It reports it as its own act.
    Itself,
    /// It reports it as an act of both.
    Jointly,
    /// It reports it as the act of someone else.
    Otherwise,
    /// It does not report it.
    No,
}

/// A statement to which nothing in the other account is like.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unshared {
    /// The statement.
    pub said: Said,
    /// Whose act it is.
    pub whose: Whose,
    /// What comes nearest in the other account: other acts on the same matter, or sentences without any. Empty where
    /// there is nothing.
    pub near: Vec<Occurrence>,
    /// Topics of the statement of which the other account speaks elsewhere.
    pub topics_there: Vec<String>,
}

/// Whose act a statement is, seen from the account that reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Whose {
    /// The publisher's own.
    Own,
    /// Of the other account's publisher.
    Other,
    /// Of several sides together.
    Joint,
    /// Of a third side, or the publishers are not known.
    Third,
}

/// Something to know before a comparison is relied on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// A stable name, `no-shared-contact`.
    pub code: String,
    /// For people.
    pub message: String,
}

impl Comparison {
    /// The same with the accounts exchanged.
    #[must_use]
    pub fn mirrored(self) -> Self {
        let mut mirrored = Comparison {
            a: self.b,
            b: self.a,
            contacts: self
                .contacts
                .into_iter()
                .map(SharedContact::mirrored)
                .collect(),
            both: self.both.into_iter().map(Matter::mirrored).collect(),
            topics: self.topics.into_iter().map(Presence::mirrored).collect(),
            about: self.about.into_iter().map(Presence::mirrored).collect(),
            names: self.names.into_iter().map(Presence::mirrored).collect(),
            diagnostics: self.diagnostics,
        };
        mirrored.sort();
        mirrored
    }

    /// Puts contacts and matters into the order of the first account.
    pub(super) fn sort(&mut self) {
        self.contacts.sort_by_key(|contact| (contact.a, contact.b));
        let first = |said: &[Said]| said.first().map(|said| said.statement);
        self.both
            .sort_by_key(|matter| (first(&matter.a), first(&matter.b)));
    }
}

impl SharedContact {
    fn mirrored(self) -> Self {
        let facts = self.facts.into_iter().map(|fact| Fact {
            a: fact.b,
            b: fact.a,
            verdict: match fact.verdict {
                Verdict::OnlyA => Verdict::OnlyB,
                Verdict::OnlyB => Verdict::OnlyA,
                same => same,
            },
            ..fact
        });
        SharedContact {
            a: self.b,
            b: self.a,
            facts: facts.collect(),
            ..self
        }
    }
}

impl Matter {
    fn mirrored(self) -> Self {
        let differences = self.differences.into_iter().map(|difference| Difference {
            a: difference.b,
            b: difference.a,
            ..difference
        });
        Matter {
            a: self.b,
            b: self.a,
            differences: differences.collect(),
            ..self
        }
    }
}

impl Presence {
    fn mirrored(self) -> Self {
        Presence {
            a: self.b,
            b: self.a,
            within: match self.within {
                Within::OnlyA => Within::OnlyB,
                Within::OnlyB => Within::OnlyA,
                Within::Both => Within::Both,
            },
            ..self
        }
    }
}
