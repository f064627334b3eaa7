//! How text is cut into tokens and these are counted as symbols, where words that were replaced are named.

/// The beginning of the file of sequences, with the number of its format.
pub const MAGIC: [u8; 4] = *b"SEQ1";
/// From this count on a token is its own symbol among pairs, and a word is one that may have been replaced.
pub const FREQUENT: u64 = 60;
/// From this count on a token is its own symbol among sequences.
pub const OWN: u64 = 10;

/// The class of the rarer capitalised words, names among them.
pub const NAME: &str = "<cap>";

/// The classes that rarer tokens are counted as; the first two are the borders of a sentence.
pub const CLASSES: [&str; 11] = [
    "<s>", "</s>", NAME, "<up>", "<num>", "<ing>", "<ed>", "<ly>", "<pl>", "<low>", "<punct>",
];

/// The class that a rarer token is counted as: its shape.
#[must_use]
pub fn class(token: &str) -> &'static str {
    let mut chars = token.chars();
    let Some(first) = chars.next() else {
        return "</s>";
    };
    if first.is_ascii_digit() {
        return "<num>";
    }
    if !first.is_alphabetic() {
        return "<punct>";
    }
    if first.is_uppercase() {
        let all = token.len() > 1 && chars.all(char::is_uppercase);
        return if all { "<up>" } else { NAME };
    }
    for (ending, symbol) in [("ing", "<ing>"), ("ed", "<ed>"), ("ly", "<ly>")] {
        if token.ends_with(ending) && token.len() > ending.len() + 2 {
            return symbol;
        }
    }
    if token.ends_with('s') && token.len() > 3 {
        "<pl>"
    } else {
        "<low>"
    }
}

/// Runs of letters, runs of digits, and every other character that is no space by itself.
pub fn tokens(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        let first = rest.chars().next()?;
        let len = if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
                .unwrap_or(rest.len())
        } else if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, left) = rest.split_at(len);
        rest = left;
        Some(token)
    })
}
