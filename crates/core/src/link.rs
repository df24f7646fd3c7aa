//! Links: how one comes to be, and the card that is drawn from what is linked.

use crate::name::PersonName;
use crate::person::{BirthDate, PersonCard, SafeContact};
use crate::sighting::Described;
use crate::vocabulary::{Known, Sex, closed_list};

closed_list! {
    /// How a link came to be.
    How {
        Confirmed = "confirmed", "A worker said that they are the same person";
        New = "new", "A worker said that this is somebody new";
        Certain = "certain", "Linked by a valid number, birth date and name";
        Kin = "kin", "Added to the contact from what is known of the family";
        Carried = "carried", "Carried over from an earlier version of the contact";
    }
}

/// What is believed of a person, from what sources said of them, latest first.
///
/// The latest word wins where it says something; a readable birth date is not replaced by an unreadable or missing one; a
/// number once known stays, because a changed number (adoption, gender reassignment) is the custodian's to record.
pub fn card_of<'a>(described: impl IntoIterator<Item = &'a Described>) -> PersonCard {
    let mut card = PersonCard::default();
    for one in described {
        name_seen(&mut card, &one.name);
        if birth_rank(&one.birth) > birth_rank(&card.birth) {
            card.birth = one.birth.clone();
        }
        card.sex = card.sex.filter(|sex| *sex != Sex::Unknown).or(one.sex);
        card.language = card.language.or_else(|| one.language.clone());
        if card.interpreter == Known::Unknown {
            card.interpreter = one.interpreter;
        }
        card.nhs_number = one.nhs_number.clone().or(card.nhs_number);
        card.upn = one.upn.clone().or(card.upn);
        if card.safe_contact == SafeContact::NotAsked {
            card.safe_contact = one.safe_contact.clone();
        }
    }
    card
}

/// What is believed of a person after one more word about them.
pub fn card_with(latest: &Described, before: &PersonCard) -> PersonCard {
    let known = Described {
        name: before.name.clone(),
        birth: before.birth.clone(),
        sex: before.sex,
        language: before.language.clone(),
        interpreter: before.interpreter,
        nhs_number: before.nhs_number.clone(),
        upn: before.upn.clone(),
        safe_contact: before.safe_contact.clone(),
        ..Described::default()
    };
    let alias = |name: &PersonName| Described {
        name: name.clone(),
        ..Described::default()
    };
    let aliases: Vec<Described> = before.aliases.iter().map(alias).collect();
    card_of([latest, &known].into_iter().chain(&aliases))
}

fn name_seen(card: &mut PersonCard, name: &PersonName) {
    let empty = |name: &PersonName| name.given.trim().is_empty() && name.surname.trim().is_empty();
    if empty(name) {
        return;
    }
    if empty(&card.name) {
        card.name = name.clone();
    } else if card.name != *name && !card.aliases.contains(name) {
        card.aliases.push(name.clone());
    }
}

fn birth_rank(birth: &BirthDate) -> u8 {
    match birth {
        BirthDate::Missing => 0,
        BirthDate::Unreadable(_) => 1,
        BirthDate::Expected(_) => 2,
        BirthDate::On(_) => 3,
    }
}

#[cfg(test)]
mod tests;
