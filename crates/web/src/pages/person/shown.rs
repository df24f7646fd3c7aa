//! What the page of a person shows.

use askama::Template;
use jiff::civil::Date;
use trefoil_app::families::terms::Terms;
use trefoil_app::persons::view::{PersonFamily, PersonPage};
use trefoil_core::calendar::local_date;
use trefoil_core::contact::{ContactFacts, ContactState};
use trefoil_core::date_words::{age, day, moment, moment_short};
use trefoil_core::ids::ContactId;
use trefoil_core::name::PersonName;
use trefoil_core::person::PersonCard;
use trefoil_core::person::SafeContact;
use trefoil_core::vocabulary::{IncidentRole, Known};

use super::said::Said;
use super::same::{ApartForm, SameShown, apart, same};
use crate::components::{
    Button, ButtonStyle, ErrorSummary, Layout, SummaryList, SummaryRow, Tag, TagColour,
};
use crate::csrf::FormToken;
use crate::pages::contact::opened;
use crate::pages::current::{WorkerLine, worker_lines};
use crate::pages::moment::{Asking, MomentForm};
use crate::pages::problems::{summary_of, titled};
use crate::shell::{Shell, Tab};

/// A person.
#[derive(Template)]
#[template(path = "pages/person.html")]
pub(super) struct PersonShown {
    pub(super) layout: Layout,
    pub(super) errors: Option<ErrorSummary>,
    pub(super) base: String,
    pub(super) name: String,
    pub(super) safe: String,
    pub(super) protected: Option<Tag>,
    pub(super) past: Option<String>,
    pub(super) believed: SummaryList,
    pub(super) workers: Vec<WorkerLine>,
    pub(super) families: Vec<FamilyShown>,
    pub(super) contacts: Vec<ContactShown>,
    pub(super) said: Vec<Said>,
    pub(super) same: Vec<SameShown>,
    pub(super) apart: Option<ApartForm>,
    pub(super) token: FormToken,
    pub(super) at: MomentForm,
    pub(super) show: Button,
    pub(super) why: &'static str,
}

/// A family with its other members.
pub(super) struct FamilyShown {
    pub(super) name: String,
    pub(super) others: Vec<MemberShown>,
}

/// Another member.
pub(super) struct MemberShown {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) age: String,
}

/// A contact in a line.
pub(in crate::pages) struct ContactShown {
    pub(in crate::pages) href: Option<String>,
    pub(in crate::pages) title: String,
    pub(in crate::pages) facts: String,
}

impl PersonShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &PersonPage, asking: &Asking) -> Self {
        let today = local_date(page.at);
        let problem = asking.problem().cloned();
        let families = page.families.iter();
        Self {
            layout: shell.layout(&titled("A person", problem.as_slice()), Tab::Search),
            errors: summary_of(problem.as_slice(), |field| Some(field.to_owned().into())),
            base: format!("/people/{}", page.believed.person),
            name: page.believed.card.name.words(),
            safe: safe(page),
            // The stricter of what is known of each record.
            protected: (page.believed.protected
                || page.same.iter().any(|one| one.believed.protected))
            .then(|| Tag::coloured("Protected", TagColour::Red)),
            past: page.past.then(|| moment(page.at)),
            believed: believed(&page.believed.card, today),
            workers: worker_lines(&page.workers),
            families: families.map(|family| family_of(family, today)).collect(),
            contacts: contacts(page),
            said: said(page),
            same: page.same.iter().map(|one| same(one, today)).collect(),
            apart: apart(page),
            token: shell.token(),
            at: asking.form("this person", page.past.then_some(page.at)),
            show: Button::new("Show as it was known").styled(ButtonStyle::Secondary),
            why: page.why,
        }
    }
}

/// What those who work with them hold, then what sources said.
fn safe(page: &PersonPage) -> String {
    let said = page.believed.card.safe_contact.words();
    match page.terms.as_ref().map(Terms::words) {
        Some(terms) if page.believed.card.safe_contact == SafeContact::NotAsked => terms,
        Some(terms) => format!("{terms} What sources said: {said}"),
        None => said,
    }
}

fn said(page: &PersonPage) -> Vec<Said> {
    let told = |contact: ContactId| {
        let found = page.contacts.iter().find(|one| one.contact == contact);
        found.map(|one| (one.facts.source, one.facts.received_at))
    };
    let sightings = page.sightings.iter();
    let said = sightings.map(|(row, seen)| {
        let told = told(row.contact);
        Said::new(
            opened(&page.opens, row.contact),
            told,
            row.known_from,
            seen,
            &page.sight,
        )
    });
    said.collect()
}

fn contacts(page: &PersonPage) -> Vec<ContactShown> {
    let contacts = page.contacts.iter();
    contacts
        .map(|one| {
            let href = opened(&page.opens, one.contact);
            contact(href, one.role, &one.facts, one.state)
        })
        .collect()
}

/// What is believed, fact by fact; what nobody said is left out.
pub(in crate::pages) fn believed(card: &PersonCard, today: Date) -> SummaryList {
    let aliases: Vec<String> = card.aliases.iter().map(PersonName::words).collect();
    let facts = [
        (
            "Also known as",
            (!aliases.is_empty()).then(|| aliases.join(", ")),
        ),
        ("Age", Some(age(&card.birth, today))),
        ("Birth date", card.birth.born().map(day)),
        ("Sex", card.sex.map(|sex| sex.words().to_owned())),
        ("Language", card.language.clone()),
        (
            "Interpreter needed",
            (card.interpreter != Known::Unknown).then(|| card.interpreter.words().to_owned()),
        ),
        (
            "NHS number",
            card.nhs_number.as_ref().map(ToString::to_string),
        ),
        ("UPN", card.upn.as_ref().map(ToString::to_string)),
    ];
    let rows = facts
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| SummaryRow::new(key, value)));
    SummaryList::new(rows.collect())
}

fn family_of(family: &PersonFamily, today: Date) -> FamilyShown {
    let member = |href: String, card: &PersonCard| MemberShown {
        href,
        name: card.name.words(),
        age: age(&card.birth, today),
    };
    let others = family
        .others
        .iter()
        .map(|one| member(format!("/people/{}", one.person), &one.card));
    FamilyShown {
        name: family.name.clone(),
        others: others.collect(),
    }
}

pub(in crate::pages) fn contact(
    href: Option<String>,
    role: IncidentRole,
    facts: &ContactFacts,
    state: ContactState,
) -> ContactShown {
    let abuse = (facts.domestic_abuse == Known::Yes).then_some("domestic abuse");
    let risk = format!("risk {}", facts.grade.words().to_lowercase());
    let (role, state) = (
        format!("{} in it", role.words()),
        state.words().to_lowercase(),
    );
    let told: Vec<&str> = [Some(role.as_str()), abuse, Some(&risk), Some(&state)]
        .into_iter()
        .flatten()
        .collect();
    ContactShown {
        href,
        title: format!(
            "{}, {}",
            facts.source.words(),
            moment_short(facts.received_at)
        ),
        facts: told.join(", "),
    }
}
