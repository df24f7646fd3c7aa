//! Accounts, the form, the form with an error, an account just made.

use jiff::Timestamp;
use trefoil_app::accounts::work::Work;
use trefoil_app::accounts::workers::{Gone, WorkerRow};
use trefoil_app::agencies::view::{Shown, Team};
use trefoil_app::interests::identity::WorkerPage;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::one::OneShown;
use super::shown::{MadeShown, NewShown, WorkersShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::shell::sample::shell;

const PROVIDER: Option<&str> = Some("Council account");

fn gone() -> Gone {
    Gone {
        worker: "019ad000-0000-7000-8000-000000000005".parse().unwrap(),
        name: "Ada Main".to_owned(),
        email: "a.main@example.org".to_owned(),
        at: Timestamp::UNIX_EPOCH,
    }
}

const ID: &str = "019ad000-0000-7000-8000-000000000004";

fn page(recorded_at: Option<Timestamp>) -> WorkerPage {
    WorkerPage {
        worker: ID.parse().unwrap(),
        name: "Farah Lomas".to_owned(),
        recorded_at,
        gone: recorded_at.is_none(),
        work: Work {
            team: None,
            roles: vec![Role::Triage],
        },
        teams: vec![Team {
            team: ID.parse().unwrap(),
            agency: ID.parse().unwrap(),
            name: "Hub".to_owned(),
            hub: true,
            agency_name: "Police".to_owned(),
            ended_at: None,
        }],
        history: vec![Shown {
            words: "Roles: Triage".to_owned(),
            at: Timestamp::UNIX_EPOCH,
            by: "A. <Novak>".to_owned(),
        }],
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Administrator);
    let row = WorkerRow {
        worker: ID.parse().unwrap(),
        name: "Farah Lomas".to_owned(),
        email: "f.lomas@example.org".to_owned(),
        roles: vec![Role::Triage, Role::TeamManager],
        team: None,
    };
    let teams = || vec![(ID.parse().unwrap(), "Hub, Police".to_owned())];
    let wrong = ["name", "role", "password"].map(|field| Problem::new(field, "Enter it."));
    let unclear =
        ["given", "birth", "kin", "team", "roles"].map(|field| Problem::new(field, "Enter it."));
    let one = |recorded_at, problems| {
        let page = page(recorded_at);
        let typed = Fields::default();
        OneShown::new(&shell, PROVIDER, &page, &typed, problems, "identity")
    };
    let made = MadeShown::new(
        &shell,
        "Farah Lomas",
        "JBSWY3DP".to_owned(),
        "otpauth://totp/x".to_owned(),
    );
    vec![
        Sample::new("workers", &WorkersShown::new(&shell, &[row], &[gone()])),
        Sample::new(
            "worker_new",
            &NewShown::new(&shell, teams(), &Fields::default(), &[]),
        ),
        Sample::new(
            "worker_new",
            &NewShown::new(&shell, teams(), &Fields::default(), &wrong),
        ),
        Sample::new("worker_made", &made),
        Sample::new("worker", &one(None, [].as_slice())),
        Sample::new(
            "worker",
            &one(Some(Timestamp::UNIX_EPOCH), unclear.as_slice()),
        ),
    ]
}
