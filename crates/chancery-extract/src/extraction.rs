//! The extractor and what it gives.

use crate::contacts::{Contact, Participant as Party};
use crate::dates::When;
use crate::discourse::Discourse;
use crate::entities::{Circumstances, Entities};
use crate::headline::{expected, is_joint_text, month_of_title};
use crate::kinds::sentence_kinds;
use crate::knowledge::{Code, Knowledge};
use crate::mentions;
use crate::reader::Pass;
use crate::statements::{Said, about};
use crate::view::View;
use chancery_lexicon::{Family, Lexicon};
use chancery_text::{Analysis, SentenceKind, Span};
use jiff::civil::Date;

/// What is known of a document from outside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// Code of the country or organisation whose account it is.
    pub publisher: Option<&'a str>,
    /// The day of release.
    pub published: Option<Date>,
    /// The title, analysed, when it is no part of the text.
    pub title: Option<&'a Analysis<'a>>,
}

/// Who or what the text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// `type:kebab-case-name`, unique in the document.
    pub id: String,
    /// `person`, `office`, `country`, `territory`, `organisation`, `place`, `instrument`, `case` or `group`.
    pub kind: &'static str,
    /// The fullest name the text gives, or the usual one.
    pub name: String,
    /// Code of the country or organisation it belongs to.
    pub country: Option<String>,
    /// Offices as the text names them.
    pub offices: Vec<String>,
    /// Where it is named, in bytes of the text.
    pub mentions: Vec<Span>,
}

/// A party to an engagement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// Id of an entity; `None` where the text names nobody.
    pub entity: Option<String>,
    /// Code of the side.
    pub side: String,
    /// `host`, `visitor`, `caller`, `attendee`.
    pub role: Option<String>,
}

/// A contact between parties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engagement {
    /// `meeting`, `call`, `visit`, `multilateral`, `letter`, `signing` or `summons`.
    pub kind: String,
    /// The parties.
    pub participants: Vec<Participant>,
    /// When, if it is known.
    pub when: Option<When>,
    /// The city, else the country, as the text names it.
    pub place: Option<String>,
    /// Code of the country of the place.
    pub country: Option<String>,
    /// 3 for “the third time”.
    pub ordinal: Option<u32>,
    /// Index of the visit or summit it was part of.
    pub within: Option<usize>,
    /// It will happen.
    pub announced: bool,
    /// The words that report it, in bytes of the text.
    pub evidence: Span,
}

/// A speech act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What the act does.
    pub family: Family,
    /// The act's name.
    pub act: String,
    /// 1 (courteous) to 5 (strongest).
    pub strength: u8,
    /// The predicate.
    pub cue: Span,
    /// Ids of the entities whose act it is.
    pub speakers: Vec<String>,
    /// Codes of their sides.
    pub sides: Vec<String>,
    /// Several parties do it together.
    pub joint: bool,
    /// Said again.
    pub reiterated: bool,
    /// Denied: “did not agree”.
    pub negated: bool,
    /// Ids of the entities addressed.
    pub addressees: Vec<String>,
    /// Codes of the sides addressed.
    pub addressee_sides: Vec<String>,
    /// What was said, asked, agreed.
    pub content: Option<Span>,
    /// A condition set on it.
    pub condition: Option<Span>,
    /// Topic ids, the surest first.
    pub topics: Vec<String>,
    /// Codes of what the content is about.
    pub about: Vec<String>,
    /// Ids of instruments, cases, groups and persons that the content names.
    pub names: Vec<String>,
    /// Indices of the engagements in which it was said.
    pub engagements: Vec<usize>,
    /// Index of the sentence.
    pub sentence: usize,
    /// PLOVER event type.
    pub plover: Option<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
}

/// All that was read from a text.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// The kind of each sentence of the analysis.
    pub kinds: Vec<SentenceKind>,
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In order of report.
    pub engagements: Vec<Engagement>,
    /// In order of their cues.
    pub statements: Vec<Statement>,
    /// Subjects whose antecedent was not found.
    pub unresolved: Vec<Span>,
}

/// Reads analysed texts with a lexicon; made once, used for any number of texts and threads.
#[derive(Debug)]
pub struct Extractor {
    knowledge: Knowledge,
}

impl Extractor {
    /// An extractor that knows what the lexicon says.
    pub fn new(lexicon: Lexicon) -> Self {
        Extractor {
            knowledge: Knowledge::new(lexicon),
        }
    }

    /// The lexicon it was made from.
    pub fn lexicon(&self) -> &Lexicon {
        &self.knowledge.lexicon
    }

    /// Reads a text.
    pub fn extract(&self, text: &Analysis<'_>, context: &Context<'_>) -> Extraction {
        let k = &self.knowledge;
        let around = Circumstances {
            publisher: context.publisher.and_then(|p| k.code_id(p)),
            date: context.published,
        };
        let mut entities = Entities::default();
        let mut discourse = Discourse {
            publisher: around.publisher,
            ..Discourse::default()
        };
        let mut title_month = None;
        let mut title_view = None;
        if let Some(title) = context.title {
            let mut view = View::new(k, title);
            let found = mentions::find(&view);
            entities.link(&mut view, found, around, false);
            discourse.expected = expected(&view, 0..view.len(), &entities, around.publisher);
            title_month = month_of_title(&view, 0..view.len(), around);
            discourse.joint_text = is_joint_text(&view, 0..view.len());
            title_view = Some(view);
        }
        let mut view = View::new(k, text);
        let found = mentions::find(&view);
        entities.link(&mut view, found, around, true);
        if discourse.expected.len() < 2 {
            // Without a title the people of the opening sentences are those it is about.
            let opening = text
                .sentences
                .iter()
                .take(2)
                .map(|s| s.tokens.end)
                .max()
                .unwrap_or(0);
            let named = expected(&view, 0..opening, &entities, around.publisher);
            let people: Vec<_> = named.into_iter().filter(|p| p.0.is_some()).collect();
            if people.len() >= 2 {
                discourse.expected = people;
            }
        }
        entities.place_strangers(&discourse.expected, around);
        let kinds = sentence_kinds(&view);
        let first_title = text
            .sentences
            .iter()
            .zip(&kinds)
            .find(|(_, kind)| **kind == SentenceKind::Title)
            .map(|(s, _)| s.tokens.clone());
        if let Some(range) = first_title {
            title_month = title_month.or_else(|| month_of_title(&view, range.clone(), around));
            discourse.joint_text |= is_joint_text(&view, range.clone());
            if discourse.expected.len() < 2 {
                discourse.expected = expected(&view, range, &entities, around.publisher);
            }
        }
        discourse.joint_text &= discourse.expected.len() > 1;
        let mut pass = Pass {
            view: &view,
            entities: &mut entities,
            around,
            discourse,
            contacts: Vec::new(),
            said: Vec::new(),
            title_month,
            unresolved: Vec::new(),
        };
        pass.run(&kinds);
        pass.add_title_contacts(title_view.as_ref());
        let (mut contacts, said, unresolved) = (pass.contacts, pass.said, pass.unresolved);
        entities.settle_names(k);
        let (order, kept) = settle(&mut contacts);
        let writer = Writer {
            k,
            view: &view,
            entities: &entities,
            order,
        };
        let mut out = Extraction {
            kinds,
            ..Extraction::default()
        };
        out.engagements = kept
            .iter()
            .map(|&i| writer.engagement(&contacts[i]))
            .collect();
        out.statements = said.iter().map(|s| writer.statement(s)).collect();
        out.unresolved = unresolved
            .into_iter()
            .map(|r| view.span(r.start, r.end))
            .collect();
        out.entities = writer.entities(&out);
        out
    }
}

/// Drops what a more precise report tells better, links meetings to visits; gives the new number of each contact.
fn settle(contacts: &mut [Contact]) -> (Vec<Option<usize>>, Vec<usize>) {
    let sides = |c: &Contact| {
        let mut s: Vec<Code> = c.participants.iter().map(|p| p.side).collect();
        s.sort_unstable();
        s.dedup();
        s
    };
    let unnamed = |c: &Contact| {
        c.participants.len() > 1 && c.participants.iter().skip(1).all(|p| p.entity.is_none())
    };
    let mut kept = Vec::new();
    let mut order = vec![None; contacts.len()];
    for i in 0..contacts.len() {
        let covered = contacts[i].kind != "visit"
            && unnamed(&contacts[i])
            && (0..contacts.len()).any(|j| {
                j != i
                    && contacts[j].kind == contacts[i].kind
                    && !unnamed(&contacts[j])
                    && sides(&contacts[j]) == sides(&contacts[i])
            });
        if !covered {
            order[i] = Some(kept.len());
            kept.push(i);
        }
    }
    for i in 0..contacts.len() {
        if contacts[i].kind == "visit" {
            continue;
        }
        let visit = contacts.iter().position(|v| {
            v.kind == "visit"
                && v.country.is_some()
                && (contacts[i].country == v.country
                    || contacts[i].country.is_none()
                        && contacts[i]
                            .participants
                            .iter()
                            .any(|p| Some(p.side) == v.country))
                && match (v.when, contacts[i].when) {
                    (Some(a), Some(b)) => a.overlaps(&b),
                    _ => true,
                }
        });
        contacts[i].within = visit;
        if let Some(v) = visit
            && contacts[i].place.is_none()
        {
            contacts[i].place = contacts[v].place.clone();
            contacts[i].country = contacts[v].country;
        }
    }
    for c in contacts.iter_mut() {
        c.within = c.within.and_then(|w| order[w]);
    }
    (order, kept)
}

struct Writer<'v, 'a> {
    k: &'v Knowledge,
    view: &'v View<'a>,
    entities: &'v Entities,
    order: Vec<Option<usize>>,
}

impl Writer<'_, '_> {
    fn codes(&self, codes: &[Code]) -> Vec<String> {
        codes.iter().map(|&c| self.k.code(c).to_owned()).collect()
    }

    fn ids(&self, entities: &[usize]) -> Vec<String> {
        entities
            .iter()
            .map(|&e| self.entities.list[e].id.clone())
            .collect()
    }

    fn engagement(&self, c: &Contact) -> Engagement {
        let participant = |p: &Party| Participant {
            entity: p.entity.map(|e| self.entities.list[e].id.clone()),
            side: self.k.code(p.side).to_owned(),
            role: p.role.clone(),
        };
        let evidence = match &c.evidence {
            Some(r) => self.view.span(r.start, r.end),
            None => self
                .view
                .text
                .sentences
                .first()
                .map_or(Span::new(0, 0), |s| s.span),
        };
        Engagement {
            kind: c.kind.clone(),
            participants: c.participants.iter().map(participant).collect(),
            when: c.when,
            place: c.place.clone(),
            country: c.country.map(|code| self.k.code(code).to_owned()),
            ordinal: c.ordinal,
            within: c.within,
            announced: c.announced,
            evidence,
        }
    }

    fn statement(&self, s: &Said) -> Statement {
        let act = s.from_lexicon.then(|| &self.k.lexicon.acts[s.act]);
        let content = s.content.clone();
        let mut ranges = Vec::new();
        ranges.extend(content.clone());
        let (mut codes, names) = about(self.view, self.entities, &ranges);
        if let Some(frame) = &s.frame {
            let (more, _) = about(self.view, self.entities, std::slice::from_ref(frame));
            more.into_iter()
                .for_each(|c| crate::discourse::push(&mut codes, c));
            ranges.push(frame.clone());
        }
        let span = |r: &std::ops::Range<usize>| self.view.span(r.start, r.end);
        Statement {
            family: s.family,
            act: s
                .act_name
                .clone()
                .or_else(|| act.map(|a| a.act.clone()))
                .unwrap_or_default(),
            strength: s.strength,
            cue: span(&s.cue),
            speakers: self.ids(&s.subject.entities),
            sides: self.codes(&s.subject.sides),
            joint: s.subject.joint,
            reiterated: s.reiterated,
            negated: s.negated,
            addressees: self.ids(&s.addressees.entities),
            addressee_sides: self.codes(&s.addressees.sides),
            content: content.as_ref().map(span),
            condition: s.condition.as_ref().map(span),
            topics: self.topics(s, &ranges),
            about: self.codes(&codes),
            names: self.ids(&names),
            engagements: s
                .contacts
                .iter()
                .filter_map(|&c| self.order.get(c).copied().flatten())
                .collect(),
            sentence: s.sentence,
            plover: act.and_then(|a| a.plover.clone()),
            cameo: act.and_then(|a| a.cameo.clone()),
        }
    }

    /// The topics of a content; where its words carry none, what states discuss, agree and intend with each other
    /// is their relation.
    fn topics(&self, s: &Said, ranges: &[std::ops::Range<usize>]) -> Vec<String> {
        let topics = self.k.topics.of(self.view, ranges);
        let mutual = matches!(
            s.family,
            Family::Discuss | Family::Agree | Family::Intend | Family::Support
        );
        let between_states = s.subject.sides.len() + s.addressees.sides.len() > 1
            && !s.subject.sides.contains(&self.k.private);
        if topics.is_empty() && mutual && between_states && s.content.is_some() {
            return vec!["bilateral-relations".to_owned()];
        }
        topics
    }

    /// The entities that are mentioned or referred to, in order of first mention.
    fn entities(&self, out: &Extraction) -> Vec<Entity> {
        let used = |id: &String| {
            out.statements
                .iter()
                .any(|s| s.speakers.contains(id) || s.addressees.contains(id))
                || out
                    .engagements
                    .iter()
                    .any(|e| e.participants.iter().any(|p| p.entity.as_ref() == Some(id)))
        };
        let mut list: Vec<&crate::entities::Entity> = self
            .entities
            .list
            .iter()
            .filter(|e| !e.mentions.is_empty() || used(&e.id))
            .collect();
        list.sort_by_key(|e| {
            (
                e.mentions
                    .iter()
                    .map(|m| m.start)
                    .min()
                    .unwrap_or(usize::MAX),
                e.id.clone(),
            )
        });
        list.into_iter()
            .map(|e| {
                let mut spans = e.mentions.clone();
                spans.sort_unstable_by_key(|s| (s.start, s.end));
                spans.dedup();
                Entity {
                    id: e.id.clone(),
                    kind: e.kind,
                    name: e.name.clone(),
                    country: e.side.map(|c| self.k.code(c).to_owned()),
                    offices: e.office_names(),
                    mentions: spans,
                }
            })
            .collect()
    }
}
