//! `text` with `sentences`, `tokens` or `tags`.

use chancery_text::{Analysis, SentenceKind, Tagger, analyse};

use super::{Fault, mismatch};
use crate::case::{Block, Case, Mismatch};
use crate::fold::fold;
use crate::notation::unescape;

/// The text of the case, its escapes resolved if it says that it has any.
pub(super) fn input(case: &Case) -> Result<String, Fault> {
    let at = |fault: String| (case.input.line, fault);
    match case.input.attributes.as_str() {
        "" => Ok(case.input.body.clone()),
        "escapes" => unescape(&case.input.body).map_err(at),
        other => Err(at(format!(
            "`{other}` means nothing behind `text` here; `escapes` does"
        ))),
    }
}

/// Lines `kind: words of the sentence`; `kind (in quote)` where a quotation is open when it begins. An empty text has none.
pub(super) fn sentences(
    case: &Case,
    block: &Block,
    tagger: &Tagger,
) -> Result<Option<Mismatch>, Fault> {
    let text = input(case)?;
    let analysis = analyse(&text, tagger);
    let mut actual = String::new();
    for sentence in &analysis.sentences {
        let quoted = if sentence.inside_quote {
            " (in quote)"
        } else {
            ""
        };
        let words = fold(analysis.slice(sentence.span));
        actual += &format!("{}{quoted}: {words}\n", kind(sentence.kind));
    }
    let expected = lines(&block.body, fold);
    if actual.is_empty() && expected.is_empty() {
        return Ok(None);
    }
    Ok(mismatch(block, expected, nothing(actual), None))
}

/// All tokens, with white space between them; a line for each sentence when written by an update.
pub(super) fn tokens(
    case: &Case,
    block: &Block,
    tagger: &Tagger,
) -> Result<Option<Mismatch>, Fault> {
    let text = input(case)?;
    let analysis = analyse(&text, tagger);
    let all = (0..analysis.tokens.len()).map(|at| analysis.word(at));
    let update = by_sentence(&analysis, |at| analysis.word(at).to_owned());
    Ok(mismatch(
        block,
        column(block.body.split_whitespace()),
        column(all),
        Some(update),
    ))
}

/// Words with their tags, `met/VERB`, in the order of the text; words between may be left out.
pub(super) fn tags(case: &Case, block: &Block, tagger: &Tagger) -> Result<Option<Mismatch>, Fault> {
    let text = input(case)?;
    let analysis = analyse(&text, tagger);
    let mut actual = Vec::new();
    let mut from = 0;
    for expected in block.body.split_whitespace() {
        let pair = expected
            .rsplit_once('/')
            .filter(|(word, tag)| !word.is_empty() && !tag.is_empty());
        let (word, tag) = pair.ok_or_else(|| {
            (
                block.line,
                format!("`{expected}` is no word with a tag, `met/VERB`"),
            )
        })?;
        let found = (from..analysis.tokens.len()).find(|at| analysis.word(*at) == word);
        let at = found.ok_or_else(|| {
            (
                block.line,
                format!("`{word}` is no token of the text from there on"),
            )
        })?;
        let is = analysis.tokens[at].tag;
        // A tag may be given broadly or precisely.
        let shown = if tag == is.upos() {
            is.upos()
        } else {
            is.name()
        };
        actual.push(format!("{word}/{shown}"));
        from = at + 1;
    }
    if actual.is_empty() {
        let update = by_sentence(&analysis, |at| {
            format!("{}/{}", analysis.word(at), analysis.tokens[at].tag.name())
        });
        return Ok(mismatch(block, String::new(), update, None));
    }
    let update = actual.join(" ");
    Ok(mismatch(
        block,
        column(block.body.split_whitespace()),
        column(actual.iter().map(String::as_str)),
        Some(update),
    ))
}

fn by_sentence(analysis: &Analysis<'_>, word: impl Fn(usize) -> String) -> String {
    let line =
        |tokens: std::ops::Range<usize>| tokens.map(&word).collect::<Vec<_>>().join(" ") + "\n";
    analysis
        .sentences
        .iter()
        .map(|sentence| line(sentence.tokens.clone()))
        .collect()
}

fn kind(kind: SentenceKind) -> &'static str {
    match kind {
        SentenceKind::Title => "title",
        SentenceKind::Body => "body",
        SentenceKind::ListItem => "list-item",
        SentenceKind::Quote => "quote",
        SentenceKind::Caption => "caption",
        SentenceKind::Summary => "summary",
        SentenceKind::Boilerplate => "boilerplate",
    }
}

/// The lines that say something, each made plain.
pub(super) fn lines(body: &str, plain: impl Fn(&str) -> String) -> String {
    body.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| plain(line) + "\n")
        .collect()
}

/// Words one beneath the other, for a difference to show single ones.
fn column<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("{word}\n")).collect()
}

/// `nothing` where there is nothing.
pub(super) fn nothing(lines: String) -> String {
    if lines.is_empty() {
        "nothing\n".into()
    } else {
        lines
    }
}
