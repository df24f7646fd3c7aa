//! Workers who may be one of the people of a family: kept out of all of it, at once, and unable to tell.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod closing;
mod deciding;
mod interference;
mod kept;
mod kin;
mod likeness;
mod totals;

use trefoil_app::Asker;
use trefoil_app::interests::identity::worker_identify;
use trefoil_core::ids::WorkerId;
use trefoil_core::interest::IdentityTyped;

use crate::hub::house::House;

/// Records who a worker is outside work.
pub(crate) async fn identify(house: &House, who: &Asker, typed: &IdentityTyped) {
    identify_worker(house, who.worker.as_ref().unwrap().worker, typed).await;
}

/// The same, by the worker's id.
pub(crate) async fn identify_worker(house: &House, worker: WorkerId, typed: &IdentityTyped) {
    worker_identify(house.app(), &house.staff.administrator, worker, typed)
        .await
        .unwrap();
}

/// Somebody by name and birth date.
pub(crate) fn called(given: &str, surname: &str, born: &str) -> IdentityTyped {
    IdentityTyped {
        given: given.to_owned(),
        surname: surname.to_owned(),
        birth: Some(born.parse().unwrap()),
        ..IdentityTyped::default()
    }
}

/// The father of the families that tests tell of.
pub(crate) fn gareth(surname: &str) -> IdentityTyped {
    called("Gareth", surname, "1988-11-21")
}
