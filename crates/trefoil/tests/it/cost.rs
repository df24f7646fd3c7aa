//! What the wall costs: each kind of page as it is, and with a policy that answers "all", in turns by chance on one program; and what
//! PostgreSQL's rows cost. `cargo xtask bench wall` builds this in release and asks for a thousand of each; here it is seen to run.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test ends where its ground gives way"
)]
#![expect(
    clippy::print_stdout,
    reason = "what is measured is told to cargo xtask bench wall"
)]

mod page;
mod spread;

use jiff::SignedDuration;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use trefoil_core::seeded::{Leak, Opened};
use trefoil_store::standing::family_standing;
use trefoil_store::strand::{allocations, strands_of_families};

use crate::hub::house::Engine;
use page::{Desk, Page};
use spread::{Cost, Spread};

/// Of each page, where nobody says how many.
const TIMES: usize = 5;

#[expect(clippy::disallowed_methods, reason = "how many is said from outside")]
fn many() -> usize {
    let told = std::env::var("TREFOIL_BENCH_PAGES");
    told.ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(TIMES)
}

/// A page in turns: with the first thing done before, or the second.
async fn in_turns(page: &Page, many: usize, leak: Option<Leak>) -> [Vec<Cost>; 2] {
    let mut chance = ChaCha8Rng::seed_from_u64(7);
    let mut costs = [Vec::new(), Vec::new()];
    page.open().await;
    while costs.iter().any(|one| one.len() < many) {
        let kind = usize::try_from(chance.next_u32() % 2).unwrap();
        let _open = leak.filter(|_| kind == 1).map(Opened::on_this_thread);
        costs[kind].push(page.open().await);
    }
    costs
}

/// What a family's standing takes, and what its strands and their workers alone take, which a page needs anyway.
async fn standing(desk: &Desk, many: usize) -> [Spread; 2] {
    let (scene, mut whole, mut bare) = (&desk.scene, Vec::new(), Vec::new());
    let app = scene.house.app();
    for _ in 0..many {
        let mut tx = scene.house.tx().await;
        let started = Cost::begin();
        let family = scene.family;
        family_standing(
            &mut tx,
            app.authority(),
            &scene.social_worker,
            family,
            app.now(),
        )
        .await
        .unwrap();
        whole.push(started.end());
        drop(tx);
        let mut tx = scene.house.tx().await;
        let started = Cost::begin();
        let strands = strands_of_families(&mut tx, app.authority(), &[family])
            .await
            .unwrap();
        let ids: Vec<_> = strands.iter().map(|one| one.strand).collect();
        allocations(&mut tx, app.authority(), &ids).await.unwrap();
        bare.push(started.end());
    }
    [Spread::of(&whole), Spread::of(&bare)]
}

async fn told(on: Engine) {
    let desk = Desk::build(on).await;
    let [whole, bare] = standing(&desk, many()).await;
    println!(
        "bench {on:?} | standing of a family | {whole} | its strands and workers alone | {bare}"
    );
    for page in desk.pages().await {
        // In both the same content: whoever reads sees all of it by right.
        let [walled, all] = in_turns(&page, many(), Some(Leak::EverySight)).await;
        let (walled, all) = (Spread::of(&walled), Spread::of(&all));
        let standings = f64::from(page.standings) * (whole.cpu - bare.cpu);
        println!(
            "bench {on:?} | {} | {walled} | {all} | {:.2} | {:.2}",
            page.name,
            walled.cpu / all.cpu,
            walled.cpu / (all.cpu - standings)
        );
    }
}

#[tokio::test]
async fn the_wall_costs_what_is_told_on_sqlite() {
    Box::pin(told(Engine::Sqlite)).await;
}

#[tokio::test]
async fn the_wall_costs_what_is_told_on_postgres() {
    if Engine::Postgres.is_here() {
        Box::pin(told(Engine::Postgres)).await;
    }
}

/// PostgreSQL's rows that know who reads, and none.
#[tokio::test]
async fn the_rows_cost_what_is_told() {
    if !Engine::Postgres.is_here() {
        return;
    }
    let desk = Desk::build(Engine::Postgres).await;
    let mut costs: Vec<[Vec<Cost>; 2]> = Vec::new();
    let pages = desk.pages().await;
    for turn in 0..6 {
        desk.rows(turn % 2 == 0).await;
        for (place, page) in pages.iter().enumerate() {
            costs.resize_with(costs.len().max(place + 1), Default::default);
            page.open().await;
            for _ in 0..many().div_ceil(3) {
                costs[place][turn % 2].push(page.open().await);
            }
        }
        desk.scene
            .house
            .kit
            .world
            .pass(SignedDuration::from_secs(1));
    }
    for (page, [on, off]) in pages.iter().zip(costs) {
        let (on, off) = (Spread::of(&on), Spread::of(&off));
        println!(
            "bench rows | {} | {on} | {off} | {:.2}",
            page.name,
            on.median / off.median
        );
    }
}
