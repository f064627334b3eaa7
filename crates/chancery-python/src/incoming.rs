//! Batches of documents: which columns are looked at, and reading them.

use std::sync::{Mutex, PoisonError};
use std::thread;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, RecordBatch};
use arrow_cast::cast;
use arrow_schema::{DataType, Schema};
use chancery::{Reader, Reading};
use chancery_ingest::{Content, Given};

use crate::batch::Field;
use crate::documents::{Held, Own, Task, parsed};
use crate::failure::Refusal;

/// What one row is.
pub(crate) const MEANING: &str = "One row for each document. Every column may be missing, except that one of text, bytes and html is there; others are not looked at.";

/// The columns of documents that come in.
pub(crate) const COLUMNS: &[Field] = &[
    Field::text(
        "id",
        "What the document is called in all tables; else the hash of what was read.",
    ),
    Field::text(
        "url",
        "Where it was published. Its domain tells the publisher where nothing else does.",
    ),
    Field::text("title", "Its title."),
    Field::day(
        "date",
        "The day of release: a date, a timestamp, or text that begins YYYY-MM-DD.",
    ),
    Field::text(
        "publisher",
        "Whose account it is: ISO 3166-1 code or an organisation's short name.",
    ),
    Field::text(
        "charset",
        "The charset that its bytes are declared to be in.",
    ),
    Field::text(
        "language",
        "The language that is declared, BCP 47; the text's own counts more.",
    ),
    Field::text("text", "Its text."),
    Field::bytes(
        "bytes",
        "Its bytes: text in any encoding, a page or a PDF, told by the first of them.",
    ),
    Field::text("html", "A page of HTML, decoded."),
];

/// A document of a batch, or why it is none.
type Incoming = Result<Held, Refusal>;

/// The documents of a batch, in order. Those without id or address are called by the file that they are from and their
/// number in it, counted from 1, else `document 3`, counted from 0.
///
/// # Errors
/// If the batch has no column that holds documents, or one of a type that holds none.
pub(crate) fn documents(
    batch: &RecordBatch,
    origin: Option<&(String, usize)>,
) -> Result<Vec<Incoming>, String> {
    let schema = batch.schema();
    if !["text", "bytes", "html"]
        .iter()
        .any(|name| schema.index_of(name).is_ok())
    {
        return Err(format!(
            "the batch has no column `text`, `bytes` or `html`, only {} — rename the one that holds the documents",
            names(&schema)
        ));
    }
    let texts = |name: &str| column(batch, name, &DataType::LargeUtf8);
    let columns = Columns {
        id: texts("id")?,
        url: texts("url")?,
        title: texts("title")?,
        date: texts("date")?,
        publisher: texts("publisher")?,
        charset: texts("charset")?,
        language: texts("language")?,
        text: texts("text")?,
        bytes: column(batch, "bytes", &DataType::LargeBinary)?,
        html: texts("html")?,
    };
    let place = |row: usize| match origin {
        Some((file, before)) => format!("{file}#{}", before + row + 1),
        None => format!("document {row}"),
    };
    Ok((0..batch.num_rows())
        .map(|row| columns.document(row, place(row)))
        .collect())
}

fn names(schema: &Schema) -> String {
    let names: Vec<&str> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    names.join(", ")
}

/// A column in the type that is read here, if it is there.
fn column(batch: &RecordBatch, name: &str, of: &DataType) -> Result<Option<ArrayRef>, String> {
    let Some(array) = batch.column_by_name(name) else {
        return Ok(None);
    };
    let cast = cast(array, of).map_err(|_| {
        let wanted = if *of == DataType::LargeBinary {
            "bytes"
        } else {
            "text"
        };
        format!(
            "the column `{name}` is {}, not {wanted} — cast it",
            array.data_type()
        )
    });
    cast.map(Some)
}

struct Columns {
    id: Option<ArrayRef>,
    url: Option<ArrayRef>,
    title: Option<ArrayRef>,
    date: Option<ArrayRef>,
    publisher: Option<ArrayRef>,
    charset: Option<ArrayRef>,
    language: Option<ArrayRef>,
    text: Option<ArrayRef>,
    bytes: Option<ArrayRef>,
    html: Option<ArrayRef>,
}

impl Columns {
    fn document(&self, row: usize, place: String) -> Incoming {
        let told = |column| text(column, row).filter(|text| !text.trim().is_empty());
        let own = Own {
            id: told(&self.id),
            url: told(&self.url),
            title: told(&self.title),
            published: None,
            publisher: told(&self.publisher),
            charset: told(&self.charset),
            language: told(&self.language),
        };
        let bytes = self.bytes.as_ref().filter(|column| column.is_valid(row));
        let bytes = bytes.map(|column| column.as_binary::<i64>().value(row).to_vec());
        let contents = [
            text(&self.text, row).map(Content::Text),
            bytes.map(Content::Bytes),
            text(&self.html, row).map(Content::Html),
        ];
        let mut contents = contents.into_iter().flatten();
        let (content, others) = (contents.next(), contents.count());
        let refusal = |reason: String| Refusal {
            document: own.name(&place),
            reason,
        };
        let Some(content) = content else {
            return Err(refusal(
                "has neither `text` nor `bytes` nor `html` — leave it out".to_owned(),
            ));
        };
        if others > 0 {
            return Err(refusal(
                "has several of `text`, `bytes` and `html` — leave one".to_owned(),
            ));
        }
        let published = match told(&self.date) {
            None => None,
            Some(date) => match parsed(&date) {
                Some(day) => Some(day),
                None => {
                    return Err(refusal(format!(
                        "`date` is {date:?}, which is no date — write it YYYY-MM-DD"
                    )));
                }
            },
        };
        Ok(Held {
            content,
            place: place.clone(),
            own: Own { published, ..own },
        })
    }
}

fn text(column: &Option<ArrayRef>, row: usize) -> Option<String> {
    let column = column.as_ref().filter(|column| column.is_valid(row))?;
    Some(column.as_string::<i64>().value(row).to_owned())
}

/// What became of each document, in order.
pub(crate) type Outcome = Result<Reading, Refusal>;

/// Reads documents on `jobs` threads; what becomes of them is in their order.
pub(crate) fn read(
    documents: Vec<Incoming>,
    reader: &Reader,
    given: &Given,
    jobs: usize,
) -> Vec<Outcome> {
    let one = |document: Incoming| {
        document.and_then(|held| Task::Held(Box::new(held)).read(reader, given))
    };
    if jobs == 1 || documents.len() < 2 {
        return documents.into_iter().map(one).collect();
    }
    let waiting = Mutex::new(documents.into_iter().enumerate());
    let done = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..jobs {
            scope.spawn(|| {
                loop {
                    let next = locked(&waiting).next();
                    let Some((row, document)) = next else { return };
                    let outcome = one(document);
                    locked(&done).push((row, outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(row, _)| *row);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The readings, and the refusals.
pub(crate) fn parted(outcomes: Vec<Outcome>) -> (Vec<Reading>, Vec<Refusal>) {
    let mut readings = Vec::with_capacity(outcomes.len());
    let mut refused = Vec::new();
    for outcome in outcomes {
        match outcome {
            Ok(reading) => readings.push(reading),
            Err(refusal) => refused.push(refusal),
        }
    }
    (readings, refused)
}
