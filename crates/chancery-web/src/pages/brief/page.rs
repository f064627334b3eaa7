//! A brief as a page: sections of lines, and the sources that they cite, numbered in the order in which they are cited.

use std::path::Path;

use chancery_record::Brief;
use chancery_record::brief::Source;
use chancery_record::timeline::Citation;

use super::commands::Commands;
use super::line::{Claim, Line};
use super::sections::{self, Outline};

/// The page.
pub struct Page<'a> {
    /// Its heading.
    pub title: String,
    /// What it is told from.
    pub lead: String,
    /// The sections.
    pub sections: Vec<Section<'a>>,
    /// What the record cannot tell.
    pub gaps: Vec<Line<'a>>,
    /// The documents that are cited.
    pub sources: Vec<Cited<'a>>,
}

/// A heading with what belongs under it.
pub struct Section<'a> {
    /// The heading.
    pub title: String,
    /// Below another section.
    pub inner: bool,
    /// The lines.
    pub lines: Vec<Line<'a>>,
}

/// A source with its number and the sentences that are cited of it.
pub struct Cited<'a> {
    /// From 1.
    pub number: usize,
    /// The document.
    pub source: &'a Source,
    /// One for each sentence, in their order.
    pub sentences: Vec<&'a Citation>,
}

impl<'a> Page<'a> {
    /// The page of a brief; `record` is named by the commands on it, and `whole` leaves its lists uncut.
    pub fn of(brief: &'a Brief, record: &'a Path, whole: bool) -> Self {
        let commands = Commands::of(brief, record);
        let mut page = Page {
            title: sections::title(brief),
            lead: sections::lead(brief),
            sections: Vec::new(),
            gaps: Vec::new(),
            sources: Vec::new(),
        };
        if brief.is_empty() {
            page.gaps = sections::nothing(brief);
            return page;
        }
        page.sections = sections::all(&Outline {
            brief,
            commands: &commands,
            whole,
        });
        page.gaps = sections::gaps(brief, &commands);
        let mut cited = Vec::new();
        for section in &page.sections {
            collect(&section.lines, &mut cited);
        }
        collect(&page.gaps, &mut cited);
        page.sources = number(brief, &cited);
        page
    }

    /// `[3 §7]`
    pub fn cite(&self, citation: &Citation) -> String {
        format!("[{} §{}]", self.number(citation), citation.sentence)
    }

    /// The number of the source of a citation.
    pub fn number(&self, citation: &Citation) -> usize {
        let mut sources = self.sources.iter();
        let cited = sources.find(|cited| cited.source.document == citation.document);
        cited.map_or(0, |cited| cited.number)
    }
}

fn collect<'a>(lines: &[Line<'a>], cited: &mut Vec<&'a Citation>) {
    for line in lines {
        if let Line::Claim { claims, below } = line {
            for Claim { at, also, .. } in claims {
                cited.push(*at);
                cited.extend(also);
            }
            collect(below, cited);
        }
    }
}

fn number<'a>(brief: &'a Brief, citations: &[&'a Citation]) -> Vec<Cited<'a>> {
    let mut cited: Vec<Cited<'a>> = Vec::new();
    for citation in citations {
        let known = cited
            .iter_mut()
            .find(|cited| cited.source.document == citation.document);
        let sentences = match known {
            Some(cited) => &mut cited.sentences,
            None => {
                let mut sources = brief.sources.iter();
                let source = sources.find(|source| source.document == citation.document);
                let Some(source) = source else { continue };
                cited.push(Cited {
                    number: cited.len() + 1,
                    source,
                    sentences: Vec::new(),
                });
                match cited.last_mut() {
                    Some(cited) => &mut cited.sentences,
                    None => continue,
                }
            }
        };
        // Of two quotes of one sentence the longer one is its text.
        match sentences
            .iter_mut()
            .find(|known| known.sentence == citation.sentence)
        {
            Some(known) if known.quote.len() < citation.quote.len() => *known = citation,
            Some(_) => {}
            None => sentences.push(citation),
        }
    }
    for source in &mut cited {
        source.sentences.sort_by_key(|citation| citation.sentence);
    }
    cited
}
