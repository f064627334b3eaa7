//! Why a request is not answered, in words for people and in JSON.

use maud::{Markup, html};
use serde::Serialize;

use crate::answer::{Site, View};

/// Why there is no answer.
#[derive(Debug)]
pub enum Fault {
    /// The request cannot be understood: what is wrong with it, a line each.
    Bad(Vec<String>),
    /// There is no such thing: what was asked for.
    Unknown(String),
    /// What is asked is not allowed, and why.
    Forbidden(String),
    /// The way is right, the method is not.
    Method,
    /// Too much was sent: the most that is taken, in bytes.
    TooLarge(usize),
    /// A document was sent that cannot be read.
    Unreadable(String),
    /// The answer takes too long.
    Slow,
    /// The server has too much to do.
    Busy,
    /// Something is wrong with the record or the program.
    Broken(String),
}

impl From<chancery_record::Error> for Fault {
    fn from(error: chancery_record::Error) -> Self {
        Fault::Broken(error.to_string())
    }
}

impl Fault {
    /// The status of HTTP.
    pub fn status(&self) -> u16 {
        match self {
            Fault::Bad(_) => 400,
            Fault::Forbidden(_) => 403,
            Fault::Unknown(_) => 404,
            Fault::Method => 405,
            Fault::TooLarge(_) => 413,
            Fault::Unreadable(_) => 422,
            Fault::Broken(_) => 500,
            Fault::Slow | Fault::Busy => 503,
        }
    }

    fn heading(&self) -> &'static str {
        match self {
            Fault::Bad(_) => "This cannot be asked",
            Fault::Forbidden(_) => "This is not allowed",
            Fault::Unknown(_) => "The record does not have this",
            Fault::Method => "This page only answers",
            Fault::TooLarge(_) => "This is too much",
            Fault::Unreadable(_) => "This cannot be read",
            Fault::Broken(_) => "Something is wrong",
            Fault::Slow => "This takes too long",
            Fault::Busy => "Too many questions at once",
        }
    }

    fn told(&self) -> Vec<String> {
        match self {
            Fault::Bad(wrong) => wrong.clone(),
            Fault::Unknown(what)
            | Fault::Forbidden(what)
            | Fault::Unreadable(what)
            | Fault::Broken(what) => vec![what.clone()],
            Fault::Method => vec!["Ask for it with GET.".to_owned()],
            Fault::TooLarge(most) => vec![format!("At most {most} bytes are taken.")],
            Fault::Slow => vec!["Ask for less: fewer days, one side, one topic.".to_owned()],
            Fault::Busy => vec!["Ask again in a moment.".to_owned()],
        }
    }

    /// The page that tells it.
    pub fn page(&self) -> FaultPage {
        FaultPage {
            status: self.status(),
            error: self.heading(),
            messages: self.told(),
            ways: WAYS,
        }
    }
}

/// Where one can go from here.
const WAYS: &[(&str, &str)] = &[
    ("/", "Home"),
    ("/search", "Search the statements"),
    ("/documents", "All documents"),
    ("/api", "What can be asked"),
];

/// What is told of a fault.
#[derive(Debug, Serialize)]
pub struct FaultPage {
    status: u16,
    error: &'static str,
    messages: Vec<String>,
    /// Addresses that lead on, with what is there.
    ways: &'static [(&'static str, &'static str)],
}

impl View for FaultPage {
    fn title(&self, _: &Site<'_>) -> String {
        self.error.to_owned()
    }

    fn body(&self, _: &Site<'_>) -> Markup {
        html! {
            h1 { (self.error) }
            @for message in &self.messages { p.fault { (message) } }
            form.inline action="/search" role="search" {
                label for="fault-q" { "Search the record" }
                input id="fault-q" name="q" type="search" maxlength="500";
                button { "Search" }
            }
            ul.ways { @for (way, name) in self.ways { li { a href=(way) { (name) } } } }
            p.faint { "HTTP " (self.status) }
        }
    }
}
