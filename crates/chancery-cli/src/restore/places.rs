//! Where one is in a text, for people and for programs.

/// A place: line and column from 1, and code points before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Lines end with LF, CR or both.
    pub line: usize,
    /// In code points.
    pub column: usize,
    /// Code points from the start.
    pub offset: usize,
    after_cr: bool,
}

impl Place {
    /// The beginning.
    pub const START: Self = Place {
        line: 1,
        column: 1,
        offset: 0,
        after_cr: false,
    };

    /// Goes over some text.
    pub fn pass(&mut self, text: &str) {
        for c in text.chars() {
            let ends = c == '\r' || (c == '\n' && !self.after_cr);
            if ends {
                self.line += 1;
            }
            // The LF of a CR LF takes no column of the next line.
            self.column = if ends || c == '\n' {
                1
            } else {
                self.column + 1
            };
            self.offset += 1;
            self.after_cr = c == '\r';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let mut place = Place::START;
        place.pass("é\r\nb\rc\n\nde");
        assert_eq!((place.line, place.column, place.offset), (5, 3, 10));
    }
}
