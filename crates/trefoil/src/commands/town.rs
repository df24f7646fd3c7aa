//! `trefoil town`: fills a database with a made-up authority.

use std::fs::File;
use std::io::{BufWriter, IsTerminal};
use std::path::Path;

use anyhow::Context;
use indicatif::ProgressBar;
use trefoil_app::accounts::workers::{NewAccount, team_create, worker_create};
use trefoil_app::{App, Asker};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_town::{AUTHORITY_NAME, Filled, Plan, Seed, Town, fill, police_csv, records, staff};

use super::console;
use super::schools::schools_make;
use crate::Ended;
use crate::cli::TownArgs;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, args: &TownArgs) -> anyhow::Result<Ended> {
    let until = Town::end_of(args.until);
    let plan = match args.contacts {
        Some(contacts) => Plan::for_contacts(args.people, contacts, until),
        None => Plan::for_years(args.people, args.years, until),
    };
    let seed = Seed(args.seed);
    if let Some(path) = &args.feed {
        let file =
            File::create(path).with_context(|| format!("{} cannot be made", path.display()))?;
        let rows = police_csv(Town::planned(seed, plan).happenings(), BufWriter::new(file))?;
        println!("{rows} rows.");
        return Ok(Ended::Well);
    }
    if let (Some(to), Some(truth)) = (&args.records, &args.truth) {
        let made = |path: &Path| {
            let file = File::create(path);
            let file = file.with_context(|| format!("{} cannot be made", path.display()))?;
            anyhow::Ok(BufWriter::new(file))
        };
        let written = records(seed.0, args.people, args.until, made(to)?, made(truth)?)?;
        println!("{} records of {} people.", written.records, written.people);
        return Ok(Ended::Well);
    }
    let app = here.open_or_init(AUTHORITY_NAME).await?;
    let workers = staff_make(&app, seed).await?;
    let town = Town::planned(seed, plan);
    schools_make(&app, seed, &town).await?;
    let filled = town_make(&app, &workers, &town).await?;
    app.close().await;
    println!(
        "{} contacts, {} persons; {} contacts wait for a decision.",
        filled.contacts, filled.persons, filled.waiting
    );
    println!("Its staff sign in by links (`trefoil admin link --email …`):");
    for member in staff(seed) {
        println!("{} {} {}", member.role.code(), member.name, member.email);
    }
    Ok(Ended::Well)
}

/// Somebody of the town's staff, and their role.
pub(super) type Staff = Vec<(WorkerFacts, Role)>;

/// Makes the town's teams and accounts; they sign in by links.
pub(super) async fn staff_make(app: &App, seed: Seed) -> anyhow::Result<Staff> {
    let mut teams: Vec<(&'static str, trefoil_core::ids::TeamId)> = Vec::new();
    let mut made = Vec::new();
    for member in staff(seed) {
        let known = teams.iter().find(|(name, _)| *name == member.team);
        let team = if let Some((_, team)) = known {
            *team
        } else {
            let team =
                team_create(app, &console(), member.agency, member.team, member.hub_team).await?;
            teams.push((member.team, team));
            team
        };
        let account = NewAccount {
            name: member.name.clone(),
            email: member.email,
            role: member.role,
            team: Some(team),
            password: None,
        };
        let worker: WorkerId = worker_create(app, &console(), account).await?.worker;
        made.push((
            WorkerFacts {
                worker,
                name: member.name,
                roles: vec![member.role],
                team: Some(team),
                hub_team: member.hub_team,
                stepped_up: false,
            },
            member.role,
        ));
    }
    Ok(made)
}

/// Sends the town in; its first triage worker is who matched and decided.
pub(super) async fn town_make(app: &App, staff: &Staff, town: &Town) -> anyhow::Result<Filled> {
    let triage = staff
        .iter()
        .find(|(_, role)| *role == Role::Triage)
        .map(|(facts, _)| facts.clone());
    let worker =
        Asker::worker(triage.ok_or_else(|| anyhow::anyhow!("the town has no triage worker"))?);
    let bar = if std::io::stderr().is_terminal() {
        ProgressBar::new(town.contacts())
    } else {
        ProgressBar::hidden()
    };
    let filled = fill(app, &worker, town, |done, _| bar.set_position(done)).await?;
    bar.finish_and_clear();
    Ok(filled)
}
