//! The words of an expectation: bare words, quotes with their number, attributes.

use crate::fold::fold;

/// One word of a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Word {
    /// `joint`, `GB,CN`, `->`.
    Bare(String),
    /// `"met"#2`: the second place where the text has it.
    Quote(Quote),
    /// `topics=energy,health`, `content="…"`.
    Attribute(String, Value),
}

/// Words of the text, and which of their occurrences is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Quote {
    pub words: String,
    pub number: Option<usize>,
}

/// The value of an attribute.
#[derive(Debug, Clone)]
pub(crate) enum Value {
    /// `none`, for what is not there.
    None,
    /// True or false, written as the bare word, or with `!` before it.
    Flag(bool),
    /// A word or several between commas, whose order means nothing.
    List(Vec<String>),
    /// Words of the text.
    Quote(String),
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        let sorted = |list: &[String]| {
            let mut list = list.to_vec();
            list.sort();
            list
        };
        match (self, other) {
            (Value::None, Value::None) => true,
            (Value::Flag(a), Value::Flag(b)) => a == b,
            (Value::List(a), Value::List(b)) => sorted(a) == sorted(b),
            (Value::Quote(a), Value::Quote(b)) => fold(a) == fold(b),
            // A single word may stand between quotes or not.
            (Value::Quote(quote), Value::List(list)) | (Value::List(list), Value::Quote(quote)) => {
                matches!(&list[..], [word] if *word == fold(quote))
            }
            _ => false,
        }
    }
}

impl Value {
    /// A list, or that there is nothing.
    pub(crate) fn list(words: &[String]) -> Self {
        if words.is_empty() {
            Value::None
        } else {
            Value::List(words.to_vec())
        }
    }

    /// Words of the text, or that there are none.
    pub(crate) fn quote(words: Option<&str>) -> Self {
        words.map_or(Value::None, |words| Value::Quote(words.to_owned()))
    }

    /// One word, or that there is none.
    pub(crate) fn word(word: Option<impl ToString>) -> Self {
        match word {
            Some(word) => {
                let word = word.to_string();
                // What could not be read back as one word is quoted.
                let plain = !word.is_empty()
                    && !word.contains(|c: char| c.is_whitespace() || c == ',' || c == '"');
                if plain {
                    Value::List(vec![word])
                } else {
                    Value::Quote(word)
                }
            }
            None => Value::None,
        }
    }

    /// How it is written behind `key`.
    pub(crate) fn written(&self, key: &str) -> String {
        match self {
            Value::None => format!("{key}=none"),
            Value::Flag(true) => key.to_owned(),
            Value::Flag(false) => format!("!{key}"),
            Value::List(words) => format!("{key}={}", words.join(",")),
            Value::Quote(words) => format!("{key}={}", quoted(&fold(words))),
        }
    }
}

/// A string between quotes, what would end it or not be seen escaped.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || is_unseen(c) => quoted.extend(c.escape_unicode()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// White space that looks like another, and characters of no width.
fn is_unseen(c: char) -> bool {
    (c.is_whitespace() && c != ' ')
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}')
}

/// The words of a line.
pub(crate) fn words(line: &str) -> Result<Vec<Word>, String> {
    let mut words = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (word, after) = word(rest)?;
        words.push(word);
        if after.starts_with(|c: char| !c.is_whitespace()) {
            return Err(format!("white space is missing before `{after}`"));
        }
        rest = after.trim_start();
    }
    Ok(words)
}

fn word(rest: &str) -> Result<(Word, &str), String> {
    if rest.starts_with('"') {
        let (words, after) = string(rest)?;
        let (number, after) = number(after)?;
        return Ok((Word::Quote(Quote { words, number }), after));
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || c == '=')
        .unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    let Some(value) = after.strip_prefix('=') else {
        return Ok((Word::Bare(name.to_owned()), after));
    };
    if value.starts_with('"') {
        let (words, after) = string(value)?;
        return Ok((Word::Attribute(name.to_owned(), Value::Quote(words)), after));
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    let (value, after) = value.split_at(end);
    let value = match value {
        "" => {
            return Err(format!(
                "`{name}=` has no value; `none` says that there is none"
            ));
        }
        "none" => Value::None,
        _ => Value::List(list(value)),
    };
    Ok((Word::Attribute(name.to_owned(), value), after))
}

/// The words between commas.
pub(crate) fn list(words: &str) -> Vec<String> {
    words
        .split(',')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A string that begins with a quote, its escapes resolved, and what stands behind it.
pub(crate) fn string(rest: &str) -> Result<(String, &str), String> {
    let inner = rest.strip_prefix('"').ok_or("a quote is missing")?;
    let mut escaped = false;
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Ok((unescape(&inner[..at])?, &inner[at + 1..])),
            _ => {}
        }
    }
    Err(format!("the quote is not closed: {rest}"))
}

fn number(rest: &str) -> Result<(Option<usize>, &str), String> {
    let Some(digits) = rest.strip_prefix('#') else {
        return Ok((None, rest));
    };
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let number = digits[..end]
        .parse()
        .map_err(|_| "a number is missing behind `#`".to_owned())?;
    Ok((Some(number), &digits[end..]))
}

/// Text with `\n`, `\r`, `\t`, `\"`, `\\`, `\xNN` and `\u{NNNN}` resolved; `\xNN` is the code point.
pub(crate) fn unescape(text: &str) -> Result<String, String> {
    let mut out = String::new();
    escapes(text, |piece| match piece {
        Piece::Char(c) => out.push(c),
        Piece::Byte(byte) => out.push(char::from(byte)),
    })?;
    Ok(out)
}

/// The same as bytes: `\xNN` is the byte, all else UTF-8.
pub(crate) fn unescape_bytes(text: &str) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    escapes(text, |piece| match piece {
        Piece::Char(c) => out.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        Piece::Byte(byte) => out.push(byte),
    })?;
    Ok(out)
}

enum Piece {
    Char(char),
    Byte(u8),
}

fn escapes(text: &str, mut push: impl FnMut(Piece)) -> Result<(), String> {
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        rest[..at].chars().for_each(|c| push(Piece::Char(c)));
        let escape = &rest[at + 1..];
        let mut chars = escape.chars();
        let (piece, length) = match chars.next() {
            Some('n') => (Piece::Char('\n'), 1),
            Some('r') => (Piece::Char('\r'), 1),
            Some('t') => (Piece::Char('\t'), 1),
            Some(c @ ('"' | '\\')) => (Piece::Char(c), 1),
            Some('x') => {
                let digits = escape.get(1..3).ok_or("`\\x` takes two digits")?;
                (
                    Piece::Byte(
                        u8::from_str_radix(digits, 16)
                            .map_err(|_| format!("`\\x{digits}` is no byte"))?,
                    ),
                    3,
                )
            }
            Some('u') => {
                let end = escape.find('}').ok_or("`\\u{` is not closed")?;
                let digits = escape.get(2..end).ok_or("`\\u` takes digits in braces")?;
                let code = u32::from_str_radix(digits, 16)
                    .ok()
                    .and_then(char::from_u32);
                (
                    Piece::Char(code.ok_or_else(|| format!("`\\u{{{digits}}}` is no character"))?),
                    end + 1,
                )
            }
            _ => return Err("`\\` stands before n, r, t, x, u, \" or \\".into()),
        };
        push(piece);
        rest = &escape[length..];
    }
    rest.chars().for_each(|c| push(Piece::Char(c)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_falls_into_words() {
        assert!(
            words(r#"stress "said \"no\""#)
                .expect_err("an open quote")
                .contains("not closed")
        );
        let words =
            super::words(r##"statement stress "met"#2 GB -> CN !joint topics=a,b content="x y""##)
                .expect("words");
        assert_eq!(words.len(), 9);
        assert_eq!(
            words[2],
            Word::Quote(Quote {
                words: "met".into(),
                number: Some(2)
            })
        );
        assert_eq!(
            words[7],
            Word::Attribute("topics".into(), Value::List(vec!["b".into(), "a".into()]))
        );
    }

    #[test]
    fn escapes_are_bytes_or_characters() {
        assert_eq!(unescape(r"a\x92\u{2019}\n"), Ok("a\u{92}’\n".into()));
        assert_eq!(unescape_bytes(r"a\x92’"), Ok(b"a\x92\xE2\x80\x99".to_vec()));
        assert!(unescape(r"\q").is_err());
    }

    #[test]
    fn what_is_quoted_reads_back() {
        let text = "a\u{A0}\"b\"\\\n\u{FEFF}";
        assert_eq!(string(&quoted(text)), Ok((text.into(), "")));
    }
}
