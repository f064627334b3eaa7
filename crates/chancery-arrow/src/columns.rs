//! The columns of every table: their names, what they mean, and where their values come from.
//!
//! This is the one place that knows. Schemas, batches, files and what `chancery export --schema` prints are made of it.

use chancery::Reading;
use chancery::reading::{Engagement, Participant, Quote, Repair, Statement};

/// A column of a table.
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub meaning: &'static str,
    pub(crate) value: Value,
}

/// Where the values of a column come from, and of which type they are.
pub(crate) enum Value {
    Text(for<'r> fn(&Row<'r>) -> &'r str),
    TextIfAny(for<'r> fn(&Row<'r>) -> Option<&'r str>),
    /// A day in ISO 8601; what is none is null.
    Day(for<'r> fn(&Row<'r>) -> Option<&'r str>),
    Number(fn(&Row<'_>) -> usize),
    NumberIfAny(fn(&Row<'_>) -> Option<usize>),
    Flag(fn(&Row<'_>) -> bool),
    Texts(for<'r> fn(&Row<'r>) -> Vec<&'r str>),
    /// The names of the entities with these ids.
    Names(for<'r> fn(&Row<'r>) -> &'r [String]),
    Numbers(for<'r> fn(&Row<'r>) -> &'r [usize]),
}

impl Column {
    const fn new(name: &'static str, meaning: &'static str, value: Value) -> Column {
        Column {
            name,
            meaning,
            value,
        }
    }

    /// Whether it may have no value.
    pub fn nullable(&self) -> bool {
        matches!(
            self.value,
            Value::TextIfAny(_) | Value::Day(_) | Value::NumberIfAny(_)
        )
    }

    /// The name of its type: `text`, `integer`, `boolean`, `date`, `list of text`, `list of integer`.
    pub fn type_name(&self) -> &'static str {
        match self.value {
            Value::Text(_) | Value::TextIfAny(_) => "text",
            Value::Day(_) => "date",
            Value::Number(_) | Value::NumberIfAny(_) => "integer",
            Value::Flag(_) => "boolean",
            Value::Texts(_) | Value::Names(_) => "list of text",
            Value::Numbers(_) => "list of integer",
        }
    }
}

/// What one row is made of: a reading, and the place of an engagement, a statement or a repair in it.
pub(crate) struct Row<'r> {
    pub(crate) reading: &'r Reading,
    /// Where the engagement, statement or repair stands among those of the reading.
    pub(crate) number: usize,
    /// Where the participant stands among those of the engagement.
    pub(crate) part: usize,
}

impl<'r> Row<'r> {
    fn engagement(&self) -> &'r Engagement {
        &self.reading.engagements[self.number]
    }

    fn participant(&self) -> &'r Participant {
        &self.engagement().participants[self.part]
    }

    fn statement(&self) -> &'r Statement {
        &self.reading.statements[self.number]
    }

    fn repair(&self) -> &'r Repair {
        &self.reading.repairs[self.number]
    }

    fn named(&self) -> Option<&'r chancery::reading::Entity> {
        let id = self.participant().entity.as_deref()?;
        self.reading.entities.iter().find(|entity| entity.id == id)
    }

    /// The names of entities, in their order; an id that the reading does not know stands for itself.
    pub(crate) fn names(&self, ids: &'r [String]) -> Vec<&'r str> {
        let name = |id: &'r String| {
            let known = self.reading.entities.iter().find(|entity| entity.id == *id);
            known.map_or(id.as_str(), |entity| entity.name.as_str())
        };
        ids.iter().map(name).collect()
    }
}

fn texts(values: &[String]) -> Vec<&str> {
    values.iter().map(String::as_str).collect()
}

fn quoted(quote: Option<&Quote>) -> Option<&str> {
    quote.map(|quote| quote.quote.as_str())
}

fn start(quote: Option<&Quote>) -> Option<usize> {
    quote.map(|quote| quote.span.0)
}

fn end(quote: Option<&Quote>) -> Option<usize> {
    quote.map(|quote| quote.span.1)
}

// What every table says of the document that a row comes from.
const DOCUMENT: Column = Column::new(
    "document",
    "The document's id: given by the input, else `b3:` and the BLAKE3 hash of the bytes read. With `source` it is unique.",
    Value::Text(|row| &row.reading.document.id),
);
const SOURCE: Column = Column::new(
    "source",
    "Where the document comes from: its URL, else its path.",
    Value::TextIfAny(|row| row.reading.document.source.as_deref()),
);
const TITLE: Column = Column::new(
    "title",
    "The document's title, restored.",
    Value::TextIfAny(|row| row.reading.document.title.as_deref()),
);
const PUBLISHER: Column = Column::new(
    "publisher",
    "Whose account it is: a country's ISO 3166-1 alpha-2 code (`XK` for Kosovo) or an organisation's short name.",
    Value::TextIfAny(|row| row.reading.document.publisher.as_deref()),
);
const PUBLISHED: Column = Column::new(
    "published",
    "The day of release.",
    Value::Day(|row| row.reading.document.published.as_deref()),
);

pub(crate) const DOCUMENTS: &[Column] = &[
    DOCUMENT,
    SOURCE,
    TITLE,
    PUBLISHER,
    PUBLISHED,
    Column::new(
        "language",
        "BCP 47.",
        Value::TextIfAny(|row| row.reading.document.language.as_deref()),
    ),
    Column::new(
        "text",
        "The restored text. Every span of every table counts its code points, from 0.",
        Value::Text(|row| &row.reading.document.text),
    ),
    Column::new(
        "engagements",
        "How many engagements it reports or announces.",
        Value::Number(|row| row.reading.engagements.len()),
    ),
    Column::new(
        "statements",
        "How many speech acts it reports.",
        Value::Number(|row| row.reading.statements.len()),
    ),
    Column::new(
        "repairs",
        "How many repairs made its text.",
        Value::Number(|row| row.reading.repairs.len()),
    ),
];

// What the tables of engagements and of their participants share.
const ENGAGEMENT: Column = Column::new(
    "engagement",
    "The engagement's number in its document, from 0.",
    Value::Number(|row| row.engagement().id),
);
const KIND: Column = Column::new(
    "kind",
    "`meeting`, `call`, `visit`, `multilateral`, `letter`, `signing` or `summons`.",
    Value::Text(|row| &row.engagement().kind),
);
const ANNOUNCED: Column = Column::new(
    "announced",
    "True when the text says that it will happen.",
    Value::Flag(|row| row.engagement().announced),
);
const REPORTED: Column = Column::new(
    "evidence",
    "The words that report the engagement.",
    Value::Text(|row| &row.engagement().evidence.quote),
);
const REPORTED_START: Column = Column::new(
    "evidence_start",
    "Where `evidence` begins, in code points of the document's text.",
    Value::Number(|row| row.engagement().evidence.span.0),
);
const REPORTED_END: Column = Column::new(
    "evidence_end",
    "Where `evidence` ends (exclusive).",
    Value::Number(|row| row.engagement().evidence.span.1),
);

pub(crate) const ENGAGEMENTS: &[Column] = &[
    DOCUMENT,
    SOURCE,
    TITLE,
    PUBLISHER,
    PUBLISHED,
    ENGAGEMENT,
    KIND,
    Column::new(
        "sides",
        "The codes of the sides that took part, each once, in the order of the participants.",
        Value::Texts(|row| {
            let mut sides: Vec<&str> = Vec::new();
            for party in &row.engagement().participants {
                if !sides.contains(&party.side.as_str()) {
                    sides.push(&party.side);
                }
            }
            sides
        }),
    ),
    Column::new(
        "date_from",
        "The first day on which it may have taken place; null if unknown.",
        Value::Day(|row| Some(&row.engagement().date.as_ref()?.from)),
    ),
    Column::new(
        "date_to",
        "The last such day.",
        Value::Day(|row| Some(&row.engagement().date.as_ref()?.to)),
    ),
    Column::new(
        "date_precision",
        "What the text tells of the date: `day`, `month` or `year`.",
        Value::TextIfAny(|row| Some(&row.engagement().date.as_ref()?.precision)),
    ),
    Column::new(
        "place",
        "The city, else the country, as the text names it.",
        Value::TextIfAny(|row| row.engagement().place.as_deref()),
    ),
    Column::new(
        "country",
        "The code of the country of the place.",
        Value::TextIfAny(|row| row.engagement().country.as_deref()),
    ),
    Column::new(
        "ordinal",
        "3 for “the third time”.",
        Value::NumberIfAny(|row| row.engagement().ordinal.map(|ordinal| ordinal as usize)),
    ),
    Column::new(
        "within",
        "The number of the visit or summit of the same document that it was part of.",
        Value::NumberIfAny(|row| row.engagement().within),
    ),
    ANNOUNCED,
    REPORTED,
    REPORTED_START,
    REPORTED_END,
];

pub(crate) const PARTICIPANTS: &[Column] = &[
    DOCUMENT,
    SOURCE,
    PUBLISHER,
    PUBLISHED,
    ENGAGEMENT,
    KIND,
    ANNOUNCED,
    Column::new(
        "participant",
        "The party's place among those of the engagement, from 0.",
        Value::Number(|row| row.part),
    ),
    Column::new(
        "entity",
        "The id of the person, office or other party, `type:name`; null where the text names nobody.",
        Value::TextIfAny(|row| row.participant().entity.as_deref()),
    ),
    Column::new(
        "name",
        "The fullest name that the text gives, or the usual one.",
        Value::TextIfAny(|row| row.named().map(|entity| entity.name.as_str())),
    ),
    Column::new(
        "offices",
        "Offices, as the text names them.",
        Value::Texts(|row| {
            row.named()
                .map_or_else(Vec::new, |entity| texts(&entity.offices))
        }),
    ),
    Column::new(
        "side",
        "The code of the side that the party stands for.",
        Value::Text(|row| &row.participant().side),
    ),
    Column::new(
        "role",
        "`host`, `visitor`, `caller`, `attendee`; null if unknown.",
        Value::TextIfAny(|row| row.participant().role.as_deref()),
    ),
    REPORTED,
    REPORTED_START,
    REPORTED_END,
];

pub(crate) const STATEMENTS: &[Column] = &[
    DOCUMENT,
    SOURCE,
    TITLE,
    PUBLISHER,
    PUBLISHED,
    Column::new(
        "statement",
        "The statement's number in its document, from 0.",
        Value::Number(|row| row.statement().id),
    ),
    Column::new(
        "family",
        "The family of the act: `discuss`, `state`, `stress`, `raise`, `criticise`, `press`, `warn`, `support`, `intend`, `agree`, `welcome`, `courtesy` or `reject`.",
        Value::Text(|row| &row.statement().family),
    ),
    Column::new(
        "act",
        "The act's name: `call for`.",
        Value::Text(|row| &row.statement().act),
    ),
    Column::new(
        "strength",
        "1 (courteous) to 5 (strongest).",
        Value::Number(|row| usize::from(row.statement().strength)),
    ),
    Column::new(
        "sides",
        "The codes of the sides whose act it is.",
        Value::Texts(|row| texts(&row.statement().sides)),
    ),
    Column::new(
        "speakers",
        "The ids of those whose act it is.",
        Value::Texts(|row| texts(&row.statement().speakers)),
    ),
    Column::new(
        "speaker_names",
        "Their names, in the same order.",
        Value::Names(|row| &row.statement().speakers),
    ),
    Column::new(
        "addressee_sides",
        "The codes of the sides addressed.",
        Value::Texts(|row| texts(&row.statement().addressee_sides)),
    ),
    Column::new(
        "addressees",
        "The ids of those addressed.",
        Value::Texts(|row| texts(&row.statement().addressees)),
    ),
    Column::new(
        "addressee_names",
        "Their names, in the same order.",
        Value::Names(|row| &row.statement().addressees),
    ),
    Column::new(
        "reported_by",
        "The code of whose account it is.",
        Value::TextIfAny(|row| row.statement().reported_by.as_deref()),
    ),
    Column::new(
        "joint",
        "True when two or more parties do it together.",
        Value::Flag(|row| row.statement().joint),
    ),
    Column::new(
        "reiterated",
        "True for “reiterated”, “again”.",
        Value::Flag(|row| row.statement().reiterated),
    ),
    Column::new(
        "negated",
        "True for “did not agree”.",
        Value::Flag(|row| row.statement().negated),
    ),
    Column::new(
        "topics",
        "Topics of the content, the surest first.",
        Value::Texts(|row| texts(&row.statement().topics)),
    ),
    Column::new(
        "about",
        "The codes of the countries, territories and organisations that the content is about.",
        Value::Texts(|row| texts(&row.statement().about)),
    ),
    Column::new(
        "names",
        "The ids of instruments, cases and persons that the content names.",
        Value::Texts(|row| texts(&row.statement().names)),
    ),
    Column::new(
        "engagements",
        "The numbers of the engagements of the same document in which it was said.",
        Value::Numbers(|row| &row.statement().engagements),
    ),
    Column::new(
        "cue",
        "The predicate: the words that are the act.",
        Value::Text(|row| &row.statement().cue.quote),
    ),
    Column::new(
        "cue_start",
        "Where `cue` begins, in code points of the document's text.",
        Value::Number(|row| row.statement().cue.span.0),
    ),
    Column::new(
        "cue_end",
        "Where `cue` ends (exclusive).",
        Value::Number(|row| row.statement().cue.span.1),
    ),
    Column::new(
        "content",
        "What was stressed, raised, agreed; null if the text does not say.",
        Value::TextIfAny(|row| quoted(row.statement().content.as_ref())),
    ),
    Column::new(
        "content_start",
        "Where `content` begins.",
        Value::NumberIfAny(|row| start(row.statement().content.as_ref())),
    ),
    Column::new(
        "content_end",
        "Where `content` ends (exclusive).",
        Value::NumberIfAny(|row| end(row.statement().content.as_ref())),
    ),
    Column::new(
        "condition",
        "A condition set on it; null if none.",
        Value::TextIfAny(|row| quoted(row.statement().condition.as_ref())),
    ),
    Column::new(
        "condition_start",
        "Where `condition` begins.",
        Value::NumberIfAny(|row| start(row.statement().condition.as_ref())),
    ),
    Column::new(
        "condition_end",
        "Where `condition` ends (exclusive).",
        Value::NumberIfAny(|row| end(row.statement().condition.as_ref())),
    ),
    Column::new(
        "evidence",
        "The whole sentence that proves it.",
        Value::Text(|row| &row.statement().evidence.quote),
    ),
    Column::new(
        "evidence_start",
        "Where `evidence` begins.",
        Value::Number(|row| row.statement().evidence.span.0),
    ),
    Column::new(
        "evidence_end",
        "Where `evidence` ends (exclusive).",
        Value::Number(|row| row.statement().evidence.span.1),
    ),
    Column::new(
        "plover",
        "The event type of the PLOVER ontology; null where it has none.",
        Value::TextIfAny(|row| row.statement().plover.as_deref()),
    ),
    Column::new(
        "cameo",
        "The event code of the CAMEO ontology, text because it begins with 0; null where it has none.",
        Value::TextIfAny(|row| row.statement().cameo.as_deref()),
    ),
];

pub(crate) const REPAIRS: &[Column] = &[
    DOCUMENT,
    SOURCE,
    PUBLISHER,
    PUBLISHED,
    Column::new(
        "repair",
        "The repair's place among those of its document, from 0.",
        Value::Number(|row| row.number),
    ),
    Column::new(
        "kind",
        "`mojibake`, `injected-text`, `entity`, `control`, `layout` or `charset`.",
        Value::Text(|row| &row.repair().kind),
    ),
    Column::new(
        "before",
        "What was there. Put back into the place of its span, for every repair, it gives what was read.",
        Value::Text(|row| &row.repair().before),
    ),
    Column::new(
        "after",
        "What is there now.",
        Value::Text(|row| &row.repair().after),
    ),
    Column::new(
        "start",
        "Where `after` begins, in code points of the document's text.",
        Value::Number(|row| row.repair().span.0),
    ),
    Column::new(
        "end",
        "Where `after` ends (exclusive).",
        Value::Number(|row| row.repair().span.1),
    ),
    Column::new(
        "raw_start",
        "Where `before` began, in code points of the input as decoded.",
        Value::Number(|row| row.repair().raw_span.0),
    ),
    Column::new(
        "raw_end",
        "Where `before` ended (exclusive).",
        Value::Number(|row| row.repair().raw_span.1),
    ),
    Column::new(
        "channel",
        "How the damage came about, where known: `utf-8 read as gb18030`.",
        Value::TextIfAny(|row| row.repair().channel.as_deref()),
    ),
    Column::new(
        "certainty",
        "`exact`, or `inferred` (a guess, with its reason).",
        Value::Text(|row| &row.repair().certainty),
    ),
    Column::new(
        "reason",
        "Why.",
        Value::TextIfAny(|row| row.repair().reason.as_deref()),
    ),
];
