//! One document on its way to being a release.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use chancery::{Body, Release};
use chancery_lexicon::Publishers;
use jiff::civil::Date;

use crate::error::{Error, Origin, Reason};
use crate::feed::Entry;
use crate::page::Held;
use crate::sniff::Form;
use crate::warc::Response;
use crate::{line, page, pdf, sniff};

/// What the caller knows of all documents. It holds where a document itself says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// Where they were published.
    pub url: Option<String>,
    /// Their title.
    pub title: Option<String>,
    /// The day of release.
    pub published: Option<Date>,
    /// The code of the country or organisation whose account they are.
    pub publisher: Option<String>,
    /// The charset that their bytes are declared to be in.
    pub charset: Option<String>,
    /// Whose the domains of the web are. Only where a document has an address and nobody names the publisher.
    pub publishers: Publishers,
}

/// A document that is held in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Its text.
    Text(String),
    /// Its bytes: text in any encoding, a page or a PDF, told by the first of them.
    Bytes(Vec<u8>),
    /// A page of HTML.
    Html(String),
}

/// One document, not read yet.
#[derive(Debug)]
pub struct Item {
    pub(crate) origin: Origin,
    pub(crate) payload: Payload,
}

#[derive(Debug)]
pub(crate) enum Payload {
    /// A file that is one document.
    File,
    /// Bytes that are one document.
    Bytes(Vec<u8>),
    /// A line that is one JSON object.
    Line(Vec<u8>),
    /// Text that is one document.
    Text(String),
    /// A page of HTML, decoded.
    Html(String),
    /// What a web archive holds of one address.
    Response(Box<Response>),
    /// One entry of a feed.
    Entry(Box<Entry>),
}

/// A page of HTML.
pub(crate) struct Page {
    pub(crate) bytes: Vec<u8>,
    pub(crate) url: Option<String>,
    /// What its transport declares.
    pub(crate) charset: Option<String>,
}

/// The release that a page holds. Whatever comes from the web as HTML goes through here. The address that a page says
/// is its own counts more than the one that it was found at.
pub(crate) fn page(page: Page) -> Result<Release, Reason> {
    let Held { mut release, .. } = page::release(&page.bytes, page.charset.as_deref())?;
    release.url = release.url.or(page.url);
    Ok(release)
}

impl Item {
    /// A document that a program holds. Its origin is that of standard input: no file, no line.
    pub fn held(content: Content) -> Item {
        Item {
            origin: Origin::standard_input(),
            payload: match content {
                Content::Text(text) => Payload::Text(text),
                Content::Bytes(bytes) => Payload::Bytes(bytes),
                Content::Html(html) => Payload::Html(html),
            },
        }
    }

    /// Bytes that are one document: text, a page or a PDF.
    pub fn of_bytes(origin: Origin, bytes: Vec<u8>) -> Self {
        Item {
            origin,
            payload: Payload::Bytes(bytes),
        }
    }

    /// Where it comes from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Its size in bytes, as its share of the file it is in; 0 for a file that cannot be asked.
    pub fn size(&self) -> u64 {
        match &self.payload {
            Payload::File => self
                .origin
                .path()
                .and_then(|path| path.metadata().ok())
                .map_or(0, |file| file.len()),
            Payload::Bytes(bytes) | Payload::Line(bytes) => bytes.len() as u64,
            Payload::Text(text) | Payload::Html(text) => text.len() as u64,
            Payload::Response(response) => response.extent,
            Payload::Entry(entry) => entry.extent,
        }
    }

    /// Reads the file or parses the line.
    ///
    /// # Errors
    /// When there is nothing that could be read as a release: an unreadable, empty or binary file, a form that is not
    /// read, a line that is no JSON object with a text.
    pub fn release(self, given: &Given) -> Result<Release, Error> {
        let Item { origin, payload } = self;
        let held = match payload {
            Payload::File => {
                let path = origin.path().unwrap_or(Path::new(""));
                read(path).and_then(|bytes| match sniff::by_name(path) {
                    Form::Html => html(&bytes, given),
                    _ => whole(bytes, given),
                })
            }
            Payload::Bytes(bytes) => whole(bytes, given),
            Payload::Line(bytes) => line::release(&bytes).and_then(checked).map(Held::from),
            Payload::Text(text) => checked(Release::from_text(text)).map(Held::from),
            Payload::Html(html) => page::of_text(&html),
            // Where these come from tells whose they are.
            Payload::Response(response) => response.release().map(Held::from),
            Payload::Entry(entry) => entry.release().map(Held::from),
        };
        match held {
            Ok(held) => Ok(complete(held, &origin, given)),
            Err(reason) => Err(Error::new(origin, reason)),
        }
    }
}

/// A file's bytes, up to one more than the largest that is read.
fn read(path: &Path) -> Result<Vec<u8>, Reason> {
    let mut bytes = Vec::new();
    File::open(path)?
        .take(crate::LARGEST + 1)
        .read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The release that is all of some text.
pub(crate) fn plain(bytes: Vec<u8>) -> Result<Release, Reason> {
    sniff::check(&bytes)?;
    Ok(Release::from_bytes(bytes))
}

fn whole(bytes: Vec<u8>, given: &Given) -> Result<Held, Reason> {
    match sniff::check(&bytes) {
        Ok(()) => Ok(Release::from_bytes(bytes).into()),
        Err(Reason::Html) => page::release(&bytes, given.charset.as_deref()),
        Err(Reason::Pdf) => pdf::release(bytes).map(Held::from),
        Err(reason) => Err(reason),
    }
}

/// A file that is named a page. What it is instead is told, if it is plainly something else.
fn html(bytes: &[u8], given: &Given) -> Result<Held, Reason> {
    match sniff::check(bytes) {
        Ok(()) | Err(Reason::Html) => page::release(bytes, given.charset.as_deref()),
        Err(reason) => Err(reason),
    }
}

/// The same refusals for a body that came in a line of JSON.
fn checked(release: Release) -> Result<Release, Reason> {
    match &release.body {
        Body::Bytes(bytes) => sniff::check(bytes)?,
        Body::Text(text) => sniff::check(text.as_bytes())?,
    }
    Ok(release)
}

fn complete(held: Held, origin: &Origin, given: &Given) -> Release {
    let Held {
        mut release,
        publisher,
    } = held;
    release.source = origin.path().map(|path| match origin.part() {
        Some(_) => origin.to_string(),
        None => path.display().to_string(),
    });
    release.url = release.url.or_else(|| given.url.clone());
    release.title = release.title.or_else(|| given.title.clone());
    release.published = release.published.or(given.published);
    release.publisher = release.publisher.or_else(|| given.publisher.clone());
    release.charset = release.charset.or_else(|| given.charset.clone());
    if release.publisher.is_none() {
        // The address of a document is surer than what it says of itself.
        let mut told = [release.url.as_deref(), publisher.as_deref()].into_iter();
        let owner = told.find_map(|url| given.publishers.of_url(url?));
        release.publisher = owner.map(str::to_owned);
    }
    release
}
