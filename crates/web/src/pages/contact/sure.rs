//! The box in which a worker says that they know who is at high risk, before less is done for them. It is there where it was asked for, and never
//! ticked by the program: what is kept as a draft leaves it out.

use trefoil_core::refusal::Problem;

use crate::components::{Checkboxes, Choice};
use crate::form::Fields;
use crate::pages::problems::error_at;

/// The box; nothing where nobody asked.
pub(super) fn sure(
    name: &'static str,
    says: &'static str,
    (typed, problems): (&Fields, &[Problem]),
) -> Option<Checkboxes> {
    let error = error_at(problems, name);
    let ticked = typed.get(name);
    if error.is_empty() && ticked.is_empty() {
        return None;
    }
    let legend = "Somebody in this contact is on the list of people at high risk";
    let mut boxes = Checkboxes::new(name, legend, vec![Choice::new("yes", says)]);
    boxes.values = vec![ticked.to_owned().into()];
    boxes.group.error = error;
    Some(boxes)
}
