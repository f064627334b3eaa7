//! The text of a page, out of its blocks.

use std::ops::Range;

use super::blocks::{Block, Kind};
use super::tree::{Element, Tree};
use super::{dates, furniture, title};

/// The main text: paragraphs and headings with an empty line between them, items of a list on lines of their own.
/// `None` if nothing on the page reads like a text.
pub(super) fn of(tree: &Tree, blocks: &[Block], title: Option<&str>) -> Option<String> {
    let root = root(tree, blocks, title)?;
    let blocks = within(blocks, &root);
    let blocks = kept(&blocks[from_title(blocks, title)..], title);
    (!blocks.is_empty()).then(|| written(&blocks))
}

/// The blocks that stand in a part of the page.
fn within<'b>(blocks: &'b [Block], part: &Range<usize>) -> &'b [Block] {
    let inside = |block: &Block| part.contains(&block.element);
    let start = blocks.iter().position(inside).unwrap_or(0);
    let end = blocks
        .iter()
        .rposition(inside)
        .map_or(start, |last| last + 1);
    &blocks[start..end]
}

/// Bytes of prose before each node, so that those in a part of the page are a difference.
struct Prose(Vec<usize>);

impl Prose {
    fn new(tree: &Tree, blocks: &[Block]) -> Prose {
        let mut sums = vec![0; tree.nodes.len() + 1];
        for block in blocks.iter().filter(|block| block.is_prose()) {
            sums[block.element + 1] += block.text.len();
        }
        for at in 1..sums.len() {
            sums[at] += sums[at - 1];
        }
        Prose(sums)
    }

    fn of(&self, part: &Range<usize>) -> usize {
        self.0[part.end] - self.0[part.start]
    }
}

/// The part of the page that holds its text.
fn root(tree: &Tree, blocks: &[Block], title: Option<&str>) -> Option<Range<usize>> {
    let page = 0..tree.nodes.len();
    let prose = Prose::new(tree, blocks);
    let all = prose.of(&page);
    if all == 0 {
        return None;
    }
    let parts = |is_it: &dyn Fn(&Element) -> bool| -> Vec<Range<usize>> {
        let found = tree.elements().filter(|(_, element)| is_it(element));
        let mut parts: Vec<Range<usize>> = Vec::new();
        for part in found.map(|(number, _)| tree.below(number)) {
            let is_inner = parts.last().is_some_and(|last| part.start < last.end);
            if !is_inner && parts.len() < 64 && prose.of(&part) > 0 {
                parts.push(part);
            }
        }
        parts
    };
    let bodies = parts(&|element| element.says("itemprop", "articleBody"));
    if let [body] = &bodies[..] {
        return Some(body.clone());
    }
    let mut outer = page;
    for main in
        parts(&|element| element.name == "main" || element.attribute("role") == Some("main"))
    {
        if prose.of(&main) * 2 >= all {
            outer = main;
            break;
        }
    }
    let articles =
        parts(&|element| element.name == "article" || element.attribute("role") == Some("article"));
    let has_title = |part: &&Range<usize>| {
        let inside = blocks.iter().filter(|block| part.contains(&block.element));
        title.is_some_and(|title| inside.into_iter().any(|block| is_title(block, title)))
    };
    let article = match &articles[..] {
        [only] => Some(only),
        several => several.iter().find(has_title).or_else(|| {
            several
                .iter()
                .max_by_key(|part| (prose.of(part), std::cmp::Reverse(part.start)))
        }),
    };
    if let Some(article) = article
        && (prose.of(article) * 2 >= prose.of(&outer) || has_title(&article))
    {
        outer = article.clone();
    }
    Some(densest(tree, &prose, outer))
}

/// The smallest element within a part that holds its prose, or most of it where no element is a sign of its limits.
fn densest(tree: &Tree, prose: &Prose, part: Range<usize>) -> Range<usize> {
    let is_marked = part.start > 0;
    let most = prose.of(&part);
    // Of a page that marks nothing, a tenth may be the site's own words.
    let needed = if is_marked { most } else { most - most / 10 };
    let mut best = part.clone();
    for (number, element) in tree.elements() {
        if !part.contains(&number) || !best.contains(&number) {
            continue;
        }
        let below = tree.below(number);
        let is_block = !element.is(&[
            "p",
            "li",
            "ul",
            "ol",
            "blockquote",
            "span",
            "font",
            "b",
            "strong",
            "em",
            "i",
            "a",
        ]);
        let inside = is_block && tree.below(number).len() > 1 && prose.of(&below) >= needed;
        if inside {
            best = below;
        }
    }
    best
}

fn is_title(block: &Block, name: &str) -> bool {
    matches!(block.kind, Kind::Heading(_) | Kind::Loose | Kind::Paragraph)
        && block.text.len() < name.len() * 2
        && title::folded(&block.text) == title::folded(name)
}

/// Where the text begins: behind its title, or else behind the main heading, if prose follows.
fn from_title(blocks: &[Block], title: Option<&str>) -> usize {
    let last = blocks.iter().rposition(Block::is_prose).unwrap_or(0);
    let before = &blocks[..last];
    let by_title = title.and_then(|title| before.iter().position(|block| is_title(block, title)));
    let by_heading = || {
        before
            .iter()
            .position(|block| block.kind == Kind::Heading(1))
    };
    by_title.or_else(by_heading).map_or(0, |at| at + 1)
}

/// The blocks that are text.
fn kept<'b>(blocks: &'b [Block], title: Option<&str>) -> Vec<&'b Block> {
    let mut kept: Vec<&Block> = Vec::new();
    let mut begun = false;
    for block in blocks {
        let is_short = block.text.chars().count() <= 60;
        if block.kind == Kind::Heading(1)
            && begun
            && title.is_none_or(|title| !is_title(block, title))
        {
            break;
        }
        if furniture::ends_the_text(&block.text) && !matches!(block.kind, Kind::Item { .. }) {
            if begun {
                break;
            }
            continue;
        }
        let is_label = block.kind == Kind::Loose && is_short && !block.is_prose();
        if block.is_linked()
            || furniture::is_control(&block.text)
            || furniture::is_legal(&block.text)
            || title.is_some_and(|title| is_title(block, title))
            || !begun && (is_label || dates::is_only(&block.text))
        {
            continue;
        }
        begun |= block.is_prose();
        kept.push(block);
    }
    while let Some(last) = kept.last() {
        let is_label =
            last.kind == Kind::Loose && last.text.chars().count() <= 60 && !last.is_prose();
        if !is_label && !matches!(last.kind, Kind::Heading(_)) {
            break;
        }
        kept.pop();
    }
    kept
}

fn written(blocks: &[&Block]) -> String {
    let mut text = String::new();
    let mut list = None;
    for block in blocks {
        let own = match block.kind {
            Kind::Item { list, .. } => Some(list),
            _ => None,
        };
        if !text.is_empty() {
            text.push_str(if own.is_some() && own == list {
                "\n"
            } else {
                "\n\n"
            });
        }
        list = own;
        match block.kind {
            Kind::Item {
                count: Some(count), ..
            } => text.push_str(&format!("{count}. ")),
            Kind::Item { count: None, .. } => text.push_str("- "),
            _ => {}
        }
        text.push_str(&block.text);
    }
    text.push('\n');
    text
}
