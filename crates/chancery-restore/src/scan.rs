//! The one pass that clean text costs: which kinds of damage a text shows any sign of.

use crate::{control, entity, injected};

/// The kinds of damage that a text shows signs of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    pub entity: bool,
    pub mojibake: bool,
    pub control: bool,
    pub foreign: bool,
}

/// Bytes looked at together, few enough to stay in registers.
const BLOCK: usize = 64;

/// Looks for signs of damage. ASCII without controls and `&` is passed over a block at a time.
pub(crate) fn scan(text: &str) -> Signs {
    let mut signs = Signs::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let block = bytes.get(at..at + BLOCK);
        let plain = block.is_some_and(|block| {
            !block
                .iter()
                .fold(false, |any, byte| any | is_notable(*byte))
        });
        at = if plain {
            at + BLOCK
        } else {
            look(text, at, &mut signs)
        };
    }
    signs
}

/// Whether a byte needs a closer look.
fn is_notable(byte: u8) -> bool {
    byte >= 0x7f || byte == b'&' || (byte < 0x20 && byte != b'\n' && byte != b'\t')
}

/// Looks at the characters of the block that begins at `start`; gives where the next one begins.
fn look(text: &str, start: usize, signs: &mut Signs) -> usize {
    let end = start + BLOCK;
    for (offset, c) in text[start..].char_indices() {
        if start + offset >= end {
            return start + offset;
        }
        if c.is_ascii() {
            if c == '&' {
                signs.entity |= entity::is_reference(&text[start + offset..]);
            } else if is_notable(c as u8) {
                signs.control = true;
            }
            continue;
        }
        signs.control |= control::is_suspicious(c);
        signs.foreign |= injected::is_foreign(c);
        signs.mojibake = true;
    }
    text.len()
}
