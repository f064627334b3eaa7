//! What a page says about itself: title, day of release, address, language.

use jiff::civil::Date;

use super::blocks::Block;
use super::linked_data::LinkedData;
use super::tree::{Element, Tree};
use super::{published, title};

/// What a page tells about itself; what it does not tell clearly is not there.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) published: Option<Date>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The address of whom it names as its publisher.
    pub(super) publisher: Option<String>,
}

pub(super) fn read(tree: &Tree, blocks: &[Block]) -> Head {
    let own = own_address(tree);
    let data = LinkedData::of(tree, own);
    let data = data.as_ref();
    let in_data = || data.and_then(LinkedData::address).and_then(whole_address);
    Head {
        title: title::of(tree, blocks, data),
        published: published::of(tree, blocks, data),
        url: own.or_else(in_data).map(str::to_owned),
        language: language(tree, data),
        publisher: data.and_then(LinkedData::publisher).map(str::to_owned),
    }
}

/// The content of the first `<meta>` of a name that says anything.
pub(super) fn named<'t>(tree: &'t Tree, name: &str) -> Option<&'t str> {
    let is_named = |element: &&Element| {
        let names = ["property", "name", "itemprop"]
            .into_iter()
            .filter_map(|key| element.attribute(key));
        element.name == "meta"
            && names
                .into_iter()
                .any(|own| own.trim().eq_ignore_ascii_case(name))
    };
    let found = tree.elements().map(|(_, element)| element).filter(is_named);
    found
        .filter_map(|element| element.attribute("content"))
        .map(str::trim)
        .find(|content| !content.is_empty())
}

/// The address that the page says is its own.
fn own_address(tree: &Tree) -> Option<&str> {
    let canonical = tree
        .elements()
        .find(|(_, element)| element.name == "link" && element.says("rel", "canonical"))
        .and_then(|(_, element)| element.attribute("href"));
    let mut told = [canonical, named(tree, "og:url")].into_iter().flatten();
    told.find_map(whole_address)
}

fn whole_address(url: &str) -> Option<&str> {
    Some(url.trim()).filter(|url| is_address(url))
}

/// A whole address; relative ones tell no publisher.
fn is_address(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.')) && !url.contains(char::is_whitespace)
}

/// What the page declares first, in a form that is a language tag.
fn language(tree: &Tree, data: Option<&LinkedData>) -> Option<String> {
    let html = tree.elements().find(|(_, element)| element.name == "html");
    let html = html.map(|(_, element)| element);
    let own = ["lang", "xml:lang"]
        .into_iter()
        .filter_map(|name| html?.attribute(name));
    let declared = own
        .chain(named(tree, "content-language"))
        .chain(http_equiv(tree))
        .chain(data.and_then(LinkedData::language))
        .chain(named(tree, "og:locale"));
    declared
        .map(|tag| tag.trim().replace('_', "-"))
        .find(|tag| is_tag(tag))
}

/// `<meta http-equiv="content-language" content="en">`.
fn http_equiv(tree: &Tree) -> Option<&str> {
    let mut elements = tree.elements().map(|(_, element)| element);
    let is = |element: &&Element| {
        element.name == "meta" && element.says("http-equiv", "content-language")
    };
    elements.find(is)?.attribute("content")
}

fn is_tag(language: &str) -> bool {
    (2..=35).contains(&language.len())
        && language.split('-').all(|part| {
            !part.is_empty()
                && part.len() <= 8
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}
