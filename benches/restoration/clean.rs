//! Clean text: what `fetch-clean.sh` gathered, or the sentences of the project.

use crate::Failure;
use std::collections::BTreeMap;
use std::path::Path;

const OWN: &str = include_str!("../data/clean.tsv");
const LANGUAGES: &str = include_str!("../data/languages.tsv");

/// Clean lines by language.
pub struct Clean {
    /// Where they come from.
    pub source: String,
    /// Lines of at least twelve characters.
    pub lines: BTreeMap<String, Vec<String>>,
    /// Shorter ones.
    pub short: BTreeMap<String, Vec<String>>,
    /// Pages of running English.
    pub pages: BTreeMap<String, Vec<String>>,
    groups: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Clean {
    /// The lines of a folder, or those of the project if there is no such folder.
    pub fn load(folder: &Path) -> Result<Self, Failure> {
        let mut clean = Self {
            source: folder.display().to_string(),
            lines: texts(folder)?,
            short: texts(&folder.join("short"))?,
            pages: texts(&folder.join("documents"))?,
            groups: groups(),
        };
        for page in clean.pages.values_mut().flatten() {
            *page = page.replace("\\n", "\n");
        }
        if clean.lines.is_empty() {
            clean.source =
                "the project's own sentences (benches/fetch-clean.sh gathers more)".to_owned();
            clean.lines = own();
            let english = clean.lines.get("en").map(|lines| lines.join("\n"));
            clean.pages = english
                .map(|page| ("en".to_owned(), vec![page]))
                .into_iter()
                .collect();
        }
        Ok(clean)
    }

    /// The lines of the languages of a group, evenly: one of each language in turn, and of a language from all over its text.
    pub fn of_group<'a>(
        &self,
        texts: &'a BTreeMap<String, Vec<String>>,
        group: &str,
    ) -> impl Iterator<Item = (&'a str, Neighbours<'a>)> {
        let chosen: Vec<(&str, &[String])> = texts
            .iter()
            .filter(|(language, _)| self.belongs(language, group))
            .map(|(language, lines)| (language.as_str(), lines.as_slice()))
            .collect();
        let longest = chosen.iter().map(|(_, lines)| lines.len()).max();
        (0..longest.unwrap_or(0)).flat_map(move |turn| {
            let chosen = chosen.clone();
            chosen
                .into_iter()
                .filter(move |(_, lines)| turn < lines.len())
                .map(move |(language, lines)| {
                    let at = turn.wrapping_mul(stride(lines.len())) % lines.len();
                    (language, Neighbours { lines, at })
                })
        })
    }

    fn belongs(&self, language: &str, group: &str) -> bool {
        let groups = self.groups.get(language);
        groups.is_some_and(|groups| group == "all" || groups.contains(&group))
    }
}

/// A line among those of its language.
#[derive(Clone, Copy)]
pub struct Neighbours<'a> {
    lines: &'a [String],
    at: usize,
}

impl<'a> Neighbours<'a> {
    /// The line itself.
    pub fn line(self) -> &'a str {
        &self.lines[self.at]
    }

    /// The line so many places further on.
    pub fn after(self, places: usize) -> &'a str {
        &self.lines[(self.at + places) % self.lines.len()]
    }
}

/// A step through so many lines that meets each once, and any few in a row far from each other.
fn stride(count: usize) -> usize {
    let golden = (count as f64 * 0.618).ceil() as usize;
    (golden.max(1)..)
        .find(|step| divisor(*step, count) == 1)
        .unwrap_or(1)
}

fn divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { divisor(b, a % b) }
}

fn texts(folder: &Path) -> Result<BTreeMap<String, Vec<String>>, Failure> {
    let mut texts = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(texts);
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt")
            && let Some(language) = path.file_stem().and_then(|stem| stem.to_str())
        {
            let lines = std::fs::read_to_string(&path)?;
            texts.insert(
                language.to_owned(),
                lines.lines().map(str::to_owned).collect(),
            );
        }
    }
    Ok(texts)
}

fn own() -> BTreeMap<String, Vec<String>> {
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (language, text) in rows(OWN) {
        texts
            .entry(language.to_owned())
            .or_default()
            .push(text.to_owned());
    }
    texts
}

fn groups() -> BTreeMap<&'static str, Vec<&'static str>> {
    rows(LANGUAGES)
        .map(|(language, groups)| (language, groups.split(',').collect()))
        .collect()
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    table
        .lines()
        .filter(|row| !row.starts_with('#'))
        .skip(1)
        .filter_map(|row| row.split_once('\t'))
}
