//! Who at a school can be written to about one contact: a key adult who set their codes up, is none of the family and no kin of it,
//! as far as anybody knows. Nobody is told why another was chosen.

use trefoil_core::ids::{ContactId, WorkerId};
use trefoil_core::name::PersonName;
use trefoil_core::principal::Principal;
use trefoil_core::school::Urn;
use trefoil_core::sighting::Sighting;
use trefoil_policy::Permit;
use trefoil_store::interest::closed_to;
use trefoil_store::school::{Adult, adults_of};
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// The first key adult of a school who can be told about a contact with these people.
pub(crate) async fn reachable(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (contact, urn): (ContactId, Urn),
    people: &[Sighting],
) -> Result<Option<Adult>, Fault> {
    for adult in adults_of(tx, app.authority, permit, &[urn]).await? {
        if adult.enrolled_at.is_some()
            && is_free(app, tx, contact, (adult.worker, &adult.name), people).await?
        {
            return Ok(Some(adult));
        }
    }
    Ok(None)
}

/// Whether nothing that is known stands between a key adult and a contact. It is asked again when they open the notice.
pub(crate) async fn is_free(
    app: &App,
    tx: &mut Tx,
    contact: ContactId,
    (worker, name): (WorkerId, &str),
    people: &[Sighting],
) -> Result<bool, Fault> {
    let closed = closed_to(tx, app.authority, &Principal::Worker(worker)).await?;
    let named = people.iter().any(|one| may_be(name, &one.described.name));
    Ok(closed.contact(contact).is_none() && !named)
}

/// Whether a name may be of the same person, by its words alone: where nobody recorded who a key adult is outside work, there is
/// nothing else to go by.
pub(crate) fn may_be(name: &str, party: &PersonName) -> bool {
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|sign: char| !sign.is_alphanumeric());
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (own, given, surname) = (words(name), words(&party.given), words(&party.surname));
    let all = !surname.is_empty() && surname.iter().all(|word| own.contains(word));
    let begins = |word: &String| {
        let initial = word.chars().next();
        own.iter().any(|mine| {
            mine == word || (mine.chars().count() == 1 && mine.chars().next() == initial)
        })
    };
    all && (given.is_empty() || given.iter().any(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_adult_of_a_partys_name_is_passed_over() {
        for (name, given, surname, same) in [
            ("Anna Novak", "Anna", "Novak", true),
            ("A. Novak", "Anna Maria", "NOVAK", true),
            ("Ms Anna Novak-Hughes", "Anna", "Hughes", true),
            ("Anna Novak", "", "Novak", true),
            ("Anna Novak", "Jan", "Novak", false),
            ("Anna Novak", "Anna", "Hughes", false),
            ("Anna Novak", "Anna", "", false),
            ("J. Novak", "Anna", "Novak", false),
        ] {
            assert_eq!(
                may_be(name, &PersonName::new(given, surname)),
                same,
                "{name}, {given} {surname}"
            );
        }
    }
}
