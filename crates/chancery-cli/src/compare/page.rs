//! A comparison as a page for people.
//!
//! Statements have the numbers that `chancery read` and `chancery show` print. On a terminal the cue is coloured; elsewhere
//! it stands between `**`.

use std::collections::BTreeSet;

use chancery_record::Comparison;
use chancery_record::compare::{
    Account, Attributed, Confirmed, Evidence, Fact, Matter, Occurrence, Presence, Said,
    SharedContact, Unshared, Verdict, Whose, Within,
};

use super::columns::{self, Block};
use super::said;
use crate::paint::Paint;
use crate::show::Look;
use crate::wrap::Paragraph;

/// A page in the making.
struct Page<'a> {
    comparison: &'a Comparison,
    /// What the accounts are called: their publishers' codes where those tell them apart.
    labels: [String; 2],
    look: Look,
    text: String,
}

/// The whole page.
pub fn print(comparison: &Comparison, look: Look) -> String {
    let publishers = [&comparison.a, &comparison.b].map(|account| account.publisher.clone());
    let labels = match publishers {
        [Some(a), Some(b)] if a != b => [a, b],
        _ => ["A".to_owned(), "B".to_owned()],
    };
    let mut page = Page {
        comparison,
        labels,
        look,
        text: String::new(),
    };
    page.head();
    page.notes();
    for contact in &comparison.contacts {
        page.contact(contact);
    }
    page.both();
    page.attributed();
    page.only_here(0);
    page.only_here(1);
    page.presences("Topics", &comparison.topics);
    page.presences("Countries and organisations", &comparison.about);
    page.presences("Cases, instruments and persons", &comparison.names);
    page.text
}

impl<'a> Page<'a> {
    fn accounts(&self) -> [&'a Account; 2] {
        [&self.comparison.a, &self.comparison.b]
    }

    fn labels(&self) -> [&str; 2] {
        [&self.labels[0], &self.labels[1]]
    }

    fn heading(&mut self, words: &str) {
        self.text.push('\n');
        Block::plain(words, Paint::Title, 0).write(&mut self.text, self.look);
    }

    fn beside(&mut self, left: &[Block], right: &[Block]) {
        let labels = [self.labels[0].clone(), self.labels[1].clone()];
        let labels = [labels[0].as_str(), labels[1].as_str()];
        columns::write(&mut self.text, left, right, labels, self.look);
    }

    fn head(&mut self) {
        let [left, right] = self.accounts().map(|account| {
            let title = account.title.as_deref().or(account.source.as_deref());
            let told = [
                account.publisher.as_deref().unwrap_or("no publisher"),
                account.published.as_deref().unwrap_or("no date"),
            ];
            let source = account.source.as_deref().unwrap_or(&account.document);
            vec![
                Block::plain(title.unwrap_or("(no title)"), Paint::Title, 0),
                Block::plain(&format!("{} · {source}", told.join(" · ")), Paint::Faint, 0),
            ]
        });
        self.beside(&left, &right);
    }

    fn notes(&mut self) {
        if self.comparison.diagnostics.is_empty() {
            return;
        }
        self.heading("Before you rely on it");
        for note in &self.comparison.diagnostics {
            let mut line = Paragraph::default();
            line.push(&note.message, Paint::Doubt)
                .push(&format!(" [{}]", note.code), Paint::Faint)
                .write(&mut self.text, "  ", 4, self.look);
        }
    }

    fn contact(&mut self, contact: &SharedContact) {
        let announced = if contact.announced { "announced " } else { "" };
        let kind = contact.facts.iter().find(|fact| fact.what == "kind");
        let kinds = kind.map(|fact| {
            let value = |told: &Option<chancery_record::compare::Told>| {
                told.as_ref()
                    .map(|told| told.value.clone())
                    .unwrap_or_default()
            };
            let (a, b) = (value(&fact.a), value(&fact.b));
            if a == b { a } else { format!("{a} / {b}") }
        });
        self.heading(&format!(
            "The {announced}{} (engagements {} and {})",
            kinds.unwrap_or_default(),
            contact.a,
            contact.b
        ));
        let mut line = Paragraph::default();
        let reasons = contact.likeness.reasons.join("; ");
        line.push(
            &format!("likeness {} of 100: {reasons}", contact.likeness.score),
            Paint::Faint,
        )
        .write(&mut self.text, "  ", 2, self.look);
        let [left, right] = [true, false].map(|first| sentences(contact, first));
        self.beside(&left, &right);
        for fact in &contact.facts {
            if fact.what != "kind" || fact.verdict == Verdict::Disagree {
                self.fact(fact);
            }
        }
    }

    fn fact(&mut self, fact: &Fact) {
        let [a, b] = self.labels();
        let value = |told: &Option<chancery_record::compare::Told>| {
            told.as_ref()
                .map(|told| told.value.clone())
                .unwrap_or_default()
        };
        let (of_a, of_b) = (value(&fact.a), value(&fact.b));
        let (paint, words) = match fact.verdict {
            Verdict::Agree if of_a == of_b => (Paint::Plain, format!("both say {of_a}")),
            Verdict::Agree => (
                Paint::Plain,
                format!("{a} says {of_a}, {b} says {of_b}: they agree"),
            ),
            Verdict::Disagree => (
                Paint::Doubt,
                format!("{a} says {of_a}, {b} says {of_b}: they DISAGREE"),
            ),
            Verdict::OnlyA => (Paint::Plain, format!("only {a} says: {of_a}")),
            Verdict::OnlyB => (Paint::Plain, format!("only {b} says: {of_b}")),
        };
        let mut line = Paragraph::default();
        line.push(&words, paint);
        if let Some(note) = &fact.note {
            line.push(&format!(" ({note})"), Paint::Faint);
        }
        let what = match fact.what.as_str() {
            "initiative" => "sought by",
            what => what,
        };
        line.write(&mut self.text, &format!("  {what:<13}"), 15, self.look);
    }

    fn both(&mut self) {
        let both = &self.comparison.both;
        if both.is_empty() {
            self.heading("Nothing was read that both report");
            return;
        }
        self.heading(&format!("Both report ({})", both.len()));
        for matter in both {
            self.matter(matter);
        }
    }

    fn matter(&mut self, matter: &Matter) {
        let mut line = Paragraph::default();
        let names = matter.names.iter().map(|named| named.name.as_str());
        let about = matter.about.iter().map(String::as_str);
        let topics = matter.topics.iter().map(String::as_str);
        let words: Vec<&str> = names.chain(about).chain(topics).collect();
        line.push(&words.join(", "), Paint::Kind);
        if !matter.words.is_empty() {
            let lead = if words.is_empty() { "" } else { " · " };
            line.push(&format!("{lead}{}", matter.words.join(", ")), Paint::Faint);
        }
        line.write(&mut self.text, "▪ ", 2, self.look);
        let [left, right] = [&matter.a, &matter.b]
            .map(|statements| said::blocks(&statements.iter().collect::<Vec<_>>(), self.look));
        self.beside(&left, &right);
        let [a, b] = self.labels();
        let told = matter.differences.iter().map(|difference| {
            let (of_a, of_b) = (&difference.a, &difference.b);
            match difference.what.as_str() {
                "speaker" => format!("{a} reports it of {of_a}, {b} of {of_b}"),
                "condition" => format!("{a} has the condition “{of_a}”, {b} “{of_b}”")
                    .replace("“none”", "none"),
                what => format!("{what} {of_a} in {a}, {of_b} in {b}"),
            }
        });
        let told: Vec<String> = told.collect();
        if !told.is_empty() {
            Block::plain(&format!("≠ {}", told.join("; ")), Paint::Doubt, 2)
                .write(&mut self.text, self.look);
        }
    }

    /// What each says the other side said.
    fn attributed(&mut self) {
        for (at, account) in self.accounts().into_iter().enumerate() {
            let (here, there) = (
                self.labels()[at].to_owned(),
                self.labels()[1 - at].to_owned(),
            );
            if account.attributed.is_empty() {
                continue;
            }
            let count = account.attributed.len();
            self.heading(&format!("What {here} says {there} said ({count})"));
            let alike = |a: &Attributed, b: &Attributed| {
                a.said.evidence == b.said.evidence
                    && (a.confirmed, &a.by, &a.near) == (b.confirmed, &b.by, &b.near)
            };
            for attributed in account.attributed.chunk_by(alike) {
                let statements: Vec<&Said> = attributed.iter().map(|one| &one.said).collect();
                self.write(&said::blocks(&statements, self.look));
                if let Some(first) = attributed.first() {
                    self.confirmed(first, &there);
                }
            }
        }
    }

    fn confirmed(&mut self, attributed: &Attributed, there: &str) {
        let numbers = attributed.by.iter().map(|said| said.statement.to_string());
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        let (paint, words) = match attributed.confirmed {
            Confirmed::Itself => (
                Paint::Extra,
                format!("{there} reports it itself ({numbers})"),
            ),
            Confirmed::Jointly => (
                Paint::Extra,
                format!("{there} reports it as said by both ({numbers})"),
            ),
            Confirmed::Otherwise => (
                Paint::Doubt,
                format!("{there} reports it of someone else ({numbers})"),
            ),
            Confirmed::No => (Paint::Missing, format!("{there} does not report it")),
        };
        Block::plain(&words, paint, 6).write(&mut self.text, self.look);
        self.write(&said::near(attributed.near.iter(), there));
    }

    /// What an account reports and the other one does not, without what it says the other side said.
    fn only_here(&mut self, at: usize) {
        let account = self.accounts()[at];
        let (here, there) = (
            self.labels()[at].to_owned(),
            self.labels()[1 - at].to_owned(),
        );
        let only: Vec<&Unshared> = account
            .only_here
            .iter()
            .filter(|unshared| unshared.whose != Whose::Other)
            .collect();
        if only.is_empty() {
            self.heading(&format!("{here} reports nothing that {there} leaves out"));
            return;
        }
        self.heading(&format!(
            "Left out by {there}: only {here} reports ({})",
            only.len()
        ));
        let of_one_sentence = |a: &&Unshared, b: &&Unshared| a.said.evidence == b.said.evidence;
        for unshared in only.chunk_by(of_one_sentence) {
            let statements: Vec<&Said> = unshared.iter().map(|one| &one.said).collect();
            self.write(&said::blocks(&statements, self.look));
            let near = unshared.iter().flat_map(|one| &one.near);
            let near = said::near(near, &there);
            let topics = unshared.iter().flat_map(|one| &one.topics_there);
            let topics: BTreeSet<&str> = topics.map(String::as_str).collect();
            if near.is_empty() && !topics.is_empty() {
                let topics = topics.into_iter().collect::<Vec<_>>().join(", ");
                let words = format!("{there} speaks of {topics} elsewhere");
                Block::plain(&words, Paint::Faint, 6).write(&mut self.text, self.look);
            }
            self.write(&near);
        }
    }

    fn write(&mut self, blocks: &[Block]) {
        for block in blocks {
            block.write(&mut self.text, self.look);
        }
    }

    fn presences(&mut self, title: &str, presences: &[Presence]) {
        if presences.is_empty() {
            return;
        }
        self.heading(title);
        let [a, b] = [self.labels[0].clone(), self.labels[1].clone()];
        for (within, label) in [
            (Within::OnlyA, format!("only {a}")),
            (Within::OnlyB, format!("only {b}")),
            (Within::Both, "both".to_owned()),
        ] {
            let found = presences
                .iter()
                .filter(|presence| presence.within == within);
            let found: Vec<String> = found.map(|presence| self.presence(presence)).collect();
            if found.is_empty() {
                continue;
            }
            let mut line = Paragraph::default();
            line.push(&found.join("; "), Paint::Plain).write(
                &mut self.text,
                &format!("  {label:<9}"),
                11,
                self.look,
            );
        }
    }

    /// A topic or a name with the numbers of the statements, of the first account before those of the second one.
    fn presence(&self, presence: &Presence) -> String {
        let name = match &presence.name {
            Some(name) if presence.id.chars().all(|c| !c.is_lowercase()) => {
                format!("{name}, {}", presence.id)
            }
            Some(name) => name.clone(),
            None => presence.id.clone(),
        };
        let numbers = |occurrences: &[Occurrence]| {
            let numbers = occurrences
                .iter()
                .map(|occurrence| match occurrence.statement {
                    Some(number) => number.to_string(),
                    None => format!("“{}”", occurrence.evidence.quote),
                });
            numbers.collect::<Vec<_>>().join(", ")
        };
        let [a, b] = self.labels();
        let places = [(a, &presence.a), (b, &presence.b)];
        let places = places.iter().filter(|(_, found)| !found.is_empty());
        let places = places.map(|(label, found)| format!("{label} {}", numbers(found)));
        format!("{name} ({})", places.collect::<Vec<_>>().join("; "))
    }
}

/// The sentences from which an account's facts are taken, each once.
fn sentences(contact: &SharedContact, first: bool) -> Vec<Block> {
    let told = contact
        .facts
        .iter()
        .filter_map(|fact| if first { &fact.a } else { &fact.b }.as_ref());
    let mut sentences: Vec<&Evidence> = told.map(|told| &told.evidence).collect();
    sentences.sort_by_key(|evidence| evidence.span);
    sentences.dedup();
    sentences
        .into_iter()
        .map(|evidence| Block::plain(&format!("“{}”", evidence.quote), Paint::Plain, 2))
        .collect()
}
