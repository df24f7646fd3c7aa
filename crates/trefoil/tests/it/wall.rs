//! The wall between the strands of a family, through the pages: who is shown what, and who cannot tell that there is anything.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

pub(crate) mod door;
mod interference;
mod meetings;
mod places;
mod routes;
mod rows;
pub(crate) mod scene;
mod share_places;
pub(crate) mod shares;
mod sides;
mod signals;
mod ties;
pub(crate) mod work;

#[expect(
    clippy::disallowed_methods,
    reason = "whether to write the table anew is said from outside"
)]
pub(crate) fn update_golden() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some()
}
