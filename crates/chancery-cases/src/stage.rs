//! What a case tests, told by its folder and its blocks.

mod read;
mod restore;
mod text;

use chancery::Reader;

use crate::case::{Block, Case, Mismatch};
use crate::expect::Kind;

/// Where in the file a case is written wrongly, and how.
pub(crate) type Fault = (usize, String);

/// Runs a case: its expectations that do not hold.
pub(crate) fn run(case: &Case, reader: &Reader) -> Result<Vec<Mismatch>, Fault> {
    if case.expectations.is_empty() {
        return Err((
            case.line,
            "nothing is expected of it; add a block, and run with --update to fill it".into(),
        ));
    }
    let mut mismatches = Vec::new();
    for block in &case.expectations {
        let mismatch = match (case.input.name.as_str(), block.name.as_str()) {
            ("release", "expect") => read::expect(case, block, reader, &kinds(case)),
            ("text" | "bytes", "restored") => restore::restored(case, block),
            ("text" | "bytes", "repairs") => restore::repairs(case, block),
            ("text", "sentences") => text::sentences(case, block, reader.tagger()),
            ("text", "tokens") => text::tokens(case, block, reader.tagger()),
            ("text", "tags") => text::tags(case, block, reader.tagger()),
            (input, expectation) => Err((
                block.line,
                format!("`{expectation}` says nothing about `{input}`"),
            )),
        };
        mismatches.extend(mismatch?);
    }
    Ok(mismatches)
}

/// What is tested of a reading: by the nearest folder that is named for it, else everything.
fn kinds(case: &Case) -> Vec<Kind> {
    let folders = case
        .file
        .ancestors()
        .skip(1)
        .filter_map(|folder| folder.file_name()?.to_str());
    let kinds = folders.map(|folder| match folder {
        "engagements" => Some(vec![Kind::Engagement]),
        "statements" => Some(vec![Kind::Statement]),
        "entities" => Some(vec![Kind::Entity]),
        "read" => Some(Kind::ALL.to_vec()),
        _ => None,
    });
    kinds.flatten().next().unwrap_or_else(|| Kind::ALL.to_vec())
}

/// A mismatch of a block, if what it says differs from what there is.
fn mismatch(
    block: &Block,
    expected: String,
    actual: String,
    update: Option<String>,
) -> Option<Mismatch> {
    (expected != actual).then(|| Mismatch {
        line: block.line,
        update: update.unwrap_or_else(|| actual.clone()),
        expected,
        actual,
        lines: block.lines,
    })
}
