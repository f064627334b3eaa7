//! What every request must be, and what every response says.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer::Form;
use crate::app::App;
use crate::fault::Fault;
use crate::reply::Told;

/// Scripts, styles and answers come from here and from nowhere else; no page is shown within another.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// Lets a request through, or tells why not.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match refused(&app, request.method(), request.uri(), request.headers()) {
        Some(fault) => {
            let form = request
                .extensions()
                .get::<Form>()
                .copied()
                .unwrap_or(Form::Html);
            Told::of(request.uri(), request.headers(), form).fault(&app, &fault)
        }
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    response
}

fn refused(app: &App, method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Fault> {
    let Some(host) = host(uri, headers) else {
        return Some(Fault::Bad(vec![
            "The request does not say which host it is for.".to_owned(),
        ]));
    };
    if !is_known(name(host), &app.hosts) {
        return Some(Fault::Forbidden(format!(
            "This server is not known as {}. Name it with --host if it should be.",
            name(host)
        )));
    }
    if *method == Method::POST && !is_own(host, headers) {
        return Some(Fault::Forbidden(
            "Only its own pages may send something to this server.".to_owned(),
        ));
    }
    None
}

/// The host that a request is for, with its port.
pub fn host<'a>(uri: &'a Uri, headers: &'a HeaderMap) -> Option<&'a str> {
    let authority = uri.authority().map(axum::http::uri::Authority::as_str);
    let header = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = authority.or(header).filter(|host| !host.is_empty())?;
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_:[]".contains(c);
    host.chars().all(plain).then_some(host)
}

/// A host without its port.
fn name(host: &str) -> &str {
    let end = match host.rfind(']') {
        Some(end) => end + 1,
        None => host.rfind(':').unwrap_or(host.len()),
    };
    host.get(..end).unwrap_or(host)
}

/// Whether a name is that of this machine for itself, an address, or one that was given. A page elsewhere can have its
/// own name pointed at this machine, but it cannot be called by an address.
fn is_known(name: &str, hosts: &[String]) -> bool {
    let address = name
        .trim_start_matches('[')
        .trim_end_matches(']')
        .parse::<IpAddr>()
        .is_ok();
    let local = name.eq_ignore_ascii_case("localhost");
    address || local || hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
}

/// Whether a request was sent by a page of this server, or by no page at all.
fn is_own(host: &str, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let origin = text("origin").is_none_or(|origin| {
        let rest = origin
            .strip_prefix("http://")
            .or_else(|| origin.strip_prefix("https://"));
        rest == Some(host)
    });
    site && origin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_this_machine_and_addresses_are_known_and_no_other_name() {
        for host in [
            "localhost:8080",
            "127.0.0.1:8080",
            "[::1]:8080",
            "LOCALHOST",
            "192.0.2.1",
        ] {
            assert!(is_known(name(host), &[]), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example:8080",
            "127.0.0.1.evil.example",
            "",
            "1",
        ] {
            assert!(!is_known(name(host), &[]), "{host}");
        }
        assert!(is_known(
            name("record.example:80"),
            &["record.example".to_owned()]
        ));
    }
}
