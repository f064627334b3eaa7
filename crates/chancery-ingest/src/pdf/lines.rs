//! Letters to words, and words to lines in the order in which they are read.

use super::glyphs::{Glyph, Page};

/// Space between letters, in sizes of the font, from which on they are two words …
const WORD_GAP: f64 = 0.15;
/// … and in a line that has spaces among its letters, which then tell most.
const SPACED_GAP: f64 = 0.3;
/// How far letters of one row may stand above each other, in sizes of the font.
const ROW: f64 = 0.45;
/// Space that may lie between columns.
const GUTTER: f64 = 0.9;
/// The fewest rows that are columns.
const ROWS: usize = 4;
/// How deep columns may lie in columns.
const DEPTH: usize = 4;
/// The fewest letters that a column's lines have on average: shorter ones are cells of a table.
const COLUMN: usize = 14;

/// Words on one line. Measures are points, from the upper left of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) base: f64,
    pub(super) size: f64,
    /// The edges of the column that it stands in.
    pub(super) column: (f64, f64),
    /// The height of the page.
    pub(super) page: f64,
}

#[derive(Debug, Clone, PartialEq)]
struct Word {
    text: String,
    left: f64,
    right: f64,
    base: f64,
    size: f64,
}

/// The lines of a page in reading order.
pub(super) fn of(page: Page) -> Vec<Line> {
    let words = rows(page.glyphs, |glyph| (glyph.base, glyph.left, glyph.size));
    let words: Vec<Word> = words.into_iter().flat_map(words_of).collect();
    let mut lines = Vec::new();
    order(words, DEPTH, page.height, &mut lines);
    lines
}

/// What stands on one line, from left to right, the rows from top to bottom.
fn rows<T>(mut things: Vec<T>, place: impl Fn(&T) -> (f64, f64, f64)) -> Vec<Vec<T>> {
    things.sort_by(|a, b| place(a).0.total_cmp(&place(b).0));
    let mut rows: Vec<Vec<T>> = Vec::new();
    let mut row_base = f64::MIN;
    for thing in things {
        let (base, _, size) = place(&thing);
        match rows.last_mut() {
            Some(row) if base - row_base <= size * ROW => row.push(thing),
            _ => {
                row_base = base;
                rows.push(vec![thing]);
            }
        }
    }
    for row in &mut rows {
        row.sort_by(|a, b| place(a).1.total_cmp(&place(b).1));
    }
    rows
}

/// The words of a row of letters.
fn words_of(row: Vec<Glyph>) -> Vec<Word> {
    let is_space = |glyph: &Glyph| glyph.text.trim().is_empty();
    let spaces = row.iter().filter(|glyph| is_space(glyph)).count();
    let least = if spaces * 12 > row.len() {
        SPACED_GAP
    } else {
        WORD_GAP
    };
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for glyph in row {
        let is_note = open && words.last().is_some_and(|word| is_note(&glyph, word));
        if is_space(&glyph) || is_note {
            open = open && is_note;
            continue;
        }
        match words.last_mut() {
            // Drawn twice to look bold.
            Some(word)
                if word.text.ends_with(&glyph.text)
                    && glyph.right - word.right < glyph.size * 0.1
                    && glyph.right - glyph.left > glyph.size * 0.2 => {}
            Some(word) if open && glyph.left - word.right < glyph.size * least => {
                word.text.push_str(&glyph.text);
                word.right = word.right.max(glyph.right);
                word.size = word.size.max(glyph.size);
            }
            _ => words.push(Word {
                text: glyph.text,
                left: glyph.left,
                right: glyph.right,
                base: glyph.base,
                size: glyph.size,
            }),
        }
        open = true;
    }
    words
}

/// Whether a letter is the number of a note, which stands smaller and higher right behind a word and is no part of it.
fn is_note(glyph: &Glyph, word: &Word) -> bool {
    let raised = (word.base - glyph.base) / word.size;
    glyph.size < word.size * 0.8
        && (0.15..0.6).contains(&raised)
        && glyph.left - word.right < word.size * SPACED_GAP
        && glyph.text.chars().all(|c| c.is_ascii_digit() || c == '*')
}

/// Puts words into lines: column after column where the words leave a gutter free over several rows, else row by row.
fn order(words: Vec<Word>, depth: usize, page: f64, lines: &mut Vec<Line>) {
    let edges = (
        words.iter().map(|word| word.left).fold(f64::MAX, f64::min),
        words.iter().map(|word| word.right).fold(f64::MIN, f64::max),
    );
    let rows = rows(words, |word| (word.base, word.left, word.size));
    let mut sizes: Vec<f64> = rows.iter().flatten().map(|word| word.size).collect();
    sizes.sort_by(f64::total_cmp);
    // The text's size: a title is larger.
    let gutter = sizes.get(sizes.len() / 2).map_or(0.0, |size| size * GUTTER);
    let mut start = 0;
    while start < rows.len() {
        let columns = if depth == 0 {
            None
        } else {
            columns(&rows[start..], edges, gutter)
        };
        match columns {
            Some((count, middle)) => {
                let band = rows[start..start + count].iter().flatten().cloned();
                let (left, right) = band.partition(|word| word.right <= middle);
                order(left, depth - 1, page, lines);
                order(right, depth - 1, page, lines);
                start += count;
            }
            None => {
                lines.push(line(&rows[start], edges, page));
                start += 1;
            }
        }
    }
}

/// How many rows from the first on leave the same gutter free, and where it is; none if they are no columns of prose.
fn columns(rows: &[Vec<Word>], edges: (f64, f64), gutter: f64) -> Option<(usize, f64)> {
    let mut free = vec![edges];
    let mut best = None;
    for (at, row) in rows.iter().enumerate() {
        for word in row {
            free = free.iter().flat_map(|gap| without(*gap, word)).collect();
        }
        // What is free at an edge is a margin.
        free.retain(|gap| gap.1 - gap.0 >= gutter);
        let gutters = free.iter().filter(|gap| gap.0 > edges.0 && gap.1 < edges.1);
        let mut gutters: Vec<(f64, f64)> = gutters.copied().collect();
        // The leftmost gutter parts the first column from the rest, in which the next one is found.
        gutters.sort_by(|a, b| a.0.total_cmp(&b.0));
        let prose = gutters.iter().map(|gap| (gap.0 + gap.1) / 2.0);
        let prose = prose.filter(|middle| are_prose(&rows[..=at], *middle));
        match prose.into_iter().next() {
            Some(middle) => best = Some((at + 1, middle)),
            None if free.is_empty() => break,
            None => {}
        }
    }
    best
}

/// What a word leaves of a gap.
fn without(gap: (f64, f64), word: &Word) -> impl Iterator<Item = (f64, f64)> {
    let apart = word.right <= gap.0 || word.left >= gap.1;
    let whole = apart.then_some(gap);
    let before = (!apart && word.left > gap.0).then_some((gap.0, word.left));
    let behind = (!apart && word.right < gap.1).then_some((word.right, gap.1));
    [whole, before, behind].into_iter().flatten()
}

/// Whether on both sides of a gutter stand enough lines that are long enough.
fn are_prose(rows: &[Vec<Word>], middle: f64) -> bool {
    let side = |is_left: bool| {
        let (mut lines, mut letters) = (0, 0);
        for row in rows {
            let words = row.iter().filter(|word| (word.right <= middle) == is_left);
            let count: usize = words.map(|word| word.text.chars().count() + 1).sum();
            lines += usize::from(count > 0);
            letters += count;
        }
        lines >= ROWS && letters >= lines * COLUMN
    };
    side(true) && side(false)
}

fn line(row: &[Word], column: (f64, f64), page: f64) -> Line {
    let words: Vec<&str> = row.iter().map(|word| word.text.as_str()).collect();
    let mut text = words.join(" ");
    // A soft hyphen that is drawn within a line is a hyphen: programs that draw both alike cannot say which it is.
    if let Some((last, c)) = text.char_indices().next_back() {
        text = text[..last].replace('\u{AD}', "-");
        text.push(c);
    }
    Line {
        text,
        left: row.first().map_or(0.0, |word| word.left),
        right: row.last().map_or(0.0, |word| word.right),
        base: row.first().map_or(0.0, |word| word.base),
        size: row.iter().map(|word| word.size).fold(0.0, f64::max),
        column,
        page,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of equal width, half their size of ten, set from a place on; a space is a gap of three points.
    fn set(text: &str, left: f64, base: f64) -> Vec<Glyph> {
        let mut at = left;
        let mut glyphs = Vec::new();
        for c in text.chars() {
            if c == ' ' {
                at += 3.0;
                continue;
            }
            glyphs.push(Glyph {
                text: c.to_string(),
                left: at,
                right: at + 5.0,
                base,
                size: 10.0,
            });
            at += 5.0;
        }
        glyphs
    }

    fn read(glyphs: Vec<Glyph>) -> Vec<String> {
        let page = Page {
            glyphs,
            height: 800.0,
        };
        of(page).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn words_are_told_by_gaps_where_no_space_is_drawn() {
        let mut kerned = set("WAVE OF", 0.0, 100.0);
        for (at, glyph) in kerned.iter_mut().enumerate().take(4) {
            glyph.left -= 0.9 * at as f64;
            glyph.right -= 0.9 * at as f64;
        }
        assert_eq!(read(kerned), ["WAVE OF"]);
    }

    #[test]
    fn columns_are_read_one_after_the_other_and_a_title_above_both_first() {
        let mut page = set(
            "A title that stands above both of the columns here",
            0.0,
            40.0,
        );
        for row in 0..6 {
            let base = 60.0 + 12.0 * f64::from(row);
            page.extend(set(&format!("left column line {row}"), 0.0, base));
            page.extend(set(&format!("right column line {row}"), 130.0, base + 3.5));
        }
        let lines = read(page);
        assert_eq!(
            lines[0],
            "A title that stands above both of the columns here"
        );
        assert_eq!(lines[1], "left column line 0");
        assert_eq!(lines[7], "right column line 0");
        assert_eq!(lines.len(), 13);
    }

    #[test]
    fn a_table_is_read_row_by_row() {
        let mut page = Vec::new();
        for row in 0..6 {
            page.extend(set(
                &format!("item {row}"),
                0.0,
                60.0 + 12.0 * f64::from(row),
            ));
            page.extend(set(&format!("{row}00"), 90.0, 60.0 + 12.0 * f64::from(row)));
        }
        assert_eq!(read(page)[1], "item 1 100");
    }

    #[test]
    fn a_soft_hyphen_within_a_line_is_a_hyphen() {
        let line = set("a long\u{AD}standing wish for hu\u{AD}", 0.0, 100.0);
        assert_eq!(read(line), ["a long-standing wish for hu\u{AD}"]);
    }

    #[test]
    fn the_number_of_a_note_is_no_part_of_a_word() {
        let mut page = set("fisheries", 0.0, 100.0);
        page.push(Glyph {
            text: "1".into(),
            left: 45.0,
            right: 48.0,
            base: 96.5,
            size: 6.0,
        });
        assert_eq!(read(page), ["fisheries"]);
    }
}
