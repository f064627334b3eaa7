//! What Chancery knows: countries, organisations, places, offices, office-holders over time, topics and acts.
//!
//! The knowledge is kept in tab-separated tables under `data/` (its `README.md` names files and columns), which are
//! built into the library. [`Lexicon::shipped`] reads and checks them; [`Lexicon::load`] does the same with tables
//! from anywhere else.
//!
//! ```
//! use chancery_lexicon::Lexicon;
//!
//! let lexicon = Lexicon::load(&[(
//!     "offices.tsv",
//!     "id\tname\taliases\trank\tkind\tcountry\tsource\n\
//!      foreign-secretary\tForeign Secretary\t\t3\tforeign-minister\tGB\ttitle in use\n",
//! )])?;
//! assert_eq!(lexicon.offices[0].name, "Foreign Secretary");
//! # Ok::<(), chancery_lexicon::Error>(())
//! ```
//!
//! Loading is strict: an unknown column, a code that no table has, a date that is none, a name given twice are errors,
//! and all are reported at once with file and line. What is loaded can be relied on:
//!
//! - every code in a record is that of a country, a subdivision or an organisation, or `private`;
//! - every office that someone held is one of [`Lexicon::offices`];
//! - an office of a kind that has one holder at a time never has two for more than the day they hand it over.
//!
//! The crate reads no file, holds no global state and does not know today's date: [`Lexicon::holder`] is asked about a
//! day and answers only what is certain for that day.

mod act;
mod check;
mod classes;
mod date;
mod error;
mod given_name;
mod inflect;
mod lexicon;
mod office;
mod publisher;
mod read;
mod table;
mod tenure;
mod topic;
mod vocabulary;
mod world;

pub use act::{Act, Addressee, Complement, ComplementRule, Family, Plover};
pub use classes::Classes;
pub use date::{PartialDate, Precision};
pub use error::{Error, Problem};
pub use given_name::GivenNames;
pub use inflect::{Inflections, VerbForm, VerbForms};
pub use lexicon::Lexicon;
pub use office::{Office, OfficeKind, Person, Tenure};
pub use publisher::Publishers;
pub use table::{Row, Table};
pub use topic::{TOPICS, TermWord, TopicTerm};
pub use world::{
    Case, Country, Group, Instrument, InstrumentKind, Organisation, Place, PlaceKind, Subdivision,
};
