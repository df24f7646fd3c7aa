//! Opening the queue.

use axum::extract::State as Given;
use trefoil_app::queue::queue_view;

use super::address::Address;
use super::shown::QueueShown;
use crate::State;
use crate::form::Asked;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /queue`.
pub(super) async fn view(Given(state): Given<State>, visit: Visit, Asked(asked): Asked) -> Reply {
    let address = Address::read(&asked);
    let queue = queue_view(&state.app, &visit.asker, &address.filter).await?;
    page(&QueueShown::new(&visit.shell, &address, queue))
}
