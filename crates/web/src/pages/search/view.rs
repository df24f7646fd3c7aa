//! The form for finding a person.

use super::asked::Typed;
use super::shown::SearchShown;
use crate::session::Visit;
use crate::shell::{Reply, page};

/// `GET /people/search`. Nothing is taken from the address.
pub(super) async fn view(visit: Visit) -> Reply {
    page(&SearchShown::new(
        &visit.shell,
        &Typed::default(),
        &[],
        None,
    ))
}
