//! The description of the API, made of the table of pages, and the page to try it.

use std::sync::{Arc, OnceLock};

use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use chancery::lexicon::{Family, TOPICS};
use maud::{Markup, html};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::answer::{Form, Site, Table, View};
use crate::app::App;
use crate::params::{Asked, Kind, Param};
use crate::reply::{self, Told};
use crate::routes::{ROUTES, Route};
use crate::server::form;

/// `/openapi.json`
pub async fn json() -> Response {
    static DESCRIPTION: OnceLock<Bytes> = OnceLock::new();
    let description = DESCRIPTION.get_or_init(|| description().to_string().into());
    reply::respond(StatusCode::OK, Form::Json, None, description.clone())
}

/// The page to try it.
pub async fn page(State(app): State<Arc<App>>, request: Request) -> Response {
    let told = Told::of(request.uri(), request.headers(), form(&request));
    let asked = Asked::default();
    // Made once, or whoever asks often enough would keep all others waiting.
    static DESCRIPTION: OnceLock<Value> = OnceLock::new();
    let openapi = DESCRIPTION.get_or_init(description);
    match reply::written(&Api { openapi }, &told.site(&app, &asked), told.form) {
        Ok(body) => reply::respond(StatusCode::OK, told.form, None, body.into()),
        Err(fault) => told.fault(&app, &fault),
    }
}

/// The description in OpenAPI 3.1.
fn description() -> Value {
    let mut paths: Map<String, Value> = ROUTES
        .iter()
        .map(|route| (path(route), json!({ "get": operation(route) })))
        .collect();
    let body = json!({ "required": true, "content": {
        "text/plain": { "schema": { "type": "string" } },
        "application/octet-stream": {},
        "multipart/form-data": { "schema": { "type": "object", "properties": {
            "text": { "type": "string" }, "file": { "type": "string", "format": "binary" }, "publisher": { "type": "string" },
            "date": { "type": "string", "format": "date" }, "title": { "type": "string" }, "url": { "type": "string" },
            "token": { "type": "string" } } } } } });
    let told: Vec<Value> = [("publisher", "Whose account it is"), ("date", "The day of release"), ("title", "Its title"), ("url", "Where it was published")]
        .iter()
        .map(|(name, about)| json!({ "name": name, "in": "query", "description": about, "schema": { "type": "string" } }))
        .collect();
    if let Some(read) = paths.get_mut("/read.json").and_then(Value::as_object_mut) {
        read.insert("post".to_owned(), json!({
            "operationId": "post_read", "summary": "Read a text without keeping it", "parameters": told, "requestBody": body,
            "responses": responses("The reading") }));
    }
    if let Some(documents) = paths
        .get_mut("/documents.json")
        .and_then(Value::as_object_mut)
    {
        documents.insert("post".to_owned(), json!({
            "operationId": "post_documents", "summary": "Add a document, where chancery serve was started with --allow-add",
            "parameters": told, "requestBody": body, "security": [{ "token": [] }],
            "responses": { "303": { "description": "Added; Location is its page" }, "403": fault("Not allowed"), "422": fault("Cannot be read") } }));
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chancery", "version": env!("CARGO_PKG_VERSION"),
            "description": "A record of diplomatic readouts. Every page has its JSON under the same address with .json, and its tables with .csv; Accept: application/json does the same.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" } },
        "paths": paths,
        "components": {
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "schemas": { "Fault": { "type": "object", "required": ["status", "error", "messages", "ways"], "properties": {
                "status": { "type": "integer" }, "error": { "type": "string" },
                "messages": { "type": "array", "items": { "type": "string" } },
                "ways": { "type": "array", "items": { "type": "array", "items": { "type": "string" } } } } } } }
    })
}

fn path(route: &Route) -> String {
    match route.path {
        "/" => "/index.json".to_owned(),
        path => format!("{path}.json"),
    }
}

fn operation(route: &Route) -> Value {
    let name = route.path.replace(['{', '}'], "");
    let name = name.trim_matches('/').replace('/', "_");
    let mut parameters: Vec<Value> = Vec::new();
    if !route.id.is_empty() {
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "description": route.id, "schema": { "type": "string" } }));
    }
    parameters.extend(route.params.iter().copied().flatten().map(parameter));
    let mut about = route.about.to_owned();
    if !route.tables.is_empty() {
        about.push_str(&format!(". Tables in CSV: {}", route.tables.join(", ")));
    }
    json!({
        "operationId": if name.is_empty() { "get_home".to_owned() } else { format!("get_{name}") },
        "summary": route.about, "description": about, "parameters": parameters, "responses": responses(route.about)
    })
}

fn responses(about: &str) -> Value {
    json!({
        "200": { "description": about, "content": { "application/json": { "schema": { "type": "object" } } } },
        "400": fault("Asked wrongly"), "404": fault("Not there"), "503": fault("Takes too long")
    })
}

fn fault(about: &str) -> Value {
    json!({ "description": about, "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Fault" } } } })
}

fn parameter(param: &Param) -> Value {
    let text = json!({ "type": "string", "maxLength": 500 });
    let listed = |items: Value| json!({ "type": "array", "items": items });
    let families: Vec<&str> = Family::ALL.iter().map(|family| family.as_str()).collect();
    let schema = match param.kind {
        Kind::Words => text,
        Kind::Code => json!({ "type": "string", "examples": ["NO"] }),
        Kind::Codes => listed(json!({ "type": "string", "examples": ["NO"] })),
        Kind::Families => listed(json!({ "type": "string", "enum": families })),
        Kind::Topics => listed(json!({ "type": "string", "enum": &TOPICS[..] })),
        Kind::List => listed(text),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Number(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
        Kind::Number(least, most) => {
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        Kind::Choice(choices) => json!({ "type": "string", "enum": choices }),
        Kind::Flag => json!({ "type": "string", "enum": ["1"] }),
        Kind::Framework => {
            let names: Vec<&str> = chancery_record::shipped_frameworks()
                .iter()
                .map(|(name, _)| *name)
                .collect();
            json!({ "type": "string", "enum": names })
        }
    };
    json!({ "name": param.name, "in": "query", "description": param.about, "schema": schema, "explode": true })
}

/// The page to try the API.
#[derive(Debug, Serialize)]
struct Api {
    #[serde(flatten)]
    openapi: &'static Value,
}

impl View for Api {
    fn title(&self, _: &Site<'_>) -> String {
        "API".to_owned()
    }

    fn body(&self, _: &Site<'_>) -> Markup {
        html! {
            h1 { "API" }
            p.lead {
                "Every page has its JSON under the same address with " code { ".json" } ", and each of its tables with " code { ".csv" }
                "; " code { "Accept: application/json" } " does the same. " a href="/openapi.json" { "OpenAPI 3.1" }
            }
            @for route in ROUTES { (tried(route)) }
            section aria-labelledby="post" {
                h2 id="post" { "Reading a text" }
                pre tabindex="0" { "curl --data-binary @readout.txt -H 'Content-Type: text/plain' 'http://127.0.0.1:8080/read.json?publisher=NO&date=2024-05-07'" }
            }
        }
    }

    fn tables(&self, _: &Site<'_>) -> Vec<Table> {
        Vec::new()
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["try.js"]
    }
}

/// A page of the API with a form that asks for its JSON. Where `{id}` stands, a script puts in what was written.
fn tried(route: &Route) -> Markup {
    let path = path(route);
    html! {
        details.api {
            summary { code { "GET " (path) } " " (route.about) }
            form.search.try action=(path) data-path=(path) {
                @if !route.id.is_empty() {
                    label { (route.id) input data-id="1" required placeholder="id" maxlength="200"; }
                }
                @for param in route.params.iter().copied().flatten() {
                    label { (param.name) " " span.faint { (param.about) } input name=(param.name) maxlength="500"; }
                }
                button { "Ask" }
            }
        }
    }
}
