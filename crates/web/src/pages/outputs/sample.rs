//! Letters and files: the list with its form, with errors and bare; one as its author and as who decides sees it; a person's own file;
//! the register, full and empty; the list of those to whom nothing goes.

use jiff::Timestamp;
use trefoil_app::outputs::barred::BarredSeen;
use trefoil_app::outputs::gather::{Gathered, Gathering};
use trefoil_app::outputs::register::RegisterPage;
use trefoil_app::outputs::view::{OutputPage, OutputsPage};
use trefoil_app::outputs::{OutputRow, PassageAnswer};
use trefoil_core::output::disclosure::{Basis, Gateway, Grounds, Purpose, Told};
use trefoil_core::output::passage::{Origin, Withheld, WithholdReason};
use trefoil_core::output::{Addressee, Channel, Held, OutputDecided, OutputFacts, OutputState};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::strand::CompartmentKind;

use super::shown::{Outcome, OutputShown};
use super::shown_access::AccessShown;
use super::shown_list::OutputsShown;
use super::shown_register::{BarredShown, RegisterShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::{id, strand};
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let all = [lists(), ones(), files(), barred()];
    all.into_iter().flatten().collect()
}

fn lists() -> Vec<Sample> {
    let worker = shell(Role::VictimAdviser);
    let wrong = [
        "template",
        "to",
        "day",
        "recipient",
        "words",
        "purpose",
        "necessity",
        "",
    ];
    let wrong = wrong.map(|field| Problem::new(field, "Say more."));
    let typed = [("words", "Dear <you>"), ("to", "person")];
    let typed = typed.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let typed = Fields(typed.to_vec());
    let list = |page: &OutputsPage, problems: &[Problem]| {
        let shown = OutputsShown::new(&worker, page, &typed, problems);
        Sample::new("outputs", &shown)
    };
    vec![list(&outputs(true), &wrong), list(&outputs(false), &[])]
}

fn ones() -> Vec<Sample> {
    let custodian = shell(Role::Custodian);
    let why = vec![Problem::new("reason", "Say why, in a sentence.")];
    let one = |judges, outcome: &Outcome| {
        let shown = OutputShown::new(&custodian, &page(judges), outcome);
        Sample::new("output", &shown)
    };
    vec![
        one(true, &Outcome::refused("Typed.", why)),
        one(false, &Outcome::done("sent")),
    ]
}

fn files() -> Vec<Sample> {
    let custodian = shell(Role::Custodian);
    let access = |problems: &[Problem]| {
        let shown = AccessShown::new(&custodian, &gathering(), &Fields::default(), problems);
        Sample::new("own_file", &shown)
    };
    let register = |rows| {
        let page = RegisterPage {
            count: 120,
            page: 1,
            schools: None,
            rows,
        };
        Sample::new("disclosures", &RegisterShown::new(&custodian, &page))
    };
    vec![
        access(&[]),
        access(&[Problem::new("format", "Choose one.")]),
        register(vec![(row(), facts())]),
        register(Vec::new()),
    ]
}

fn barred() -> Vec<Sample> {
    let worker = shell(Role::VictimAdviser);
    let list = |problems: &[Problem]| {
        let shown = BarredShown::new(&worker, (id(1), &[entry()]), &Fields::default(), problems);
        Sample::new("barred", &shown)
    };
    let wrong = ["name", "why"].map(|field| Problem::new(field, "Say more."));
    vec![list(&[]), list(&wrong)]
}

fn row() -> OutputRow {
    OutputRow {
        output: id(9),
        family: id(1),
        strand: id(2),
        template: "letter".to_owned(),
        format: "pdf".to_owned(),
        channel: Channel::Hand,
        addressee_kind: "person".to_owned(),
        addressee: None,
        purpose: Purpose::Support,
        number: "23456-789AB".to_owned(),
        state: OutputState::Waiting,
        hash: [7; 32],
        file: trefoil_core::ids::OutputId::uuid(id(10)),
        written_at: Timestamp::UNIX_EPOCH,
        written_by: id(6),
        decided: None,
        sent: Some((id(6), Timestamp::UNIX_EPOCH)),
    }
}

fn origin() -> Origin {
    Origin {
        record: trefoil_core::ids::OutputId::uuid(id(11)),
        kind: CompartmentKind::Victim,
        person: Some(id(3)),
    }
}

fn facts() -> OutputFacts {
    OutputFacts {
        addressee: Addressee::Person {
            person: id(3),
            side: CompartmentKind::Victim,
        },
        name: "Kelly <Ashdown>".to_owned(),
        title: "A letter for you".to_owned(),
        text: "Dear Kelly,\r\nWe meet <soon>.".to_owned(),
        grounds: Grounds {
            asked_by: "Kelly".to_owned(),
            purpose: Purpose::Support,
            gateway: Gateway::OwnMatter,
            basis: Basis::PublicTask,
            necessity: "She asked for it.".to_owned(),
            told: Told::Themselves,
        },
        held: vec![Held::Barred, Held::Pictures],
        withheld: vec![Withheld {
            origin: origin(),
            reason: WithholdReason::ThirdParty,
        }],
    }
}

fn outputs(writes: bool) -> OutputsPage {
    let person = |parent| {
        if parent {
            Addressee::Parent {
                person: id(4),
                child: id(3),
            }
        } else {
            Addressee::Person {
                person: id(3),
                side: CompartmentKind::Child,
            }
        }
    };
    OutputsPage {
        strand: strand(CompartmentKind::Child),
        name: "Mia Ashdown".to_owned(),
        outputs: if writes {
            vec![(row(), facts())]
        } else {
            Vec::new()
        },
        persons: vec![
            (person(false), "Mia Ashdown".to_owned()),
            (person(true), "Kelly Ashdown".to_owned()),
        ],
        templates: trefoil_app::outputs::templates::ALL.to_vec(),
        channels: Channel::ALL.to_vec(),
        writes,
        gathers: !writes,
    }
}

fn page(judges: bool) -> OutputPage {
    OutputPage {
        row: row(),
        facts: OutputFacts {
            held: if judges { facts().held } else { Vec::new() },
            withheld: if judges { facts().withheld } else { Vec::new() },
            ..facts()
        },
        decided: judges.then(|| OutputDecided {
            reason: "Fits.".to_owned(),
        }),
        hash: "07".repeat(32),
        judges,
        gives_away: judges.then_some("where somebody works"),
        sends: !judges,
        addressed: judges,
        collects: true,
    }
}

fn gathering() -> Gathering {
    Gathering {
        strand: id(2),
        name: "Kelly Ashdown".to_owned(),
        passages: vec![Gathered {
            origin: origin(),
            at: Timestamp::UNIX_EPOCH,
            text: "She said <this>.".to_owned(),
            unless_said: PassageAnswer::Withhold(WithholdReason::ThirdParty),
        }],
    }
}

fn entry() -> BarredSeen {
    BarredSeen {
        barred: id(12),
        name: "Gareth Ashdown".to_owned(),
        place: None,
        why: "An order of March.".to_owned(),
    }
}
