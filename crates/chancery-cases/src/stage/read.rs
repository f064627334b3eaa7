//! `release` and `expect`: the whole pipeline.

use chancery::{Body, Reader, Release};

use super::{Fault, mismatch};
use crate::case::{Block, Case, Mismatch};
use crate::expect::{Comparison, Kind, compare, items};
use crate::notation::{Value, Word, unescape_bytes, words};

pub(super) fn expect(
    case: &Case,
    block: &Block,
    reader: &Reader,
    kinds: &[Kind],
) -> Result<Option<Mismatch>, Fault> {
    let release = release(&case.input).map_err(|fault| (case.input.line, fault))?;
    let reading = reader.read(&release);
    if block.body.trim().is_empty() {
        // A new case: all that is read is a mismatch, for an update to write down.
        let Comparison { actual, .. } =
            compare(&[], &reading, kinds).map_err(|fault| (block.line, fault))?;
        return Ok(mismatch(block, String::new(), actual, None));
    }
    let items = items(&block.body).map_err(|(line, fault)| (block.line + line, fault))?;
    let comparison = compare(&items, &reading, kinds).map_err(|fault| (block.line, fault))?;
    Ok(mismatch(
        block,
        comparison.expected,
        comparison.actual,
        None,
    ))
}

/// The release that a block describes.
fn release(block: &Block) -> Result<Release, String> {
    let mut release = Release::from_text(block.body.clone());
    for word in words(&block.attributes)? {
        match word {
            Word::Bare(word) if word == "escapes" => release.body = Body::Bytes(unescape_bytes(&block.body)?),
            Word::Attribute(key, value) => {
                let value = match value {
                    Value::Quote(words) => words,
                    Value::List(words) => words.join(","),
                    Value::None | Value::Flag(_) => continue,
                };
                match key.as_str() {
                    "date" => release.published = Some(value.parse().map_err(|_| format!("`{value}` is no date YYYY-MM-DD"))?),
                    "publisher" => release.publisher = Some(value),
                    "title" => release.title = Some(value),
                    "url" => release.url = Some(value),
                    "id" => release.id = Some(value),
                    "charset" => release.charset = Some(value),
                    _ => return Err(format!("`{key}` is no attribute of a release; date, publisher, title, url, id, charset are")),
                }
            }
            _ => return Err("behind `release` stand attributes, such as date=2021-03-04 publisher=GB, or `escapes`".into()),
        }
    }
    Ok(release)
}
