//! Keeps readings in one SQLite file and answers questions of them.
//!
//! ```
//! use chancery::{Reader, Release};
//! use chancery_record::{Query, Record};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("chancery.db");
//! # let reader = Reader::shipped()?;
//! let mut release = Release::from_text("The Foreign Minister of Norway met the Foreign Minister of Chile. She raised fisheries.");
//! release.publisher = Some("NO".into());
//! let mut record = Record::open(&path)?;
//! record.add(&[reader.read(&release)])?;
//! let found = record.search(&Query { words: Some("fisheries".into()), ..Query::default() })?;
//! assert_eq!(found[0].statement.act, "raise");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What holds
//! - A batch that [`Record::add`] has reported is in the file, whatever happens to the process afterwards; one that it has
//!   not is wholly out of it.
//! - The same reading added again changes nothing. A URL whose text has changed becomes a new revision; the old one stays
//!   in the file, and searches answer from the newest.
//! - A file that is not a record, or one written by a newer version, is refused and not touched.

mod add;
pub mod brief;
mod browse;
mod check;
pub mod compare;
mod condition;
mod counts;
mod coverage;
mod engagements;
mod entry;
mod error;
mod facet;
mod framework;
mod number;
mod overview;
mod pairs;
mod period;
mod readings;
mod record;
mod same;
mod search;
mod show;
mod stored;
pub mod timeline;
mod visit;
pub mod vocabulary;
mod walk;

pub use add::Added;
pub use brief::{Brief, BriefQuery};
pub use browse::{Browsed, FacetCount, Facets, Subject};
pub use check::{Checked, Fault};
pub use compare::{Comparison, compare, compare_contact};
pub use condition::Condition;
pub use coverage::{
    Ask, Cell, Counted, Coverage, PillarCoverage, Scoped, Silence, Tally, Unserved,
};
pub use engagements::{Contact, ContactQuery, EngagementKey};
pub use entry::Entry;
pub use error::{Error, Misstated};
pub use framework::{Framework, Pillar, Scope, shipped as shipped_frameworks};
pub use overview::{DocumentRow, EntityRow, Link, Revision, TopicCount};
pub use pairs::{Pair, PairQuery};
pub use period::Period;
pub use record::{Record, Status};
pub use search::{Found, QUOTES, Query, Sort};
pub use show::DocumentKey;
pub use timeline::{Change, ChangeKind, Timeline};
pub use visit::Selected;
