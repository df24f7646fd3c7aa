//! T1 and T3 by volume: random histories told twice, once with what the protected side did and once without it. The other
//! side does the same in both; all that it observes, and what comes of each of its acts, is the same to the byte, but for ids,
//! which are random: each is named by the order in which the reader meets it. `cargo xtask prove` asks for more.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod asked;
mod kept;
mod leaving;
mod met;
pub(crate) mod names;
mod open;
mod pair;
mod telling;

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng as _;
use trefoil_core::seeded::{Leak, Opened};

use crate::hub::house::Engine;
use met::Met;
use pair::Pair;
use telling::READERS;

/// Histories of a run of the tests; where `TREFOIL_PROVE_HISTORIES` names a number, as many on each engine.
const ON_SQLITE: usize = 1_000;
const ON_POSTGRES: usize = 200;
/// After so many a fresh pair of authorities is made: pages grow with what was written.
const OF_ONE_PAIR: usize = 50;

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and from which seed, is said from outside"
)]
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn histories(on: Engine) -> usize {
    let told = number("TREFOIL_PROVE_HISTORIES").and_then(|told| usize::try_from(told).ok());
    told.unwrap_or(match on {
        Engine::Sqlite => ON_SQLITE,
        Engine::Postgres => ON_POSTGRES,
    })
}

fn chance(stream: u64) -> ChaCha20Rng {
    let seed = number("TREFOIL_PROVE_SEED").unwrap_or(1);
    ChaCha20Rng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(stream))
}

/// The first difference of so many histories, and what they met.
async fn told(
    on: Engine,
    histories: usize,
    stream: u64,
    leak: Option<Leak>,
) -> (Option<String>, Met) {
    let (mut met, mut chance) = (Met::default(), chance(stream));
    for first in (0..histories).step_by(OF_ONE_PAIR) {
        let mut pair = Box::new(Box::pin(Pair::build(on)).await);
        met.afresh();
        for history in first..histories.min(first + OF_ONE_PAIR) {
            Box::pin(pair.history(&mut chance, &mut met)).await;
            let _open = leak.map(Opened::on_this_thread);
            let reader = history % READERS.len();
            if let Some(difference) = Box::pin(pair.difference(reader, &mut chance, &mut met)).await
            {
                return (Some(format!("history {history}: {difference}")), met);
            }
        }
    }
    (None, met)
}

async fn nothing_differs(on: Engine) {
    let (difference, met) = told(on, histories(on), 0, None).await;
    assert_eq!(difference, None);
    let unmet = met.unmet();
    let of = Met::situations();
    assert!(unmet.is_empty(), "of {of} situations never met: {unmet:?}");
}

#[tokio::test]
async fn a_thousand_histories_told_twice_on_sqlite() {
    nothing_differs(Engine::Sqlite).await;
}

#[tokio::test]
async fn two_hundred_histories_told_twice_on_postgres() {
    if Engine::Postgres.is_here() {
        nothing_differs(Engine::Postgres).await;
    }
}

/// The control: a leak is met before the tenth history.
#[tokio::test]
async fn a_leak_ends_the_telling() {
    for leak in [Leak::EverySight, Leak::SharedWhole, Leak::ItemsCounted] {
        let (difference, _) = told(Engine::Sqlite, 10, 1, Some(leak)).await;
        assert!(difference.is_some(), "{}", leak.code());
    }
}
