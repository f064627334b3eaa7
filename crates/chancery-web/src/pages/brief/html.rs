//! A brief in HTML: as one file that needs nothing else, and as a page beside the record.

use chancery_record::timeline::Citation;
use maud::{Markup, html};

use super::line::{Claim, Line};
use super::page::{Cited, Page};

const STYLE: &str = include_str!("brief.css");

/// Where a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In a file, which leads to the sources.
    File,
    /// Beside the record, which has them.
    Site,
}

/// The whole page as a file.
pub fn file(page: &Page<'_>) -> String {
    super::super::file(&page.title, STYLE, &body(page, Shown::File))
}

/// What stands on the page.
pub fn body(page: &Page<'_>, shown: Shown) -> Markup {
    html! {
        h1 { (page.title) }
        p.lead { (page.lead) }
        @for section in &page.sections {
            @if section.inner { h3 { (section.title) } } @else { h2 { (section.title) } }
            (lines(page, &section.lines, shown))
        }
        h2 { "What the record cannot tell" }
        (lines(page, &page.gaps, shown))
        @if !page.sources.is_empty() {
            h2 { "Sources" }
            ol.sources { @for cited in &page.sources { (source(cited, shown)) } }
        }
    }
}

fn lines(page: &Page<'_>, lines: &[Line<'_>], shown: Shown) -> Markup {
    html! {
        @if !lines.is_empty() {
            ul {
                @for line in lines {
                    @match line {
                        Line::Claim { claims, below } => li {
                            @for (at, one) in claims.iter().enumerate() {
                                @if at > 0 { "; " }
                                (claim(page, one))
                            }
                            (self::lines(page, below, shown))
                        },
                        Line::Remark(words) => li.remark { (words) },
                        Line::More(count, way) => li.remark {
                            @match shown {
                                Shown::File => { "and " (count) " more: " code { (way.command) } }
                                Shown::Site => { a href=(way.page) { "and " (count) " more" } }
                            }
                        },
                        Line::Whole(way) => li.remark {
                            @match shown {
                                Shown::File => { "in full: " code { (way.command) } }
                                Shown::Site => { a href=(way.page) { "in full" } }
                            }
                        },
                    }
                }
            }
        }
    }
}

fn claim(page: &Page<'_>, claim: &Claim<'_>) -> Markup {
    let also = claim.also.iter().copied();
    let mut cites: Vec<&Citation> = Vec::new();
    for citation in std::iter::once(claim.at).chain(also) {
        let same = |known: &&Citation| page.cite(known) == page.cite(citation);
        if !cites.iter().any(same) {
            cites.push(citation);
        }
    }
    html! {
        @if !claim.strong.is_empty() { strong { (claim.strong) } " " }
        @if !claim.words.is_empty() { (claim.words) " " }
        @if !claim.quote.is_empty() { q { (claim.quote) } " " }
        @for (at, citation) in cites.into_iter().enumerate() {
            @if at > 0 { " " }
            a.cite href=(format!("#{}", id(page.number(citation), citation.sentence))) title=(citation.quote) {
                (page.cite(citation))
            }
        }
    }
}

fn source(cited: &Cited<'_>, shown: Shown) -> Markup {
    let source = cited.source;
    let url = source.source.as_deref().filter(|place| is_web(place));
    html! {
        li id=(format!("source-{}", cited.number)) value=(cited.number) {
            @match (shown, url) {
                (Shown::Site, _) => a href=(format!("/documents/{}", source.document)) { (source.title) },
                (Shown::File, Some(url)) => a href=(url) { (source.title) },
                (Shown::File, None) => (source.title),
            }
            " – " (source.publisher.as_deref().unwrap_or("publisher not known"))
            ", " (source.day.as_deref().unwrap_or("day not known"))
            @if url.is_none() { @if let Some(place) = &source.source { " – " (place) } }
            ul.sentences {
                @for citation in &cited.sentences {
                    li id=(id(cited.number, citation.sentence)) {
                        "§" (citation.sentence) " " q { (citation.quote) }
                        @if shown == Shown::Site {
                            " " a href=(format!("/documents/{}#s{}", source.document, citation.sentence)) { "in the document" }
                        } @else if let Some(url) = url {
                            " " a href=(fragment(url, &citation.quote)) { "in the source" }
                        }
                    }
                }
            }
        }
    }
}

fn id(number: usize, sentence: usize) -> String {
    format!("s{number}-{sentence}")
}

fn is_web(place: &str) -> bool {
    place.starts_with("https://") || place.starts_with("http://")
}

/// The address of words on a page: a text fragment of their beginning and end.
fn fragment(url: &str, quote: &str) -> String {
    const WORDS: usize = 5;
    let words: Vec<&str> = quote.split_whitespace().collect();
    let encoded = |words: &[&str]| encoded(&words.join(" "));
    let text = if words.len() > 2 * WORDS {
        let end = encoded(&words[words.len() - WORDS..]);
        format!("{},{end}", encoded(&words[..WORDS]))
    } else {
        encoded(&words)
    };
    let mark = if url.contains('#') { "" } else { "#" };
    format!("{url}{mark}:~:text={text}")
}

/// All but letters and digits as bytes in hexadecimal: a dash and a comma are syntax there.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_fragment_has_the_ends_of_the_words() {
        assert_eq!(
            fragment("https://example.org/a", "the two-way trade"),
            "https://example.org/a#:~:text=the%20two%2Dway%20trade"
        );
        let long = "one two three four five six seven eight nine ten eleven twelve";
        assert_eq!(
            fragment("https://example.org/a#top", long),
            "https://example.org/a#top:~:text=one%20two%20three%20four%20five,\
             eight%20nine%20ten%20eleven%20twelve"
        );
    }

    #[test]
    fn only_addresses_of_the_web_are_links() {
        assert!(is_web("https://example.org"));
        assert!(!is_web("javascript:alert(1)"));
        assert!(!is_web("data:text/html,x"));
    }
}
