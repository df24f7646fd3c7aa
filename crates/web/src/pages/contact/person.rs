//! One person of a contact as a card: how to contact them safely first, then as described, then who they are or may be.

use std::collections::BTreeSet;

use jiff::civil::Date;
use trefoil_app::contacts::view::{AlikeContact, ContactPage, ContactPerson, LinkShown};
use trefoil_app::families::terms::Terms;
use trefoil_core::calendar::local_date;
use trefoil_core::contact::ContactState;
use trefoil_core::date_words::{age, moment, moment_short};
use trefoil_core::ethnicity::ethnicity_words;
use trefoil_core::person::SafeContact;
use trefoil_core::sighting::Sighting;
use trefoil_core::vocabulary::Known;

use super::candidate::candidate;
use super::known::{line, opened};
use super::shown::{ContactLine, LinkPart, LinkState, OpenPart, PersonShown};
use super::words::{counted, roles};
use crate::components::{SummaryList, SummaryRow};
use crate::pages::address::{address_state, protected};
use crate::pages::birth::birth;

/// Everybody in the contact, in its order.
pub(super) fn people(page: &ContactPage, custodian: bool) -> Vec<PersonShown> {
    let everybody: Vec<&Sighting> = page.people.iter().map(|one| &one.seen).collect();
    let card = |one| person(page, one, &everybody, custodian);
    page.people.iter().map(card).collect()
}

/// Where a person's part of the page begins.
pub(super) fn anchor(one: &ContactPerson) -> String {
    format!("person-{}", one.row.sighting)
}

fn person(
    page: &ContactPage,
    one: &ContactPerson,
    everybody: &[&Sighting],
    custodian: bool,
) -> PersonShown {
    let today = local_date(page.at);
    let name = one.seen.described.name.words();
    let hiding = one.row.protects || one.believed.as_ref().is_some_and(|known| known.protected);
    let (safe, safe_class) = safe_contact(one);
    PersonShown {
        at_risk: at_risk(one),
        in_doubt: one.in_doubt.then_some(IN_DOUBT),
        anchor: anchor(one),
        sighting: one.row.sighting.to_string(),
        title: format!("{name}, {}", age(&one.seen.described.birth, today)),
        mark: protected(hiding),
        safe,
        safe_class,
        facts: facts(page, &one.seen, everybody),
        child_words: one.seen.described.child_words.clone(),
        link: match &one.link {
            Some(link) => LinkState::Known(known(page, one, link)),
            None => LinkState::Open(open(page, one, today, custodian)),
        },
        alike: one.alike.iter().map(alike).collect(),
        earlier_title: counted(one.earlier.len(), "earlier contact", "earlier contacts"),
        earlier: one
            .earlier
            .iter()
            .map(|other| {
                let href = opened(&page.opens, other.contact);
                line(href, Some(other.role), &other.facts, other.state)
            })
            .collect(),
    }
}

/// Another waiting contact that seems to be about the same child.
fn alike(one: &AlikeContact) -> ContactLine {
    let href = Some(format!("/contacts/{}", one.contact));
    let shown = line(href, None, &one.facts, ContactState::Waiting);
    ContactLine {
        facts: format!("{}, {}", one.name, shown.facts),
        ..shown
    }
}

/// What whoever decides must know of somebody who is known on both sides.
const IN_DOUBT: &str = "Known as harmed and as one who harms, here or from before. A person must say who harms whom before they are offered a route of whoever is harmed, or anything is told to them";

/// That they are on the list of high risk.
fn at_risk(one: &ContactPerson) -> Option<String> {
    let since = one.at_risk.first()?.since;
    let why: BTreeSet<String> = one.at_risk.iter().map(|one| one.words()).collect();
    let why = why.into_iter().collect::<Vec<_>>().join("; ");
    Some(format!(
        "On the list of high risk since {}: {why}",
        moment(since)
    ))
}

/// What is believed where they are known, because it is the latest said; and what this contact says where that differs.
fn safe_contact(one: &ContactPerson) -> (String, &'static str) {
    let here = &one.seen.described.safe_contact;
    let rule = one
        .believed
        .as_ref()
        .map_or(here, |known| &known.card.safe_contact);
    let class = match (rule, here) {
        (SafeContact::No | SafeContact::Only(_), _)
        | (_, SafeContact::No | SafeContact::Only(_)) => "trefoil-safe-contact",
        _ => "trefoil-safe-contact-quiet",
    };
    let words = if here == rule || *here == SafeContact::NotAsked {
        rule.words()
    } else {
        format!("{} This contact says: {}", rule.words(), here.words())
    };
    match one.terms.as_ref().map(Terms::words) {
        Some(terms) if *rule == SafeContact::NotAsked && *here == SafeContact::NotAsked => {
            (terms, "trefoil-safe-contact")
        }
        Some(terms) => (
            format!("{terms} What sources said: {words}"),
            "trefoil-safe-contact",
        ),
        None => (words, class),
    }
}

fn facts(page: &ContactPage, seen: &Sighting, everybody: &[&Sighting]) -> SummaryList {
    let told = &seen.described;
    let child = |known: Known| told.is_child().then(|| known.words().to_owned());
    let given = [
        ("Role", Some(roles(&told.roles, everybody))),
        ("Birth date", birth(&told.birth)),
        ("Sex", told.sex.map(|sex| sex.words().to_owned())),
        ("To the victim", told.relationship_to_victim.clone()),
        ("Ethnicity", told.ethnicity.as_deref().map(ethnicity_words)),
        (
            "Language",
            language(told.language.as_deref(), told.interpreter),
        ),
        ("Disability", told.disability.clone()),
        (
            "NHS number",
            told.nhs_number.as_ref().map(ToString::to_string),
        ),
        (
            "Pupil number (UPN)",
            told.upn.as_ref().map(ToString::to_string),
        ),
        ("Was there at the incident", child(told.child_present)),
        ("Spoken to alone", child(told.child_spoken_to)),
    ];
    let given = given
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| SummaryRow::new(key, value)));
    let unread = told
        .unread
        .iter()
        .map(|(column, value)| unread(column, value));
    SummaryList {
        classes: "govuk-summary-list--no-border".into(),
        ..SummaryList::new(
            given
                .chain(address_state(
                    seen.places.address_state,
                    page.sight.located(),
                ))
                .chain(places(page, seen))
                .chain(unread)
                .collect(),
        )
    }
}

/// Only what the viewer's sight opens; nothing is said of the rest, not even that there is something.
fn places<'a>(page: &'a ContactPage, seen: &'a Sighting) -> impl Iterator<Item = SummaryRow> + 'a {
    let places = &seen.places;
    let located = [
        ("Address", &places.address),
        ("Postcode", &places.postcode),
        ("Phone", &places.phone),
        ("School", &places.school),
    ];
    let opened = located.into_iter().filter_map(|(key, value)| {
        let value = value.as_ref()?.open(&page.sight)?;
        Some(SummaryRow::new(key, value.clone()))
    });
    let unread_here = places
        .unread
        .iter()
        .filter_map(|(column, value)| Some(unread(column, value.open(&page.sight)?)));
    opened.chain(unread_here)
}

fn unread(column: &str, value: &str) -> SummaryRow {
    SummaryRow::new(format!("Could not be read: {column}"), value.to_owned())
}

fn language(language: Option<&str>, interpreter: Known) -> Option<String> {
    let interpreter = match interpreter {
        Known::Yes => Some("an interpreter is needed"),
        Known::No => Some("no interpreter needed"),
        Known::Unknown => None,
    };
    match (language, interpreter) {
        (None, None) => None,
        (Some(language), None) => Some(language.to_owned()),
        (None, Some(interpreter)) => Some(format!("Not given; {interpreter}")),
        (Some(language), Some(interpreter)) => Some(format!("{language}; {interpreter}")),
    }
}

fn known(page: &ContactPage, one: &ContactPerson, link: &LinkShown) -> LinkPart {
    let name = one.believed.as_ref().map_or_else(
        || one.seen.described.name.words(),
        |known| known.card.name.words(),
    );
    let together = page.people.iter().filter_map(|other| other.link.as_ref());
    let together = together
        .filter(|other| other.matched == link.matched)
        .count();
    LinkPart {
        href: one
            .believed
            .as_ref()
            .map(|known| format!("/people/{}", known.person)),
        how: link.how.words(),
        by: link.made_by.clone(),
        since: moment_short(link.since),
        matched: link.matched.to_string(),
        may_undo: page.may.link,
        undo_hidden: match together {
            0 | 1 => format!("that this is {name}"),
            several => format!(
                "that this is {name}, and the {} others said in the same step",
                several - 1
            ),
        },
        name,
    }
}

fn open(page: &ContactPage, one: &ContactPerson, today: Date, custodian: bool) -> OpenPart {
    OpenPart {
        candidates: one
            .candidates
            .iter()
            .map(|found| candidate(found, &one.seen, today, custodian))
            .collect(),
        nobody: if page.past {
            "Nobody had said who this is."
        } else {
            "Nobody known fits this person."
        },
        may: page.may.link,
        take_out: page.may.decide && one.seen.described.added_here,
        new_hidden: format!("{} was not known before", one.seen.described.name.words()),
    }
}
