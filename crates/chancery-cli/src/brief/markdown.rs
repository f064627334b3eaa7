//! A page as Markdown (CommonMark). What documents say is text in it and never syntax.

use chancery_web::pages::brief::Page;
use chancery_web::pages::brief::{Claim, Line};

/// The whole page.
pub fn write(page: &Page<'_>) -> String {
    let mut out = format!("# {}\n\n{}\n", escaped(&page.title), escaped(&page.lead));
    for section in &page.sections {
        let level = if section.inner { "###" } else { "##" };
        out.push_str(&format!("\n{level} {}\n", escaped(&section.title)));
        if !section.lines.is_empty() {
            out.push('\n');
        }
        for line in &section.lines {
            write_line(&mut out, page, line, 0);
        }
    }
    out.push_str("\n## What the record cannot tell\n\n");
    for line in &page.gaps {
        write_line(&mut out, page, line, 0);
    }
    if page.sources.is_empty() {
        return out;
    }
    out.push_str("\n## Sources\n\n");
    for cited in &page.sources {
        let source = cited.source;
        let facts = [
            source.publisher.as_deref().unwrap_or("publisher not known"),
            source.day.as_deref().unwrap_or("day not known"),
        ];
        out.push_str(&format!(
            "{}. {} – {}",
            cited.number,
            escaped(&source.title),
            facts.join(", ")
        ));
        if let Some(place) = &source.source {
            match linkable(place) {
                Some(url) => out.push_str(&format!(" – <{url}>")),
                None => out.push_str(&format!(" – {}", escaped(place))),
            }
        }
        out.push('\n');
    }
    out
}

/// An address that can stand between angle brackets.
fn linkable(place: &str) -> Option<&str> {
    let web = place.starts_with("https://") || place.starts_with("http://");
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\\".contains(c);
    (web && place.chars().all(plain)).then_some(place)
}

fn write_line(out: &mut String, page: &Page<'_>, line: &Line<'_>, depth: usize) {
    let indent = "  ".repeat(depth);
    match line {
        Line::Claim { claims, below } => {
            let claims: Vec<String> = claims.iter().map(|one| claim(page, one)).collect();
            out.push_str(&format!("{indent}- {}\n", claims.join("; ")));
            for line in below {
                write_line(out, page, line, depth + 1);
            }
        }
        Line::Remark(words) => out.push_str(&format!("{indent}- *{}*\n", escaped(words))),
        Line::More(count, way) => {
            let command = &way.command;
            out.push_str(&format!("{indent}- *and {count} more:* `{command}`\n"));
        }
        Line::Whole(way) => {
            let command = &way.command;
            out.push_str(&format!("{indent}- *in full:* `{command}`\n"));
        }
    }
}

fn claim(page: &Page<'_>, claim: &Claim<'_>) -> String {
    let mut words: Vec<String> = Vec::new();
    if !claim.strong.is_empty() {
        words.push(format!("**{}**", escaped(&claim.strong)));
    }
    if !claim.words.is_empty() {
        words.push(escaped(&claim.words));
    }
    if !claim.quote.is_empty() {
        words.push(format!("“{}”", escaped(&claim.quote)));
    }
    let also = claim.also.iter().copied();
    let mut cites: Vec<String> = Vec::new();
    for citation in std::iter::once(claim.at).chain(also) {
        let cite = page.cite(citation);
        if !cites.contains(&cite) {
            cites.push(cite);
        }
    }
    words.push(cites.join(" "));
    words.join(" ")
}

/// Text with the signs of Markdown made plain, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|' | '&' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_says_is_no_syntax() {
        assert_eq!(
            escaped("a <b>*bold*</b> [link](x)\n# head & `code`"),
            "a \\<b\\>\\*bold\\*\\</b\\> \\[link\\](x) \\# head \\& \\`code\\`"
        );
        assert_eq!(linkable("javascript:alert(1)"), None);
        assert_eq!(linkable("https://example.org/a b"), None);
        assert_eq!(
            linkable("https://example.org/a"),
            Some("https://example.org/a")
        );
    }
}
