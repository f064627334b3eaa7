//! The router, and the loop that accepts connections.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, Request};
use axum::http::{HeaderMap, Uri, header};
use axum::middleware;
use axum::routing::{get, post};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use crate::answer::Form;
use crate::app::App;
use crate::fault::Fault;
use crate::reply::{self, Told};
use crate::routes::ROUTES;
use crate::{Error, Options, assets, guard, openapi, upload};

/// How long one connection is kept, whatever comes over it.
const LONGEST: Duration = Duration::from_secs(120);

/// Where the pages are.
#[derive(Debug, Clone)]
pub struct Served {
    /// The address listened at.
    pub address: SocketAddr,
    /// What is needed to add.
    pub token: Option<String>,
}

/// All pages.
pub fn router(app: Arc<App>) -> Router {
    let mut pages = Router::new();
    for route in ROUTES {
        let state = Arc::clone(&app);
        let handler = move |Path(path): Path<HashMap<String, String>>,
                            uri: Uri,
                            headers: HeaderMap,
                            request: Request| {
            let id = path.get("id").cloned().unwrap_or_default();
            let form = form(&request);
            reply::page(Arc::clone(&state), route, id, uri, headers, form)
        };
        pages = pages.route(route.path, get(handler));
    }
    let upload = DefaultBodyLimit::max(upload::most(app.limits.upload));
    pages = pages
        .route("/read", post(upload::read).layer(upload))
        .route("/documents", post(upload::add).layer(upload))
        .route("/api", get(openapi::page))
        .route("/openapi.json", get(openapi::json))
        .route("/assets/{*name}", get(assets::asset))
        .method_not_allowed_fallback({
            let app = Arc::clone(&app);
            move |request: Request| refuse(Arc::clone(&app), request, Fault::Method)
        })
        .fallback({
            let app = Arc::clone(&app);
            move |request: Request| {
                let path = request.uri().path().to_owned();
                refuse(
                    Arc::clone(&app),
                    request,
                    Fault::Unknown(format!("There is no page {path}.")),
                )
            }
        });
    let pages = pages
        .layer(middleware::from_fn_with_state(
            Arc::clone(&app),
            guard::guard,
        ))
        .with_state(app);
    // Endings are taken off before a route is looked for.
    Router::new().fallback_service(pages.map_request(unsuffixed))
}

async fn refuse(app: Arc<App>, request: Request, fault: Fault) -> axum::response::Response {
    Told::of(request.uri(), request.headers(), form(&request)).fault(&app, &fault)
}

/// The form that a request asks for.
pub fn form(request: &Request) -> Form {
    request
        .extensions()
        .get::<Form>()
        .copied()
        .unwrap_or(Form::Html)
}

/// Takes `.json` and `.csv` off the path and remembers the form.
fn unsuffixed(mut request: Request) -> Request {
    let path = request.uri().path();
    let fixed = path == "/openapi.json" || path.starts_with("/assets/");
    let (ending, rest) = if fixed {
        (None, path)
    } else {
        Form::of_path(path)
    };
    let accept = request.headers().get(header::ACCEPT);
    let accept = accept.and_then(|accept| accept.to_str().ok()).unwrap_or("");
    let form = ending.unwrap_or_else(|| Form::of_accept(accept));
    if ending.is_some() {
        let query = request.uri().query().map(|query| format!("?{query}"));
        let whole = format!("{rest}{}", query.unwrap_or_default());
        let mut parts = request.uri().clone().into_parts();
        // A path without its ending is a path.
        parts.path_and_query = whole.parse().ok();
        if let Ok(uri) = Uri::from_parts(parts) {
            *request.uri_mut() = uri;
        }
    }
    request.extensions_mut().insert(form);
    request
}

/// Serves a record until the process is told to stop; `ready` is told where.
///
/// # Errors
/// The record cannot be read, the address not be listened at.
pub fn serve(options: &Options, ready: impl FnOnce(&Served)) -> Result<(), Error> {
    let app = Arc::new(App::new(options)?);
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(|error| Error::System(error.to_string()))?;
    runtime.block_on(async {
        let listen = |source| Error::Listen {
            address: options.listen,
            source,
        };
        let listener = TcpListener::bind(options.listen).await.map_err(listen)?;
        ready(&Served {
            address: listener.local_addr().map_err(listen)?,
            token: app.token.clone(),
        });
        tokio::select! {
            () = accept(listener, Arc::clone(&app)) => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

async fn accept(listener: TcpListener, app: Arc<App>) {
    let sending = app.limits.sending;
    let room = Arc::new(Semaphore::new(app.limits.connections));
    let pages = router(app);
    loop {
        // Nobody closes the room.
        let Ok(seat) = Arc::clone(&room).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)) = listener.accept().await else {
            // Out of files or of memory: others will be given back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let pages = pages.clone();
        tokio::spawn(async move {
            connection(stream, pages, sending).await;
            drop(seat);
        });
    }
}

/// One connection. A client that sends too slowly, or reads too slowly, is left.
async fn connection(stream: TcpStream, pages: Router, sending: Duration) {
    stream.set_nodelay(true).ok();
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(sending)
        .max_buf_size(64 << 10)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(pages));
    let mut served = std::pin::pin!(served);
    tokio::select! {
        _ = served.as_mut() => {}
        () = tokio::time::sleep(LONGEST) => {
            served.as_mut().graceful_shutdown();
            tokio::time::timeout(sending, served).await.ok();
        }
    }
}
