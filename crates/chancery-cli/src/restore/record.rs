//! A restored text and its repairs as JSON, named as in a reading.

use std::borrow::Cow;
use std::path::Path;

use base64::Engine as _;
use chancery_restore::Restored;
use serde::Serialize;
use serde_json::value::RawValue;

/// What stands before every indented object but the first.
pub const SEPARATOR: &[u8] = b",\n";

/// What stands in an object before the text.
pub enum Head<'a> {
    /// The file that it comes from, if it has a name.
    Source(Option<&'a Path>),
    /// The other fields of the line that it comes from, and whether that gave a text and not bytes.
    Carried(&'a [(Cow<'a, str>, &'a RawValue)], bool),
}

impl Head<'_> {
    /// Whether it is of interest which encoding the bytes were in.
    fn came_as_bytes(&self) -> bool {
        !matches!(self, Head::Carried(_, true))
    }

    fn write(&self, out: &mut Vec<u8>, between: &str) {
        match self {
            Head::Source(None) => {}
            Head::Source(Some(path)) => {
                field(out, "source", &path.to_string_lossy(), between);
            }
            Head::Carried(others, _) => {
                for (name, value) in *others {
                    json(out, name);
                    out.extend_from_slice(colon(between));
                    out.extend_from_slice(value.get().as_bytes());
                    out.extend_from_slice(between.as_bytes());
                }
            }
        }
    }
}

/// One repair, named and ordered as in a reading.
#[derive(Serialize)]
struct Edit<'a> {
    kind: &'a str,
    span: [usize; 2],
    before: &'a str,
    after: &'a str,
    raw_span: [usize; 2],
    channel: Option<&'a str>,
    certainty: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'a str,
}

/// Bytes that have no meaning in the encoding, and where U+FFFD stands for them in the input as decoded.
#[derive(Serialize)]
struct Lost {
    raw_span: [usize; 2],
    base64: String,
}

/// An object on a line of its own.
pub fn write_line(out: &mut Vec<u8>, head: &Head<'_>, restored: &Restored<'_>) {
    out.push(b'{');
    head.write(out, ",");
    field(out, "text", &restored.text, ",");
    if head.came_as_bytes() {
        field(out, "encoding", restored.encoding, ",");
    }
    out.extend_from_slice(b"\"repairs\":[");
    edits(restored, |edit, first| {
        if !first {
            out.push(b',');
        }
        json(out, &edit);
    });
    out.push(b']');
    if !restored.undecoded.is_empty() {
        out.extend_from_slice(b",\"undecoded\":");
        json(out, &undecoded(restored));
    }
    out.extend_from_slice(b"}\n");
}

/// An object for people, without the end of its last line, behind a [`SEPARATOR`].
pub fn write_indented(out: &mut Vec<u8>, head: &Head<'_>, restored: &Restored<'_>) {
    const BETWEEN: &str = ",\n  ";
    out.extend_from_slice(SEPARATOR);
    out.extend_from_slice(b"{\n  ");
    head.write(out, BETWEEN);
    field(out, "text", &restored.text, BETWEEN);
    if head.came_as_bytes() {
        field(out, "encoding", restored.encoding, BETWEEN);
    }
    out.extend_from_slice(b"\"repairs\": [");
    edits(restored, |edit, first| {
        out.extend_from_slice(if first { b"\n    " } else { b",\n    " });
        json(out, &edit);
    });
    out.extend_from_slice(if restored.repairs.is_empty() {
        b"]"
    } else {
        b"\n  ]"
    });
    if !restored.undecoded.is_empty() {
        out.extend_from_slice(b",\n  \"undecoded\": ");
        json(out, &undecoded(restored));
    }
    out.extend_from_slice(b"\n}");
}

/// The repairs with their spans in code points. Between two of them the text and the input are the same.
fn edits(restored: &Restored<'_>, mut write: impl FnMut(Edit<'_>, bool)) {
    let (mut at, mut point, mut raw_point) = (0, 0, 0);
    for (index, repair) in restored.repairs.iter().enumerate() {
        let between = restored.text[at..repair.span.start].chars().count();
        let (start, raw_start) = (point + between, raw_point + between);
        point = start + repair.after.chars().count();
        raw_point = raw_start + repair.before.chars().count();
        at = repair.span.end;
        let edit = Edit {
            kind: repair.kind.as_str(),
            span: [start, point],
            before: &repair.before,
            after: &repair.after,
            raw_span: [raw_start, raw_point],
            channel: repair.channel.as_deref(),
            certainty: repair.certainty.as_str(),
            reason: &repair.reason,
        };
        write(edit, index == 0);
    }
}

fn undecoded(restored: &Restored<'_>) -> Vec<Lost> {
    let raw = restored.raw();
    let (mut at, mut point) = (0, 0);
    let mut lost = Vec::with_capacity(restored.undecoded.len());
    for undecoded in &restored.undecoded {
        point += raw[at..undecoded.raw_span.start].chars().count();
        at = undecoded.raw_span.start;
        lost.push(Lost {
            raw_span: [point, point + 1],
            base64: base64::engine::general_purpose::STANDARD.encode(&undecoded.bytes),
        });
    }
    lost
}

fn field(out: &mut Vec<u8>, name: &str, value: &str, between: &str) {
    json(out, name);
    out.extend_from_slice(colon(between));
    json(out, value);
    out.extend_from_slice(between.as_bytes());
}

/// What stands between a name and its value, given what stands between fields.
fn colon(between: &str) -> &'static [u8] {
    if between == "," { b":" } else { b": " }
}

fn json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    // Strings and numbers always have a form in JSON, and writing to memory does not fail.
    let _ = serde_json::to_writer(out, value);
}
