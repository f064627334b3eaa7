//! What a page is, and its three forms: HTML, JSON, CSV.

use chancery::lexicon::Lexicon;
use maud::Markup;
use serde::Serialize;

use crate::params::Asked;

/// What a page knows of where it is shown.
pub struct Site<'a> {
    /// Names of codes.
    pub lexicon: &'a Lexicon,
    /// `http://127.0.0.1:8080`
    pub base: &'a str,
    /// The path, without ending.
    pub path: &'a str,
    /// What is asked.
    pub asked: &'a Asked,
}

impl Site<'_> {
    /// The name of a code; the code where there is none.
    pub fn name<'s>(&'s self, code: &'s str) -> &'s str {
        self.lexicon.name_of(code).unwrap_or(code)
    }

    /// The address of this page.
    pub fn here(&self) -> String {
        self.asked.at(self.path)
    }

    /// The address of another form of this page.
    pub fn form(&self, form: &str) -> String {
        match self.path {
            "/" => self.asked.at(&format!("/index.{form}")),
            path => self.asked.at(&format!("{path}.{form}")),
        }
    }
}

/// A table of a page, as CSV.
pub struct Table {
    /// What it is called in `?table=`.
    pub name: &'static str,
    /// The columns.
    pub head: &'static [&'static str],
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as CSV (RFC 4180).
    pub fn csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory cannot fail, and rows have as many cells as the head.
        let written = writer.write_record(self.head).and_then(|()| {
            let mut rows = self.rows.iter();
            rows.try_for_each(|row| writer.write_record(row))
        });
        written.ok();
        writer.into_inner().unwrap_or_default()
    }
}

/// What a page is cited as.
pub struct Citable {
    /// The title.
    pub title: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day of release.
    pub day: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
}

/// A page: data that can be shown.
pub trait View: Serialize + Send {
    /// What stands in the title of the window.
    fn title(&self, site: &Site<'_>) -> String;

    /// What stands in the main part.
    fn body(&self, site: &Site<'_>) -> Markup;

    /// The tables of the page.
    fn tables(&self, _site: &Site<'_>) -> Vec<Table> {
        Vec::new()
    }

    /// What it is cited as, where that is a document and not the page.
    fn cited(&self) -> Option<Citable> {
        None
    }

    /// The scripts that make it handier. It works without.
    fn scripts(&self) -> &'static [&'static str] {
        &[]
    }
}

/// A page of any kind.
pub trait Page: Send {
    /// The data of the page.
    fn json(&self) -> serde_json::Result<Vec<u8>>;
    /// The view of it.
    fn view(&self) -> &dyn Shown;
}

/// A view of which only the showing matters.
pub trait Shown {
    /// See [`View::title`].
    fn title(&self, site: &Site<'_>) -> String;
    /// See [`View::body`].
    fn body(&self, site: &Site<'_>) -> Markup;
    /// See [`View::tables`].
    fn tables(&self, site: &Site<'_>) -> Vec<Table>;
    /// See [`View::cited`].
    fn cited(&self) -> Option<Citable>;
    /// See [`View::scripts`].
    fn scripts(&self) -> &'static [&'static str];
}

impl<T: View> Shown for T {
    fn title(&self, site: &Site<'_>) -> String {
        View::title(self, site)
    }
    fn body(&self, site: &Site<'_>) -> Markup {
        View::body(self, site)
    }
    fn tables(&self, site: &Site<'_>) -> Vec<Table> {
        View::tables(self, site)
    }
    fn cited(&self) -> Option<Citable> {
        View::cited(self)
    }
    fn scripts(&self) -> &'static [&'static str] {
        View::scripts(self)
    }
}

impl<T: View> Page for T {
    fn json(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(self)
    }
    fn view(&self) -> &dyn Shown {
        self
    }
}

/// The form of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// For people.
    Html,
    /// For programs.
    Json,
    /// A table.
    Csv,
}

impl Form {
    /// The form that a path asks for by its ending, and the path without it.
    pub fn of_path(path: &str) -> (Option<Form>, &str) {
        for (ending, form) in [(".json", Form::Json), (".csv", Form::Csv)] {
            if let Some(rest) = path.strip_suffix(ending) {
                let rest = if rest == "/index" { "/" } else { rest };
                return (Some(form), rest);
            }
        }
        (None, path)
    }

    /// The form that `Accept` asks for: JSON or CSV only where they come before HTML.
    pub fn of_accept(accept: &str) -> Form {
        for part in accept.split(',') {
            match part.split(';').next().unwrap_or("").trim() {
                "application/json" => return Form::Json,
                "text/csv" => return Form::Csv,
                "text/html" | "application/xhtml+xml" => return Form::Html,
                _ => {}
            }
        }
        Form::Html
    }

    /// What it is called in HTTP.
    pub fn content_type(self) -> &'static str {
        match self {
            Form::Html => "text/html; charset=utf-8",
            Form::Json => "application/json; charset=utf-8",
            Form::Csv => "text/csv; charset=utf-8; header=present",
        }
    }
}
