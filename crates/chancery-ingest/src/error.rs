//! Why a source is no release.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a document comes from: a file or standard input, and the line or part if it is one of many in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    path: Option<Arc<Path>>,
    line: Option<usize>,
    part: Option<usize>,
}

impl Origin {
    /// A file.
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Origin {
            path: Some(Arc::from(path.into())),
            line: None,
            part: None,
        }
    }

    /// Standard input.
    pub fn standard_input() -> Self {
        Origin {
            path: None,
            line: None,
            part: None,
        }
    }

    /// The same source, at a line counted from 1.
    pub fn at_line(&self, line: usize) -> Self {
        Origin {
            path: self.path.clone(),
            line: Some(line),
            part: None,
        }
    }

    /// The same source, at a record of a web archive or an entry of a feed, counted from 1.
    pub fn at_part(&self, part: usize) -> Self {
        Origin {
            path: self.path.clone(),
            line: None,
            part: Some(part),
        }
    }

    /// The file; `None` for standard input.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The line, from 1, where a file holds one document a line.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The record of a web archive or the entry of a feed, from 1.
    pub fn part(&self) -> Option<usize> {
        self.part
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}", path.display())?,
            None => f.write_str("standard input")?,
        }
        match (self.line, self.part) {
            (Some(line), _) => write!(f, ":{line}"),
            (None, Some(part)) => write!(f, "#{part}"),
            (None, None) => Ok(()),
        }
    }
}

/// Why one document was not turned into a release, and what to do about it. Shown, it is one line:
/// `path:LINE: reason — what to do`, or `path#PART: …` for a record or entry.
#[derive(Debug)]
pub struct Error {
    origin: Origin,
    reason: Reason,
}

impl Error {
    pub(crate) fn new(origin: Origin, reason: impl Into<Reason>) -> Self {
        Error {
            origin,
            reason: reason.into(),
        }
    }

    /// Reading a source broke off.
    pub fn reading(origin: Origin, error: std::io::Error) -> Self {
        Error::new(origin, error)
    }

    /// The document that failed.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Why, and what to do about it, without the document.
    pub fn reason(&self) -> String {
        self.reason.to_string()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.reason)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&self.reason)
    }
}

/// The reasons, each a whole line with its advice.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Reason {
    #[error("no such file or folder — check the name")]
    Missing,
    /// A folder of tables that cannot be read.
    #[error("cannot be read ({0}) — name a folder of tables such as the project's data/")]
    NoTables(std::io::Error),
    /// Tables that are not what they should be, with file and line.
    #[error("{0}")]
    WrongTables(String),
    #[error("may not be read — check its permissions")]
    Forbidden,
    #[error("cannot be read ({0}) — check the file")]
    Unreadable(#[source] std::io::Error),
    #[error("the folder holds no file to read — name another")]
    EmptyFolder,
    #[error("links lead in a circle here — remove the link")]
    Circle,
    #[error("is empty — leave it out")]
    Empty,
    #[error("is larger than {} MiB — split it, or give one document a line as JSON lines", crate::LARGEST >> 20)]
    TooLarge,
    #[error("is no text but {0} — convert it to plain text first")]
    Binary(&'static str),
    #[error("is HTML where text is expected — give it as a file or as `html`")]
    Html,
    #[error("is a PDF where text is expected — give it as a file")]
    Pdf,
    #[error("is a PDF without a text layer — run OCR first, e.g. ocrmypdf")]
    PdfNoText,
    #[error("is a PDF that opens with a password only — save it without, e.g. with qpdf --decrypt")]
    PdfLocked,
    #[error(
        "is a PDF encrypted in a way that is not read — save it without, e.g. with qpdf --decrypt"
    )]
    PdfEncryption,
    #[error("is a damaged PDF — get it again, or repair it, e.g. with mutool clean")]
    PdfDamaged,
    #[error(
        "is a PDF of more than {} pages — give the pages of one document",
        crate::pdf::PAGES
    )]
    PdfPages,
    #[error("is a PDF that draws or unpacks more than any readout holds — give its text")]
    PdfTooLarge,
    #[error("is a page that holds no text to read — leave it out, or give its text")]
    NoMainText,
    #[error("is a page whose elements lie too deep in each other to be read — give its text")]
    Nested,
    #[error(
        "is a web archive (WARC), which is read by its name alone — call it .warc, .warc.gz or .warc.zst"
    )]
    Warc,
    #[error("is damaged here ({0}) — get it again; what can be found behind is read")]
    Damaged(#[source] std::io::Error),
    #[error("is no record of a web archive (WARC) — get the file again")]
    NoRecord,
    #[error("the record's head breaks off — get the file again")]
    HeadCut,
    #[error("the record does not say how long it is — get the file again")]
    NoLength,
    #[error("the record says {length} bytes, but {found} are there — get the file again")]
    RecordCut { length: u64, found: u64 },
    #[error("the record is longer than the {length} bytes it says — get the file again")]
    RecordLonger { length: u64 },
    #[error("the page was cut short when it was archived — archive it again")]
    PageCut,
    #[error("the page's content coding is {0:?}, which is not read — archive it without")]
    Coding(String),
    #[error("invalid XML: {0} — get the feed again; what stands before is read")]
    Xml(String),
    #[error("breaks off within an entry — get the feed again")]
    FeedCut,
    #[error("the feed holds no entry — leave it out")]
    NoEntry,
    #[error("the entry holds no full text — get its page")]
    NoContent,
    #[error("invalid JSON: {0} — each line must be one JSON object")]
    Json(String),
    #[error("the line is no JSON object — each line must be one, with `text` or `base64`")]
    NoObject,
    #[error("has neither `text` nor `base64` — add one")]
    NoText,
    #[error("has both `text` and `base64` — leave one out")]
    TwoTexts,
    #[error("`base64` is not valid base64 ({0}) — use the standard alphabet with padding")]
    Base64(#[source] base64::DecodeError),
    #[error("`date` is {0:?}, which is no date — write it YYYY-MM-DD")]
    Date(String),
}

impl From<std::io::Error> for Reason {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::NotFound => Reason::Missing,
            std::io::ErrorKind::PermissionDenied => Reason::Forbidden,
            _ => Reason::Unreadable(error),
        }
    }
}
