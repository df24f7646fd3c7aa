//! Somebody known who may be the person described: how likely in words, and the evidence for and against.

use jiff::civil::Date;
use trefoil_app::matching::evidence::{Candidate, Leaning};
use trefoil_core::date_words::{age, day};
use trefoil_core::name::PersonName;
use trefoil_core::sighting::Sighting;

use super::shown::{CandidateShown, EvidenceLine};
use super::words::{in_100, likely, names};
use crate::pages::address::protected;

const CUSTODIAN: &str = "The two have different numbers. Only the Caldicott guardian decides whether they are the same person.";

/// Of whoever is of the family that the contact is about it is at least said that they may well be the same.
const FAMILY: f64 = 0.5;
const OF_FAMILY: &str = "of the family that this contact is about";

/// A candidate. `custodian` says whether the viewer may join across a changed number; the act asks again.
pub(super) fn candidate(
    found: &Candidate,
    seen: &Sighting,
    today: Date,
    custodian: bool,
) -> CandidateShown {
    let card = &found.believed.card;
    let name = card.name.words();
    let born = card
        .birth
        .born()
        .map_or_else(String::new, |on| format!(", born {}", day(on)));
    let aliases: Vec<String> = card.aliases.iter().map(PersonName::words).collect();
    let also = if aliases.is_empty() {
        String::new()
    } else {
        format!(", also known as {}", names(aliases, 3))
    };
    let (likely, in_100) = probability(found);
    CandidateShown {
        person: found.believed.person.to_string(),
        href: format!("/people/{}", found.believed.person),
        title: format!("{name}, {}{born}{also}", age(&card.birth, today)),
        mark: protected(found.believed.protected),
        likely,
        in_100,
        evidence: found
            .evidence
            .iter()
            .map(|one| EvidenceLine {
                leaning: leaning(one.leaning),
                words: one.words.clone(),
            })
            .collect(),
        custodian: found.custodian_only.then_some(CUSTODIAN),
        may_confirm: !found.custodian_only || custodian,
        may_refuse: true,
        same_hidden: format!(
            "{} in this contact, and {name} who is known",
            seen.described.name.words()
        ),
        name,
    }
}

/// How likely, and the number behind it.
fn probability(found: &Candidate) -> (&'static str, String) {
    let alone = in_100(found.probability);
    if found.of_family {
        let words = format!("{OF_FAMILY}; by the record alone {alone}");
        (likely(found.probability.max(FAMILY)), words)
    } else {
        (likely(found.probability), alone)
    }
}

/// Which way a piece of evidence points, in a word.
pub(in crate::pages) fn leaning(leaning: Leaning) -> &'static str {
    match leaning {
        Leaning::For => "For",
        Leaning::Against => "Against",
        Leaning::Neither => "Neither way",
    }
}
