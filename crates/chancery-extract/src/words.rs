//! Words as numbers: one look-up a token, then every question about it is an index.

use rustc_hash::FxHashMap;

/// A word that the rules or the lexicon know; 0 is any other.
pub(crate) type WordId = u32;

macro_rules! classes {
    ($($variant:ident = $name:literal),* $(,)?) => {
        /// Classes of words of `data/en/classes.tsv` that the rules ask for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Class { $($variant),* }

        impl Class {
            /// Every class with its name in the data.
            pub const ALL: &'static [(Class, &'static str)] = &[$((Class::$variant, $name)),*];
        }
    };
}

classes! {
    Again = "again",
    Article = "article",
    Attribution = "attribution",
    Be = "be",
    Boilerplate = "boilerplate",
    CallWord = "call-word",
    CommonNoun = "common-noun",
    ComprisingVerb = "comprising-verb",
    Condition = "condition",
    ContactNoun = "contact-noun",
    CourtesyTitle = "courtesy-title",
    DelegationNoun = "delegation-noun",
    DiscussingVerb = "discussing-verb",
    DiscussionNoun = "discussion-noun",
    FirstPlural = "first-plural",
    FrameNoun = "frame-noun",
    GivenName = "given-name",
    GroupNoun = "group-noun",
    Have = "have",
    HeadingVerb = "heading-verb",
    HeadlineWord = "headline-word",
    Honorific = "honorific",
    HonorificNoun = "honorific-noun",
    InfinitiveNoun = "infinitive-noun",
    Institution = "institution",
    JointNoun = "joint-noun",
    JointText = "joint-text",
    MatterNoun = "matter-noun",
    MatterPreposition = "matter-preposition",
    Modal = "modal",
    Month = "month",
    NameParticle = "name-particle",
    NameSuffix = "name-suffix",
    Negation = "negation",
    OfficeHead = "office-head",
    OfficeModifier = "office-modifier",
    OfficeWord = "office-word",
    Ordinal = "ordinal",
    ParticipantNoun = "participant-noun",
    PluralPersonNoun = "plural-person-noun",
    Possessive = "possessive",
    PrivateNoun = "private-noun",
    PurposeVerb = "purpose-verb",
    RankNoun = "rank-noun",
    Relative = "relative",
    SettingNoun = "setting-noun",
    SettingPreposition = "setting-preposition",
    SideNoun = "side-noun",
    Subordinator = "subordinator",
    SummitNoun = "summit-noun",
    SurnameOffice = "surname-office",
    ThirdPlural = "third-plural",
    ThirdSingular = "third-singular",
    Weekday = "weekday",
}

/// The vocabulary: words, their numbers and their classes.
#[derive(Debug)]
pub(crate) struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    classes: Vec<u64>,
}

impl Words {
    pub fn new() -> Self {
        Words {
            ids: FxHashMap::default(),
            classes: vec![0],
        }
    }

    /// The number of a word in lower case, given if it has none yet.
    pub fn intern(&mut self, word: &str) -> WordId {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.classes.len() as WordId;
        self.ids.insert(word.into(), id);
        self.classes.push(0);
        id
    }

    /// The number of a word in lower case; 0 if it is not known.
    pub fn id(&self, word: &str) -> WordId {
        self.ids.get(word).copied().unwrap_or(0)
    }

    pub fn add_to_class(&mut self, word: &str, class: Class) {
        let id = self.intern(word);
        self.classes[id as usize] |= 1 << class as u8;
    }

    pub fn is(&self, id: WordId, class: Class) -> bool {
        self.classes[id as usize] & (1 << class as u8) != 0
    }
}
