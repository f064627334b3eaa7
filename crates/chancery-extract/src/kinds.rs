//! What each sentence is in the document: report, summary, caption, furniture.

use crate::view::View;
use crate::words::Class;
use chancery_text::{SentenceKind, Tag};

/// The kind of every sentence, refining what the layout tells.
pub(crate) fn sentence_kinds(view: &View<'_>) -> Vec<SentenceKind> {
    let mut kinds: Vec<SentenceKind> = view.text.sentences.iter().map(|s| s.kind).collect();
    for (i, sentence) in view.text.sentences.iter().enumerate() {
        let range = sentence.tokens.clone();
        if range.is_empty() {
            continue;
        }
        if kinds[i] == SentenceKind::Title {
            continue;
        }
        let attribution = range.len() < 30 && range.clone().any(|t| view.is(t, Class::Boilerplate));
        let byline = i < 3
            && range.len() < 14
            && !has_finite(view, range.clone())
            && range
                .clone()
                .any(|t| matches!(view.lower(t), "spokesperson" | "spokesman" | "spokeswoman"));
        if attribution || byline {
            kinds[i] = SentenceKind::Boilerplate;
        } else if kinds[i] == SentenceKind::Body
            && !has_finite(view, range.clone())
            && range.len() > 4
            && i < 6
            && range
                .clone()
                .any(|t| matches!(view.lower(t), "during" | "with" | "left" | "right"))
            && view.mention_at(range.start).is_some()
        {
            kinds[i] = SentenceKind::Caption;
        } else if kinds[i] == SentenceKind::Body && told_again(view, i) {
            kinds[i] = SentenceKind::Summary;
        }
    }
    kinds
}

/// How many of the first sentences may be a summary, and how far behind it its text may be told again.
const LEAD: usize = 3;
const REACH: usize = 5;

/// Whether a sentence of the lead says what one of the next says in nearly the same words, as gov.uk's summaries do.
fn told_again(view: &View<'_>, i: usize) -> bool {
    let sentences = &view.text.sentences;
    if i >= LEAD || sentences[i].tokens.len() < 8 {
        return false;
    }
    let words = |i: usize| -> Vec<&str> {
        let mut words: Vec<&str> = sentences[i]
            .tokens
            .clone()
            .map(|t| view.lower(t))
            .filter(|w| w.len() > 3)
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    let own = words(i);
    (i + 1..sentences.len().min(i + REACH)).any(|j| {
        let other = words(j);
        let shared = own.iter().filter(|w| other.contains(w)).count();
        own.len() >= 5 && shared * 10 >= own.len() * 9 && other.len() <= own.len() * 2
    })
}

fn has_finite(view: &View<'_>, mut range: std::ops::Range<usize>) -> bool {
    range.any(|i| {
        matches!(
            view.tag(i),
            Tag::VerbPast
                | Tag::VerbPresent
                | Tag::VerbThird
                | Tag::AuxModal
                | Tag::AuxPast
                | Tag::AuxPresent
                | Tag::AuxThird
        )
    })
}
