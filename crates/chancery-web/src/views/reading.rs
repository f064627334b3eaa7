//! A text that is read and not kept.

use maud::{Markup, html};

use super::document;
use crate::answer::{Site, Table, View};
use crate::handlers::reading::{Form, Read};

impl View for Form {
    fn title(&self, _: &Site<'_>) -> String {
        "Read a text".to_owned()
    }

    fn body(&self, _: &Site<'_>) -> Markup {
        html! {
            h1 { "Read a text" }
            p.lead { "Paste a readout or choose a file: it is read and shown, and not kept." }
            form.read action="/read" method="post" enctype="multipart/form-data" id="read" {
                @if let Some(token) = &self.token { input type="hidden" name="token" value=(token); }
                label { "Text" textarea name="text" rows="12" {} }
                label { "or a file: text, page, PDF" input type="file" name="file"; }
                p.faint id="drop-hint" { "At most " (self.most / 1024) " KB." }
                div.fields {
                    label { "Publisher" input name="publisher" placeholder="NO" maxlength="60"; }
                    label { "Day of release" input name="date" type="date"; }
                    label { "Title" input name="title" maxlength="500"; }
                    label { "Address" input name="url" maxlength="500" placeholder="https://…"; }
                }
                button { "Read" }
            }
            @if self.adds && self.token.is_none() {
                p.note { "To add what is read, open the address that the program printed when it was started." }
            }
        }
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["read.js"]
    }
}

impl View for Read {
    fn title(&self, _: &Site<'_>) -> String {
        let title = self.reading.document.title.as_deref();
        format!("Read: {}", title.unwrap_or("a text"))
    }

    fn body(&self, site: &Site<'_>) -> Markup {
        html! {
            p.note role="status" {
                "This was read and not kept. " a href="/read" { "Read another text" }
            }
            @if let Some(again) = &self.again {
                form.inline action="/documents" method="post" enctype="multipart/form-data" {
                    input type="hidden" name="token" value=(again.token);
                    input type="hidden" name="original" value=(again.original);
                    @for (name, value) in &again.told { input type="hidden" name=(name) value=(value); }
                    button { "Add it to the record" }
                }
            }
            (document::reading(site, &self.names, &self.reading, None))
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        Vec::new()
    }
}
