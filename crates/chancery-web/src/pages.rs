//! Pages that are printed to a file as well as served: what stands on them is decided once.

pub mod brief;
pub mod coverage;

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A page as one file that needs nothing else: no script, no font, no picture, nothing fetched.
fn file(title: &str, style: &'static str, main: &Markup) -> String {
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { main { (main) } }
        }
    };
    document.into_string() + "\n"
}
