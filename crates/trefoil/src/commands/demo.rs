//! `trefoil demo`: a fictional authority at the volumes of the Blackpool report, its year of work ending now, served with a
//! one-time sign-in link per role.

use std::net::SocketAddr;
use std::sync::Arc;
use trefoil_core::principal::Role;
use trefoil_core::sign_in_link::Lost;

use jiff::SignedDuration;
use trefoil_app::accounts::link::link_make;
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::{App, Asker, town_at_risk, town_decided, town_twice};
use trefoil_town::{AUTHORITY_NAME, Seed, Town};
use trefoil_web::Partners;

use super::families::families_begin;
use super::messages::messages_drop;
use super::schools::schools_make;
use super::serve::{Door, serve};
use super::town::{Staff, staff_make, town_make};
use crate::Ended;
use crate::cli::{DemoArgs, StoreArgs};
use crate::outside::place::Installation;
use crate::outside::room_for;

/// People in a town whose hub hears of 6,000 families a year, as Blackpool's does.
const PEOPLE: u64 = 140_000;
/// Bytes of disk for a town of its own size, and for each of its families: 600 families took 37 MB, and the server writes on.
const FIRST: u64 = 64 << 20;
const A_FAMILY: u64 = 150 << 10;
/// Families that the hub of such a town hears of in a year: 500 a month (section 6.5 of the report).
const FAMILIES: u64 = 6_000;

/// Since when contacts count that put people on the list of high risk.
const AT_RISK: SignedDuration = SignedDuration::from_hours(24 * 60);

pub(super) async fn run(store: &StoreArgs, args: &DemoArgs) -> anyhow::Result<Ended> {
    // Kept until the server stops, then removed with all its made-up people.
    let mut folder = None;
    let mut store = store.clone();
    if store.data.is_none() && store.database.is_none() {
        let made = tempfile::Builder::new().prefix("trefoil-demo-").tempdir()?;
        store.data = Some(made.path().to_owned());
        folder = Some(made);
    }
    let here = Installation::of(&store).demonstration();
    if let Some(folder) = folder.as_ref().map(tempfile::TempDir::path) {
        room_for(folder, needed(args))?;
    }
    let ended = made(&here, args).await;
    drop(folder);
    ended
}

/// Makes the demonstration, and serves it.
async fn made(here: &Installation, args: &DemoArgs) -> anyhow::Result<Ended> {
    let fresh = here.init(AUTHORITY_NAME).await?;
    anyhow::ensure!(
        fresh,
        "there is an authority in this database already; the demo wants an empty one"
    );
    let _alone = here.alone()?;
    let app = here.open().await?;
    let seed = Seed(args.seed);
    eprintln!("Making a fictional town…");
    let staff = staff_make(&app, seed).await?;
    let town = Town::new(seed, people(args), 1, app.now());
    schools_make(&app, seed, &town).await?;
    let filled = town_make(&app, &staff, &town).await?;
    eprintln!(
        "{} contacts in a year; {} wait for a decision. Everybody in it is made up.",
        filled.contacts, filled.waiting
    );
    let begun = families_begin(&app, &staff).await?;
    eprintln!("{begun} people have somebody who works with them.");
    town_at_risk(&app, app.now().checked_sub(AT_RISK)?).await?;
    let twice = twice(&app, &staff).await?;
    eprintln!("{twice} people may be there twice.");
    let decided = decided(&app, &staff).await?;
    eprintln!("{decided} were decided this morning: somebody waits to hear.");
    messages_drop(&app).await?;
    let links = links(&app, &staff).await?;
    let address = format!("http://127.0.0.1:{}", args.port);
    // Browsers tie passkeys to names, and 127.0.0.1 is none.
    let named = format!("http://localhost:{}", args.port);
    let ready = || tell(&address, &named, &links);
    serve(app, door(args.port, &named)?, ready).await
}

/// The hub's first worker.
fn triage(staff: &Staff) -> Option<Asker> {
    let mut staff = staff.iter();
    let found = staff.find(|(_, role)| *role == Role::Triage);
    found.map(|(facts, _)| Asker::worker(facts.clone()))
}

/// A few people of what waits whom the hub's first worker said to be new, and who are known.
async fn twice(app: &App, staff: &Staff) -> anyhow::Result<usize> {
    const MOST: usize = 8;
    match triage(staff) {
        Some(asker) => Ok(town_twice(app, &asker, MOST).await?),
        None => Ok(0),
    }
}

/// A few of what waits, decided by the hub's first worker.
async fn decided(app: &App, staff: &Staff) -> anyhow::Result<usize> {
    const MOST: i64 = 24;
    match triage(staff) {
        Some(asker) => Ok(town_decided(app, &asker, MOST).await?),
        None => Ok(0),
    }
}

/// Bytes of disk that it needs, what the server then writes included.
fn needed(args: &DemoArgs) -> u64 {
    FIRST + args.families * A_FAMILY
}

fn door(port: u16, named: &str) -> anyhow::Result<Door> {
    Ok(Door {
        listen: SocketAddr::from(([127, 0, 0, 1], port)),
        metrics: None,
        demo: true,
        secure: false,
        certificate: None,
        proxies: Arc::new([]),
        provider: None,
        passkeys: Some(Passkeys::new(named, false)?),
        partners: Some(Partners::default()),
        mail: None,
        mail_drop: None,
    })
}

/// People in a town of that many families.
fn people(args: &DemoArgs) -> u64 {
    (PEOPLE * args.families / FAMILIES).max(100)
}

/// Says where the demonstration is, and how to come in.
fn tell(address: &str, named: &str, links: &[(&'static str, String, String)]) {
    println!("Trefoil is at {address}");
    println!("To try passkeys, put {named} in the place of {address} in a link.");
    println!("Sign in as (each link works once):");
    for (role, name, token) in links {
        println!("  {role:<24} {name:<24} {address}/sign-in/link/{token}");
    }
}

/// A sign-in link for the first of each role.
async fn links(app: &App, staff: &Staff) -> anyhow::Result<Vec<(&'static str, String, String)>> {
    let mut links: Vec<(&'static str, String, String)> = Vec::new();
    for (facts, role) in staff {
        if !links.iter().any(|(told, ..)| *told == role.words()) {
            links.push((
                role.words(),
                facts.name.clone(),
                link_make(app, facts.worker, Lost::Password).await?,
            ));
        }
    }
    Ok(links)
}
