//! The pipeline: bytes, restored text, sentences and tokens, claims, record.

use crate::reading::{
    CharSpan, DateRange, Diagnostic, Document, Engagement, Entity, Participant, Quote, Reading,
    Repair, SCHEMA, Sentence, Statement,
};
use crate::release::{Body, Release};
use chancery_extract::{Context, Extraction, Extractor};
use chancery_lexicon::Lexicon;
use chancery_restore::{Options, Restored, restore, restore_text};
use chancery_text::{Analysis, SentenceKind, Span, Tagger, analyse};

/// A reader could not be made: the data that ships with the program or that was given is wrong.
#[derive(Debug, thiserror::Error)]
#[error("the knowledge could not be loaded:\n{0}")]
pub struct Error(#[from] chancery_lexicon::Error);

/// Reads releases. Made once; shared by any number of threads.
#[derive(Debug)]
pub struct Reader {
    extractor: Extractor,
    tagger: Tagger,
}

impl Reader {
    /// A reader that knows what `lexicon` says.
    pub fn new(lexicon: Lexicon) -> Self {
        Reader {
            extractor: Extractor::new(lexicon),
            tagger: Tagger::shipped(),
        }
    }

    /// A reader with the knowledge that ships with the program.
    ///
    /// # Errors
    /// The data built into the program does not pass its own checks.
    pub fn shipped() -> Result<Self, Error> {
        Ok(Self::new(Lexicon::shipped()?))
    }

    /// What the reader knows.
    pub fn lexicon(&self) -> &Lexicon {
        self.extractor.lexicon()
    }

    /// The part-of-speech tagger it uses.
    pub fn tagger(&self) -> &Tagger {
        &self.tagger
    }

    /// Reads a release. Never fails: what cannot be read with certainty is told in [`Reading::diagnostics`].
    pub fn read(&self, release: &Release) -> Reading {
        let restored = restored(release);
        let text = analyse(&restored.text, &self.tagger);
        let title_text = release
            .title
            .as_deref()
            .map(|t| restore_text(t, &Options::default()).text.into_owned());
        let title = title_text
            .as_deref()
            .filter(|t| !opens_with(&restored.text, t))
            .map(|t| analyse(t, &self.tagger));
        let context = Context {
            publisher: release.publisher.as_deref(),
            published: release.published,
            title: title.as_ref(),
        };
        let found = self.extractor.extract(&text, &context);
        Writer::new(release, &restored, &text, &found).reading(title_text)
    }
}

/// Reads one release with a lexicon; for many releases make a [`Reader`] once.
pub fn read(release: &Release, lexicon: &Lexicon) -> Reading {
    Reader::new(lexicon.clone()).read(release)
}

fn restored(release: &Release) -> Restored<'_> {
    let mut options = Options::default();
    options.declared.clone_from(&release.charset);
    options.region.clone_from(&release.publisher);
    match &release.body {
        Body::Bytes(bytes) => restore(bytes, &options),
        Body::Text(text) => restore_text(text, &options),
    }
}

/// Whether a text begins with its title.
fn opens_with(text: &str, title: &str) -> bool {
    text.trim_start().starts_with(title.trim())
}

/// Code points of byte offsets, for one text.
struct CodePoints {
    /// Code points before each byte; empty for ASCII, where they are the bytes.
    before: Vec<u32>,
}

impl CodePoints {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return CodePoints { before: Vec::new() };
        }
        let mut before = Vec::with_capacity(text.len() + 1);
        let mut n = 0u32;
        for c in text.chars() {
            before.extend(std::iter::repeat_n(n, c.len_utf8()));
            n += 1;
        }
        before.push(n);
        CodePoints { before }
    }

    fn at(&self, byte: usize) -> usize {
        if self.before.is_empty() {
            byte
        } else {
            self.before[byte] as usize
        }
    }

    fn span(&self, span: Span) -> CharSpan {
        CharSpan(self.at(span.start), self.at(span.end))
    }
}

struct Writer<'a> {
    release: &'a Release,
    restored: &'a Restored<'a>,
    text: &'a Analysis<'a>,
    found: &'a Extraction,
    points: CodePoints,
}

impl<'a> Writer<'a> {
    fn new(
        release: &'a Release,
        restored: &'a Restored<'a>,
        text: &'a Analysis<'a>,
        found: &'a Extraction,
    ) -> Self {
        Writer {
            release,
            restored,
            text,
            found,
            points: CodePoints::new(&restored.text),
        }
    }

    fn quote(&self, span: Span) -> Quote {
        Quote {
            quote: span.slice(&self.restored.text).to_owned(),
            span: self.points.span(span),
        }
    }

    fn reading(&self, title: Option<String>) -> Reading {
        let language = language(&self.restored.text);
        let diagnostics = self.diagnostics(language.as_deref());
        Reading {
            schema: SCHEMA.to_owned(),
            document: self.document(title, language.or_else(|| self.release.language.clone())),
            repairs: self.repairs(),
            sentences: self.sentences(),
            entities: self.entities(),
            engagements: self
                .found
                .engagements
                .iter()
                .enumerate()
                .map(|(i, e)| self.engagement(i, e))
                .collect(),
            statements: self
                .found
                .statements
                .iter()
                .enumerate()
                .map(|(i, s)| self.statement(i, s))
                .collect(),
            diagnostics,
        }
    }

    fn document(&self, title: Option<String>, language: Option<String>) -> Document {
        let release = self.release;
        let id = release.id.clone().unwrap_or_else(|| {
            let bytes = match &release.body {
                Body::Bytes(bytes) => bytes.as_slice(),
                Body::Text(text) => text.as_bytes(),
            };
            format!("b3:{}", blake3::hash(bytes).to_hex())
        });
        let own_title = || {
            let first = self
                .text
                .sentences
                .iter()
                .zip(&self.found.kinds)
                .find(|(_, kind)| **kind == SentenceKind::Title)?;
            Some(first.0.span.slice(&self.restored.text).trim().to_owned())
        };
        Document {
            id,
            source: release.url.clone().or_else(|| release.source.clone()),
            title: title.or_else(own_title),
            publisher: release.publisher.clone(),
            published: release.published.map(|d| d.to_string()),
            language,
            text: self.restored.text.clone().into_owned(),
        }
    }

    fn repairs(&self) -> Vec<Repair> {
        let points = |s: chancery_restore::TextSpan| {
            CharSpan(self.points.at(s.start), self.points.at(s.end))
        };
        let raw = self.restored.raw();
        let raw_points = if self.restored.repairs.is_empty() {
            CodePoints { before: Vec::new() }
        } else {
            CodePoints::new(&raw)
        };
        self.restored
            .repairs
            .iter()
            .map(|r| Repair {
                kind: r.kind.as_str().to_owned(),
                span: points(r.span),
                before: r.before.clone(),
                after: r.after.clone(),
                raw_span: CharSpan(
                    raw_points.at(r.raw_span.start),
                    raw_points.at(r.raw_span.end),
                ),
                channel: r.channel.clone().map(std::borrow::Cow::into_owned),
                certainty: r.certainty.as_str().to_owned(),
                reason: Some(r.reason.clone().into_owned()).filter(|r| !r.is_empty()),
            })
            .collect()
    }

    fn sentences(&self) -> Vec<Sentence> {
        let kinds = self.found.kinds.iter();
        self.text
            .sentences
            .iter()
            .zip(kinds)
            .map(|(s, kind)| Sentence {
                span: self.points.span(s.span),
                kind: kind_name(*kind).to_owned(),
            })
            .collect()
    }

    fn entities(&self) -> Vec<Entity> {
        self.found
            .entities
            .iter()
            .map(|e| Entity {
                id: e.id.clone(),
                kind: e.kind.to_owned(),
                name: e.name.clone(),
                country: e.country.clone(),
                offices: e.offices.clone(),
                mentions: e.mentions.iter().map(|&m| self.points.span(m)).collect(),
            })
            .collect()
    }

    fn engagement(&self, id: usize, e: &chancery_extract::Engagement) -> Engagement {
        Engagement {
            id,
            kind: e.kind.clone(),
            participants: e
                .participants
                .iter()
                .map(|p| Participant {
                    entity: p.entity.clone(),
                    side: p.side.clone(),
                    role: p.role.clone(),
                })
                .collect(),
            date: e.when.map(|w| DateRange {
                from: w.from.to_string(),
                to: w.to.to_string(),
                precision: w.precision.as_str().to_owned(),
            }),
            place: e.place.clone(),
            country: e.country.clone(),
            ordinal: e.ordinal,
            within: e.within,
            announced: e.announced,
            evidence: self.quote(e.evidence),
        }
    }

    fn statement(&self, id: usize, s: &chancery_extract::Statement) -> Statement {
        Statement {
            id,
            family: s.family.as_str().to_owned(),
            act: s.act.clone(),
            strength: s.strength,
            cue: self.quote(s.cue),
            speakers: s.speakers.clone(),
            sides: s.sides.clone(),
            joint: s.joint,
            reiterated: s.reiterated,
            negated: s.negated,
            addressees: s.addressees.clone(),
            addressee_sides: s.addressee_sides.clone(),
            reported_by: self.release.publisher.clone(),
            content: s.content.map(|c| self.quote(c)),
            condition: s.condition.map(|c| self.quote(c)),
            topics: s.topics.clone(),
            about: s.about.clone(),
            names: s.names.clone(),
            engagements: s.engagements.clone(),
            evidence: self.quote(self.text.sentences[s.sentence].span),
            plover: s.plover.clone(),
            cameo: s.cameo.clone(),
        }
    }

    fn diagnostics(&self, language: Option<&str>) -> Vec<Diagnostic> {
        let mut list = Vec::new();
        if self.restored.text.trim().is_empty() {
            list.push(Diagnostic {
                severity: "error".into(),
                code: "empty-text".into(),
                span: None,
                message: "there is no text to read".into(),
            });
        }
        if let Some(other) = language.filter(|l| *l != "en") {
            let message =
                format!("the text is not English ({other}); only English readouts are read");
            list.push(Diagnostic {
                severity: "error".into(),
                code: "not-english".into(),
                span: None,
                message,
            });
        }
        for undecoded in &self.restored.undecoded {
            let message = format!(
                "{} bytes could not be decoded as {}",
                undecoded.bytes.len(),
                self.restored.encoding
            );
            let at = self.restored.to_text(undecoded.raw_span);
            let span = CharSpan(self.points.at(at.start), self.points.at(at.end));
            list.push(Diagnostic {
                severity: "warning".into(),
                code: "undecoded-bytes".into(),
                span: Some(span),
                message,
            });
        }
        for &span in &self.found.unresolved {
            let words = span.slice(&self.restored.text);
            let message = format!("the text does not tell whom “{words}” means");
            list.push(Diagnostic {
                severity: "warning".into(),
                code: "unresolved-pronoun".into(),
                span: Some(self.points.span(span)),
                message,
            });
        }
        list
    }
}

fn kind_name(kind: SentenceKind) -> &'static str {
    match kind {
        SentenceKind::Title => "title",
        SentenceKind::Summary => "summary",
        SentenceKind::Caption => "caption",
        SentenceKind::Body => "body",
        SentenceKind::Quote => "quote",
        SentenceKind::ListItem => "list-item",
        SentenceKind::Boilerplate => "boilerplate",
    }
}

/// The language of a text as BCP 47, `None` where nothing tells. Short Latin text counts as English: names alone
/// mislead the detector.
fn language(text: &str) -> Option<String> {
    let (common, words) = common_english_words(text);
    // Their usual share makes a text English beyond doubt; it then needs no detector.
    if words >= 12 && common * 6 >= words {
        return Some("en".to_owned());
    }
    let sample: String = text.chars().take(1_500).collect();
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return None;
    }
    let latin = sample.chars().filter(|c| c.is_ascii_alphabetic()).count() * 10 >= letters * 9;
    let info = whatlang::detect(&sample)?;
    // A line or two full of names misleads the detector; a few common words outweigh it.
    let short = letters < 60 || common * 12 >= words && letters < 400;
    if info.lang() == whatlang::Lang::Eng || latin && (short || !info.is_reliable()) {
        return Some("en".to_owned());
    }
    Some(bcp47(info.lang().code()).to_owned())
}

/// How many of the first words are among the commonest of English, and how many they are.
fn common_english_words(text: &str) -> (usize, usize) {
    const COMMON: [&str; 13] = [
        "the", "The", "of", "and", "to", "with", "that", "for", "his", "their", "by", "was", "were",
    ];
    let words = text.split_ascii_whitespace().take(120);
    words.fold((0, 0), |(common, words), word| {
        (common + usize::from(COMMON.contains(&word)), words + 1)
    })
}

/// Two-letter codes where BCP 47 has them, for the languages that releases come in.
fn bcp47(code: &str) -> &str {
    match code {
        "eng" => "en",
        "fra" => "fr",
        "deu" => "de",
        "spa" => "es",
        "por" => "pt",
        "ita" => "it",
        "rus" => "ru",
        "ukr" => "uk",
        "cmn" => "zh",
        "jpn" => "ja",
        "kor" => "ko",
        "ara" => "ar",
        "pes" => "fa",
        "heb" => "he",
        "tur" => "tr",
        "hin" => "hi",
        "pol" => "pl",
        "ces" => "cs",
        "slk" => "sk",
        "hun" => "hu",
        "ron" => "ro",
        "bul" => "bg",
        "ell" => "el",
        "nld" => "nl",
        "swe" => "sv",
        "dan" => "da",
        "nob" => "nb",
        "fin" => "fi",
        "est" => "et",
        "lav" => "lv",
        "lit" => "lt",
        "vie" => "vi",
        "ind" => "id",
        "tha" => "th",
        "sin" => "si",
        "tam" => "ta",
        "urd" => "ur",
        "ben" => "bn",
        "kat" => "ka",
        "hye" => "hy",
        "aze" => "az",
        "srp" => "sr",
        "hrv" => "hr",
        "slv" => "sl",
        "cat" => "ca",
        "afr" => "af",
        "bel" => "be",
        "mkd" => "mk",
        other => other,
    }
}
