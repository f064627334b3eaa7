//! Sources to releases: files, folders, standard input and JSON lines.
//!
//! [`Sources`] walks what it is given and yields one [`Item`] for each document, in the order of the inputs and, within a
//! folder, of the names. An item is cheap: the file behind it is read, or its JSON parsed, only by [`Item::release`],
//! which may happen on any thread. No more than one document is held in memory for each item alive.
//!
//! What cannot be a release is an [`Error`], one for each document, and never stops the walk: the next call of
//! [`Iterator::next`] goes on behind it.
//!
//! Who wants texts and not releases, large ones and many, takes [`open`]: a [`Source`] is a stream, and its [`Blocks`] are
//! lines of JSON as they arrive, each read as [`Carried`], which keeps the fields that it does not know.
//!
//! A page (HTML, by its name or first bytes) becomes a release with its main text; what its head says fills title, day,
//! address and language, and the domain of its address tells the publisher if [`Given`] knows the domains.
//!
//! What is not here: decoding of text (a [`Body`](chancery::Body) stays bytes), WARC, compressed files and PDF. They are
//! told by name or first bytes and refused with a reason.
//!
//! ```
//! use chancery_ingest::{Given, Input, Sources};
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("readout.txt");
//! # std::fs::write(&path, "The ministers met.")?;
//! let given = Given { publisher: Some("GB".into()), ..Given::default() };
//! for item in Sources::new([Input::Path(path)]) {
//!     let release = item?.release(&given)?;
//!     assert_eq!(release.publisher.as_deref(), Some("GB"));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod carried;
mod error;
mod item;
mod line;
mod open;
mod page;
mod sniff;
mod sources;

pub use carried::{Carried, Text};
pub use error::{Error, Origin};
pub use item::{Given, Item};
pub use open::{Block, Blocks, Source, open};
pub use sources::{Input, Sources, size};

/// The largest document that is read, in bytes. No readout comes near it; a larger file is something else.
pub const LARGEST: u64 = 32 << 20;
