//! Quotes in a text, with white space of any kind and length taken alike.

/// A text with its white space folded to single spaces, and where each of its code points stands in the original.
pub(crate) struct Folded {
    text: Vec<char>,
    places: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let (mut folded, mut places) = (Vec::new(), Vec::new());
        for (at, c) in text.chars().enumerate() {
            match (c.is_whitespace(), folded.last()) {
                (true, None | Some(' ')) => continue,
                (true, _) => folded.push(' '),
                (false, _) => folded.push(c),
            }
            places.push(at);
        }
        Folded {
            text: folded,
            places,
        }
    }

    /// Spans of a quote in code points of the original, `[start, end)`.
    pub(crate) fn find(&self, quote: &str) -> Vec<(usize, usize)> {
        let quote: Vec<char> = fold(quote).chars().collect();
        if quote.is_empty() {
            return Vec::new();
        }
        let starts = self
            .text
            .windows(quote.len())
            .enumerate()
            .filter(|(_, window)| *window == quote.as_slice());
        starts
            .map(|(at, _)| (self.places[at], self.places[at + quote.len() - 1] + 1))
            .collect()
    }

    /// Which of its occurrences a quote at `start` is, from 1; `None` if it occurs once.
    pub(crate) fn number(&self, quote: &str, start: usize) -> Option<usize> {
        let found = self.find(quote);
        (found.len() > 1).then(|| {
            found
                .iter()
                .take_while(|(from, _)| *from <= start)
                .count()
                .max(1)
        })
    }
}

/// A quote with its white space folded and trimmed.
pub(crate) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_over_line_ends() {
        let text = Folded::new("é met\n  her. He met her.");
        assert_eq!(text.find("met her"), [(2, 11), (16, 23)]);
        assert_eq!(text.number("met her", 16), Some(2));
        assert_eq!(text.number("He", 13), None);
    }
}
