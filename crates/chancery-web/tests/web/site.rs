//! The real router on a real file, made of the project's examples.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, Response, StatusCode};
use chancery::{Reader, Reading, Release};
use chancery_record::Record;
use chancery_web::{App, Limits, Options, router};
use tower::ServiceExt as _;

/// Pages of a record in a folder of its own.
pub struct Site {
    router: Router,
    runtime: tokio::runtime::Runtime,
    /// What is needed to add.
    pub token: Option<String>,
    _folder: tempfile::TempDir,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

/// The examples of the project, as the governments that published them would have them read.
pub fn examples(reader: &Reader) -> Vec<Reading> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let told = [
        ("damaged.txt", "NO", "2024-05-07"),
        ("counterpart.txt", "CL", "2024-05-06"),
        ("call.txt", "JP", "2024-03-12"),
        ("courtesy-call.txt", "LK", "2022-02-14"),
    ];
    let each = told.iter().map(|(name, publisher, day)| {
        let bytes = std::fs::read(folder.join(name)).expect("an example");
        let mut release = Release::from_bytes(bytes);
        release.publisher = Some((*publisher).to_owned());
        release.published = Some(day.parse().expect("a day"));
        release.url = Some(format!("https://example.org/{name}"));
        reader.read(&release)
    });
    each.collect()
}

impl Site {
    /// Pages of the examples.
    pub fn of_examples() -> Self {
        Self::of(&examples(&Reader::shipped().expect("a reader")), false)
    }

    /// Pages of some readings; with `allow_add` more can be added.
    pub fn of(readings: &[Reading], allow_add: bool) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("chancery.db");
        let mut record = Record::open(&path).expect("a record");
        record.add(readings).expect("they are added");
        drop(record);
        let options = Options {
            record: path,
            listen: ([127, 0, 0, 1], 0).into(),
            hosts: Vec::new(),
            allow_add,
            limits: Limits::default(),
        };
        let app = Arc::new(App::new(&options).expect("an app"));
        Self {
            token: app.token.clone(),
            router: router(app),
            runtime: tokio::runtime::Runtime::new().expect("a runtime"),
            _folder: folder,
        }
    }

    /// Sends a request.
    pub fn send(&self, request: Request<Body>) -> Reply {
        self.runtime.block_on(async {
            let answer = self.router.clone().oneshot(request).await;
            let response: Response<Body> = answer.unwrap_or_else(|never| match never {});
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.expect("a body");
            Reply {
                status: parts.status.as_u16(),
                headers: parts.headers,
                body: String::from_utf8(bytes.to_vec()).expect("UTF-8"),
            }
        })
    }

    /// Asks for a page as a browser on this machine does.
    pub fn get(&self, path: &str) -> Reply {
        self.send(Self::request(path).body(Body::empty()).expect("a request"))
    }

    /// The page, which is there.
    pub fn page(&self, path: &str) -> String {
        let reply = self.get(path);
        assert_eq!(
            reply.status,
            StatusCode::OK.as_u16(),
            "{path}: {}",
            reply.body
        );
        reply.body
    }

    /// The JSON of a page.
    pub fn json(&self, path: &str) -> serde_json::Value {
        serde_json::from_str(&self.page(path)).expect("JSON")
    }

    /// A request for a path.
    pub fn request(path: &str) -> axum::http::request::Builder {
        Request::builder()
            .uri(path)
            .header("host", "127.0.0.1:8080")
            .header("accept", "text/html")
    }
}
