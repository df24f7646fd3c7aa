//! Contacts filled in: one to be taken and matched, one to be decided with errors, one decided and shown as it was known.

use trefoil_core::decision::DECIDE_SURE;
use trefoil_core::principal::Role;
use trefoil_core::rag::{REGRADE_SURE, Rag};
use trefoil_core::refusal::Problem;
use trefoil_core::vocabulary::AddressState;

use super::open::{FormOpen, Typing};
use super::page::back;
use super::sample_search::{found, searching};
use super::shown::{
    CandidateShown, ClockShown, ContactLine, ContactShown, DecidedShown, DecisionForm,
    DecisionPart, EvidenceLine, FamilyOffer, FamilyPart, HolderShown, LinkPart, LinkState, Naming,
    Next, OpenPart, PersonLine, PersonShown,
};
use super::sure::sure;
use super::urgency::{UrgencyShown, level_tag};
use crate::components::{
    Checkboxes, Choice, Details, ErrorLink, ErrorSummary, Input, NotificationBanner, Radios,
    Select, SelectItem, SummaryList, SummaryRow, Tag, TagColour, Textarea, WarningText,
};
use crate::form::Fields;
use crate::pages::address::{address_state, protected};
use crate::pages::current::WorkerLine;
use crate::pages::moment::{Asking, MomentForm};
use crate::pages::samples::Sample;
use crate::pages::telling::PersonBoxes;
use crate::shell::sample::shell;
use crate::shell::{Shell, Tab};

/// The address of the sample's contact.
pub(super) const BASE: &str = "/contacts/018f3a00-0000-7000-8000-000000000001";

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let contacts = [to_match, to_decide, as_known].map(|page| Sample::new("contact", &page()));
    let searches = [searching(), found()];
    let searches = searches
        .iter()
        .map(|page| Sample::new("contact_search", page));
    contacts.into_iter().chain(searches).collect()
}

fn form(shell: &Shell) -> FormOpen {
    FormOpen {
        base: BASE.to_owned(),
        token: shell.token(),
        draft: Some(Typing {
            about: "1".to_owned(),
            draft: "2".to_owned(),
            begun: true,
        }),
        acts: true,
    }
}

fn to_match() -> ContactShown {
    let shell = shell(Role::Triage);
    ContactShown {
        layout: shell.layout("Contact", Tab::Queue),
        back: back(),
        form: form(&shell),
        base: BASE.to_owned(),
        errors: None,
        notice: Some(NotificationBanner::success("You have this contact now.")),
        past: None,
        beside: Some("Ola <Reed> opened this contact 4 minutes ago.".to_owned()),
        heading: "Tom Marsh, Kelly Ashdown and 1 other".to_owned(),
        clock: clock(),
        urgency: urgency(true),
        urgency_open: true,
        places: vec![("What was sent", "#facts"), ("The people", "#people")],
        next: Next::Take,
        flags: vec!["A birth date is in the future".to_owned()],
        facts: facts(),
        holder: holder(),
        decided: Vec::new(),
        offer: Some(offer()),
        people_title: "2 people in this contact".to_owned(),
        people: vec![open_person(), known_person()],
        naming: Some(naming()),
        paragraphs: [
            "Neighbours called at 11pm.",
            "Officers spoke to Kelly <alone>.",
        ]
        .map(str::to_owned)
        .to_vec(),
        families: vec![family()],
        history_title: "1 other contact about these people or this family, newest first."
            .to_owned(),
        history: vec![line()],
        decision: None,
        risk: None,
        kept: None,
        at: Asking::default().form("this contact", None),
        follows: vec![crate::pages::follows::sample::line_shown()],
        attachments: super::attachments::sample(),
        checks: super::checks::sample(),
        schools: vec![crate::pages::notices::sample::line_shown()],
        tell: Some("/contacts/x/school".to_owned()),
        workers: vec![worker()],
        why: "You work the hub queue, and this is part of a contact that is waiting".to_owned(),
    }
}

fn facts() -> SummaryList {
    SummaryList::new(vec![
        SummaryRow::new("Risk", "High (Dash)"),
        SummaryRow::new("Source", "Police"),
    ])
}

fn naming() -> Naming {
    Naming {
        boxes: PersonBoxes::new(0, (&Fields::default(), &[])),
        open: true,
    }
}

fn worker() -> WorkerLine {
    WorkerLine {
        name: "Farah Lomas".to_owned(),
        facts: "Hub triage worker. Team: Hub, Children's services".to_owned(),
    }
}

/// Graded again, with a form; or as its source graded it.
fn urgency(graded: bool) -> UrgencyShown {
    let choice = |level: &Rag| Choice::new(level.code(), level.words());
    let items = Rag::ALL.iter().map(choice).collect();
    let form = (
        Radios::new("rag", "How soon must it be decided?", items),
        Textarea::new("rag-reason", "Why that?"),
        sure(
            REGRADE_SURE,
            "I know",
            (
                &Fields(vec![(REGRADE_SURE.to_owned(), "yes".to_owned())]),
                &[],
            ),
        ),
    );
    UrgencyShown {
        level: level_tag(Rag::Amber),
        rule: "Amber is decided within 24 hours. The authority’s own rule.".to_owned(),
        gradings: if graded {
            vec!["Amber, by F. Lomas: she is <alone>.".to_owned()]
        } else {
            Vec::new()
        },
        form: graded.then_some(form),
    }
}

/// The form with a day that has no month.
fn asking(day: &str) -> MomentForm {
    let typed = Fields(vec![("at-day".to_owned(), day.to_owned())]);
    let now = "2021-11-30T12:00:00Z".parse().unwrap();
    Asking::read(&typed, now).form("this contact", None)
}

fn clock() -> ClockShown {
    ClockShown {
        tag: Tag::time("1 h 10 min left", TagColour::Yellow),
        words: "Decide by the end of Tuesday 30 November 2021.".to_owned(),
        rule: Details::new(
            "How the time to decide is worked out",
            "Decide by the end of the next working day.",
        ),
    }
}

fn holder() -> HolderShown {
    HolderShown {
        name: Some("Farah Lomas".to_owned()),
        colleagues: Some(Select::new(
            "to",
            "Hand over to",
            vec![SelectItem::new("1", "Sam Okoro")],
        )),
        release: true,
    }
}

fn offer() -> FamilyOffer {
    FamilyOffer {
        family: "2".to_owned(),
        title: "This looks like the Ashdown family".to_owned(),
        button: "Confirm the whole Ashdown family (2 people)".to_owned(),
        lines: vec!["Tom Marsh is Tom Marsh, who is in the Ashdown family".to_owned()],
    }
}

fn family() -> FamilyPart {
    let items = vec![Choice::new("3", "Ella Marsh, 3 years")];
    FamilyPart {
        family: "7".to_owned(),
        add: Some(Checkboxes::new("kin-7", "Who else is this about?", items)),
        name: "Ashdown family".to_owned(),
        others: vec![PersonLine {
            href: "/people/3".to_owned(),
            name: "Ella Marsh".to_owned(),
            age: "3 years".to_owned(),
            mark: protected(true),
        }],
    }
}

fn to_decide() -> ContactShown {
    let errors = vec![
        ErrorLink::new("Choose what you decide.", "outcome-all"),
        ErrorLink::new("Enter a day and a time", "at"),
    ];
    ContactShown {
        errors: Some(ErrorSummary::new(errors)),
        notice: None,
        places: vec![("What was sent", "#facts"), ("The people", "#people")],
        next: Next::Go {
            words: "Decide".to_owned(),
            href: "#decision",
        },
        offer: None,
        risk: Some((
            Radios::new("risk-who", "Who is at high risk?", Vec::new()),
            Textarea::new("risk-reason", "Why do you judge so?"),
            true,
        )),
        decision: Some(DecisionForm {
            unmatched: Some(WarningText::new(
                "1 person in this contact is not matched yet.",
            )),
            outstanding: Some(WarningText::new("Not answered yet: Health.")),
            sure: sure(
                DECIDE_SURE,
                "I know",
                (&Fields::default(), &[Problem::new(DECIDE_SURE, "Say it.")]),
            ),
            parts: vec![
                part("all", None, None),
                part("0", Some("Decide differently for Tom Marsh"), Some("4")),
            ],
            routes: vec![super::routes::sample()],
        }),
        at: asking("31"),
        attachments: super::attachments::AttachmentsShown::default(),
        checks: super::checks::ChecksShown::default(),
        schools: Vec::new(),
        tell: None,
        workers: Vec::new(),
        families: Vec::new(),
        history: Vec::new(),
        flags: Vec::new(),
        paragraphs: Vec::new(),
        ..to_match()
    }
}

fn as_known() -> ContactShown {
    ContactShown {
        urgency: urgency(false),
        kept: Some(SummaryList::new(vec![SummaryRow::new(
            "Your reason",
            "Kelly asked for help.",
        )])),
        past: Some("Tuesday 30 November 2021 at 8:12am".to_owned()),
        notice: None,
        places: vec![("What was sent", "#facts"), ("The people", "#people")],
        next: Next::Nothing,
        holder: HolderShown::default(),
        offer: None,
        decided: vec![DecidedShown {
            about: "Tom Marsh".to_owned(),
            outcome: "Early help",
            timing: Tag::coloured("In time", TagColour::Green),
            reason: "Kelly asked for help.".to_owned(),
            service: Some("Family hub".to_owned()),
            checks: Some("Answered then: Police. Not answered then: Health.".to_owned()),
            by: "Farah Lomas".to_owned(),
            when: "Tuesday 30 November 2021 at 8:12am".to_owned(),
        }],
        ..to_match()
    }
}

fn part(name: &str, folded: Option<&str>, child: Option<&str>) -> DecisionPart {
    let mut outcome = Radios::new(
        format!("outcome-{name}"),
        "What do you decide?",
        vec![
            Choice::new("referral", "Referral"),
            Choice::new("early_help", "Early help"),
        ],
    );
    outcome.group.error = "Choose what you decide.".into();
    DecisionPart {
        anchor: format!("decide-{name}"),
        child_name: format!("child-{name}"),
        child: child.map(str::to_owned),
        folded: folded.map(str::to_owned),
        open: true,
        outcome,
        reason: Textarea::new(format!("reason-{name}"), "Why?"),
        service: Input::new(
            format!("service-{name}"),
            "Service or pathway, if you name one",
        ),
    }
}

fn open_person() -> PersonShown {
    PersonShown {
        in_doubt: Some("Known as <both>"),
        at_risk: Some(
            "On the list of high risk since <today>: A worker\u{2019}s judgement".to_owned(),
        ),
        anchor: "person-5".to_owned(),
        sighting: "5".to_owned(),
        title: "Tom Marsh, 7 years".to_owned(),
        mark: protected(true),
        safe: "Nobody has recorded how to contact this person safely.".to_owned(),
        safe_class: "trefoil-safe-contact-quiet",
        facts: SummaryList::new(
            [SummaryRow::new("Role", "Child")]
                .into_iter()
                .chain(address_state(Some(AddressState::Refuge), true))
                .collect(),
        ),
        child_words: Some("I want mum to be safe".to_owned()),
        link: LinkState::Open(OpenPart {
            candidates: vec![known()],
            nobody: "Nobody known fits this person.",
            may: true,
            take_out: true,
            new_hidden: "Tom Marsh was not known before".to_owned(),
        }),
        alike: vec![line()],
        earlier_title: "1 earlier contact".to_owned(),
        earlier: vec![line()],
    }
}

/// Somebody known who may be the same.
pub(super) fn known() -> CandidateShown {
    CandidateShown {
        person: "6".to_owned(),
        href: "/people/6".to_owned(),
        title: "Tom Marsh, 7 years, born 3 March 2014".to_owned(),
        name: "Tom Marsh".to_owned(),
        mark: protected(true),
        likely: "Very likely the same",
        in_100: "about 97 in 100".to_owned(),
        evidence: vec![EvidenceLine {
            leaning: "For",
            words: "Same birth date".to_owned(),
        }],
        custodian: Some("Only the Caldicott guardian decides."),
        may_confirm: true,
        may_refuse: true,
        same_hidden: "Tom Marsh in this contact, and Tom Marsh who is known".to_owned(),
    }
}

fn known_person() -> PersonShown {
    PersonShown {
        anchor: "person-7".to_owned(),
        sighting: "7".to_owned(),
        title: "Kelly Ashdown, 32 years".to_owned(),
        mark: None,
        safe: "Safe to contact only as they said: 10am to 2pm".to_owned(),
        safe_class: "trefoil-safe-contact",
        child_words: None,
        link: LinkState::Known(LinkPart {
            name: "Kelly Ashdown".to_owned(),
            href: Some("/people/8".to_owned()),
            how: "A worker said that they are the same person",
            by: "Farah Lomas".to_owned(),
            since: "30 Nov 2021, 8:12am".to_owned(),
            matched: "9".to_owned(),
            may_undo: true,
            undo_hidden: "that this is Kelly Ashdown".to_owned(),
        }),
        earlier: Vec::new(),
        ..open_person()
    }
}

fn line() -> ContactLine {
    ContactLine {
        href: Some("/contacts/018f3a00-0000-7000-8000-000000000002".to_owned()),
        title: "Police, 3 Sep 2021, 11pm".to_owned(),
        facts: "Child in it, risk high, decided".to_owned(),
    }
}
