//! The charset that a page says it is in.

/// Browsers look no further than 1024 bytes; pages with long comments at their beginning need more.
const HEAD: usize = 8 << 10;

/// Whether there is nothing but white space, marks and zeros.
pub(super) fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| {
        byte.is_ascii_whitespace() || matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF)
    })
}

/// The label in `<meta charset>`, `<meta http-equiv=content-type>` or the XML declaration, as it is written.
pub(super) fn of(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head: String = head
        .iter()
        .map(|&byte| {
            if byte.is_ascii() {
                char::from(byte).to_ascii_lowercase()
            } else {
                '\u{FFFD}'
            }
        })
        .collect();
    of_meta(&head).or_else(|| of_declaration(&head))
}

fn of_meta(head: &str) -> Option<String> {
    let mut rest = head;
    while let Some(at) = rest.find("<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..rest.find('>').unwrap_or(rest.len())];
        if let Some(found) = label(tag, "charset") {
            return Some(found);
        }
    }
    None
}

fn of_declaration(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    label(&declaration[..declaration.find("?>")?], "encoding")
}

/// What stands behind `name =`, with or without quotes.
fn label(tag: &str, name: &str) -> Option<String> {
    let value = tag[tag.find(name)? + name.len()..].trim_start();
    let value = value.strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+');
    let end = value.find(|c| !is_part(c)).unwrap_or(value.len());
    (end > 0).then(|| value[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_found_wherever_pages_write_them() {
        for (page, expected) in [
            (&b"<html><head><META CHARSET=GBK>"[..], Some("gbk")),
            (
                b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
                Some("windows-1251"),
            ),
            (
                b"\n<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><html>",
                Some("shift_jis"),
            ),
            (
                b"<meta name=description content='the charset of all'>",
                None,
            ),
            (b"<meta charset=", None),
            (b"", None),
        ] {
            assert_eq!(of(page).as_deref(), expected);
        }
    }
}
