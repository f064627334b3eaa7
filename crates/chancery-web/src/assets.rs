//! Styles and scripts, built in.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

macro_rules! file {
    ($name:literal, $kind:literal) => {
        ($name, $kind, include_bytes!(concat!("../assets/", $name)))
    };
}

/// Name, type and bytes.
const FILES: &[(&str, &str, &[u8])] = &[
    file!("style.css", "text/css; charset=utf-8"),
    file!("plot.js", "text/javascript; charset=utf-8"),
    file!("read.js", "text/javascript; charset=utf-8"),
    file!("copy.js", "text/javascript; charset=utf-8"),
    file!("try.js", "text/javascript; charset=utf-8"),
    file!("icon.svg", "image/svg+xml"),
    file!("uplot/uPlot.iife.min.js", "text/javascript; charset=utf-8"),
    file!("uplot/uPlot.min.css", "text/css; charset=utf-8"),
    file!("uplot/LICENSE", "text/plain; charset=utf-8"),
];

/// The address of a file, which changes with the version of the program.
pub fn at(name: &str) -> String {
    format!("/assets/{name}?{}", env!("CARGO_PKG_VERSION"))
}

/// A file.
pub async fn asset(Path(name): Path<String>) -> Response {
    let found = FILES.iter().find(|(known, ..)| *known == name);
    match found {
        Some((_, kind, bytes)) => {
            let headers = [
                (header::CONTENT_TYPE, *kind),
                (header::CACHE_CONTROL, "public, max-age=3600"),
            ];
            (headers, *bytes).into_response()
        }
        None => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
    }
}
