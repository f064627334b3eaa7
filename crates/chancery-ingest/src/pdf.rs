//! A PDF to a release: its letters, put together again to words, lines in reading order and paragraphs.
//!
//! `glyphs` takes the letters with their places from the file, `lines` makes words, columns and lines of them,
//! `furniture` leaves out what stands on every page, `paragraphs` joins lines.

mod furniture;
mod glyphs;
mod inflated;
mod lines;
mod paragraphs;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chancery::Release;
use hayro_interpret::hayro_syntax::metadata::Metadata;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use jiff::civil::Date;

use crate::error::Reason;
use crate::page::dates;

/// What a PDF begins with, at most so many bytes behind its beginning.
const SIGNATURE: &[u8] = b"%PDF-";
/// The most pages that are read. No readout has so many.
pub(crate) const PAGES: usize = 400;
/// Letters whose character the file does not tell, in a hundred, from which on the others make no text.
const UNTOLD: usize = 10;

/// Whether a document begins as PDFs do.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    start.trim_ascii_start().starts_with(SIGNATURE)
}

/// The release that a PDF holds.
///
/// Its title and day are believed where its pages say the same: what a program wrote into the file is often the name of a
/// template and the day of a conversion.
pub(crate) fn release(bytes: Vec<u8>) -> Result<Release, Reason> {
    if inflated::is_too_large(&bytes) {
        return Err(Reason::PdfTooLarge);
    }
    // The crate is written to read whatever comes without a panic; should it do so, that is this document's failure and no other's.
    // Nothing that it had in hand is used afterwards.
    let read = catch_unwind(AssertUnwindSafe(|| read(bytes)));
    read.unwrap_or_else(|payload| {
        Err(if payload.is::<glyphs::TooMuch>() {
            Reason::PdfTooLarge
        } else {
            Reason::PdfDamaged
        })
    })
}

fn read(bytes: Vec<u8>) -> Result<Release, Reason> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Reason::PdfLocked,
        LoadPdfError::Decryption(_) => Reason::PdfEncryption,
        LoadPdfError::Invalid => Reason::PdfDamaged,
    })?;
    let count = pdf.pages().len();
    if count > PAGES {
        return Err(Reason::PdfPages);
    }
    let pages = glyphs::of(&pdf)?;
    let (told, untold) = (pages.told, pages.untold);
    if told == 0 || untold * 100 > (told + untold) * UNTOLD {
        return Err(Reason::PdfNoText);
    }
    let mut pages: Vec<_> = pages.pages.into_iter().map(lines::of).collect();
    furniture::remove(&mut pages);
    let paragraphs = paragraphs::of(&pages);
    if paragraphs.is_empty() {
        return Err(Reason::PdfNoText);
    }
    let metadata = pdf.metadata();
    let mut release = Release::from_text(paragraphs.join("\n\n") + "\n");
    release.title = title(metadata, &paragraphs);
    release.published = day(metadata, &paragraphs);
    Ok(release)
}

/// The title that the file gives, as the first paragraphs write it.
fn title(metadata: &Metadata, paragraphs: &[String]) -> Option<String> {
    let given = folded(&text_string(metadata.title.as_deref()?));
    let mut first = paragraphs.iter().take(6);
    let same = |paragraph: &&String| !given.is_empty() && folded(paragraph) == given;
    first.find(same).cloned()
}

/// The day on which the file was made, if its first or last paragraphs name it.
fn day(metadata: &Metadata, paragraphs: &[String]) -> Option<Date> {
    let made = metadata.creation_date?;
    let narrow = |part: u8| i8::try_from(part).ok();
    let made = Date::new(
        i16::try_from(made.year).ok()?,
        narrow(made.month)?,
        narrow(made.day)?,
    );
    let made = made.ok()?;
    let ends = paragraphs
        .iter()
        .take(4)
        .chain(paragraphs.iter().rev().take(2));
    let mut words = ends.map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>());
    let names = |words: Vec<&str>| {
        let mut threes = words.windows(3).map(|three| three.join(" "));
        threes.any(|three| dates::only(&three) == Some(made))
    };
    words.any(names).then_some(made)
}

/// A string of a PDF: UTF-16 with its mark, else taken for Latin letters, which is what matters for a comparison.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xFE\xFF") {
        Some(pairs) => {
            let units = pairs
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{FEFF}').to_owned(),
            Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

/// The letters and digits of a text.
fn folded(text: &str) -> String {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
