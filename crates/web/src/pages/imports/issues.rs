//! All issues of a file as CSV, to be sent back to whoever sent the file.

use axum::extract::State as Given;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse as _;
use trefoil_app::imports::view::import_view;
use trefoil_core::ids::ImportId;

use super::csv::record;
use crate::State;
use crate::form::InPath;
use crate::session::Visit;
use crate::shell::Reply;

/// `GET /imports/{id}/issues.csv`.
pub(super) async fn issues(
    Given(state): Given<State>,
    visit: Visit,
    InPath(import): InPath<ImportId>,
) -> Reply {
    let mut text = record(["row", "column", "code", "what is the matter"]);
    let (mut number, mut pages) = (1, 1);
    while number <= pages {
        let found = import_view(&state.app, &visit.asker, import, number).await?;
        for issue in &found.issues {
            let column = issue.column.as_deref().unwrap_or_default();
            text += &record([
                issue.row.to_string().as_str(),
                column,
                issue.code.code(),
                &issue.message,
            ]);
        }
        (number, pages) = (number + 1, found.pages);
    }
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"issues.csv\""),
    ];
    Ok((headers, text).into_response())
}
