//! The blocks of a page: paragraphs, headings, items of lists, in document order and without furniture.

use super::furniture;
use super::tree::{Element, Kind as NodeKind, Tree};

/// Elements that stand in a line of text; all others begin and end a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// A run of text between the borders of blocks.
#[derive(Debug)]
pub(super) struct Block {
    /// The block element that it stands in.
    pub(super) element: usize,
    pub(super) kind: Kind,
    /// Its text; white space is one space, a forced line break is `\n`.
    pub(super) text: String,
    /// How many of its characters are those of links.
    pub(super) linked: usize,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading(u8),
    /// An item of the list which is the element with this number, with its own number if the list counts.
    Item {
        list: usize,
        count: Option<usize>,
    },
    /// Text that no element calls a paragraph.
    Loose,
}

impl Block {
    /// Whether it reads like a sentence, and not like a label or a list of links.
    pub(super) fn is_prose(&self) -> bool {
        let length = self.text.chars().count();
        !matches!(self.kind, Kind::Heading(_))
            && length >= 30
            && self.text.split_whitespace().take(5).count() == 5
            && self.linked * 2 < length
            && self.text.ends_with(|c: char| {
                matches!(
                    c,
                    '.' | '!' | '?' | '”' | '"' | '’' | '\'' | ':' | ';' | ')' | ']' | ','
                )
            })
            && !furniture::is_legal(&self.text)
    }

    /// Whether it is nearly nothing but links.
    pub(super) fn is_linked(&self) -> bool {
        self.linked * 5 > self.text.chars().count() * 4
    }
}

/// The blocks of a page.
pub(super) fn of(tree: &Tree) -> Vec<Block> {
    let skipped = skipped(tree);
    let mut blocks = Vec::new();
    let mut run = Run::default();
    let mut place = 0;
    let mut open: Vec<usize> = Vec::new();
    let mut links = 0_usize;
    // How many items each list has shown; under an item's number, which one it is.
    let mut items = vec![0_usize; tree.nodes.len()];
    let mut number = 0;
    while number < tree.nodes.len() {
        while let Some(&last) = open.last() {
            if tree.nodes[last].end > number {
                break;
            }
            open.pop();
            match tree.element(last) {
                Some(element) if element.name == "a" => links -= 1,
                Some(element) if element.is(INLINE) => {}
                _ => {
                    run.flush(tree, &items, place, &mut blocks);
                    place = block_parent(tree, last);
                }
            }
        }
        if skipped[number] {
            if !tree
                .element(number)
                .is_some_and(|element| element.is(INLINE))
            {
                run.flush(tree, &items, place, &mut blocks);
            }
            number = tree.nodes[number].end.max(number + 1);
            continue;
        }
        match &tree.nodes[number].kind {
            NodeKind::Text(text) => run.push(text, links > 0),
            NodeKind::Element(element) if element.name == "br" => {
                run.break_line(tree, &items, place, &mut blocks)
            }
            NodeKind::Element(element) => {
                open.push(number);
                if element.name == "li" {
                    let list = tree.nodes[number].parent;
                    items[list] += 1;
                    items[number] = items[list];
                }
                if element.name == "a" {
                    links += 1;
                } else if !element.is(INLINE) {
                    run.flush(tree, &items, place, &mut blocks);
                    place = number;
                }
            }
            NodeKind::Other => {}
        }
        number += 1;
    }
    run.flush(tree, &items, place, &mut blocks);
    blocks
}

/// The block element that an element stands in.
fn block_parent(tree: &Tree, number: usize) -> usize {
    let is_block = |&number: &usize| {
        tree.element(number)
            .is_none_or(|element| !element.is(INLINE))
    };
    tree.ancestors(number).skip(1).find(is_block).unwrap_or(0)
}

/// Which nodes are furniture. Those below are passed over with them.
fn skipped(tree: &Tree) -> Vec<bool> {
    let length = tree.nodes.len();
    // Characters of text and main headings before each node: what lies in a range is a difference.
    let mut text = vec![0_usize; length + 1];
    let mut headings = vec![0_usize; length + 1];
    let mut silent_until = 0;
    for (number, node) in tree.nodes.iter().enumerate() {
        let (mut own, mut heading) = (0, 0);
        match &node.kind {
            NodeKind::Element(element) => {
                if furniture::is_never_text(element) {
                    silent_until = silent_until.max(node.end);
                }
                heading = usize::from(element.name == "h1" && number >= silent_until);
            }
            NodeKind::Text(run) if number >= silent_until => {
                own = run.split_whitespace().map(str::len).sum()
            }
            _ => {}
        }
        text[number + 1] = text[number] + own;
        headings[number + 1] = headings[number] + heading;
    }
    let all = text[length];
    let skip = |number: usize, element: &Element| {
        if furniture::is_never_text(element) {
            return true;
        }
        if element.is(&["html", "body", "main", "h1"]) {
            return false;
        }
        let below = tree.below(number);
        if headings[below.end] > headings[below.start] {
            return false;
        }
        let is_header = element.name == "header"
            && !tree.ancestors(number).any(|up| {
                tree.element(up)
                    .is_some_and(|up| up.is(&["main", "article"]))
            });
        is_header
            || furniture::is_named_so(element) && (text[below.end] - text[below.start]) * 2 <= all
    };
    (0..length)
        .map(|number| {
            tree.element(number)
                .is_some_and(|element| skip(number, element))
        })
        .collect()
}

/// Text of a block that is not over yet.
#[derive(Default)]
struct Run {
    text: String,
    linked: usize,
    space: bool,
}

impl Run {
    fn push(&mut self, text: &str, linked: bool) {
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0C}') {
                self.space = true;
                continue;
            }
            if std::mem::take(&mut self.space)
                && !self.text.is_empty()
                && !self.text.ends_with('\n')
            {
                self.text.push(' ');
            }
            self.text.push(c);
            self.linked += usize::from(linked);
        }
    }

    /// One forced break is a line, two are a paragraph.
    fn break_line(&mut self, tree: &Tree, items: &[usize], place: usize, blocks: &mut Vec<Block>) {
        self.space = false;
        if self
            .text
            .trim_end_matches(|c: char| c != '\n' && c.is_whitespace())
            .ends_with('\n')
        {
            self.flush(tree, items, place, blocks);
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn flush(&mut self, tree: &Tree, items: &[usize], place: usize, blocks: &mut Vec<Block>) {
        self.space = false;
        let text = std::mem::take(&mut self.text);
        let linked = std::mem::take(&mut self.linked);
        let text = text.trim();
        if text.chars().any(char::is_alphanumeric) {
            blocks.push(Block {
                element: place,
                kind: kind(tree, items, place),
                text: text.to_owned(),
                linked,
            });
        }
    }
}

/// What a block is by the elements that it stands in.
fn kind(tree: &Tree, items: &[usize], place: usize) -> Kind {
    let mut kind = Kind::Loose;
    for number in tree.ancestors(place) {
        let Some(element) = tree.element(number) else {
            continue;
        };
        match element.name.as_str() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                return Kind::Heading(element.name.as_bytes()[1] - b'0');
            }
            "li" => return item(tree, items, number),
            "p" | "blockquote" | "pre" | "dd" | "dt" => kind = Kind::Paragraph,
            "div" | "section" | "center" | "address" => {}
            _ => break,
        }
    }
    kind
}

fn item(tree: &Tree, items: &[usize], number: usize) -> Kind {
    let list = tree.nodes[number].parent;
    let counting = tree.element(list).filter(|list| list.name == "ol");
    let count = counting.map(|list| {
        let start = list
            .attribute("start")
            .and_then(|start| start.trim().parse::<usize>().ok());
        start
            .unwrap_or(1)
            .saturating_add(items[number])
            .saturating_sub(1)
    });
    Kind::Item { list, count }
}
