//! Parts of speech.

/// The part of speech of a token: the universal tags (UPOS), with verbs and auxiliaries told apart by form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)] // the names are those of Universal Dependencies
pub enum Tag {
    Adj,
    Adp,
    Adv,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    /// `to` before a verb, `not`, possessive `’s`.
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    #[default]
    X,
    /// `(to) stress`: VB.
    VerbBase,
    /// `stressed`, finite: VBD.
    VerbPast,
    /// `stressing`: VBG.
    VerbGerund,
    /// `(was) stressed`: VBN.
    VerbParticiple,
    /// `(they) stress`: VBP.
    VerbPresent,
    /// `stresses`: VBZ.
    VerbThird,
    /// `will`, `must`: MD.
    AuxModal,
    /// `be`, `have`.
    AuxBase,
    /// `was`, `had`.
    AuxPast,
    /// `being`, `having`.
    AuxGerund,
    /// `been`.
    AuxParticiple,
    /// `are`, `have`.
    AuxPresent,
    /// `is`, `has`.
    AuxThird,
}

/// The form of a verb or auxiliary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Infinitive or imperative: VB.
    Base,
    /// Finite past: VBD.
    Past,
    /// Present participle or gerund: VBG.
    Gerund,
    /// Past participle: VBN.
    Participle,
    /// Finite present, not third person singular: VBP.
    Present,
    /// Third person singular present: VBZ.
    Third,
    /// Modal: MD.
    Modal,
}

impl VerbForm {
    /// Whether a clause can stand on this form alone.
    pub fn is_finite(self) -> bool {
        matches!(self, Self::Past | Self::Present | Self::Third | Self::Modal)
    }
}

/// Every tag, in the order of their numbers, with the universal tag and the Penn tag it stands for (Penn tags only
/// where the form of a verb decides).
const TABLE: [(Tag, &str, &str); Tag::COUNT] = [
    (Tag::Adj, "ADJ", ""),
    (Tag::Adp, "ADP", ""),
    (Tag::Adv, "ADV", ""),
    (Tag::Cconj, "CCONJ", ""),
    (Tag::Det, "DET", ""),
    (Tag::Intj, "INTJ", ""),
    (Tag::Noun, "NOUN", ""),
    (Tag::Num, "NUM", ""),
    (Tag::Part, "PART", ""),
    (Tag::Pron, "PRON", ""),
    (Tag::Propn, "PROPN", ""),
    (Tag::Punct, "PUNCT", ""),
    (Tag::Sconj, "SCONJ", ""),
    (Tag::Sym, "SYM", ""),
    (Tag::X, "X", ""),
    (Tag::VerbBase, "VERB", "VB"),
    (Tag::VerbPast, "VERB", "VBD"),
    (Tag::VerbGerund, "VERB", "VBG"),
    (Tag::VerbParticiple, "VERB", "VBN"),
    (Tag::VerbPresent, "VERB", "VBP"),
    (Tag::VerbThird, "VERB", "VBZ"),
    (Tag::AuxModal, "AUX", "MD"),
    (Tag::AuxBase, "AUX", "VB"),
    (Tag::AuxPast, "AUX", "VBD"),
    (Tag::AuxGerund, "AUX", "VBG"),
    (Tag::AuxParticiple, "AUX", "VBN"),
    (Tag::AuxPresent, "AUX", "VBP"),
    (Tag::AuxThird, "AUX", "VBZ"),
];

impl Tag {
    /// How many tags there are.
    pub const COUNT: usize = 28;

    /// The tag with this number, in the order of the enum.
    pub fn from_index(index: u8) -> Option<Tag> {
        TABLE.get(usize::from(index)).map(|row| row.0)
    }

    /// The tag that a universal tag and a Penn tag make together; the Penn tag matters for verbs and auxiliaries only,
    /// where an unknown form counts as the base form.
    pub fn from_upos(upos: &str, penn: &str) -> Option<Tag> {
        let mut rows = TABLE.iter().filter(|row| row.1 == upos);
        rows.clone()
            .find(|row| row.2 == penn)
            .or_else(|| rows.find(|row| row.2.is_empty() || row.2 == "VB"))
            .map(|row| row.0)
    }

    /// Its name in Universal Dependencies: `VERB`, `NOUN`, …
    pub fn upos(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// Short name with the form: `VERB.VBD`, `AUX.MD`, `NOUN`. Unlike [`Tag::upos`] it is unique.
    pub fn name(self) -> &'static str {
        match self {
            Tag::VerbBase => "VERB.VB",
            Tag::VerbPast => "VERB.VBD",
            Tag::VerbGerund => "VERB.VBG",
            Tag::VerbParticiple => "VERB.VBN",
            Tag::VerbPresent => "VERB.VBP",
            Tag::VerbThird => "VERB.VBZ",
            Tag::AuxModal => "AUX.MD",
            Tag::AuxBase => "AUX.VB",
            Tag::AuxPast => "AUX.VBD",
            Tag::AuxGerund => "AUX.VBG",
            Tag::AuxParticiple => "AUX.VBN",
            Tag::AuxPresent => "AUX.VBP",
            Tag::AuxThird => "AUX.VBZ",
            other => other.upos(),
        }
    }

    /// A verb that is no auxiliary.
    pub fn is_verb(self) -> bool {
        (Tag::VerbBase..=Tag::VerbThird).contains(&self)
    }

    /// An auxiliary or modal, the copula `be` included.
    pub fn is_aux(self) -> bool {
        self >= Tag::AuxModal
    }

    /// A common or proper noun.
    pub fn is_noun(self) -> bool {
        matches!(self, Tag::Noun | Tag::Propn)
    }

    /// The form of a verb or auxiliary, `None` for any other part of speech.
    pub fn verb_form(self) -> Option<VerbForm> {
        Some(match self {
            Tag::VerbBase | Tag::AuxBase => VerbForm::Base,
            Tag::VerbPast | Tag::AuxPast => VerbForm::Past,
            Tag::VerbGerund | Tag::AuxGerund => VerbForm::Gerund,
            Tag::VerbParticiple | Tag::AuxParticiple => VerbForm::Participle,
            Tag::VerbPresent | Tag::AuxPresent => VerbForm::Present,
            Tag::VerbThird | Tag::AuxThird => VerbForm::Third,
            Tag::AuxModal => VerbForm::Modal,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_table() {
        for (i, row) in TABLE.iter().enumerate() {
            assert_eq!(row.0 as usize, i);
            assert_eq!(Tag::from_index(i as u8), Some(row.0));
            assert_eq!(Tag::from_upos(row.1, row.2), Some(row.0));
        }
        assert_eq!(Tag::from_index(Tag::COUNT as u8), None);
    }

    #[test]
    fn verbs_have_forms() {
        assert_eq!(Tag::VerbPast.verb_form(), Some(VerbForm::Past));
        assert!(Tag::VerbPast.is_verb() && !Tag::AuxPast.is_verb() && Tag::AuxPast.is_aux());
        assert_eq!(Tag::Noun.verb_form(), None);
        assert_eq!(Tag::AuxThird.upos(), "AUX");
    }
}
