//! How somebody is contacted safely, as those who work with them hold it.

use trefoil_app::families::terms::Terms;
use trefoil_core::place::SafeContactContent;

/// Whom to ask first, and each of the terms. Where somebody works with them and recorded nothing, that is said: it is no leave to ring.
pub(super) fn terms(terms: &Terms) -> String {
    let first = if terms.workers.is_empty() {
        String::new()
    } else {
        format!(
            "Ask first who works with them: {}. ",
            terms.workers.join("; ")
        )
    };
    let held = terms.safe.iter().map(SafeContactContent::words);
    let held: Vec<String> = held.collect();
    if held.is_empty() {
        format!("{first}They have not recorded how to contact this person safely.")
    } else {
        format!("{first}{}", held.join(" "))
    }
}
