//! Parts of speech: a maximum-entropy model over hashed features, left to right.

use std::borrow::Cow;
use std::ops::Range;

use crate::analysis::Lowered;
use crate::features::{State, Word};
use crate::model::Model;
use crate::{Error, Tag, Token, TokenKind};

static SHIPPED: &[u8] = include_bytes!("../../../data/en/tagger.bin");

/// Gives tokens their parts of speech.
///
/// Making one costs nothing: the weights are read where they lie.
#[derive(Clone, Debug)]
pub struct Tagger {
    /// Without a model every word is [`Tag::X`].
    model: Option<Model>,
}

impl Tagger {
    /// The tagger with the weights that are built into the program.
    pub fn shipped() -> Tagger {
        // A test makes sure that the weights of this version are understood.
        Tagger {
            model: Model::from_bytes(Cow::Borrowed(SHIPPED)).ok(),
        }
    }

    /// A tagger with weights of one's own, as [`training::to_bytes`](crate::training::to_bytes) makes them.
    ///
    /// # Errors
    /// [`Error::Weights`] if the bytes are no weights of this version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Tagger, Error> {
        Ok(Tagger {
            model: Some(Model::from_bytes(Cow::Owned(bytes.to_vec()))?),
        })
    }

    /// The tags of a sentence that is already cut into words.
    pub fn tags(&self, sentence: &[&str]) -> Vec<Tag> {
        let Some(model) = &self.model else {
            return vec![Tag::X; sentence.len()];
        };
        let words: Vec<Word> = sentence
            .iter()
            .map(|word| Word::new(word, &crate::analysis::lower(word), |key| model.known(key)))
            .collect();
        let mut tags = Vec::with_capacity(words.len());
        decide(model, &words, |_, tag| tags.push(tag));
        tags
    }

    /// Tags the tokens of one sentence; `words` is room to work in.
    pub(crate) fn tag(
        &self,
        text: &str,
        lower: &Lowered,
        tokens: &mut [Token],
        range: Range<usize>,
        words: &mut Vec<Word>,
    ) {
        let Some(model) = &self.model else { return };
        words.clear();
        for (i, token) in range.clone().zip(&tokens[range.clone()]) {
            let mut word = Word::new(token.span.slice(text), lower.get(i), |key| model.known(key));
            if word.fixed.is_none() && token.kind == TokenKind::Punct {
                word.fixed = Some(Tag::Punct);
            }
            words.push(word);
        }
        let tokens = &mut tokens[range];
        decide(model, words, |i, tag| tokens[i].tag = tag);
    }
}

/// Decides on one word after the other, knowing the tags of those before it.
fn decide(model: &Model, words: &[Word], mut yields: impl FnMut(usize, Tag)) {
    let mut state = State::default();
    for (i, word) in words.iter().enumerate() {
        let tag = match word.fixed {
            Some(tag) => tag,
            None => model.best(words, i, state),
        };
        yields(i, tag);
        state.step(tag);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_weights_are_understood() {
        assert!(Tagger::shipped().model.is_some());
    }

    #[test]
    fn other_bytes_are_refused() {
        assert!(Tagger::from_bytes(b"").is_err());
        assert!(Tagger::from_bytes(&SHIPPED[..SHIPPED.len() - 1]).is_err());
        assert!(Tagger::from_bytes(&[SHIPPED, &[0]].concat()).is_err());
    }
}
