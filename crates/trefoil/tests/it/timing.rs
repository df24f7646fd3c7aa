//! T2: nobody tells by the time that an answer takes whether something is there. What is hidden and what is not there are asked for in
//! turns by chance, on the same running program, and held apart by Welch's t-test, as one who measures would: all of the times, and
//! the quicker nine tenths, in which small differences are not drowned. `TREFOIL_PROVE_PAIRS` says how many pairs.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod ground;
mod welch;

use std::sync::Arc;
use std::time::Duration;

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use trefoil_web::beat::BEAT;

use crate::hub::real;
use ground::{Ground, Pair};
use welch::apart;

/// Pairs of each kind where nobody says how many; of the control there are as many always.
const PAIRS: usize = 100;
const PAIRS_OF_CONTROL: usize = 400;
/// How often the control is asked so many at most.
const ROUNDS_OF_CONTROL: usize = 10;
/// Who asks at once where answers wait for the beat: waiting costs nothing.
const LANES: usize = 6;
/// From here on two kinds of times are two (dudect takes the same).
const APART: f64 = 4.5;

#[expect(
    clippy::disallowed_methods,
    reason = "how many pairs are asked for is said from outside"
)]
fn pairs() -> usize {
    let told = std::env::var("TREFOIL_PROVE_PAIRS");
    told.ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(PAIRS)
}

/// The times of both kinds, in microseconds: each lane asks for one or the other, as chance has it.
async fn times(pair: &Pair, many: usize, later: Duration) -> [Vec<f64>; 2] {
    let pair = Arc::new(pair.clone());
    let lanes = (0..LANES).map(|lane| {
        let (pair, turns) = (Arc::clone(&pair), (2 * many).div_ceil(LANES));
        tokio::spawn(async move {
            let mut chance = ChaCha8Rng::seed_from_u64(u64::try_from(lane).unwrap());
            let mut times = [Vec::new(), Vec::new()];
            for _ in 0..turns {
                let kind = usize::try_from(chance.next_u32() % 2).unwrap();
                let started = real::started();
                pair.ask(kind).await;
                let answered = real::started();
                while kind == 0 && answered.elapsed() < later {
                    std::hint::spin_loop();
                }
                times[kind].push(started.elapsed().as_secs_f64() * 1e6);
            }
            times
        })
    });
    let lanes: Vec<_> = lanes.collect();
    let mut all = [Vec::new(), Vec::new()];
    for lane in lanes {
        for (all, times) in all.iter_mut().zip(lane.await.unwrap()) {
            all.extend(times);
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_tells_by_the_time_that_an_answer_takes() {
    let ground = Ground::build(BEAT).await;
    let mut told = Vec::new();
    for pair in ground.pairs().await {
        let many = pair.of(pairs());
        let [there, nothing] = times(&pair, many, Duration::ZERO).await;
        let t = apart(&there, &nothing);
        eprintln!("{}: {t}, {many} pairs", pair.name);
        if t.worst() > APART {
            told.push(format!("{}: {t}", pair.name));
        }
    }
    assert_eq!(told, Vec::<String>::new());
}

/// The control: what comes half a millisecond after its beat, out of fifty, is told. A busy machine hides it for longer, so it is asked
/// on, for as long as an attacker would.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_late_by_half_a_millisecond_is_told() {
    let ground = Ground::build(BEAT).await;
    let strand = ground.pairs().await.remove(0);
    let later = Duration::from_micros(500);
    let [mut there, mut nothing] = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS_OF_CONTROL {
        let [late, prompt] = times(&strand, PAIRS_OF_CONTROL, later).await;
        there.extend(late);
        nothing.extend(prompt);
        let t = apart(&there, &nothing);
        eprintln!("{}, half a millisecond late: {t}", strand.name);
        if t.worst() > APART {
            return;
        }
    }
    panic!("not told by {} pairs", there.len());
}
