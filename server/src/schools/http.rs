//! Several schools on the network: `/s/NAME/v1/…` is the service of the school of that name, and `/healthz` says
//! whether the server answers at all, `/readyz` whether all schools that are open can be served. What follows the name is that service's alone to understand.

use super::{Schools, SchoolsFault, Slug};
use crate::http::{Refused, ready};
use crate::net::Entrance;
use crate::storage::StorageFault;
use axum::Router;
use axum::extract::{Request, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use notyet_protocol::wire::Fault;
use std::future::Future;
use std::sync::Arc;
use tower::ServiceExt as _;

/// Serves until `stop` completes, or until the database is replaced by another one.
pub(crate) async fn serve(
    schools: Arc<Schools>,
    entrance: Entrance,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let app = Router::new()
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(readyz))
        .fallback(school)
        .with_state(schools.clone());
    let closing = schools.clone();
    let served = tokio::select! {
        served = entrance.serve(app, stop, move || closing.close()) => served,
        () = schools.replaced() => Err(std::io::Error::other(StorageFault::Replaced)),
    };
    schools.end().await;
    served
}

async fn readyz(State(schools): State<Arc<Schools>>) -> Response {
    ready(schools.readiness().await)
}

async fn school(State(schools): State<Arc<Schools>>, mut request: Request) -> Response {
    let Some((slug, rest)) = split(request.uri()) else {
        return Refused(Fault::NotFound).into_response();
    };
    match schools.router(&slug).await {
        Ok(Some(router)) => {
            *request.uri_mut() = rest;
            let Ok(response) = router.oneshot(request).await;
            response
        }
        Ok(None) => Refused(Fault::NotFound).into_response(),
        Err(fault) => trouble(&slug, &fault),
    }
}

/// A school's name, and what is asked of its service.
fn split(uri: &Uri) -> Option<(Slug, Uri)> {
    let (slug, rest) = uri.path_and_query()?.as_str().strip_prefix("/s/")?.split_once('/')?;
    Some((slug.parse().ok()?, format!("/{rest}").parse().ok()?))
}

fn trouble(slug: &Slug, fault: &SchoolsFault) -> Response {
    let ticket = slug.to_string();
    tracing::error!(school = ticket, %fault, "a school could not be opened");
    Refused(Fault::Server { ticket }).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_its_school_and_what_follows_is_kept_as_it_is() {
        let split = |text: &str| {
            let (slug, rest) = split(&text.parse().unwrap())?;
            Some((slug.to_string(), rest.to_string()))
        };
        let of = |slug: &str, rest: &str| Some((slug.to_owned(), rest.to_owned()));
        assert_eq!(split("/s/abbey/v1/sync"), of("abbey", "/v1/sync"));
        assert_eq!(split("/s/abbey/s/b/v1?x=%2F"), of("abbey", "/s/b/v1?x=%2F"));
        assert_eq!(split("/s/abbey//v1/sync"), of("abbey", "//v1/sync"));
        for text in
            ["/s/abbey", "/s//v1/sync", "/S/abbey/v1/sync", "/s/../v1/sync", "/s/%61bbey/v1", "/v1/sync"]
        {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
