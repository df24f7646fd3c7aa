//! With agencies and tokens, and with none; with errors; a token just made.

use jiff::Timestamp;
use trefoil_app::agencies::team::TeamPage;
use trefoil_app::agencies::token::TokenMade;
use trefoil_app::agencies::view::{Agency, AgencyPage, AgencyRow, Shown, Team, TokenShown};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::{AgenciesShown, AgencyShown, TokenMadeShown};
use super::shown_team::TeamShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

fn token(good: bool) -> TokenShown {
    let at = Timestamp::UNIX_EPOCH;
    let by = || (at, "A. <Novak>".to_owned());
    TokenShown {
        token: id(3),
        system: "Larch <cases>".to_owned(),
        made: by(),
        expires_at: at,
        used_at: good.then_some(at),
        revoked: (!good).then(by),
        good,
    }
}

fn team(name: &str, ended_at: Option<Timestamp>) -> Team {
    Team {
        team: id(2),
        agency: id(1),
        name: name.to_owned(),
        hub: ended_at.is_none(),
        agency_name: "Larch <Trust>".to_owned(),
        ended_at,
    }
}

fn history() -> Vec<Shown> {
    vec![Shown {
        words: "Name: Larch, before: <Larch>".to_owned(),
        at: Timestamp::UNIX_EPOCH,
        by: "A. <Novak>".to_owned(),
    }]
}

fn row(teams: Vec<Team>, ended_at: Option<Timestamp>) -> AgencyRow {
    AgencyRow {
        agency: Agency {
            agency: id(1),
            name: "Larch <Trust>".to_owned(),
            ended_at,
        },
        teams,
    }
}

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Administrator);
    let ended = Some(Timestamp::UNIX_EPOCH);
    let teams = || vec![team("Hub", None), team("Nurses", ended)];
    let wrong = ["name", "team", "end", "system", "days"];
    let wrong = wrong.map(|field| Problem::new(field, "Write it."));
    let typed = Fields::default();
    let list = |rows: &[AgencyRow], problems: &[Problem]| {
        let shown = AgenciesShown::new(&shell, rows, &typed, problems);
        Sample::new("agencies", &shown)
    };
    let one = |page: &AgencyPage, problems: &[Problem], done| {
        let given = (&typed, problems);
        Sample::new("agency", &AgencyShown::new(&shell, page, given, done))
    };
    let made = TokenMade {
        secret: "trefoil_00".to_owned(),
        expires_at: Timestamp::UNIX_EPOCH,
    };
    let full = AgencyPage {
        row: row(teams(), None),
        tokens: vec![token(true), token(false)],
        history: history(),
    };
    let over = AgencyPage {
        row: row(Vec::new(), ended),
        tokens: Vec::new(),
        history: Vec::new(),
    };
    vec![
        list(
            &[
                row(teams(), None),
                row(Vec::new(), None),
                row(Vec::new(), ended),
            ],
            &[],
        ),
        list(&[], &wrong[..1]),
        one(&full, &wrong, "revoke"),
        one(&over, &[], "end"),
        Sample::new(
            "token_made",
            &TokenMadeShown::new(&shell, id(1), "Larch", made),
        ),
    ]
    .into_iter()
    .chain(of_teams())
    .collect()
}

fn of_teams() -> [Sample; 2] {
    let shell = shell(Role::Administrator);
    let (typed, wrong) = (Fields::default(), [Problem::new("name", "Write it.")]);
    let ended = Some(Timestamp::UNIX_EPOCH);
    let of_team = |page: &TeamPage, problems: &[Problem]| {
        let given = (&typed, problems);
        Sample::new("team", &TeamShown::new(&shell, page, given, "name"))
    };
    let members = TeamPage {
        team: team("Hub", None),
        workers: vec![(id(4), "F. <Lomas>".to_owned())],
        history: history(),
    };
    let nobody = TeamPage {
        team: team("Hub", ended),
        workers: Vec::new(),
        history: Vec::new(),
    };
    [of_team(&members, &wrong), of_team(&nobody, &[])]
}
