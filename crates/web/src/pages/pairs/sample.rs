//! The list with and without anything, for the custodian with what is wrong; two to be looked at, with errors; two of whom something was said.

use jiff::Timestamp;
use jiff::civil::date;
use trefoil_app::pairs::list::{Believed, Leaning, Pair, PairRow, PairsPage, SaidRow};
use trefoil_app::pairs::one::{PairPage, Side};
use trefoil_core::ids::PersonId;
use trefoil_core::name::PersonName;
use trefoil_core::pair::{PairContent, PairGuard, PairKnown, PairSaid};
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::{Done, ListShown};
use super::shown_one::OneShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

fn believed(person: PersonId, surname: &str, protected: bool) -> Believed {
    Believed {
        person,
        protected,
        version: 1,
        card: PersonCard {
            name: PersonName::new("Amy", surname),
            birth: BirthDate::On(date(2015, 3, 14)),
            ..PersonCard::default()
        },
    }
}

fn pair(guards: &[PairGuard], said: Option<PairSaid>) -> Pair {
    let said = said.map(|said| SaidRow {
        id: id(4),
        said,
        first: id(1),
        known: PairKnown::Both,
        made_by: "worker:x".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        content: PairContent {
            reason: "The same <school>.".to_owned(),
        },
    });
    let evidence = [
        (Leaning::For, "Same first name"),
        (Leaning::Against, "Different surname (Cole, <Ash>)"),
        (Leaning::Neither, "Born in the same year"),
    ];
    Pair {
        row: PairRow {
            pair: id(3),
            ends: [id(1), id(2)],
            probability: 0.9,
            found_at: Timestamp::UNIX_EPOCH,
            put_by: None,
            guards: guards.to_vec(),
            said,
        },
        ends: [
            believed(id(1), "Cole", false),
            believed(id(2), "<Ash>", !guards.is_empty()),
        ],
        evidence: evidence
            .map(|(leaning, words)| (leaning, words.to_owned()))
            .into(),
        by: "F. <Lomas>".to_owned(),
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let today = date(2026, 11, 30);
    let list = |role, open: Vec<Pair>, done: Vec<Pair>, problems: &[Problem]| {
        let page = PairsPage {
            more: !open.is_empty(),
            open,
            done,
            custodian: role == Role::Custodian,
        };
        let given = (&Fields::default(), problems);
        let shown = ListShown::new(&shell(role), (&page, today), Some(Done::Said), given);
        Sample::new("pairs", &shown)
    };
    let one = |role, pair: Pair, problems: &[Problem]| {
        let page = PairPage {
            pair,
            sides: [
                Side::default(),
                Side {
                    families: vec!["<Ash> family".to_owned()],
                    ..Side::default()
                },
            ],
            custodian: role == Role::Custodian,
        };
        let given = (&Fields::default(), problems);
        Sample::new("pair", &OneShown::new(&shell(role), (&page, today), given))
    };
    let wrong = ["answer", "first", "known", "reason"];
    let wrong = wrong.map(|field| Problem::new(field, "Say it."));
    let pasted = ["one", "other"].map(|field| Problem::new(field, "Paste it."));
    let guarded = || pair(&[PairGuard::Protected, PairGuard::Strand], None);
    vec![
        list(
            Role::Custodian,
            vec![pair(&[], None), guarded()],
            vec![
                pair(&[], Some(PairSaid::One)),
                pair(&[], Some(PairSaid::Two)),
            ],
            &pasted,
        ),
        list(Role::Triage, Vec::new(), Vec::new(), &[]),
        one(Role::Custodian, guarded(), &wrong),
        one(Role::Triage, pair(&[], None), &[]),
        one(Role::Triage, pair(&[], Some(PairSaid::One)), &[]),
        one(Role::Triage, pair(&[], Some(PairSaid::Two)), &[]),
    ]
}
