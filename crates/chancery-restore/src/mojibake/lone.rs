//! Damage that shows in so little of a text that it may be written as it stands: `×”`, `Å™`, a quoted word of two
//! Chinese characters.

use super::channel::Channel;
use super::charset::Charset;
use super::passage::NEVER;
use super::viterbi::{Event, Explanation, Sign, transcode};
use crate::characters::place;

/// What more must speak for damage that a single character shows, in tenths of a bit: `×”` and `Å™` are written, too.
const LONE: i32 = 250;

/// What more must speak for an explanation in which every run of damage is a lone sign that may be written so.
pub(super) fn lone_cost(
    channel: &Channel,
    before: char,
    signs: &[Sign],
    explanation: &Explanation,
) -> i32 {
    let mut lone = 0i32;
    let (mut opened, mut closed) = (false, false);
    let left = |at: usize| {
        ('\u{80}'..'\u{a0}').contains(&signs[at].c) && !is_damaged(signs, &explanation.events, at)
    };
    let controls = !(0..signs.len()).any(left);
    let mut at = 0;
    while let Some(first) = next_damaged(signs, &explanation.events, at) {
        let behind = (first..signs.len()).find(|at| !is_damaged(signs, &explanation.events, *at));
        at = behind.unwrap_or(signs.len());
        let run = Run {
            channel,
            signs: &signs[first..at],
            left: first.checked_sub(1).map_or(before, |at| signs[at].c),
            right: signs.get(at).map_or(' ', |sign| sign.c),
            event: explanation.events.get(at).copied(),
            controls: controls && signs[first..at].iter().any(|sign| sign.c.is_control()),
        };
        let said = run.said();
        if !run.is_lone(said.as_deref()) {
            return 0;
        }
        let among_ascii = run.left.is_ascii() && run.right.is_ascii();
        opened |= among_ascii && said.as_deref() == Some("«");
        closed |= among_ascii && said.as_deref() == Some("»");
        // Two characters of East Asia that stand alone are a word that somebody quotes.
        let word = !channel.reads_single() && run.signs.len() > 1;
        lone = lone.saturating_add(if word { NEVER } else { LONE });
    }
    // Quotation marks of both kinds are no coincidence.
    if opened && closed {
        return 0;
    }
    lone
}

fn is_damaged(signs: &[Sign], events: &[Event], at: usize) -> bool {
    !matches!(events[at], Event::Itself | Event::Dropped) && !signs[at].c.is_ascii()
}

fn next_damaged(signs: &[Sign], events: &[Event], at: usize) -> Option<usize> {
    (at..signs.len()).find(|at| is_damaged(signs, events, *at))
}

/// Damaged characters that stand together.
struct Run<'a> {
    channel: &'a Channel,
    signs: &'a [Sign],
    left: char,
    right: char,
    /// What the character behind it is explained as.
    event: Option<Event>,
    /// Whether it has controls, which nobody writes, and no others are left around it.
    controls: bool,
}

impl Run<'_> {
    /// What it says, with the space behind it if that is explained as a byte of it.
    fn said(&self) -> Option<String> {
        let said = |signs: &[Sign]| Some(transcode(self.channel, place(' '), signs, i32::MAX)?.0);
        if !matches!(self.event, Some(Event::Spaced | Event::Merged)) {
            return said(self.signs);
        }
        let space = match &**self.channel.read {
            Charset::Single(page) => page.char(0xa0)?,
            _ => return None,
        };
        let mut signs = self.signs.to_vec();
        signs.push(Sign::new(space));
        said(&signs)
    }

    /// Whether it is so little that it may be written as it stands.
    fn is_lone(&self, said: Option<&str>) -> bool {
        let (left, right) = (self.left, self.right);
        if self.signs.len() == 1 && matches!(self.event, Some(Event::Spaced | Event::Merged)) {
            // No word goes on with a capital letter.
            return !(left.is_ascii_lowercase() && self.signs[0].c.is_uppercase());
        }
        let Some(said) = said else {
            return false;
        };
        let exotic = said.chars().filter(|c| is_exotic(*c)).count();
        if (1..MANY).contains(&exotic) {
            return true;
        }
        let mut chars = said.chars();
        let one = match (chars.next(), chars.next(), chars.next()) {
            (Some(said), None, _) => said,
            // Two characters of East Asia that make two others are rare, but they are a word.
            (Some(said), Some(second), None)
                if !self.channel.reads_single() && self.signs.len() < 3 =>
            {
                return !self.has_swallowed(said, second) && !self.is_sure(said, false);
            }
            _ => return false,
        };
        if self.controls && (one.is_alphabetic() && one < '\u{530}' || one.is_control()) {
            return false;
        }
        // `Ã’s` is a letter, an apostrophe and an s.
        if self.signs.last().is_some_and(|sign| sign.c == '’') && right == 's' {
            return true;
        }
        !self.is_sure(one, true)
    }

    /// Whether the first character that it says, perhaps the only one, is likelier than what stands there.
    fn is_sure(&self, said: char, only: bool) -> bool {
        let (left, right) = (self.left, self.right);
        let read = self.channel.read.name();
        let western = matches!(read, "windows-1252" | "gb18030");
        let old = matches!(read, "macintosh" | "cp437" | "cp850" | "cp852");
        let within = left.is_ascii_lowercase()
            || right.is_ascii_lowercase()
            || left.is_ascii_uppercase() && right.is_ascii_uppercase() && said.is_uppercase();
        // No word goes on with a capital letter.
        let within = within && !(left.is_ascii_lowercase() && said.is_uppercase());
        let alone = left == ' ' && (right == ' ' || right == '\n');
        match said {
            // French has a space before these.
            '\u{a0}' if left.is_ascii_alphanumeric() && matches!(right, ':' | ';' | '!' | '?') => {
                true
            }
            '\u{a0}'..='¿' | '\u{2010}'..='\u{203a}' | '€' | '™' | '−' => {
                western || self.signs.len() >= 3 || self.mixes_widths()
            }
            'α'..='ω' => western && within,
            // Arrows, signs, dingbats: three characters that nobody writes together. And marks over or through letters.
            '\u{2190}'..='\u{2bff}' => western && self.signs.len() >= 3,
            '\u{300}'..='\u{36f}' => {
                western && left.is_ascii_graphic() && !left.is_ascii_uppercase()
            }
            said if is_latin(said) => {
                let word = only && alone && !old && said.is_lowercase() && said <= 'ÿ';
                // The underscore of a menu stands before the letter that is its key.
                within || word || left.is_ascii_alphabetic() && right == '_'
            }
            _ => false,
        }
    }

    /// Whether the second character it says is ASCII that a pair of bytes has swallowed: `窶冱` is `’s`, within words or
    /// behind one, where nobody writes rare characters.
    fn has_swallowed(&self, said: char, second: char) -> bool {
        let (left, right) = (self.left, self.right);
        let word = second.is_ascii_alphabetic();
        match said {
            '’' => word && left.is_ascii_alphabetic(),
            '\u{2010}'..='\u{203a}' => left.is_ascii_lowercase() && right.is_ascii_lowercase(),
            said if is_latin(said) => {
                word && (left.is_ascii_alphabetic() || second.is_ascii_lowercase())
            }
            _ => false,
        }
    }

    /// Whether it has katakana of half width beside characters of full width, which nobody mixes in one word.
    fn mixes_widths(&self) -> bool {
        let half = |sign: &Sign| ('\u{ff61}'..='\u{ff9f}').contains(&sign.c);
        self.signs.iter().any(half) && !self.signs.iter().all(half)
    }
}

/// Whether a character is a letter of Latin beyond ASCII, or a mark on one.
fn is_latin(c: char) -> bool {
    let letter = matches!(c, '\u{80}'..='\u{24f}' | 'ə' | 'ɛ' | 'ɔ' | '\u{1e00}'..='\u{1eff}');
    letter && c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// So many characters that hardly any text has are a text of them.
const MANY: usize = 6;

/// Whether a character is of a script that is hardly ever written, or of none.
fn is_exotic(c: char) -> bool {
    matches!(c, '\u{700}'..='\u{8ff}' | '\u{1800}'..='\u{18af}' | '\u{a000}'..='\u{abff}' | '\u{e000}'..='\u{f8ff}')
        || c >= '\u{10000}' && !('\u{1f000}'..'\u{1fb00}').contains(&c)
}
