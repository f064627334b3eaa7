//! Statements of an account as the page shows them: what one sentence says stands above it together.

use chancery_record::compare::{Occurrence, Said};

use super::columns::Block;
use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;

/// Statements in their order: whose and which act, then the sentence, once for all that stand in it.
pub fn blocks(statements: &[&Said], look: Look) -> Vec<Block> {
    let mut blocks = Vec::new();
    for of_one_sentence in statements.chunk_by(|a, b| a.evidence == b.evidence) {
        blocks.extend(of_one_sentence.iter().map(|said| head(said)));
        blocks.push(Block::new(sentence(of_one_sentence, look), "      ", 6));
    }
    blocks
}

/// Sentences of the other account that come near, each once.
pub fn near<'a>(near: impl Iterator<Item = &'a Occurrence>, there: &str) -> Vec<Block> {
    let mut sentences: Vec<&Occurrence> = near.collect();
    sentences.sort_by_key(|occurrence| occurrence.evidence.span);
    sentences.dedup_by_key(|occurrence| occurrence.evidence.span);
    let block = |occurrence: &Occurrence| {
        let number = occurrence.statement;
        let number = number.map(|number| format!(" ({number})"));
        let lead = format!("nearest in {there}{}: ", number.unwrap_or_default());
        let mut line = Paragraph::default();
        line.push(&lead, Paint::Faint)
            .push(&format!("“{}”", occurrence.evidence.quote), Paint::Plain);
        Block::new(line, "      ", 8)
    };
    sentences.into_iter().map(block).collect()
}

fn head(said: &Said) -> Block {
    let speakers = said.speakers.iter().map(|named| named.name.as_str());
    let speakers: Vec<&str> = speakers.collect();
    let sides = said.sides.join(", ");
    let who = match speakers.is_empty() {
        true => sides,
        false => format!("{} ({sides})", speakers.join(", ")),
    };
    let mut line = Paragraph::default();
    line.push(&who, Paint::Party).push("  ", Paint::Plain);
    if said.negated {
        line.push("not ", Paint::Kind);
    }
    line.push(&said.family, Paint::Kind);
    if said.act != said.family {
        line.push(&format!(" ({})", said.act), Paint::Plain);
    }
    line.push(&format!(", strength {}", said.strength), Paint::Plain);
    Block::new(line, format!("{:>4}  ", said.statement), 6)
}

/// A sentence with the cues of its statements marked.
fn sentence(statements: &[&Said], look: Look) -> Paragraph {
    let mut line = Paragraph::default();
    let Some(first) = statements.first() else {
        return line;
    };
    let start = first.evidence.span.0;
    let is_cue = |at: usize| {
        let mut cues = statements.iter().map(|said| said.cue.span);
        cues.any(|cue| cue.0 <= at && at < cue.1)
    };
    let mut within = false;
    for (at, c) in (start..).zip(first.evidence.quote.chars()) {
        if is_cue(at) != within {
            within = !within;
            mark(&mut line, look);
        }
        let paint = if within { Paint::Cue } else { Paint::Plain };
        line.push(c.encode_utf8(&mut [0; 4]), paint);
    }
    if within {
        mark(&mut line, look);
    }
    line
}

/// Where there is no colour, signs stand on both sides of a cue.
fn mark(line: &mut Paragraph, look: Look) {
    if !look.colored {
        line.push("**", Paint::Plain);
    }
}
