//! Text in which white space and quotation marks make no difference, to find in one edition what was copied from another.

use std::ops::Range;

use chancery::reading::CharSpan;

/// A cue further behind the beginning of its sentence, in characters, is another sentence's.
const FARTHEST: usize = 900;

/// A text with each run of white space as one blank, none at its beginning, and plain quotation marks and dashes.
pub struct Folded {
    chars: Vec<char>,
    /// For each of `chars` its place in the text.
    places: Vec<usize>,
}

impl Folded {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (place, c) in text.chars().enumerate() {
            let c = plain(c);
            if c != ' ' || chars.last().is_some_and(|last| *last != ' ') {
                chars.push(c);
                places.push(place);
            }
        }
        Folded { chars, places }
    }

    /// Where a span of the text, in code points, is in the folded one.
    pub fn span(&self, CharSpan(start, end): CharSpan) -> Range<usize> {
        let at = |place| self.places.partition_point(|other| *other < place);
        at(start)..at(end)
    }

    /// The place of a cue in the sentence that begins with `sentence`: its first occurrence there, or its last within
    /// `sentence` if that ends in it.
    pub fn cue(&self, sentence: &str, cue: &str) -> Option<Range<usize>> {
        let (sentence, cue) = (Folded::new(sentence).trimmed(), Folded::new(cue).trimmed());
        let begin = find(&self.chars, &sentence)?;
        let within = &self.chars[begin..];
        let start = if sentence.ends_with(&cue) {
            sentence.len() - cue.len()
        } else {
            find(within, &cue)?
        };
        (start <= FARTHEST).then(|| begin + start..begin + start + cue.len())
    }

    fn trimmed(mut self) -> Vec<char> {
        if self.chars.last() == Some(&' ') {
            self.chars.pop();
        }
        self.chars
    }
}

/// The characters around a span of folded text, for people.
pub fn around(text: &Folded, span: &Range<usize>, margin: usize) -> String {
    let end = text.chars.len().min(span.end + margin);
    text.chars[span.start.saturating_sub(margin).min(end)..end]
        .iter()
        .collect()
}

/// The words of a name, without case.
pub fn words_of_name(name: &str) -> Vec<String> {
    let plain: String = name.chars().map(plain).collect();
    plain
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

fn plain(c: char) -> char {
    match c {
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        '–' | '—' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

fn find(text: &[char], wanted: &[char]) -> Option<usize> {
    if wanted.is_empty() {
        return Some(0);
    }
    text.windows(wanted.len())
        .position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cue_is_found_whatever_the_white_space_and_quotation_marks() {
        let text = Folded::new("  “They met.”\n\nShe\u{a0} noted that he noted it.");
        let found = text.cue("\"They met.\" She noted", "noted");
        assert_eq!(found, Some(text.span(CharSpan(20, 25))));
        assert_eq!(
            text.cue("She noted that he noted", "noted"),
            Some(text.span(CharSpan(34, 39)))
        );
        assert_eq!(text.cue("She noted that", "noted"), found);
        assert_eq!(text.cue("She denied", "denied"), None);
    }
}
