//! Reads an official readout into a record in which every claim carries the sentence that proves it.
//!
//! [`Reader::read`] is the whole of it:
//!
//! 1. the bytes are decoded and restored ([`chancery_restore`]), every edit kept as a [`reading::Repair`];
//! 2. the text is split into sentences and tagged tokens ([`chancery_text`]);
//! 3. people, offices, engagements and statements are found ([`chancery_extract`]) with what
//!    [`chancery_lexicon`] knows;
//! 4. the [`Reading`] is written, its spans in code points.
//!
//! ```
//! use chancery::{Reader, Release};
//!
//! let reader = Reader::shipped()?;
//! let mut release = Release::from_text("Foreign Secretary David Lammy met Foreign Minister Wang Yi today. He raised human rights.");
//! release.publisher = Some("GB".to_owned());
//! let reading = reader.read(&release);
//! assert_eq!(reading.statements[0].family, "raise");
//! # Ok::<(), chancery::Error>(())
//! ```
//!
//! It does no I/O, never asks for today's date and never fails: bad input yields diagnostics.

mod pipeline;
pub mod reading;
pub mod release;

pub use chancery_lexicon as lexicon;
pub use pipeline::{Error, Reader, read};
pub use reading::Reading;
pub use release::{Body, Release};
