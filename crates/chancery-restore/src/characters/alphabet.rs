//! Characters as symbols: what the model of characters tells apart.

/// Whether a letter is a small or a capital one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Case {
    /// No letter, or a letter of a script without cases.
    None,
    /// A small letter.
    Lower,
    /// A capital letter.
    Upper,
}

/// A character folded to its small letter, white space and no-break spaces to the space, and the case it had.
#[must_use]
pub fn fold(c: char) -> (char, Case) {
    if c.is_ascii() {
        return match c {
            'a'..='z' => (c, Case::Lower),
            'A'..='Z' => (c.to_ascii_lowercase(), Case::Upper),
            '\t' | '\n' | '\r' => (' ', Case::None),
            _ => (c, Case::None),
        };
    }
    if matches!(c, '\u{a0}' | '\u{202f}') {
        return (' ', Case::None);
    }
    if c.is_uppercase() {
        return (c.to_lowercase().next().unwrap_or(c), Case::Upper);
    }
    if c.is_lowercase() {
        return (c, Case::Lower);
    }
    (c, Case::None)
}

/// The writing systems and kinds of sign between which the model knows transitions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Group {
    /// White space.
    Space,
    /// Digits of any script.
    Digit,
    /// Punctuation of ASCII.
    Punctuation,
    /// Typographic punctuation: quotation marks, dashes, ellipsis, bullet.
    Typographic,
    /// Signs that do not stand inside words.
    Symbol,
    /// Emoji and pictographs.
    Pictograph,
    /// Combining marks and variation selectors.
    Mark,
    /// Latin letters, ASCII among them.
    Latin,
    /// Greek letters.
    Greek,
    /// Cyrillic letters.
    Cyrillic,
    /// Armenian letters.
    Armenian,
    /// Hebrew letters and points.
    Hebrew,
    /// Arabic letters and points.
    Arabic,
    /// Scripts of India and Sri Lanka.
    Indic,
    /// Scripts of South-East Asia and Tibet.
    SouthEast,
    /// Georgian letters.
    Georgian,
    /// Ethiopic syllables.
    Ethiopic,
    /// Punctuation of East Asia.
    EastAsian,
    /// Kana.
    Kana,
    /// Chinese characters.
    Han,
    /// Hangul syllables.
    Hangul,
    /// Letters of any other script.
    Other,
    /// Nothing people write: controls, private use, U+FFFD, unassigned.
    Junk,
}

/// How many groups there are.
pub const GROUPS: usize = Group::Junk as usize + 1;

/// A block of characters that share a symbol unless one has its own: first, last, group.
type Block = (char, char, Group);

/// The blocks, in order and apart; what lies in none of them is junk.
pub const BLOCKS: &[Block] = {
    use Group::*;
    &[
        (' ', ' ', Space),
        ('!', '/', Punctuation),
        ('0', '9', Digit),
        (':', '@', Punctuation),
        ('[', '`', Punctuation),
        ('a', 'z', Latin),
        ('{', '~', Punctuation),
        ('¡', '©', Symbol),
        ('ª', 'ª', Symbol),
        ('«', '«', Typographic),
        ('¬', '¬', Symbol),
        ('®', '¶', Symbol),
        ('·', '·', Typographic),
        ('¸', 'º', Symbol),
        ('»', '»', Typographic),
        ('¼', '¾', Symbol),
        ('¿', '¿', Typographic),
        ('×', '×', Symbol),
        ('ß', 'ö', Latin),
        ('÷', '÷', Symbol),
        ('ø', 'ÿ', Latin),
        ('\u{100}', '\u{17f}', Latin),
        ('\u{180}', '\u{24f}', Latin),
        ('\u{250}', '\u{2af}', Latin),
        ('\u{2b0}', '\u{2ff}', Latin),
        ('\u{300}', '\u{36f}', Mark),
        ('\u{370}', '\u{3ff}', Greek),
        ('\u{430}', '\u{45f}', Cyrillic),
        ('\u{460}', '\u{52f}', Cyrillic),
        ('\u{559}', '\u{58a}', Armenian),
        ('\u{591}', '\u{5c7}', Hebrew),
        ('\u{5d0}', '\u{5f4}', Hebrew),
        ('\u{600}', '\u{65f}', Arabic),
        ('\u{660}', '\u{669}', Digit),
        ('\u{66a}', '\u{6ef}', Arabic),
        ('\u{6f0}', '\u{6f9}', Digit),
        ('\u{6fa}', '\u{6ff}', Arabic),
        ('\u{700}', '\u{74f}', Other),
        ('\u{750}', '\u{77f}', Arabic),
        ('\u{780}', '\u{7bf}', Other),
        ('\u{7c0}', '\u{8ff}', Other),
        ('\u{900}', '\u{97f}', Indic),
        ('\u{980}', '\u{9ff}', Indic),
        ('\u{a00}', '\u{a7f}', Indic),
        ('\u{a80}', '\u{aff}', Indic),
        ('\u{b00}', '\u{b7f}', Indic),
        ('\u{b80}', '\u{bff}', Indic),
        ('\u{c00}', '\u{c7f}', Indic),
        ('\u{c80}', '\u{cff}', Indic),
        ('\u{d00}', '\u{d7f}', Indic),
        ('\u{d80}', '\u{dff}', Indic),
        ('\u{e00}', '\u{e7f}', SouthEast),
        ('\u{e80}', '\u{eff}', SouthEast),
        ('\u{f00}', '\u{fff}', SouthEast),
        ('\u{1000}', '\u{109f}', SouthEast),
        ('\u{10d0}', '\u{10ff}', Georgian),
        ('\u{1100}', '\u{11ff}', Hangul),
        ('\u{1200}', '\u{139f}', Ethiopic),
        ('\u{13a0}', '\u{13f5}', Other),
        ('\u{1400}', '\u{177f}', Other),
        ('\u{1780}', '\u{17ff}', SouthEast),
        ('\u{1800}', '\u{18af}', Other),
        ('\u{1950}', '\u{1aaf}', SouthEast),
        ('\u{1b00}', '\u{1c7f}', Other),
        ('\u{1e00}', '\u{1e9f}', Latin),
        ('\u{1ea0}', '\u{1eff}', Latin),
        ('\u{1f00}', '\u{1fff}', Greek),
        ('\u{2000}', '\u{200a}', Space),
        ('\u{200c}', '\u{200d}', Mark),
        ('\u{2010}', '\u{2027}', Typographic),
        ('\u{2030}', '\u{2031}', Symbol),
        ('\u{2032}', '\u{2033}', Typographic),
        ('\u{2034}', '\u{2038}', Symbol),
        ('\u{2039}', '\u{203a}', Typographic),
        ('\u{203b}', '\u{205e}', Symbol),
        ('\u{2070}', '\u{209c}', Symbol),
        ('\u{20a0}', '\u{20c0}', Symbol),
        ('\u{20d0}', '\u{20f0}', Mark),
        ('\u{2100}', '\u{214f}', Symbol),
        ('\u{2150}', '\u{218b}', Symbol),
        ('\u{2190}', '\u{21ff}', Symbol),
        ('\u{2200}', '\u{22ff}', Symbol),
        ('\u{2300}', '\u{23ff}', Symbol),
        ('\u{2400}', '\u{24ff}', Symbol),
        ('\u{2500}', '\u{259f}', Symbol),
        ('\u{25a0}', '\u{25ff}', Symbol),
        ('\u{2600}', '\u{27bf}', Symbol),
        ('\u{27c0}', '\u{2bff}', Symbol),
        ('\u{2c00}', '\u{2dff}', Other),
        ('\u{2e00}', '\u{2fdf}', Symbol),
        ('\u{3000}', '\u{303f}', EastAsian),
        ('\u{3041}', '\u{309f}', Kana),
        ('\u{30a0}', '\u{30fa}', Kana),
        ('\u{30fb}', '\u{30fb}', EastAsian),
        ('\u{30fc}', '\u{30ff}', Kana),
        ('\u{3105}', '\u{312f}', Other),
        ('\u{3131}', '\u{318e}', Other),
        ('\u{3190}', '\u{33ff}', Symbol),
        ('\u{3400}', '\u{4dbf}', Han),
        ('\u{4e00}', '\u{9fff}', Han),
        ('\u{a000}', '\u{a63f}', Other),
        ('\u{a640}', '\u{a69f}', Cyrillic),
        ('\u{a720}', '\u{a7ff}', Latin),
        ('\u{a800}', '\u{abff}', Other),
        ('\u{ac00}', '\u{d7a3}', Hangul),
        ('\u{f900}', '\u{faff}', Han),
        ('\u{fb00}', '\u{fb06}', Latin),
        ('\u{fb13}', '\u{fb4f}', Hebrew),
        ('\u{fb50}', '\u{fdcf}', Arabic),
        ('\u{fdf0}', '\u{fdff}', Arabic),
        ('\u{fe00}', '\u{fe0f}', Mark),
        ('\u{fe10}', '\u{fe6f}', EastAsian),
        ('\u{fe70}', '\u{fefc}', Arabic),
        ('\u{ff01}', '\u{ff0f}', EastAsian),
        ('\u{ff10}', '\u{ff19}', EastAsian),
        ('\u{ff1a}', '\u{ff20}', EastAsian),
        ('\u{ff21}', '\u{ff5a}', EastAsian),
        ('\u{ff5b}', '\u{ff64}', EastAsian),
        ('\u{ff65}', '\u{ff9f}', Symbol),
        ('\u{ffe0}', '\u{ffee}', Symbol),
        ('\u{10000}', '\u{1efff}', Other),
        ('\u{1f000}', '\u{1f2ff}', Pictograph),
        ('\u{1f300}', '\u{1faff}', Pictograph),
        ('\u{20000}', '\u{3ffff}', Han),
    ]
};

/// The symbol of junk: the one after those of the blocks.
pub const JUNK: usize = BLOCKS.len();

/// The block of a folded character, by its index; [`JUNK`] if it is in none.
#[must_use]
pub fn block(c: char) -> usize {
    let index = BLOCKS.partition_point(|(_, last, _)| *last < c);
    match BLOCKS.get(index) {
        Some((first, _, _)) if *first <= c => index,
        _ => JUNK,
    }
}

/// The group of a block.
#[must_use]
pub fn group(block: usize) -> Group {
    BLOCKS
        .get(block)
        .map_or(Group::Junk, |(_, _, group)| *group)
}

/// The first and the last Chinese character that the model ranks by frequency.
pub const HAN: (u32, u32) = (0x4e00, 0x9fff);
/// The first and the last Hangul syllable.
pub const HANGUL: (u32, u32) = (0xac00, 0xd7a3);
