//! Two accounts beside one another where the page is wide enough, else below one another.

use unicode_width::UnicodeWidthStr as _;

use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;

/// Columns of a page that holds two columns of text.
const WIDE: usize = 84;
/// What stands between them.
const GUTTER: &str = " │ ";

/// A paragraph with what stands before its first line, and the indent of the others.
pub struct Block {
    words: Paragraph,
    first: String,
    indent: usize,
}

impl Block {
    /// A paragraph with its lead.
    pub fn new(words: Paragraph, first: impl Into<String>, indent: usize) -> Self {
        Block {
            words,
            first: first.into(),
            indent,
        }
    }

    /// Words of one kind.
    pub fn plain(words: &str, paint: Paint, indent: usize) -> Self {
        let mut paragraph = Paragraph::default();
        paragraph.push(words, paint);
        Block::new(paragraph, " ".repeat(indent), indent)
    }

    /// Writes it over the whole width.
    pub fn write(&self, page: &mut String, look: Look) {
        self.words.write(page, &self.first, self.indent, look);
    }
}

/// Writes what the first account has to the left of what the second one has. Where the page is too narrow, each is written
/// below its label.
pub fn write(page: &mut String, left: &[Block], right: &[Block], labels: [&str; 2], look: Look) {
    if look.width < WIDE {
        for (blocks, label) in [(left, labels[0]), (right, labels[1])] {
            if !blocks.is_empty() {
                Block::plain(label, Paint::Faint, 2).write(page, look);
            }
            for block in blocks {
                block.write(page, look);
            }
        }
        return;
    }
    let gutter = GUTTER.width();
    let width = (look.width - gutter) / 2;
    let column = Look { width, ..look };
    let (left, right) = (lines(left, column), lines(right, column));
    let empty = (String::new(), 0);
    for at in 0..left.len().max(right.len()) {
        let (one, used) = left.get(at).unwrap_or(&empty);
        let (other, _) = right.get(at).unwrap_or(&empty);
        let space = " ".repeat(width.saturating_sub(*used));
        let line = format!("{one}{space}{GUTTER}{other}");
        page.push_str(line.trim_end_matches(' '));
        page.push('\n');
    }
}

/// The lines of some blocks, each with its width.
fn lines(blocks: &[Block], look: Look) -> Vec<(String, usize)> {
    let page = |colored: bool| {
        let mut page = String::new();
        for block in blocks {
            block.write(&mut page, Look { colored, ..look });
        }
        page
    };
    let (painted, plain) = (page(look.colored), page(false));
    let widths = plain.lines().map(str::width);
    painted.lines().map(str::to_owned).zip(widths).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(width: usize, colored: bool) -> String {
        let mut page = String::new();
        let left = [Block::plain(
            "the ministers met for a long time in the old town hall of the city",
            Paint::Cue,
            2,
        )];
        let right = [Block::plain("they met", Paint::Plain, 2)];
        let look = Look { colored, width };
        write(&mut page, &left, &right, ["NO", "CL"], look);
        page
    }

    #[test]
    fn a_wide_page_has_two_columns_of_one_width() {
        let page = page(90, false);
        let gutters: Vec<usize> = page.lines().filter_map(|line| line.find('│')).collect();
        assert_eq!(gutters, [44, 44], "{page}");
        assert!(page.starts_with("  the ministers met"), "{page}");
    }

    #[test]
    fn a_narrow_page_has_one_account_below_the_other() {
        let page = page(60, false);
        assert!(!page.contains('│'), "{page}");
        let (left, right) = (page.find("NO"), page.find("CL"));
        assert!(left < right && right < page.find("they met"), "{page}");
    }

    #[test]
    fn colour_moves_no_column() {
        let page = page(90, true);
        let plain: Vec<usize> = page
            .lines()
            .map(|line| anstream::adapter::strip_str(line).to_string())
            .filter_map(|line| line.find('│'))
            .collect();
        assert_eq!(plain, [44, 44], "{page}");
    }
}
