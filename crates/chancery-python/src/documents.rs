//! What Python hands over as a document.

use std::path::PathBuf;

use chancery::{Reader, Reading, Release};
use chancery_ingest::{Content, Error, Given, Item};
use jiff::civil::Date;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMapping, PyString};

use crate::failure::Refusal;

/// A document as it is handed over.
pub(crate) enum Document {
    /// A file or a folder, with all the documents in it.
    Path(PathBuf),
    /// One that Python holds.
    Held(Box<Held>),
}

/// A document that Python holds, with what is said of it in particular.
pub(crate) struct Held {
    pub(crate) content: Content,
    pub(crate) own: Own,
    /// What it is called where it has neither id nor address.
    pub(crate) place: String,
}

/// What is said of one document: it holds whatever the document says of itself.
#[derive(Debug, Default, Clone)]
pub(crate) struct Own {
    pub(crate) id: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Date>,
    pub(crate) publisher: Option<String>,
    pub(crate) charset: Option<String>,
    pub(crate) language: Option<String>,
}

/// A document on its way to a thread.
pub(crate) enum Task {
    /// From a file.
    Found(Result<Item, Error>),
    /// From memory.
    Held(Box<Held>),
}

impl Task {
    /// Reads it.
    pub(crate) fn read(self, reader: &Reader, given: &Given) -> Result<Reading, Refusal> {
        match self {
            Task::Found(item) => {
                let item = item.map_err(|error| refusal(error.origin().to_string(), &error))?;
                let name = item.origin().to_string();
                let release = item.release(given);
                let release = release.map_err(|error| refusal(error.origin().to_string(), &error));
                accepted(reader.read(&release?), name)
            }
            Task::Held(held) => {
                let name = held.own.name(&held.place);
                let release = held.release(given);
                let release = release.map_err(|error| refusal(name.clone(), &error));
                accepted(reader.read(&release?), name)
            }
        }
    }
}

fn refusal(document: String, error: &Error) -> Refusal {
    Refusal {
        document,
        reason: error.reason(),
    }
}

/// A reading that says of itself that it is none is a refusal, as it is in the program.
fn accepted(reading: Reading, document: String) -> Result<Reading, Refusal> {
    let mut diagnostics = reading.diagnostics.iter();
    match diagnostics.find(|diagnostic| diagnostic.severity == "error") {
        Some(error) => Err(Refusal {
            document,
            reason: error.message.clone(),
        }),
        None => Ok(reading),
    }
}

impl Own {
    /// What it is called where nothing came of it.
    pub(crate) fn name(&self, place: &str) -> String {
        let named = self.id.as_deref().or(self.url.as_deref());
        named.unwrap_or(place).to_owned()
    }
}

impl Held {
    fn release(self, given: &Given) -> Result<Release, Error> {
        let Held { content, own, .. } = self;
        let mut release = Item::held(content).release(given)?;
        if own.publisher.is_none() && given.publisher.is_none() {
            let owner = own
                .url
                .as_deref()
                .and_then(|url| given.publishers.of_url(url));
            release.publisher = owner.map(str::to_owned).or(release.publisher);
        }
        release.id = own.id.or(release.id);
        release.url = own.url.or(release.url);
        release.title = own.title.or(release.title);
        release.published = own.published.or(release.published);
        release.publisher = own.publisher.or(release.publisher);
        release.charset = own.charset.or(release.charset);
        release.language = own.language.or(release.language);
        Ok(release)
    }
}

/// The document that a Python object is: text, bytes, a path, or a mapping that holds `text`, `bytes` or `html`. `place` is
/// what it is called if it says nothing of itself.
pub(crate) fn document(value: &Bound<'_, PyAny>, place: String) -> PyResult<Document> {
    if let Some(content) = text_or_bytes(value)? {
        let own = Own::default();
        return Ok(Document::Held(Box::new(Held {
            content,
            own,
            place,
        })));
    }
    if value.hasattr("__fspath__")? {
        return Ok(Document::Path(value.extract()?));
    }
    match value.cast::<PyMapping>() {
        Ok(fields) => Ok(Document::Held(Box::new(of_mapping(fields, place)?))),
        Err(_) => Err(PyTypeError::new_err(format!(
            "a document is str (its text), bytes, a path, or a mapping with `text`, `bytes` or `html`, not {}",
            value.get_type().name()?
        ))),
    }
}

fn text_or_bytes(value: &Bound<'_, PyAny>) -> PyResult<Option<Content>> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(Content::Text(unicode(text)?)));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(Content::Bytes(bytes.as_bytes().to_vec())));
    }
    match value.cast::<PyByteArray>() {
        Ok(bytes) => Ok(Some(Content::Bytes(bytes.to_vec()))),
        Err(_) => Ok(None),
    }
}

/// A string that may hold lone surrogates, which are no text: they become U+FFFD, as for every other reader of it.
pub(crate) fn unicode(text: &Bound<'_, PyString>) -> PyResult<String> {
    match text.to_cow() {
        Ok(text) => Ok(text.into_owned()),
        Err(_) => Ok(text.to_string_lossy().into_owned()),
    }
}

fn of_mapping(fields: &Bound<'_, PyMapping>, place: String) -> PyResult<Held> {
    let get = |name: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
        if !fields.contains(name)? {
            return Ok(None);
        }
        Ok(Some(fields.get_item(name)?).filter(|value| !value.is_none()))
    };
    let mut content = None;
    for name in ["text", "bytes", "html"] {
        let Some(value) = get(name)? else { continue };
        if content.is_some() {
            return Err(PyValueError::new_err(
                "a document has one of `text`, `bytes` and `html` — leave the others out",
            ));
        }
        let wrong = || {
            let kind = if name == "bytes" { "bytes" } else { "str" };
            PyTypeError::new_err(format!("`{name}` of a document is {kind}"))
        };
        content = Some(match (name, text_or_bytes(&value)?) {
            ("text", Some(Content::Text(text))) => Content::Text(text),
            ("html", Some(Content::Text(html))) => Content::Html(html),
            ("bytes", Some(Content::Bytes(bytes))) => Content::Bytes(bytes),
            _ => return Err(wrong()),
        });
    }
    let content = content.ok_or_else(|| {
        PyValueError::new_err("a document has `text`, `bytes` or `html` — add one of them")
    })?;
    let string = |name: &str| -> PyResult<Option<String>> {
        let value = get(name)?.map(|value| value.str()).transpose()?;
        let value = value.map(|value| unicode(&value)).transpose()?;
        Ok(value.filter(|value| !value.trim().is_empty()))
    };
    Ok(Held {
        content,
        place,
        own: Own {
            id: string("id")?,
            url: string("url")?,
            title: string("title")?,
            published: string("date")?.map(|date| day(&date)).transpose()?,
            publisher: string("publisher")?,
            charset: string("charset")?,
            language: string("language")?,
        },
    })
}

/// A day, from a date or from a point in time that begins with one.
pub(crate) fn day(date: &str) -> PyResult<Date> {
    parsed(date).ok_or_else(|| {
        PyValueError::new_err(format!(
            "date is {date:?}, which is no date — write it YYYY-MM-DD"
        ))
    })
}

/// The same; none for what is no day.
pub(crate) fn parsed(date: &str) -> Option<Date> {
    let (day, rest) = date.trim().split_at_checked(10)?;
    let ends = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    day.parse().ok().filter(|_| ends)
}

/// What is known of all documents, from the keywords `url`, `title`, `date`, `publisher` and `charset`.
pub(crate) fn given(release: Option<&Bound<'_, PyDict>>, reader: &Reader) -> PyResult<Given> {
    let mut given = Given {
        publishers: reader.lexicon().publishers.clone(),
        ..Given::default()
    };
    for (name, value) in release.into_iter().flatten() {
        let name: String = name.extract()?;
        let value = Some(value).filter(|value| !value.is_none());
        let value = value.map(|value| value.str()).transpose()?;
        let value = value.map(|value| unicode(&value)).transpose()?;
        match name.as_str() {
            "url" => given.url = value,
            "title" => given.title = value,
            "charset" => given.charset = value,
            "date" => given.published = value.map(|date| day(&date)).transpose()?,
            "publisher" => {
                given.publisher = value.map(|code| publisher(&code, reader)).transpose()?;
            }
            _ => {
                return Err(PyTypeError::new_err(format!(
                    "unexpected keyword {name:?}: of a release are known url, title, date, publisher and charset"
                )));
            }
        }
    }
    Ok(given)
}

fn publisher(code: &str, reader: &Reader) -> PyResult<String> {
    if reader.lexicon().name_of(code).is_some() {
        return Ok(code.to_owned());
    }
    Err(PyValueError::new_err(format!(
        "publisher {code:?}: no such code — write a country's ISO 3166-1 code, such as GB, or an organisation's short \
         name, such as EU"
    )))
}
