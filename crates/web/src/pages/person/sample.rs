//! Somebody protected with everything known, and somebody of whom little is, as they were known.

use jiff::civil::date;
use trefoil_core::contact::{ContactFacts, ContactState};
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::principal::Role;
use trefoil_core::vocabulary::{IncidentRole, Known, RiskGrade, Sex, Source};

use super::said::Said;
use super::same::{ApartForm, SameShown};
use super::shown::{FamilyShown, MemberShown, PersonShown, believed, contact};
use crate::components::{Button, SummaryList, SummaryRow, Tag, TagColour};
use crate::form::Fields;
use crate::pages::current::WorkerLine;
use crate::pages::moment::Asking;
use crate::pages::problems::summary_of;
use crate::pages::samples::Sample;
use crate::shell::Tab;
use crate::shell::sample::shell;

const BASE: &str = "/people/019ad000-0000-7000-8000-000000000003";

fn card() -> PersonCard {
    PersonCard {
        name: PersonName::new("Amy", "Cole"),
        aliases: vec![PersonName::new("Amy", "Ashdown")],
        birth: BirthDate::On(date(2015, 3, 14)),
        sex: Some(Sex::Female),
        interpreter: Known::No,
        ..PersonCard::default()
    }
}

fn same() -> SameShown {
    SameShown {
        href: BASE.to_owned(),
        title: "Amy <Ashdown>, 11 years".to_owned(),
        words: "Ada Ng said so, Monday 30 November 2026 at 8:12am: The same <school>. This record stands before that one.".to_owned(),
        pair: "/duplicates/019ad000-0000-7000-8000-000000000004".to_owned(),
        safe: Some("Not safe to contact.".to_owned()),
    }
}

fn full() -> PersonShown {
    let facts = ContactFacts {
        source: Source::Police,
        received_at: "2026-11-30T08:12:00Z".parse().unwrap(),
        domestic_abuse: Known::Yes,
        grade: RiskGrade::High,
    };
    let told = vec![
        SummaryRow::new("Role in it", "Child"),
        SummaryRow::new("School", "Meadow Primary"),
    ];
    PersonShown {
        protected: Some(Tag::coloured("Protected", TagColour::Red)),
        workers: ["Sam Okoro", "Farah Lomas"]
            .map(|name| WorkerLine {
                name: name.to_owned(),
                facts: "Hub triage worker. Team: Hub, Children's services".to_owned(),
            })
            .into(),
        families: vec![FamilyShown {
            name: "Ashdown family".to_owned(),
            others: vec![MemberShown {
                href: BASE.to_owned(),
                name: "Tom Marsh".to_owned(),
                age: "7 years".to_owned(),
            }],
        }],
        contacts: vec![contact(
            None,
            IncidentRole::Child,
            &facts,
            ContactState::Waiting,
        )],
        same: vec![same()],
        apart: Some(ApartForm {
            words: "This identity is kept apart.".to_owned(),
            value: "no",
            button: Button::once("Do not keep it apart any more"),
            beside: "/duplicates?one=019ad000-0000-7000-8000-000000000003".to_owned(),
        }),
        said: vec![Said {
            title: "Police, Monday 30 November 2026 at 8:12am".to_owned(),
            href: Some("/contacts/019ad000-0000-7000-8000-000000000001".to_owned()),
            facts: SummaryList::new(told),
            words: Some("I want mum to be safe".to_owned()),
        }],
        ..little()
    }
}

fn little() -> PersonShown {
    let shell = shell(Role::Triage);
    PersonShown {
        layout: shell.layout("A person", Tab::Search),
        errors: None,
        base: BASE.to_owned(),
        name: card().name.words(),
        safe: card().safe_contact.words(),
        protected: None,
        past: Some("Monday 30 November 2026 at 8:12am".to_owned()),
        believed: believed(&card(), date(2026, 11, 30)),
        workers: Vec::new(),
        families: Vec::new(),
        contacts: Vec::new(),
        said: Vec::new(),
        same: Vec::new(),
        apart: None,
        token: shell.token(),
        at: Asking::default().form("this person", "2026-11-30T08:12:00Z".parse().ok()),
        show: Button::new("Show as it was known"),
        why: "You work the hub queue, and this is part of a contact that is waiting",
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let typed = Fields(vec![("at-time".to_owned(), "8am".to_owned())]);
    let asking = Asking::read(&typed, "2026-11-30T08:12:00Z".parse().unwrap());
    let wrong = PersonShown {
        errors: summary_of(asking.problem().cloned().as_slice(), |_| {
            Some("at-day".into())
        }),
        at: asking.form("this person", None),
        ..full()
    };
    [full(), little(), wrong]
        .iter()
        .map(|page| Sample::new("person", page))
        .collect()
}
