//! Agencies: who they are, their teams and who is in them, and the tokens with which their systems tell the hub.

use axum::routing::{get, post};
use trefoil_core::act::Act;

use crate::router::Route;

// a file an endpoint
mod add;
mod end;
mod list;
mod one;
mod rename;
mod team;
mod team_add;
mod team_end;
mod team_rename;
mod token_make;
mod token_revoke;
// what they show
mod shown;
mod shown_team;

pub(super) use shown::history_lines;

#[cfg(test)]
pub(super) mod sample;

/// The ways in.
pub(super) const ROUTES: &[Route] = &[
    Route::get("/agencies", Act::AgenciesView, || get(list::list)),
    Route::post("/agencies", Act::AgencyChange, || post(add::add)),
    Route::get("/agencies/{id}", Act::AgenciesView, || get(one::one)),
    Route::post("/agencies/{id}", Act::AgencyChange, || post(rename::rename)),
    Route::post("/agencies/{id}/end", Act::AgencyChange, || post(end::end)),
    Route::post("/agencies/{id}/teams", Act::AgencyChange, || {
        post(team_add::add)
    }),
    Route::get("/teams/{team}", Act::AgenciesView, || get(team::team)),
    Route::post("/teams/{team}", Act::AgencyChange, || {
        post(team_rename::rename)
    }),
    Route::post("/teams/{team}/end", Act::AgencyChange, || {
        post(team_end::end)
    }),
    Route::post("/agencies/{id}/tokens", Act::TokenMake, || {
        post(token_make::make)
    }),
    Route::post(
        "/agencies/{id}/tokens/{api_token}/revoke",
        Act::TokenRevoke,
        || post(token_revoke::revoke),
    ),
];
