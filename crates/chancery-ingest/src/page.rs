//! A page of the web to a release: its main text, and what its head says of title, day, address and language.

mod blocks;
mod charset;
pub(crate) mod dates;
mod furniture;
mod linked_data;
mod main_text;
mod meta;
mod published;
mod title;
mod tree;

use chancery::{Body, Release};
use chancery_restore::{Options, Restored, restore};

use crate::error::Reason;
use tree::Tree;

/// First of the private characters that stand for bytes without a meaning while a page is taken apart.
const STAND_IN: u32 = 0xF_0000;

/// What a page holds.
pub(crate) struct Held {
    pub(crate) release: Release,
    /// The address of whom it names as its publisher.
    pub(crate) publisher: Option<String>,
}

impl From<Release> for Held {
    fn from(release: Release) -> Self {
        Held {
            release,
            publisher: None,
        }
    }
}

/// The release that a page holds. `charset` is what the transport or the user declares; it counts more than what the
/// page says of itself, and neither counts where the bytes are not valid in it.
pub(crate) fn release(bytes: &[u8], charset: Option<&str>) -> Result<Held, Reason> {
    if charset::is_blank(bytes) {
        return Err(Reason::Empty);
    }
    let declared = charset.map(str::to_owned).or_else(|| charset::of(bytes));
    let mut options = Options::default().only([]);
    options.declared.clone_from(&declared);
    let decoded = restore(bytes, &options);
    let (source, stray) = marked(&decoded);
    let Held {
        mut release,
        publisher,
    } = of_text(&source)?;
    release.charset = declared;
    if let Body::Text(text) = &release.body
        && let Some(bytes) = unmarked(text, &stray)
    {
        // What the page's encoding could not say is left to the restoration, which is told of the bytes.
        release.charset = Some("utf-8".to_owned());
        release.body = Body::Bytes(bytes);
    }
    release.title = release.title.map(|title| without_marks(&title));
    Ok(Held { release, publisher })
}

/// The release that a page holds which is already text.
pub(crate) fn of_text(source: &str) -> Result<Held, Reason> {
    if tree::is_too_deep(source) {
        return Err(Reason::Nested);
    }
    let tree = Tree::parse(source);
    let blocks = blocks::of(&tree);
    if blocks.is_empty() {
        return Err(Reason::NoMainText);
    }
    let head = meta::read(&tree, &blocks);
    let text = main_text::of(&tree, &blocks, head.title.as_deref()).ok_or(Reason::NoMainText)?;
    let mut release = Release::from_text(text);
    release.title = head.title;
    release.published = head.published;
    release.url = head.url;
    release.language = head.language;
    Ok(Held {
        release,
        publisher: head.publisher,
    })
}

/// The decoded page, with a character of its own for each stretch of bytes that could not be decoded.
fn marked(decoded: &Restored<'_>) -> (String, Vec<Vec<u8>>) {
    let raw = decoded.raw();
    let mut stray: Vec<Vec<u8>> = Vec::new();
    let mut source = String::with_capacity(raw.len());
    let mut rest = 0;
    for undecoded in decoded.undecoded.iter().take(0xFFF0) {
        let span = undecoded.raw_span;
        let Some(mark) = u32::try_from(stray.len())
            .ok()
            .and_then(|n| char::from_u32(STAND_IN + n))
        else {
            break;
        };
        let Some(before) = raw.get(rest..span.start) else {
            break;
        };
        source.push_str(before);
        source.push(mark);
        stray.push(undecoded.bytes.clone());
        rest = span.end;
    }
    source.push_str(raw.get(rest..).unwrap_or_default());
    (source, stray)
}

/// Which of the stray bytes a character stands for.
fn stray_of(c: char) -> Option<usize> {
    u32::from(c)
        .checked_sub(STAND_IN)
        .and_then(|n| usize::try_from(n).ok())
}

/// The text as bytes with the stray ones in their places; `None` if it holds none.
fn unmarked(text: &str, stray: &[Vec<u8>]) -> Option<Vec<u8>> {
    let is_mark = |c: char| stray_of(c).is_some_and(|n| n < stray.len());
    if !text.contains(is_mark) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match stray_of(c).and_then(|n| stray.get(n)) {
            Some(run) => bytes.extend_from_slice(run),
            None => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Some(bytes)
}

/// A title is text already: what could not be decoded is said so.
fn without_marks(title: &str) -> String {
    title.replace(|c| stray_of(c).is_some_and(|n| n < 0xFFF0), "\u{FFFD}")
}
