//! From a route and a request to a response.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, StatusCode, Uri, header};
use axum::response::Response;

use crate::answer::{Form, Page, Site};
use crate::app::App;
use crate::fault::Fault;
use crate::guard;
use crate::params::Asked;
use crate::routes::{Question, Route};
use crate::views::layout;

/// Answers a page.
pub async fn page(
    app: Arc<App>,
    route: &'static Route,
    id: String,
    uri: Uri,
    headers: HeaderMap,
    form: Form,
) -> Response {
    let told = Told::of(&uri, &headers, form);
    match asked(&app, route, id, &told, &headers).await {
        Ok((None, mark)) => respond(StatusCode::NOT_MODIFIED, form, Some(mark), Bytes::new()),
        Ok((Some(page), mark)) => respond(StatusCode::OK, form, Some(mark), page),
        Err(fault) => told.fault(&app, &fault),
    }
}

/// The page and the mark of its version; no page where the client has it.
async fn asked(
    app: &Arc<App>,
    route: &'static Route,
    id: String,
    told: &Told,
    headers: &HeaderMap,
) -> Result<(Option<Bytes>, String), Fault> {
    let parsed = Asked::parse(&told.query, route.params, app.lexicon()).map_err(Fault::Bad)?;
    let form = told.form;
    let known = headers.get(header::IF_NONE_MATCH);
    let known = known
        .and_then(|mark| mark.to_str().ok())
        .unwrap_or("")
        .to_owned();
    let version = match app.cache.version() {
        Some(version) => version,
        None => {
            let version = app.pool.ask(false, |record| Ok(record.version()?)).await?;
            app.cache.believe(Some(version));
            version
        }
    };
    let mark = format!("W/\"{}-{version}-{form:?}\"", app.nonce);
    if known == mark {
        return Ok((None, mark));
    }
    let key = format!("{version} {form:?} {}{}", told.base, parsed.at(&told.path));
    // A page that shows what one must know to add is not kept.
    let secret = parsed.one("token").is_some();
    let making = {
        let (app, told) = (Arc::clone(app), told.clone());
        let pool = Arc::clone(&app.pool);
        async move {
            // A word of which only the beginning is given can be very many words.
            let begun = parsed.one("q").is_some_and(|words| words.contains('*'));
            let asked = pool.ask(route.long || begun, move |record| {
                let question = Question {
                    record,
                    app: &app,
                    id: &id,
                    asked: &parsed,
                };
                let page = (route.handler)(&question)?;
                written(page.as_ref(), &told.site(&app, &parsed), form).map(Bytes::from)
            });
            asked.await
        }
    };
    if secret {
        return Ok((Some(making.await?), mark));
    }
    // Who waits for another one's page has no less patience.
    let page = tokio::time::timeout(app.limits.patience * 2, app.cache.page(&key, making));
    let page = page.await.map_err(|_| Fault::Busy)??;
    Ok((Some(page), mark))
}

/// A page in a form.
pub fn written(page: &dyn Page, site: &Site<'_>, form: Form) -> Result<Vec<u8>, Fault> {
    match form {
        Form::Html => Ok(layout::page(site, page.view()).into_string().into_bytes()),
        Form::Json => page
            .json()
            .map_err(|error| Fault::Broken(error.to_string())),
        Form::Csv => {
            let tables = page.view().tables(site);
            let table = match site.asked.one("table") {
                Some(name) => tables.iter().find(|table| table.name == name),
                None => tables.first(),
            };
            table.map(crate::answer::Table::csv).ok_or_else(|| {
                let names: Vec<&str> = tables.iter().map(|table| table.name).collect();
                Fault::Bad(vec![match names.as_slice() {
                    [] => "This page has no table.".to_owned(),
                    names => format!("table: is none of {}", names.join(", ")),
                }])
            })
        }
    }
}

/// What a request says of where it was sent and how it wants to be answered.
#[derive(Debug, Clone)]
pub struct Told {
    /// `http://` and the host.
    pub base: String,
    /// The path without its ending.
    pub path: String,
    /// Behind the `?`.
    pub query: String,
    /// The form.
    pub form: Form,
}

impl Told {
    /// What a request says.
    pub fn of(uri: &Uri, headers: &HeaderMap, form: Form) -> Self {
        Self {
            base: format!(
                "http://{}",
                guard::host(uri, headers).unwrap_or("localhost")
            ),
            path: uri.path().to_owned(),
            query: uri.query().unwrap_or("").to_owned(),
            form,
        }
    }

    /// Where a page is shown.
    pub fn site<'a>(&'a self, app: &'a App, asked: &'a Asked) -> Site<'a> {
        Site {
            lexicon: app.lexicon(),
            base: &self.base,
            path: &self.path,
            asked,
        }
    }

    /// A fault in the form that was asked for; in CSV there are none.
    pub fn fault(&self, app: &App, fault: &Fault) -> Response {
        let form = if self.form == Form::Csv {
            Form::Html
        } else {
            self.form
        };
        let asked = Asked::default();
        let site = self.site(app, &asked);
        let body = written(&fault.page(), &site, form).unwrap_or_default();
        let status =
            StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = respond(status, form, None, body.into());
        let more: Option<(HeaderName, &str)> = match fault {
            Fault::Slow | Fault::Busy => Some((header::RETRY_AFTER, "2")),
            Fault::Method => Some((header::ALLOW, "GET, HEAD")),
            _ => None,
        };
        if let Some((name, value)) = more {
            response.headers_mut().insert(
                name,
                header::HeaderValue::from_str(value)
                    .unwrap_or(header::HeaderValue::from_static("")),
            );
        }
        response
    }
}

/// A response; with the mark of its version it may be kept, if the client asks each time whether it is still true.
pub fn respond(status: StatusCode, form: Form, mark: Option<String>, body: Bytes) -> Response {
    let kept = if mark.is_some() {
        "private, no-cache"
    } else {
        "no-store"
    };
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, form.content_type())
        .header(header::VARY, "Accept")
        .header(header::CACHE_CONTROL, kept);
    if let Some(mark) = mark {
        response = response.header(header::ETAG, mark);
    }
    // All parts are known to be what HTTP allows.
    response.body(Body::from(body)).unwrap_or_default()
}
