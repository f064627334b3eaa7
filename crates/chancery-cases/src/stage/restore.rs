//! `text` or `bytes` with `restored` or `repairs`.

use chancery_restore::{Options, Repair, Restored, restore, restore_text};

use super::text::nothing;
use super::{Fault, mismatch};
use crate::case::{Block, Case, Mismatch};
use crate::notation::{Value, Word, list, quoted, string, unescape, unescape_bytes, words};

/// The restored text, as it is or, with `escapes` behind the fence, with what cannot be seen escaped.
pub(super) fn restored(case: &Case, block: &Block) -> Result<Option<Mismatch>, Fault> {
    let text = run(case)?.text;
    let escaped = match block.attributes.as_str() {
        "" => false,
        "escapes" => true,
        other => {
            return Err((
                block.line,
                format!("`{other}` means nothing behind `restored`; `escapes` does"),
            ));
        }
    };
    let expected = if escaped {
        unescape(&block.body).map_err(|fault| (block.line, fault))?
    } else {
        block.body.clone()
    };
    if expected == text {
        return Ok(None);
    }
    // What differs may be unseen: show both sides escaped, one line for each line.
    let shown = |text: &str| {
        text.split('\n')
            .map(|line| unquoted(line) + "\n")
            .collect::<String>()
    };
    let update = if escaped {
        shown(&text)
    } else {
        text.to_string()
    };
    Ok(mismatch(
        block,
        shown(&expected),
        shown(&text),
        Some(update),
    ))
}

/// Lines `kind "before" -> "after"`, with what else is to be compared behind it: `exact` or `inferred`, `channel="…"`,
/// and `x3` for three alike.
pub(super) fn repairs(case: &Case, block: &Block) -> Result<Option<Mismatch>, Fault> {
    let restored = run(case)?;
    let mut expected = Vec::new();
    for (number, line) in (1..).zip(block.body.lines()) {
        let at = |fault: String| (block.line + number, fault);
        if !line.trim().is_empty() && line.trim() != "nothing" {
            expected.extend(lines(line).map_err(at)?);
        }
    }
    let mut actual = Vec::new();
    for (index, repair) in restored.repairs.iter().enumerate() {
        // What a line says nothing of is not compared with the repair in its place.
        let wanted = expected.get(index);
        actual.push(Line::of(repair, wanted));
    }
    let written = |lines: &[Line]| nothing(together(lines));
    let missing = if block.body.trim().is_empty() {
        String::new()
    } else {
        written(&expected)
    };
    Ok(mismatch(block, missing, written(&actual), None))
}

/// Restores the input, and makes sure that undoing the repairs gives it back.
fn run(case: &Case) -> Result<Restored<'static>, Fault> {
    let at = |fault: String| (case.input.line, fault);
    let (mut options, mut escaped) = (Options::default(), false);
    for word in words(&case.input.attributes).map_err(at)? {
        match word {
            Word::Bare(word) if word == "escapes" => escaped = true,
            Word::Attribute(key, Value::List(value)) if key == "region" => {
                options = options.with_region(value.concat())
            }
            Word::Attribute(key, Value::List(value)) if key == "charset" => {
                options = options.with_declared(value.concat())
            }
            _ => {
                return Err(at(
                    "behind the fence may stand region=GB, charset=gb2312 and `escapes`".into(),
                ));
            }
        }
    }
    let body = &case.input.body;
    let (input, restored) = if case.input.name == "bytes" {
        let bytes = unescape_bytes(body).map_err(at)?;
        let restored = restore(&bytes, &options).into_owned();
        (bytes, restored)
    } else {
        let text = if escaped {
            unescape(body).map_err(at)?
        } else {
            body.clone()
        };
        let restored = restore_text(&text, &options).into_owned();
        (text.into_bytes(), restored)
    };
    if restored.undo() != input {
        return Err(at("undoing the repairs does not give the input back".into()));
    }
    Ok(restored)
}

/// A repair as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    kind: String,
    before: String,
    after: String,
    certainty: Option<String>,
    channel: Option<String>,
}

impl Line {
    fn of(repair: &Repair, wanted: Option<&Line>) -> Self {
        Line {
            kind: repair.kind.to_string(),
            before: repair.before.clone(),
            after: repair.after.clone(),
            certainty: wanted
                .and_then(|line| line.certainty.as_ref())
                .map(|_| repair.certainty.to_string()),
            channel: wanted
                .and_then(|line| line.channel.as_ref())
                .map(|_| repair.channel.clone().unwrap_or_default().into_owned()),
        }
    }
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} {} -> {}",
            self.kind,
            quoted(&self.before),
            quoted(&self.after)
        )?;
        self.certainty
            .iter()
            .try_for_each(|certainty| write!(f, " {certainty}"))?;
        self.channel
            .iter()
            .try_for_each(|channel| write!(f, " channel={}", quoted(channel)))
    }
}

/// The repairs that one line stands for.
fn lines(line: &str) -> Result<Vec<Line>, String> {
    let (kind, rest) = line
        .trim()
        .split_once(' ')
        .ok_or("a repair is written: kind \"before\" -> \"after\"")?;
    let (before, rest) = string(rest.trim_start())?;
    let rest = rest
        .trim_start()
        .strip_prefix("->")
        .ok_or("`->` is missing between before and after")?;
    let (after, rest) = string(rest.trim_start())?;
    let mut repair = Line {
        kind: kind.into(),
        before,
        after,
        certainty: None,
        channel: None,
    };
    let mut count = 1;
    for word in words(rest)? {
        match word {
            Word::Bare(word) if word == "exact" || word == "inferred" => {
                repair.certainty = Some(word)
            }
            Word::Bare(word) if word.starts_with('x') => {
                count = word[1..]
                    .parse()
                    .map_err(|_| format!("`{word}` is no number of times, such as x3"))?;
            }
            Word::Attribute(key, Value::Quote(channel)) if key == "channel" => {
                repair.channel = Some(channel)
            }
            Word::Attribute(key, Value::List(channel)) if key == "channel" => {
                repair.channel = list(&channel.concat()).pop()
            }
            _ => {
                return Err(
                    "behind a repair may stand exact, inferred, channel=\"…\" and x3".into(),
                );
            }
        }
    }
    Ok(vec![repair; count])
}

/// The lines, those alike and next to each other counted.
fn together(lines: &[Line]) -> String {
    let runs = lines.chunk_by(|a, b| a == b);
    runs.map(|run| {
        if run.len() == 1 {
            format!("{}\n", run[0])
        } else {
            format!("{} x{}\n", run[0], run.len())
        }
    })
    .collect()
}

/// A line with its unseen characters and backslashes escaped.
fn unquoted(line: &str) -> String {
    let quoted = quoted(line);
    quoted[1..quoted.len() - 1].replace("\\\"", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repairs_are_written_as_they_are_read() {
        let line = r#"mojibake "鈥檚" -> "’s" exact channel="utf-8 read as gb18030" x3"#;
        let repairs = lines(line).expect("a repair");
        assert_eq!(repairs.len(), 3);
        assert_eq!(together(&repairs), format!("{line}\n"));
        assert!(lines(r#"mojibake "a" "b""#).is_err());
    }
}
