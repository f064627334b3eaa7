//! The closed sets of words that cells may hold, as enumerations.

/// A closed set of words.
pub(crate) trait Vocabulary: Copy + 'static {
    /// What one word of the set is called in messages.
    const WHAT: &'static str;
    /// All of them.
    const EVERY: &'static [Self];
    /// The word in the data.
    fn word(self) -> &'static str;
}

/// Defines an enumeration whose variants have one spelling each in the data.
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident ($what:literal) { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant,)+ }

        impl $name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The word that stands for it in the data and in the output.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }

            /// The one that a word stands for; the spelling must be exact.
            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl crate::vocabulary::Vocabulary for $name {
            const WHAT: &'static str = $what;
            const EVERY: &'static [Self] = $name::ALL;
            fn word(self) -> &'static str { self.as_str() }
        }
    };
}
pub(crate) use vocabulary;
