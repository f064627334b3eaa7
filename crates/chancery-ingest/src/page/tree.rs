//! The nodes of a page in document order, so that what lies below an element is a range.

use std::ops::Range;

use scraper::{Html, Node};

/// Deeper than any page is meant to be.
const DEEPEST: usize = 1_000;

/// For each tag a parser may look at all elements that are open; so many looks take seconds.
const STEPS: usize = 10_000_000;

/// Elements whose end tag is mostly left out, or that have none.
const UNCLOSED: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "param", "source", "td", "th", "tr", "track", "wbr",
];

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Placed>,
}

/// A node and where it stands.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) kind: Kind,
    /// The node that it lies in; its own number at the root.
    pub(super) parent: usize,
    /// One behind the last node below it.
    pub(super) end: usize,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    Text(String),
    Element(Element),
    /// The document, a comment and the like.
    Other,
}

/// An element without what lies below it.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether one of the words of an attribute is `word`, in capitals or not.
    pub(super) fn says(&self, attribute: &str, word: &str) -> bool {
        self.attribute(attribute).is_some_and(|value| {
            value
                .split_ascii_whitespace()
                .any(|own| own.eq_ignore_ascii_case(word))
        })
    }

    pub(super) fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name.as_str())
    }
}

impl Tree {
    pub(super) fn parse(source: &str) -> Tree {
        let html = Html::parse_document(source);
        let mut nodes: Vec<Placed> = Vec::new();
        let mut at = html.tree.root();
        let mut parent = 0;
        'nodes: loop {
            let number = nodes.len();
            nodes.push(Placed {
                kind: kind(at.value()),
                parent,
                end: 0,
            });
            if let Some(child) = at.first_child() {
                (at, parent) = (child, number);
                continue;
            }
            // On to the next node in document order; whatever is left on the way is over.
            let mut over = number;
            loop {
                let end = nodes.len();
                nodes[over].end = end;
                if let Some(next) = at.next_sibling() {
                    (at, parent) = (next, nodes[over].parent);
                    continue 'nodes;
                }
                match at.parent() {
                    Some(up) => (at, over) = (up, nodes[over].parent),
                    None => break 'nodes,
                }
            }
        }
        Tree { nodes }
    }

    /// The element with a number, if the node is one.
    pub(super) fn element(&self, number: usize) -> Option<&Element> {
        match self.nodes.get(number).map(|node| &node.kind) {
            Some(Kind::Element(element)) => Some(element),
            _ => None,
        }
    }

    /// All elements in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = (usize, &Element)> {
        (0..self.nodes.len())
            .filter_map(|number| self.element(number).map(|element| (number, element)))
    }

    /// An element with everything below it.
    pub(super) fn below(&self, number: usize) -> Range<usize> {
        number..self.nodes.get(number).map_or(number, |node| node.end)
    }

    /// A node and all that it lies in, from the inside out.
    pub(super) fn ancestors(&self, number: usize) -> impl Iterator<Item = usize> {
        let up = |&number: &usize| {
            let parent = self.nodes.get(number)?.parent;
            (parent != number).then_some(parent)
        };
        std::iter::successors(Some(number), up)
    }

    /// The text below a node as it stands.
    pub(super) fn text(&self, number: usize) -> String {
        let below = self
            .below(number)
            .filter_map(|number| match &self.nodes[number].kind {
                Kind::Text(text) => Some(text.as_str()),
                _ => None,
            });
        below.collect()
    }
}

fn kind(node: &Node) -> Kind {
    match node {
        Node::Text(text) => Kind::Text(text.to_string()),
        Node::Element(element) => Kind::Element(Element {
            name: element.name().to_ascii_lowercase(),
            attributes: element
                .attrs()
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect(),
        }),
        _ => Kind::Other,
    }
}

/// Whether far more elements are begun than ended.
pub(super) fn is_too_deep(source: &str) -> bool {
    let (mut depth, mut deepest, mut tags) = (0_usize, 0_usize, 0_usize);
    for tag in source.split('<').skip(1) {
        tags += 1;
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let end = name
            .find(|c: char| !c.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let name = &name[..end];
        if name.is_empty() || UNCLOSED.iter().any(|own| own.eq_ignore_ascii_case(name)) {
            continue;
        }
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest > DEEPEST || deepest > 100 && deepest.saturating_mul(tags) > STEPS
}
