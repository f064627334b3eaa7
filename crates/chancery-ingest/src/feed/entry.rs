//! One entry of a feed: its fields, and the release they make.

use chancery::{Body, Release};
use jiff::civil::Date;
use jiff::fmt::rfc2822::DateTimeParser;
use quick_xml::Decoder;
use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use crate::error::Reason;
use crate::item::{self, Page};
use crate::line;

/// What an entry's content is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Text,
    /// HTML as characters.
    Html,
    /// HTML as elements.
    Markup,
}

/// An element of an entry.
pub(super) enum Field {
    Title,
    Content(Content),
    Published,
    Updated,
    /// A date as mail writes it.
    PubDate,
    /// The address of the page, if the element says it in an attribute.
    Link(Option<String>),
    Guid,
    Other,
}

impl Field {
    pub(super) fn of(start: &BytesStart<'_>, decoder: Decoder) -> Self {
        let attribute = |name: &str| {
            let attribute = start.try_get_attribute(name).ok()??;
            let value = decoder.decode(&attribute.value).ok()?;
            unescape(&value).ok().map(|value| value.trim().to_owned())
        };
        match start.name().as_ref() {
            b"title" | b"atom:title" => Field::Title,
            b"content:encoded" => Field::Content(Content::Html),
            b"content" | b"atom:content" if attribute("src").is_none() => {
                match attribute("type").as_deref() {
                    None | Some("text" | "text/plain") => Field::Content(Content::Text),
                    Some("html" | "text/html") => Field::Content(Content::Html),
                    Some("xhtml" | "application/xhtml+xml") => Field::Content(Content::Markup),
                    Some(_) => Field::Other,
                }
            }
            b"pubDate" => Field::PubDate,
            b"published" | b"atom:published" | b"dc:date" => Field::Published,
            b"updated" | b"atom:updated" => Field::Updated,
            b"link" => match attribute("href") {
                None => Field::Link(None),
                Some(href) => match attribute("rel").as_deref() {
                    None | Some("alternate") => Field::Link(Some(href)),
                    Some(_) => Field::Other,
                },
            },
            b"guid" if attribute("isPermaLink").as_deref() != Some("false") => Field::Guid,
            _ => Field::Other,
        }
    }

    pub(super) fn is_markup(&self) -> bool {
        matches!(self, Field::Content(Content::Markup))
    }
}

/// An entry while it is read.
#[derive(Default)]
pub(super) struct Draft {
    title: Option<String>,
    link: Option<String>,
    guid: Option<String>,
    published: Option<Date>,
    updated: Option<Date>,
    content: Option<(Content, Vec<u8>)>,
}

impl Draft {
    /// Takes what stands in an element. The first of several counts.
    pub(super) fn set(&mut self, field: Field, bytes: Vec<u8>, decoder: Decoder) {
        let text = || decoder.decode(&bytes).ok();
        match field {
            Field::Title => set(&mut self.title, text().and_then(|text| plain(&text))),
            Field::Link(Some(href)) => set(&mut self.link, address(&href)),
            Field::Link(None) => set(&mut self.link, text().and_then(|text| address(&text))),
            Field::Guid => set(&mut self.guid, text().and_then(|text| address(&text))),
            Field::PubDate => set(&mut self.published, text().and_then(|text| mail_day(&text))),
            Field::Published => set(&mut self.published, text().and_then(|text| day(&text))),
            Field::Updated => set(&mut self.updated, text().and_then(|text| day(&text))),
            Field::Content(kind) if !bytes.trim_ascii().is_empty() => {
                set(&mut self.content, Some((kind, bytes)));
            }
            Field::Content(_) | Field::Other => {}
        }
    }

    /// The entry, if it holds its content.
    pub(super) fn finish(self, charset: Option<String>, extent: u64) -> Option<Entry> {
        let (content, bytes) = self.content?;
        Some(Entry {
            title: self.title,
            url: self.link.or(self.guid),
            published: self.published.or(self.updated),
            charset,
            content,
            bytes,
            extent,
        })
    }
}

fn set<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

/// One entry of a feed, with its content in the feed's own charset.
#[derive(Debug)]
pub(crate) struct Entry {
    title: Option<String>,
    url: Option<String>,
    published: Option<Date>,
    charset: Option<String>,
    content: Content,
    bytes: Vec<u8>,
    /// How many bytes of the file lie between the entry before and the end of this one.
    pub(crate) extent: u64,
}

impl Entry {
    pub(crate) fn release(self) -> Result<Release, Reason> {
        let Entry { bytes, url, .. } = self;
        // XML that declares nothing is UTF-8.
        let charset = self.charset.or_else(|| Some("utf-8".to_owned()));
        let is_text =
            self.content == Content::Text || !bytes.iter().any(|byte| b"<&".contains(byte));
        let release = if is_text {
            let release = item::plain(bytes)?;
            Release { charset, ..release }
        } else {
            item::page(Page {
                bytes,
                url: url.clone(),
                charset,
            })?
        };
        let release = in_text(release);
        // What a feed says of its entry is said on purpose; a fragment's own headings are guesses.
        Ok(Release {
            url: url.or(release.url),
            title: self.title.or(release.title),
            published: self.published.or(release.published),
            ..release
        })
    }
}

/// Bytes that are UTF-8 as declared need no reading as bytes.
fn in_text(release: Release) -> Release {
    match (&release.charset, release.body) {
        (Some(charset), Body::Bytes(bytes)) if charset.eq_ignore_ascii_case("utf-8") => {
            let body = String::from_utf8(bytes)
                .map_or_else(|error| Body::Bytes(error.into_bytes()), Body::Text);
            Release { body, ..release }
        }
        (_, body) => Release { body, ..release },
    }
}

/// Resolves a reference whose character is written with the same bytes in the file's charset; others are left for who reads
/// the text.
pub(super) fn resolve(contents: &mut Vec<u8>, name: &[u8], is_utf8: bool) {
    let mut reference = vec![b'&'];
    reference.extend_from_slice(name);
    reference.push(b';');
    let resolved = std::str::from_utf8(&reference)
        .ok()
        .and_then(|reference| unescape(reference).ok());
    match resolved {
        Some(resolved) if is_utf8 || resolved.is_ascii() => {
            contents.extend_from_slice(resolved.as_bytes())
        }
        _ => contents.extend_from_slice(&reference),
    }
}

/// A title without the markup and the references that feeds write in it twice.
fn plain(title: &str) -> Option<String> {
    let title = unescape(title).map_or_else(|_| title.to_owned(), |title| title.into_owned());
    let mut plain = String::new();
    let mut rest = title.as_str();
    while let Some(start) = rest.find('<') {
        let is_tag = |tag: &str| tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = rest[start..]
            .find('>')
            .filter(|_| is_tag(&rest[start + 1..]))
        else {
            break;
        };
        plain.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    plain.push_str(rest);
    let plain: Vec<&str> = plain.split_whitespace().collect();
    (!plain.is_empty()).then(|| plain.join(" "))
}

fn address(url: &str) -> Option<String> {
    let url = url.trim();
    let is_whole = url.starts_with("https://") || url.starts_with("http://");
    (is_whole && !url.contains(char::is_whitespace)).then(|| url.to_owned())
}

/// The day in the zone of who wrote it. A date that contradicts itself is none.
fn mail_day(date: &str) -> Option<Date> {
    let zoned = DateTimeParser::new().parse_zoned(date.trim()).ok()?;
    Some(zoned.date())
}

fn day(date: &str) -> Option<Date> {
    line::day(date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_plain() {
        let title = |title| plain(title).expect("a title");
        assert_eq!(title("UK &amp; Japan:\n <b>call</b>"), "UK & Japan: call");
        assert_eq!(title("3 < 4"), "3 < 4");
        assert_eq!(plain(" \n"), None);
    }

    #[test]
    fn days_are_those_of_the_writer() {
        let day = Some(jiff::civil::date(2024, 5, 7));
        assert_eq!(mail_day("Tue, 07 May 2024 23:30:00 -0400"), day);
        assert_eq!(mail_day("Tue, 07 May 2024 08:00:00 GMT"), day);
        assert_eq!(mail_day("Mon, 07 May 2024 08:00:00 GMT"), None);
        assert_eq!(mail_day("07/05/2024"), None);
        assert_eq!(super::day("2024-05-07T23:30:00+09:00"), day);
    }
}
