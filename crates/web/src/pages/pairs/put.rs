//! Putting two people beside each other: the custodian's.

use axum::extract::State as Given;
use trefoil_app::pairs::list::pairs_view;
use trefoil_app::pairs::put::pair_put;
use trefoil_core::calendar::local_date;
use trefoil_core::ids::PersonId;

use super::shown::ListShown;
use crate::State;
use crate::csrf::Protected;
use crate::form::{Fields, LocalPath};
use crate::pages::problems::refused;
use crate::shell::{Reply, page_as, see};

/// `POST /duplicates`. What does not go is shown again as it was typed.
pub(super) async fn put(
    Given(state): Given<State>,
    Protected { visit, form }: Protected<Fields>,
) -> Reply {
    let (one, other) = (person(form.get("one")), person(form.get("other")));
    let (status, problems) = match pair_put(&state.app, &visit.asker, one, other).await {
        Ok(pair) => {
            let path = format!("/duplicates/{pair}");
            return see(&LocalPath::or(&path, "/duplicates"));
        }
        Err(refusal) => refused(refusal)?,
    };
    let found = pairs_view(&state.app, &visit.asker).await?;
    let today = local_date(state.app.now());
    let shown = ListShown::new(&visit.shell, (&found, today), None, (&form, &problems));
    page_as(status, &shown)
}

/// The person of an address that was pasted, or of an id.
fn person(typed: &str) -> Option<PersonId> {
    let path = typed.split(['?', '#']).next().unwrap_or_default();
    let last = path.trim_end_matches('/').rsplit('/').next();
    last.and_then(|id| id.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_read_from_the_address_of_their_page() {
        let id = "019ad000-0000-7000-8000-000000000003";
        let check = |typed: &str, found: bool| {
            let expect = found.then(|| id.parse().unwrap());
            assert_eq!(person(typed), expect, "{typed}");
        };
        check(id, true);
        check(&format!("https://trefoil.example/people/{id}"), true);
        check(
            &format!("http://127.0.0.1:8080/people/{id}/?at-day=1#safe"),
            true,
        );
        check("", false);
        check("Amy Cole", false);
        check("https://trefoil.example/people/search", false);
    }
}
