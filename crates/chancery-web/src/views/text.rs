//! The text of a document with what was read in it: statements by family, names with their links, repairs.

use chancery::Reading;
use chancery::reading::{CharSpan, Entity, Repair, Statement};
use maud::{Markup, html};

use super::parts::{entity_href, family_class, side_href};

/// What stands over a part of the text.
#[derive(Default, Clone, Copy)]
struct Over<'a> {
    statement: Option<&'a Statement>,
    entity: Option<&'a Entity>,
    repair: Option<&'a Repair>,
}

/// The text as paragraphs of sentences.
pub fn text(reading: &Reading, repairs: bool) -> Markup {
    let chars: Vec<char> = reading.document.text.chars().collect();
    let mut paragraphs: Vec<Vec<usize>> = Vec::new();
    let mut end = 0;
    for (at, sentence) in reading.sentences.iter().enumerate() {
        let between = chars.get(end..sentence.span.0).unwrap_or(&[]);
        let breaks = between.contains(&'\n') || sentence.kind == "title";
        match paragraphs.last_mut() {
            Some(last) if !breaks => last.push(at),
            _ => paragraphs.push(vec![at]),
        }
        end = sentence.span.1;
    }
    let marks = Marks::of(reading, repairs);
    html! {
        div.text {
            @for paragraph in &paragraphs {
                @let kind = paragraph.first().and_then(|at| reading.sentences.get(*at)).map_or("", |one| one.kind.as_str());
                p class=[kind_class(kind)] {
                    @for at in paragraph {
                        @if let Some(sentence) = reading.sentences.get(*at) {
                            span.sentence id=(format!("s{}", at + 1)) { (marks.between(&chars, sentence.span)) } " "
                        }
                    }
                }
            }
        }
    }
}

fn kind_class(kind: &str) -> Option<&'static str> {
    match kind {
        "title" => Some("title"),
        "boilerplate" | "caption" => Some("faint"),
        "quote" => Some("quoted"),
        "list-item" => Some("item"),
        _ => None,
    }
}

struct Marks<'a> {
    statements: Vec<(CharSpan, &'a Statement)>,
    entities: Vec<(CharSpan, &'a Entity)>,
    repairs: Vec<(CharSpan, &'a Repair)>,
    cuts: Vec<usize>,
}

impl<'a> Marks<'a> {
    fn of(reading: &'a Reading, repairs: bool) -> Self {
        let statements = reading.statements.iter();
        let mut statements: Vec<_> = statements.map(|said| (extent(said), said)).collect();
        // Of two that overlap the one that begins later is on top.
        statements.sort_by_key(|(span, said)| (std::cmp::Reverse(span.0), span.1, said.id));
        let entities = reading.entities.iter();
        let mut entities: Vec<_> = entities
            .flat_map(|one| one.mentions.iter().map(move |span| (*span, one)))
            .collect();
        entities.sort_by_key(|(span, _)| (span.1 - span.0.min(span.1), span.0));
        let shown = reading.repairs.iter().filter(|_| repairs);
        let repairs: Vec<_> = shown.map(|one| (one.span, one)).collect();
        let mut cuts: Vec<usize> = Vec::new();
        let spans = statements.iter().map(|(span, _)| span);
        let spans = spans
            .chain(entities.iter().map(|(span, _)| span))
            .chain(repairs.iter().map(|(span, _)| span));
        for span in spans {
            cuts.extend([span.0, span.1]);
        }
        cuts.sort_unstable();
        cuts.dedup();
        Self {
            statements,
            entities,
            repairs,
            cuts,
        }
    }

    fn over(&self, at: usize) -> Over<'a> {
        let within = |span: &CharSpan| span.0 <= at && at < span.1;
        Over {
            statement: self
                .statements
                .iter()
                .find(|(span, _)| within(span))
                .map(|(_, said)| *said),
            entity: self
                .entities
                .iter()
                .find(|(span, _)| within(span))
                .map(|(_, one)| *one),
            repair: self
                .repairs
                .iter()
                .find(|(span, _)| within(span))
                .map(|(_, one)| *one),
        }
    }

    /// The text of a sentence, cut where something begins or ends.
    fn between(&self, chars: &[char], span: CharSpan) -> Markup {
        let end = span.1.min(chars.len());
        let from = self.cuts.partition_point(|cut| *cut <= span.0);
        let inner = self
            .cuts
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .copied()
            .take_while(|cut| *cut < end);
        let cuts: Vec<usize> = std::iter::once(span.0).chain(inner).chain([end]).collect();
        html! {
            @for pair in cuts.windows(2) {
                @if let [from, to] = pair {
                    @for gone in self.removed(*from) { (removed(gone)) }
                    @let part: String = chars.get(*from..*to).unwrap_or(&[]).iter().collect();
                    (self.part(*from, &part))
                }
            }
        }
    }

    /// Repairs that left nothing behind, at their place.
    fn removed(&self, at: usize) -> impl Iterator<Item = &'a Repair> {
        let repairs = self.repairs.iter();
        repairs
            .filter(move |(span, _)| span.0 == at && span.1 == at)
            .map(|(_, repair)| *repair)
    }

    fn part(&self, from: usize, part: &str) -> Markup {
        let over = self.over(from);
        let named = html! {
            @match over.entity.and_then(|one| href(one).map(|href| (one, href))) {
                Some((one, href)) => { a.name href=(href) title=(format!("{}: {}", one.kind, one.name)) { (part) } }
                None => { (part) }
            }
        };
        let repaired = html! {
            @match over.repair {
                Some(repair) if repair.span.0 == from => { (removed(repair)) ins title=(why(repair)) { (named) } }
                Some(repair) => { ins title=(why(repair)) { (named) } }
                None => { (named) }
            }
        };
        let Some(said) = over.statement else {
            return repaired;
        };
        let first = extent(said).0 == from;
        html! {
            mark class=(format!("said {}", family_class(&said.family))) {
                @if first {
                    a.label href=(format!("#st{}", said.id)) id=(format!("in{}", said.id)) aria-label=(format!("{}, statement {}", said.family, said.id)) { (said.family) }
                }
                (repaired)
            }
        }
    }
}

/// What stood where now something else stands.
fn removed(repair: &Repair) -> Markup {
    html! { @if !repair.before.trim().is_empty() { del title=(why(repair)) { (visible(&repair.before)) } } }
}

/// Characters that nobody sees, by their numbers.
pub fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c == '\n' {
            out.push('↵');
        } else if c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        {
            out.push_str(&format!("‹U+{:04X}›", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// Why something was repaired, on one line.
pub fn why(repair: &Repair) -> String {
    let mut why = repair.kind.clone();
    for more in [&repair.channel, &repair.reason].into_iter().flatten() {
        why.push_str(", ");
        why.push_str(more);
    }
    why
}

/// The predicate and what belongs to it.
fn extent(said: &Statement) -> CharSpan {
    let mut span = said.cue.span;
    if let Some(content) = &said.content {
        span = CharSpan(span.0.min(content.span.0), span.1.max(content.span.1));
    }
    CharSpan(
        span.0.max(said.evidence.span.0),
        span.1.min(said.evidence.span.1),
    )
}

/// The page of what is named: that of its side for a country or organisation.
fn href(one: &Entity) -> Option<String> {
    match one.kind.as_str() {
        "country" | "organisation" => one.country.as_deref().map(side_href),
        _ => Some(entity_href(&one.id)),
    }
}
