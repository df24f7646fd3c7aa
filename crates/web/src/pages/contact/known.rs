//! What is known around a contact: the family's other members, other contacts, the whole family that fits, decisions.

use std::collections::BTreeSet;

use jiff::civil::Date;
use trefoil_app::contacts::view::{ContactPage, ContactPerson, FamilyOther, FamilyShown};
use trefoil_core::calendar::local_date;
use trefoil_core::contact::{ContactFacts, ContactState};
use trefoil_core::date_words::{age, moment, moment_short};
use trefoil_core::family::Fit;
use trefoil_core::ids::{ContactId, FamilyId, SightingId};
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::IncidentRole;

use super::checks::then;
use super::shown::{ContactLine, DecidedShown, FamilyOffer, FamilyPart, PersonLine};
use super::words::{counted, domestic_abuse};
use crate::components::{
    Checkboxes, Choice, ChoiceItem, Content, Select, SelectItem, Tag, TagColour,
};
use crate::form::Fields;
use crate::pages::address::protected;
use crate::pages::problems::error_at;

/// Where a contact is opened, for whoever may open it; to others it stands there without a link.
pub(in crate::pages) fn opened(opens: &BTreeSet<ContactId>, contact: ContactId) -> Option<String> {
    let open = opens.contains(&contact);
    open.then(|| format!("/contacts/{contact}"))
}

/// Another contact as a line of a list.
pub(super) fn line(
    href: Option<String>,
    role: Option<IncidentRole>,
    facts: &ContactFacts,
    state: ContactState,
) -> ContactLine {
    let told = [
        role.map(|role| format!("{} in it", role.words())),
        Some(format!("risk {}", facts.grade.words().to_lowercase())),
        domestic_abuse(facts.domestic_abuse).map(str::to_owned),
        Some(state.words().to_lowercase()),
    ];
    let told: Vec<String> = told.into_iter().flatten().collect();
    ContactLine {
        href,
        title: format!(
            "{}, {}",
            facts.source.words(),
            moment_short(facts.received_at)
        ),
        facts: told.join(", "),
    }
}

/// The other contacts, newest first, and how many in words.
pub(super) fn history(page: &ContactPage) -> (String, Vec<ContactLine>) {
    let count = counted(page.history.len(), "other contact", "other contacts");
    let lines = page.history.iter().map(|one| {
        line(
            opened(&page.opens, one.contact),
            None,
            &one.facts,
            one.state,
        )
    });
    (
        format!("{count} about these people or this family, newest first."),
        lines.collect(),
    )
}

/// The families that the contact is held to be about.
pub(super) fn families(page: &ContactPage, given: (&Fields, &[Problem])) -> Vec<FamilyPart> {
    let today = local_date(page.at);
    let part = |one: &FamilyShown| FamilyPart {
        family: one.family.to_string(),
        add: kin(page, one, given),
        name: one.name.clone(),
        others: one
            .others
            .iter()
            .map(|FamilyOther { believed, .. }| PersonLine {
                href: format!("/people/{}", believed.person),
                name: believed.card.name.words(),
                age: age(&believed.card.birth, today),
                mark: protected(believed.protected),
            })
            .collect(),
    };
    page.families.iter().map(part).collect()
}

/// What the boxes of a family are called: a page may have several.
pub(super) fn kin_field(family: FamilyId) -> String {
    format!("kin-{family}")
}

/// What the box is called in which it is said what somebody of a family is.
pub(super) fn kin_role(family: FamilyId, person: &str) -> String {
    format!("kin-role-{family}-{person}")
}

/// Those who can be added, so that it is decided about each child: those whom the viewer sees, and no others.
fn kin(
    page: &ContactPage,
    one: &FamilyShown,
    (form, problems): (&Fields, &[Problem]),
) -> Option<Checkboxes> {
    let today = local_date(page.at);
    let choice = |other: &FamilyOther| kin_choice(other, (one.family, today), (form, problems));
    let items: Vec<Choice> = one.others.iter().map(choice).collect();
    (page.may.decide && !items.is_empty()).then(|| {
        let legend = format!("Who else of the {} is this about?", one.name);
        let field = kin_field(one.family);
        let error = error_at(problems, &field);
        let ticked = form.all(&field).map(|one| one.to_owned().into()).collect();
        let mut boxes = Checkboxes::new(field, legend, items);
        boxes.values = ticked;
        boxes.group.hint = "Each child whom you add is decided about too".into();
        boxes.group.error = error;
        boxes
    })
}

/// One of them with what goes with them; where that is not shown, or was told both ways, it is asked.
fn kin_choice(
    FamilyOther { believed, carried }: &FamilyOther,
    (family, today): (FamilyId, Date),
    (form, problems): (&Fields, &[Problem]),
) -> Choice {
    let (name, age) = (believed.card.name.words(), age(&believed.card.birth, today));
    let mut item = ChoiceItem {
        value: believed.person.to_string().into(),
        content: format!("{name}, {age}").into(),
        ..ChoiceItem::default()
    };
    let words: Vec<&str> = carried.roles.iter().map(|role| role.words()).collect();
    if carried.choices.is_empty() {
        item.hint = format!("Comes in as: {}", words.join("; ")).into();
        return item.into();
    }
    let field = kin_role(family, &item.value);
    let role = |role: &IncidentRole| SelectItem::new(role.code(), role.words());
    let first = [SelectItem::new("", "Choose")].into_iter();
    let roles = first.chain(carried.choices.iter().map(role)).collect();
    let label = format!("What {name} is in this contact");
    let mut select = Select::new(field.clone(), label, roles);
    select.value = Some(form.get(&field).to_owned().into());
    select.field.error = error_at(problems, &field);
    item.conditional = Content::part(select);
    item.into()
}

/// The whole family that may be confirmed in one act, with what that does for each person.
pub(super) fn offer(page: &ContactPage) -> Option<FamilyOffer> {
    let (fit, name) = page.whole_family.as_ref().filter(|_| page.may.link)?;
    let people = counted(fit.fits.len(), "person", "people");
    let lines = fit.fits.iter().filter_map(|(sighting, fit)| {
        let one = page
            .people
            .iter()
            .find(|one| one.row.sighting == *sighting)?;
        Some(offer_line(one, *fit, name))
    });
    Some(FamilyOffer {
        family: fit.family.to_string(),
        title: format!("This looks like the {name}"),
        button: format!("Confirm the whole {name} ({people})"),
        lines: lines.collect(),
    })
}

fn offer_line(one: &ContactPerson, fit: Fit, family: &str) -> String {
    let name = one.seen.described.name.words();
    let known = match fit {
        Fit::Member(person) => one
            .candidates
            .iter()
            .find(|found| found.believed.person == person),
        Fit::New => None,
    };
    match known {
        Some(found) => format!(
            "{name} is {}, who is in the {family}",
            found.believed.card.name.words()
        ),
        None => format!("{name} was not known before and joins the {family}"),
    }
}

/// How it was decided, in the contact's order.
pub(super) fn decided(page: &ContactPage) -> Vec<DecidedShown> {
    let shown = page.decisions.iter().map(|(row, answer, by)| {
        let timing = if row.decided_at < page.due {
            Tag::coloured("In time", TagColour::Green)
        } else {
            Tag::coloured("After the time to decide", TagColour::Yellow)
        };
        DecidedShown {
            about: about(page, answer.child),
            outcome: row.outcome.words(),
            timing,
            reason: answer.reason.clone(),
            service: answer.service.clone(),
            checks: then(page, row.decided_at),
            by: by.clone(),
            when: moment(row.decided_at),
        }
    });
    shown.collect()
}

/// The child by name; a child who is in no current version any more keeps a decision, not a name here.
fn about(page: &ContactPage, child: Option<SightingId>) -> String {
    let Some(child) = child else {
        return "About the adults".to_owned();
    };
    let found = page.people.iter().find(|one| one.row.root == child);
    found.map_or_else(
        || "A child of an earlier version".to_owned(),
        |one| one.seen.described.name.words(),
    )
}
