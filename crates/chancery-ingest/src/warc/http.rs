//! The HTTP message in an archived response.

use std::io::{self, Read};

use crate::error::Reason;

/// What a body is, as its media type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Page,
}

/// A media type that holds documents, and the charset it names.
pub(crate) fn media(content_type: &str) -> Option<(Kind, Option<String>)> {
    let mut parts = content_type.split(';');
    let kind = match parts.next()?.trim().to_ascii_lowercase().as_str() {
        "text/plain" => Kind::Text,
        "text/html" | "application/xhtml+xml" => Kind::Page,
        _ => return None,
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    Some((kind, charset))
}

/// What the head of a response says about its body.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) kind: Kind,
    pub(crate) charset: Option<String>,
    chunked: bool,
    /// The content codings, in the order in which they were applied.
    codings: Vec<String>,
    length: Option<u64>,
}

impl Head {
    /// For a body that stands alone.
    pub(crate) fn of_resource(kind: Kind, charset: Option<String>) -> Self {
        Head {
            kind,
            charset,
            chunked: false,
            codings: Vec::new(),
            length: None,
        }
    }

    /// Reads the lines of a head; `None` if its body is no document: an error page, a redirection, an image.
    pub(crate) fn read(head: &[u8]) -> Option<Self> {
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let mut status = lines.next()?.split_ascii_whitespace();
        let is_http = status.next()?.starts_with("HTTP/");
        // 203 is 200 by way of a proxy; any other says that this is not, or not all of, what was asked for.
        if !is_http || !matches!(status.next()?, "200" | "203") {
            return None;
        }
        let (mut chunked, mut codings, mut length, mut content) = (false, Vec::new(), None, None);
        for line in lines {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => content = Some(value.to_owned()),
                "content-length" => length = value.parse().ok(),
                "transfer-encoding" => chunked |= value.to_ascii_lowercase().contains("chunked"),
                "content-encoding" => {
                    let values = value.split(',').map(|one| one.trim().to_ascii_lowercase());
                    codings.extend(values.filter(|one| !one.is_empty() && one != "identity"));
                }
                _ => {}
            }
        }
        let (kind, charset) = media(&content?)?;
        Some(Head {
            kind,
            charset,
            chunked,
            codings,
            length,
        })
    }

    /// The body as it was before it was sent.
    pub(crate) fn decode(&self, body: Vec<u8>) -> Result<Vec<u8>, Reason> {
        let mut body = match self.chunked.then(|| dechunk(&body)).transpose()?.flatten() {
            Some(whole) => whole,
            None => {
                let is_cut = self.length.is_some_and(|length| length > body.len() as u64);
                if is_cut && !self.chunked && self.codings.is_empty() {
                    return Err(Reason::PageCut);
                }
                body
            }
        };
        for coding in self.codings.iter().rev() {
            body = uncode(coding, body)?;
        }
        Ok(body)
    }
}

/// The chunks of a body put together; `None` if it holds none, because the archiving program has done it already.
fn dechunk(body: &[u8]) -> Result<Option<Vec<u8>>, Reason> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut begun = false;
    loop {
        let line = rest.iter().take(1024).position(|&byte| byte == b'\n');
        let size = line.and_then(|end| size(&rest[..end]).map(|size| (size, end)));
        let Some((size, end)) = size else {
            return if begun {
                Err(Reason::PageCut)
            } else {
                Ok(None)
            };
        };
        begun = true;
        if size == 0 {
            return Ok(Some(whole));
        }
        rest = &rest[end + 1..];
        let Some((chunk, behind)) = rest.split_at_checked(size) else {
            return Err(Reason::PageCut);
        };
        whole.extend_from_slice(chunk);
        let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
        rest = behind.strip_prefix(b"\n").unwrap_or(behind);
    }
}

/// The size in a chunk's first line.
fn size(line: &[u8]) -> Option<usize> {
    let digits = line.split(|&byte| byte == b';').next()?.trim_ascii();
    let digits = std::str::from_utf8(digits).ok()?;
    usize::from_str_radix(digits, 16).ok()
}

/// Undoes one content coding. Some archiving programs undo it themselves and leave the header; then there is nothing to do.
fn uncode(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, Reason> {
    let uncoded = match coding {
        "gzip" | "x-gzip" if body.starts_with(b"\x1F\x8B") => {
            all(flate2::bufread::MultiGzDecoder::new(body.as_slice()))
        }
        "zstd" if body.starts_with(b"\x28\xB5\x2F\xFD") => {
            zstd::stream::read::Decoder::with_buffer(body.as_slice()).and_then(all)
        }
        "gzip" | "x-gzip" | "zstd" => return Ok(body),
        "deflate" => all(flate2::bufread::ZlibDecoder::new(body.as_slice()))
            .or_else(|_| all(flate2::bufread::DeflateDecoder::new(body.as_slice()))),
        "br" => all(brotli_decompressor::Decompressor::new(
            body.as_slice(),
            4096,
        )),
        _ => return Err(Reason::Coding(coding.to_owned())),
    };
    match uncoded {
        Ok(uncoded) => Ok(uncoded),
        // These two have no signature by which to tell whether they were undone.
        Err(_) if matches!(coding, "deflate" | "br") && looks_undone(&body) => Ok(body),
        Err(error) => Err(Reason::Damaged(error)),
    }
}

fn looks_undone(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<")
}

/// All that a decoder gives, up to one byte more than the largest document.
fn all(decoder: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    decoder.take(crate::LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(lines: &str) -> Option<Head> {
        Head::read(format!("HTTP/1.1 {lines}\r\n\r\n").as_bytes())
    }

    #[test]
    fn documents_are_told_from_the_rest() {
        let page = head("200 OK\r\nContent-Type: Text/HTML; Charset=\"gb2312\"").expect("a page");
        assert_eq!(page.kind, Kind::Page);
        assert_eq!(page.charset.as_deref(), Some("gb2312"));
        assert!(head("200 OK\r\nContent-Type: image/png").is_none());
        assert!(head("404 Not Found\r\nContent-Type: text/html").is_none());
        assert!(head("206 Partial\r\nContent-Type: text/html").is_none());
    }

    #[test]
    fn chunks_are_put_together_and_missing_ones_told() {
        let head = head("200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked");
        let head = head.expect("a text");
        let decode = |body: &[u8]| head.decode(body.to_vec());
        let whole = decode(b"5;x=y\r\nThey \r\n4\r\nmet.\r\n0\r\n\r\n").expect("a body");
        assert_eq!(whole, b"They met.");
        assert!(matches!(
            decode(b"5\r\nThey \r\n4\r\nm"),
            Err(Reason::PageCut)
        ));
        assert_eq!(decode(b"They met.\n").expect("a body"), b"They met.\n");
    }

    #[test]
    fn fewer_bytes_than_were_sent_are_told() {
        let head = head("200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9");
        let head = head.expect("a text");
        assert!(matches!(
            head.decode(b"They".to_vec()),
            Err(Reason::PageCut)
        ));
        assert_eq!(head.decode(b"They met.".to_vec()).expect("a body").len(), 9);
    }
}
