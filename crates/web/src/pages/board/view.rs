//! Looking at the board.

use axum::extract::State as Given;
use trefoil_app::board::board_view;

use super::shown::BoardShown;
use crate::State;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /board`.
pub(super) async fn view(Given(state): Given<State>, visit: Visit) -> Reply {
    let board = board_view(&state.app, &visit.asker).await?;
    page(&BoardShown::new(&visit.shell, &board))
}
