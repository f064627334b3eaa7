//! Texts that are sent: read and shown, or added where that is allowed.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::{StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chancery::Reading;
use chancery_ingest::{Given, Item, Origin};
use chancery_record::Record;

use crate::answer::Form;
use crate::app::App;
use crate::fault::Fault;
use crate::handlers::documents::names;
use crate::handlers::reading::{Again, Read};
use crate::params::{self, Asked};
use crate::reply::{self, Told};
use crate::server::form;

/// The most bytes of a request with a document of so many: base64 and the other fields take more.
pub fn most(upload: usize) -> usize {
    upload / 3 * 4 + 65_536
}

/// What was sent.
#[derive(Debug, Default)]
struct Sent {
    body: Vec<u8>,
    name: Option<String>,
    token: Option<String>,
    told: Vec<(&'static str, String)>,
}

/// What may be said of a document.
const TOLD: [&str; 4] = ["publisher", "date", "title", "url"];

/// Reads a text and shows what was read.
pub async fn read(State(app): State<Arc<App>>, request: Request) -> Response {
    let told = Told::of(request.uri(), request.headers(), form(&request));
    match shown(&app, request, &told).await {
        Ok(body) => reply::respond(StatusCode::OK, told.form, None, body),
        Err(fault) => told.fault(&app, &fault),
    }
}

async fn shown(app: &Arc<App>, request: Request, told: &Told) -> Result<Bytes, Fault> {
    let sent = sent(app, request, told).await?;
    let (app, told) = (Arc::clone(app), told.clone());
    let token = sent
        .token
        .clone()
        .filter(|token| app.token.as_deref().is_some_and(|own| same(token, own)));
    busy(&Arc::clone(&app), move || {
        let reading = reading(&app, &sent)?;
        let again = token.map(|token| Again {
            token,
            original: STANDARD.encode(&sent.body),
            told: sent.told.clone(),
        });
        let page = Read {
            names: names(&reading),
            reading,
            kept: false,
            again,
        };
        let asked = Asked::default();
        reply::written(&page, &told.site(&app, &asked), told.form).map(Bytes::from)
    })
    .await
}

/// Adds a text and leads to it.
pub async fn add(State(app): State<Arc<App>>, request: Request) -> Response {
    let told = Told::of(request.uri(), request.headers(), form(&request));
    match added(&app, request, &told).await {
        Ok(number) => {
            let place = format!(
                "/documents/{number}{}",
                if told.form == Form::Json { ".json" } else { "" }
            );
            let response = Response::builder()
                .status(StatusCode::SEE_OTHER)
                .header(header::LOCATION, place)
                .body(Body::empty());
            response.unwrap_or_default()
        }
        Err(fault) => told.fault(&app, &fault),
    }
}

async fn added(app: &Arc<App>, request: Request, told: &Told) -> Result<i64, Fault> {
    let Some(own) = app.token.clone() else {
        return Err(Fault::Forbidden(
            "Nothing can be added: chancery serve was started without --allow-add.".to_owned(),
        ));
    };
    let bearer = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let bearer = bearer
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::to_owned);
    let sent = sent(app, request, told).await?;
    let given = bearer.or_else(|| sent.token.clone());
    if !given.is_some_and(|given| same(&given, &own)) {
        return Err(Fault::Forbidden(
            "To add something takes the token that the program printed when it was started."
                .to_owned(),
        ));
    }
    let app = Arc::clone(app);
    busy(&Arc::clone(&app), move || {
        let reading = reading(&app, &sent)?;
        let _one = app.adding.lock().unwrap_or_else(PoisonError::into_inner);
        let mut record = Record::open(&app.record)?;
        record.add(std::slice::from_ref(&reading))?;
        app.cache.believe(None);
        let document = &reading.document;
        let name = document
            .source
            .as_deref()
            .filter(|place| place.contains("://"))
            .unwrap_or(&document.id);
        let number = record.number_of(name)?;
        number.ok_or_else(|| Fault::Broken("What was added is not there.".to_owned()))
    })
    .await
}

/// Does what takes a processor, while few others do.
async fn busy<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let permit = Arc::clone(&app.reads).acquire_owned();
    let permit = tokio::time::timeout(app.limits.patience, permit).await;
    let permit = permit.map_err(|_| Fault::Busy)?.map_err(|_| Fault::Busy)?;
    let task = tokio::task::spawn_blocking(move || {
        let _held = permit;
        work()
    });
    match tokio::time::timeout(app.limits.patience, task).await {
        Ok(Ok(done)) => done,
        Ok(Err(_)) => Err(Fault::Unreadable("The document cannot be read.".to_owned())),
        Err(_) => Err(Fault::Slow),
    }
}

fn reading(app: &App, sent: &Sent) -> Result<Reading, Fault> {
    let value = |name: &str| {
        let mut told = sent.told.iter();
        told.find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    };
    let mut wrong = Vec::new();
    let publisher = value("publisher").map(|code| params::code(code, app.lexicon()));
    let publisher = publisher
        .transpose()
        .map_err(|why| wrong.push(format!("publisher: {why}")))
        .ok()
        .flatten();
    let published = value("date").map(str::parse).transpose();
    let published = published
        .map_err(|_| wrong.push("date: is no day; a day is written 2024-05-07".to_owned()))
        .ok()
        .flatten();
    let url = value("url").map(str::to_owned);
    if url
        .as_deref()
        .is_some_and(|url| !crate::views::parts::is_web(url))
    {
        wrong.push("url: is no address of the web".to_owned());
    }
    if !wrong.is_empty() {
        return Err(Fault::Bad(wrong));
    }
    let given = Given {
        url,
        title: value("title").map(str::to_owned),
        published,
        publisher,
        charset: None,
        publishers: app.lexicon().publishers.clone(),
    };
    let origin = match &sent.name {
        Some(name) => Origin::file(name.clone()),
        None => Origin::standard_input(),
    };
    let unreadable = |error: chancery_ingest::Error| Fault::Unreadable(error.to_string());
    let release = Item::of_bytes(origin, sent.body.clone())
        .release(&given)
        .map_err(unreadable)?;
    let reading = app.reader.read(&release);
    let mut diagnostics = reading.diagnostics.iter();
    match diagnostics.find(|one| one.severity == "error") {
        Some(error) => Err(Fault::Unreadable(error.message.clone())),
        None => Ok(reading),
    }
}

/// Takes what is sent, within the time and the size that are allowed. A document can be the body itself; what is said of
/// it then stands in the query.
async fn sent(app: &App, request: Request, told: &Told) -> Result<Sent, Fault> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("");
    let parts = kind.starts_with("multipart/form-data");
    let place = tokio::time::timeout(app.limits.patience, app.uploads.acquire()).await;
    let _place = place.map_err(|_| Fault::Busy)?.map_err(|_| Fault::Busy)?;
    let taking = async {
        if parts {
            multipart(request, app.limits.upload).await
        } else {
            whole(request, told, app.limits.upload).await
        }
    };
    let taken = tokio::time::timeout(app.limits.sending.max(Duration::from_secs(1)), taking).await;
    let sent = taken.map_err(|_| Fault::Slow)??;
    if sent.body.len() > app.limits.upload {
        return Err(Fault::TooLarge(app.limits.upload));
    }
    if sent.body.iter().all(u8::is_ascii_whitespace) {
        return Err(Fault::Bad(vec![
            "There is no text. Paste one or choose a file.".to_owned(),
        ]));
    }
    Ok(sent)
}

async fn whole(request: Request, told: &Told, most: usize) -> Result<Sent, Fault> {
    let body = Bytes::from_request(request, &()).await;
    let mut sent = Sent {
        body: body.map_err(|_| Fault::TooLarge(most))?.to_vec(),
        ..Sent::default()
    };
    let mut wrong = Vec::new();
    for (name, value) in form_urlencoded::parse(told.query.as_bytes()) {
        match TOLD.iter().find(|known| **known == name) {
            Some(known) => sent.tell(known, value.into_owned()),
            None => wrong.push(format!(
                "{name}: no such parameter; there are {}",
                TOLD.join(", ")
            )),
        }
    }
    if wrong.is_empty() {
        Ok(sent)
    } else {
        Err(Fault::Bad(wrong))
    }
}

async fn multipart(request: Request, most: usize) -> Result<Sent, Fault> {
    let bad = |_| Fault::Bad(vec!["The form cannot be understood.".to_owned()]);
    let mut parts = Multipart::from_request(request, &()).await.map_err(bad)?;
    let mut sent = Sent::default();
    let large = |error: axum::extract::multipart::MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Fault::TooLarge(most),
        _ => Fault::Bad(vec!["The form cannot be understood.".to_owned()]),
    };
    while let Some(part) = parts.next_field().await.map_err(large)? {
        let name = part.name().unwrap_or("").to_owned();
        let file = part
            .file_name()
            .map(str::to_owned)
            .filter(|name| !name.is_empty());
        let bytes = part.bytes().await.map_err(large)?;
        let text = || String::from_utf8_lossy(&bytes).trim().to_owned();
        match name.as_str() {
            "text" | "file" if bytes.is_empty() => {}
            "text" if sent.body.is_empty() => sent.body = bytes.to_vec(),
            "file" => {
                sent.body = bytes.to_vec();
                sent.name = file;
            }
            "original" => {
                let original = STANDARD.decode(&bytes);
                sent.body =
                    original.map_err(|_| Fault::Bad(vec!["original: is no base64".to_owned()]))?;
            }
            "token" => sent.token = Some(text()),
            name => {
                if let Some(known) = TOLD.iter().find(|known| **known == name) {
                    sent.tell(known, text());
                }
            }
        }
    }
    Ok(sent)
}

impl Sent {
    fn tell(&mut self, name: &'static str, value: String) {
        if !value.is_empty() {
            self.told.push((name, value));
        }
    }
}

/// Whether two secrets are the same, in a time that does not tell how much of them is.
pub fn same(a: &str, b: &str) -> bool {
    let differing = a
        .bytes()
        .zip(b.bytes())
        .fold(0, |all, (a, b)| all | (a ^ b));
    a.len() == b.len() && differing == 0
}
