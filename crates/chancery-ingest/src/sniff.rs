//! What a file is, by its name and its first bytes.

use std::path::Path;

use crate::error::Reason;

/// The forms that a file can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    JsonLines,
    Html,
    Warc,
    /// XML: a feed, or a text as good as any.
    Xml,
}

/// The form that a file's name tells.
pub(crate) fn by_name(path: &Path) -> Form {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&[".jsonl", ".ndjson"]) {
        Form::JsonLines
    } else if ends(&[".html", ".htm", ".xhtml"]) {
        Form::Html
    } else if ends(&[".warc", ".warc.gz", ".warc.zst"]) {
        Form::Warc
    } else if ends(&[".xml", ".rss", ".atom", ".rdf"]) {
        Form::Xml
    } else {
        Form::Text
    }
}

/// First bytes of formats that are often met where text was meant, with the name that people know them by.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"{\\rtf", "a rich-text document (RTF)"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xFD7zXZ", "an xz archive"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"\x89PNG", "an image"),
    (b"GIF8", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"\x7FELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
];

/// Refuses what is empty, too large, binary or of a form that is not read, given the whole of a document's bytes.
pub(crate) fn check(bytes: &[u8]) -> Result<(), Reason> {
    if bytes.len() as u64 > crate::LARGEST {
        return Err(Reason::TooLarge);
    }
    if crate::pdf::is_pdf(bytes) {
        return Err(Reason::Pdf);
    }
    check_signature(bytes)?;
    let start = bytes
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(bytes)
        .trim_ascii_start();
    if start.is_empty() || is_only_mark(bytes) {
        return Err(Reason::Empty);
    }
    if start.starts_with(b"WARC/") {
        return Err(Reason::Warc);
    }
    if is_html(start) {
        return Err(Reason::Html);
    }
    if !is_utf16(bytes) && is_binary(bytes) {
        return Err(Reason::Binary("binary data"));
    }
    Ok(())
}

/// Refuses what begins like a format that is no text.
pub(crate) fn check_signature(start: &[u8]) -> Result<(), Reason> {
    match SIGNATURES
        .iter()
        .find(|(signature, _)| start.starts_with(signature))
    {
        Some((_, what)) => Err(Reason::Binary(what)),
        None => Ok(()),
    }
}

fn is_only_mark(bytes: &[u8]) -> bool {
    matches!(bytes, b"\xFF\xFE" | b"\xFE\xFF")
}

/// Whether a document begins as pages of HTML do.
pub(crate) fn begins_as_html(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    is_html(bytes.trim_ascii_start())
}

fn is_html(start: &[u8]) -> bool {
    let mut start = start;
    // An XML declaration and comments may come first.
    while let Some(end) = [(&b"<?xml"[..], &b"?>"[..]), (b"<!--", b"-->")]
        .into_iter()
        .find_map(|(begin, end)| {
            let inside = start.get(..1024.min(start.len()))?.strip_prefix(begin)?;
            let at = inside.windows(end.len()).position(|window| window == end)?;
            Some(begin.len() + at + end.len())
        })
    {
        start = start[end..].trim_ascii_start();
    }
    let head: Vec<u8> = start.iter().take(14).map(u8::to_ascii_lowercase).collect();
    head.starts_with(b"<!doctype html")
        || head.starts_with(b"<html")
        || head.starts_with(b"<head>")
        || head.starts_with(b"<body")
}

/// UTF-16 by its byte-order mark, or because nearly all bytes on one side of the pairs are zero.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return true;
    }
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |offset| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (first, second, half) = (zeros(0), zeros(1), sample.len() / 2);
    half >= 4 && (first.max(second) * 10 >= half * 8) && (first.min(second) * 10 <= half)
}

/// Text holds no NUL and hardly a control character. A few are damage, which restoration removes; one in ten is no text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(64 << 10)];
    let controls = sample
        .iter()
        .filter(|&&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C))
        .count();
    let nuls = sample.iter().filter(|&&byte| byte == 0).count();
    controls * 10 > sample.len() || nuls * 100 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_readout_in_any_charset_is_text() {
        let utf16: Vec<u8> = "The ministers met."
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let nul = format!("The ministers met.\0{}", " They agreed on much.".repeat(9));
        for bytes in [
            &b"The ministers met."[..],
            "Они встретились".as_bytes(),
            b"the minister\x92s call",
            nul.as_bytes(),
            &utf16,
        ] {
            assert!(check(bytes).is_ok(), "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_is_no_readout_is_told() {
        assert!(matches!(check(b""), Err(Reason::Empty)));
        assert!(matches!(check(b"\xEF\xBB\xBF \r\n"), Err(Reason::Empty)));
        assert!(matches!(check(b"%PDF-1.7 ..."), Err(Reason::Pdf)));
        assert!(matches!(
            check(b"\n<!DOCTYPE HTML><html>"),
            Err(Reason::Html)
        ));
        assert!(matches!(check(b"WARC/1.0\r\n"), Err(Reason::Warc)));
        assert!(matches!(
            check(&[0, 1, 2, 3, 4, 5, 6, 7]),
            Err(Reason::Binary(_))
        ));
    }

    #[test]
    fn names_tell_forms() {
        assert_eq!(by_name(Path::new("a/B.JSONL")), Form::JsonLines);
        assert_eq!(by_name(Path::new("crawl.warc.gz")), Form::Warc);
        assert_eq!(by_name(Path::new("page.htm")), Form::Html);
        assert_eq!(by_name(Path::new("readout")), Form::Text);
    }
}
