//! What kinds of words look different, and how.

use std::fmt;

use anstyle::{AnsiColor, Style};

/// The part that words play on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// Running text.
    #[default]
    Plain,
    /// A title or a heading.
    Title,
    /// What only helps to find one's way.
    Faint,
    /// Who acts.
    Party,
    /// What kind of act or engagement it is.
    Kind,
    /// The cue within a sentence.
    Cue,
    /// The content within a sentence.
    Content,
    /// What is uncertain or wrong.
    Doubt,
    /// What was expected and is not there.
    Missing,
    /// What is there and was not expected.
    Extra,
}

impl Paint {
    /// Its style on a terminal.
    pub fn style(self) -> Style {
        let fg = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
        match self {
            Paint::Plain => Style::new(),
            Paint::Title => Style::new().bold(),
            Paint::Faint => Style::new().dimmed(),
            Paint::Party => fg(AnsiColor::Cyan),
            Paint::Kind => fg(AnsiColor::Green).bold(),
            Paint::Cue => fg(AnsiColor::Yellow).bold(),
            Paint::Content => Style::new().underline(),
            Paint::Doubt => fg(AnsiColor::Magenta),
            Paint::Missing => fg(AnsiColor::Red),
            Paint::Extra => fg(AnsiColor::Green),
        }
    }

    /// Words in its style, or as they are.
    pub fn over(self, words: &str, colored: bool) -> impl fmt::Display {
        fmt::from_fn(move |f| {
            let style = self.style();
            if colored && style != Style::new() {
                write!(f, "{style}{words}{style:#}")
            } else {
                f.write_str(words)
            }
        })
    }
}
