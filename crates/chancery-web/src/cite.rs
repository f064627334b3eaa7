//! Citations ready to copy.

use crate::answer::{Citable, Site};

/// A citation in words.
pub fn plain(citable: &Citable, site: &Site<'_>) -> String {
    let mut parts = Vec::new();
    if let Some(code) = &citable.publisher {
        parts.push(site.name(code).to_owned());
    }
    parts.push(format!("“{}”", citable.title.trim()));
    parts.extend(citable.day.clone());
    parts.extend(citable.url.clone());
    format!(
        "{}. Read by Chancery {}: {}{}.",
        parts.join(", "),
        env!("CARGO_PKG_VERSION"),
        site.base,
        site.here()
    )
}

/// A citation for BibTeX.
pub fn bibtex(citable: &Citable, site: &Site<'_>) -> String {
    let key: String = site
        .here()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(60)
        .collect();
    let mut fields = vec![("title", format!("{{{}}}", escaped(citable.title.trim())))];
    if let Some(code) = &citable.publisher {
        fields.push(("author", format!("{{{}}}", escaped(site.name(code)))));
    }
    if let Some(day) = &citable.day {
        fields.push(("date", escaped(day)));
        fields.push(("year", escaped(day.get(..4).unwrap_or(""))));
    }
    if let Some(url) = &citable.url {
        fields.push(("url", braced(url)));
    }
    let here = format!("{}{}", site.base, site.here());
    fields.push((
        "note",
        format!(
            "Read by Chancery {}: \\url{{{}}}",
            env!("CARGO_PKG_VERSION"),
            braced(&here)
        ),
    ));
    let fields = fields
        .iter()
        .map(|(name, value)| format!("  {name} = {{{value}}}"));
    format!(
        "@misc{{chancery{key},\n{}\n}}",
        fields.collect::<Vec<_>>().join(",\n")
    )
}

/// Words in which nothing is a command of TeX.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An address, whose braces must match.
fn braced(url: &str) -> String {
    url.replace('{', "%7B")
        .replace('}', "%7D")
        .replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_title_are_no_commands() {
        assert_eq!(
            escaped("50 % of {A} & \\input{x}"),
            "50 \\% of \\{A\\} \\& \\textbackslash{}input\\{x\\}"
        );
        assert_eq!(braced("https://a.example/{b}"), "https://a.example/%7Bb%7D");
    }
}
