//! Mentions, entities, engagements and statements of a readout.
//!
//! The phases, each in its module: names are found (`gazetteer`, `mentions`) and linked to entities (`entities`);
//! each sentence is read for the contacts that it reports (`contacts`) and for its cues: where their verbs stand
//! (`predicates`), what follows them (`complements`), whose acts they are (`parties`, `discourse`); contents are cut
//! and given topics and countries (`statements`, `topics`).
//!
//! The crate does no I/O, knows no date but the one it is given, and answers every text: what cannot be resolved is
//! told in [`Extraction::unresolved`].

mod complements;
mod contacts;
mod cues;
mod dates;
mod discourse;
mod entities;
mod extraction;
mod gazetteer;
mod headline;
mod kinds;
mod knowledge;
mod mentions;
mod parties;
mod predicates;
mod reader;
mod statements;
mod topics;
mod triggers;
mod view;
mod words;

pub use chancery_lexicon::Family;
pub use dates::{Precision, When};
pub use extraction::{Context, Engagement, Entity, Extraction, Extractor, Participant, Statement};
