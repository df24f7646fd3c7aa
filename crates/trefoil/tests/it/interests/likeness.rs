//! In what a worker is found, whichever came first, the worker or the contact; and in what not.

use trefoil_app::interests::list::interests_view;
use trefoil_core::interest::{IdentityTyped, Likeness};
use trefoil_testkit::feed;

use super::{called, gareth, identify};
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;

on_both_engines! {
    a_likeness_is_found_whichever_came_first,
}

/// The likenesses that must be found in the family of 12 Larch Road, in any of its people; none: no interest.
fn table() -> Vec<(&'static str, IdentityTyped, Vec<Likeness>)> {
    let with = |change: fn(&mut IdentityTyped)| {
        let mut typed = called("Una", "Quince", "1970-01-02");
        change(&mut typed);
        typed
    };
    vec![
        ("nobody", with(|_| ()), vec![]),
        (
            "name and birth date",
            gareth("Ashdown"),
            vec![Likeness::NameBirth],
        ),
        (
            "another form of the name",
            called("Gary", "Ashdown", "1988-11-21"),
            vec![],
        ),
        (
            "day wrong",
            called("Gareth", "Ashdown", "1988-11-22"),
            vec![Likeness::NameNear],
        ),
        (
            "the same surname alone",
            called("Una", "Ashdown", "1970-01-02"),
            vec![],
        ),
        (
            "the same birth date alone",
            called("Una", "Quince", "1988-11-21"),
            vec![],
        ),
        (
            "phone",
            with(|one| "01253 496 0123".clone_into(&mut one.phone)),
            vec![Likeness::Phone],
        ),
        (
            "home, written otherwise",
            with(|one| {
                "12 Larch Rd".clone_into(&mut one.address);
                "fy1 4aa".clone_into(&mut one.postcode);
            }),
            vec![Likeness::Home],
        ),
        (
            "the street alone",
            with(|one| {
                "14 Larch Road".clone_into(&mut one.address);
                "FY1 4AA".clone_into(&mut one.postcode);
            }),
            vec![],
        ),
        (
            "kin",
            with(|one| "Gareth Ashdown, 21 11 1988".clone_into(&mut one.kin)),
            vec![Likeness::NameBirth, Likeness::Kin],
        ),
    ]
}

/// What was raised: one interest at the most, with everything in which the worker is like somebody of it.
async fn raised(house: &House) -> Vec<Likeness> {
    let page = interests_view(house.app(), &house.staff.custodian)
        .await
        .unwrap();
    let [one] = page.pending.as_slice() else {
        assert_eq!(page.pending.len(), 0, "a family is one interest");
        return Vec::new();
    };
    let seen = trefoil_app::interests::view::interest_view(
        house.app(),
        &house.staff.custodian,
        one.listed.row.interest,
    )
    .await
    .unwrap();
    let mut all: Vec<Likeness> = seen
        .found
        .iter()
        .flat_map(|one| one.likeness.iter())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

async fn a_likeness_is_found_whichever_came_first(on: Engine) {
    for (what, typed, expect) in table() {
        let house = House::on(on).await;
        identify(&house, &house.staff.second, &typed).await;
        house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
        assert_eq!(raised(&house).await, expect, "{what}, the worker first");
        let house = House::on(on).await;
        house.kit.import(&feed(&family("OPEN", "Ashdown"))).await;
        identify(&house, &house.staff.second, &typed).await;
        assert_eq!(raised(&house).await, expect, "{what}, the contact first");
    }
}
