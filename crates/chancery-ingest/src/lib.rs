//! Sources to releases: files, folders, standard input, JSON lines, web archives, feeds and PDFs.
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
//! A PDF becomes a release with its letters put together again to words, columns and paragraphs, without running heads and
//! page numbers; its title and day are believed where its pages say the same. One without a text layer, damaged or locked
//! is an error that says so.
//!
//! A web archive (`.warc`, plain or of gzip members or zstd frames) gives an item for each `response` and `resource` of
//! text; a record or member that is damaged, cut off or of a wrong length is one error, and what is found behind it is
//! read. The day of retrieval is not taken for the day of release. A feed (RSS, Atom) gives an item for each entry with its
//! full content. Both are read as streams: no more than one document of them is in memory, however large they are.
//!
//! What is not here: decoding of text (a [`Body`](chancery::Body) stays bytes), other compressed files, archives on standard input, archived responses that are cut or not a success, summaries in feeds, PDFs in web archives and in lines of JSON. They
//! are told by name or first bytes and refused with a reason.
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
mod feed;
mod item;
mod knowledge;
mod line;
mod open;
mod page;
mod pdf;
mod sniff;
mod sources;
mod warc;

pub use carried::{Carried, Text};
pub use error::{Error, Origin};
pub use item::{Content, Given, Item};
pub use knowledge::lexicon;
pub use open::{Block, Blocks, Source, open};
pub use sources::{Input, Sources, size};

/// The largest document that is read, in bytes. No readout comes near it; a larger file is something else.
pub const LARGEST: u64 = 32 << 20;
