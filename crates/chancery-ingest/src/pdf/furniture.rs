//! What stands on every page and is no part of the text: running heads and page numbers.

use std::collections::BTreeMap;

use super::lines::Line;

/// How many lines at the top and at the bottom of a page are looked at.
const EDGE: usize = 3;
/// The part of the page at its top and at its bottom in which furniture stands.
const MARGIN: f64 = 0.15;
/// How far, in points, a running head may move from page to page.
const MOVED: f64 = 4.0;

/// Removes lines at the edge of pages that are the same on several but for numbers, and page numbers.
pub(super) fn remove(pages: &mut [Vec<Line>]) {
    let mut places: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for page in pages.iter() {
        for line in edges(page) {
            places
                .entry(pattern(&line.text))
                .or_default()
                .push(line.base);
        }
    }
    let many = pages.len();
    let is_running = |line: &Line| {
        let bases = places
            .get(&pattern(&line.text))
            .map_or(&[][..], Vec::as_slice);
        let same = bases
            .iter()
            .filter(|base| (*base - line.base).abs() <= MOVED);
        // Left and right pages may have heads of their own.
        same.count() >= (many / 3).max(2)
    };
    for page in pages {
        let gone: Vec<Line> = edges(page)
            .filter(|line| is_running(line) || is_page_number(&line.text))
            .cloned()
            .collect();
        page.retain(|line| !gone.contains(line));
    }
}

/// The outermost lines of a page that stand in its margins.
fn edges(page: &[Line]) -> impl Iterator<Item = &Line> {
    let mut lines: Vec<&Line> = page.iter().collect();
    lines.sort_by(|a, b| a.base.total_cmp(&b.base));
    let count = lines.len();
    let outer = move |at: &usize| *at < EDGE || at + EDGE >= count;
    let outermost = (0..count).filter(outer).map(move |at| lines[at]);
    outermost
        .filter(|line| line.base < line.page * MARGIN || line.base > line.page * (1.0 - MARGIN))
}

/// A line with every number alike.
fn pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if !c.is_ascii_digit() {
            pattern.extend(c.to_lowercase());
        } else if !pattern.ends_with('0') {
            pattern.push('0');
        }
    }
    pattern
}

/// Whether a line is a page's number: `3`, `- 3 -`, `Page 3 of 7`, `3/7`.
fn is_page_number(text: &str) -> bool {
    let mut numbers = 0;
    let words = text.split(|c: char| !c.is_alphanumeric());
    for word in words.filter(|word| !word.is_empty()) {
        match word.to_lowercase().as_str() {
            "page" | "p" | "of" => {}
            number if number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
                numbers += 1;
            }
            _ => return false,
        }
    }
    (1..=2).contains(&numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, base: f64) -> Line {
        Line {
            text: text.to_owned(),
            left: 50.0,
            right: 300.0,
            base,
            size: 10.0,
            column: (50.0, 350.0),
            page: 600.0,
        }
    }

    fn left(mut pages: Vec<Vec<Line>>) -> Vec<String> {
        remove(&mut pages);
        pages.into_iter().flatten().map(|line| line.text).collect()
    }

    #[test]
    fn running_heads_and_page_numbers_go() {
        let page = |number: usize| {
            vec![
                line("Press release 12/2024", 30.0),
                line(&format!("They met for the day {number}."), 300.0),
                line(&format!("Page {number} of 2"), 580.0),
            ]
        };
        assert_eq!(
            left(vec![page(1), page(2)]),
            ["They met for the day 1.", "They met for the day 2."]
        );
    }

    #[test]
    fn what_is_said_once_or_in_the_middle_stays() {
        let page = |last: &str| {
            vec![
                line("Statement", 30.0),
                line("They agreed.", 300.0),
                line(last, 580.0),
            ]
        };
        assert_eq!(left(vec![page("They met again in 2023.")]).len(), 3);
        let kept = left(vec![page("In Oslo."), page("In Lisbon.")]);
        assert_eq!(
            kept,
            ["They agreed.", "In Oslo.", "They agreed.", "In Lisbon."]
        );
    }

    #[test]
    fn numbers_of_pages_are_told_from_years() {
        for number in ["3", "- 3 -", "Page 3 of 7", "3/7", "p. 12"] {
            assert!(is_page_number(number), "{number}");
        }
        for text in ["2024", "Page", "1 2 3", "3 March", "of"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
