//! Each state of an address in words, marked where somebody is hiding.

use trefoil_core::vocabulary::AddressState;

use super::address_state;
use crate::components::SummaryList;
use crate::components::tests::dom::read_out;

#[test]
fn what_is_not_known_is_said_and_who_hides_is_marked() {
    let told = |state, located, expect: &str| {
        let rows = address_state(state, located).into_iter().collect();
        let shown = read_out(&SummaryList::new(rows).to_string());
        let words: Vec<&str> = shown.split_whitespace().collect();
        assert_eq!(words.join(" "), expect, "{state:?}");
    };
    let check = |state, expect: &str| told(state, true, expect);
    check(None, "");
    check(Some(AddressState::Known), "");
    check(Some(AddressState::None), "Address is No fixed address");
    check(Some(AddressState::Unknown), "Address is Not known");
    let mark = "Address is Protected: do not share where they are";
    check(Some(AddressState::Withheld), &format!("{mark} Withheld"));
    check(Some(AddressState::Refuge), &format!("{mark} Refuge"));
    // Without leave for places: one word for all who hide, and none for the others.
    told(Some(AddressState::Withheld), false, mark);
    told(Some(AddressState::Refuge), false, mark);
    told(Some(AddressState::None), false, "");
    told(Some(AddressState::Unknown), false, "");
}
