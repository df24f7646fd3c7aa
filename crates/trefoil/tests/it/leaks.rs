//! The tests of the wall, tested: each leak of `trefoil_core::seeded` is opened by itself, and the probe named for it must see
//! it; with none open, no probe may see anything.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod alone;
mod attached;
mod counted;
mod door;
mod guarded;
mod his_side;
mod kept;
mod limits;
mod logs;
mod own_file;
mod papers;
mod people;
mod places;
mod post;
mod probe;
mod rules;
mod seen;
mod shares;
mod stage;
mod twins;
mod unseen;
mod visits;
mod way;
mod work;

use std::thread;

use trefoil_core::seeded::{Leak, Opened};

use probe::{Probe, probe_of};
use stage::Stage;
use twins::Twins;

/// What a probe sees on its ground.
trait Ground {
    async fn sees(&mut self, probe: Probe) -> Option<String>;

    /// Whether it is known that the probe sees nothing there where nothing leaks.
    fn is_quiet(&mut self, _: Probe) -> bool {
        false
    }
}

impl Ground for Twins {
    async fn sees(&mut self, probe: Probe) -> Option<String> {
        let Probe::Twins(look) = probe else {
            unreachable!("{probe:?}")
        };
        Self::sees(self, look).await
    }
}

impl Ground for Stage {
    async fn sees(&mut self, probe: Probe) -> Option<String> {
        let Probe::Stage(story) = probe else {
            unreachable!("{probe:?}")
        };
        Self::sees(self, story).await
    }
}

/// No ground: each probe makes its own, so that one look without a leak is enough.
#[derive(Default)]
struct Fresh {
    quiet: Vec<Probe>,
}

impl Ground for Fresh {
    async fn sees(&mut self, probe: Probe) -> Option<String> {
        let Probe::Alone(alone) = probe else {
            unreachable!("{probe:?}")
        };
        alone::sees(alone).await
    }

    fn is_quiet(&mut self, probe: Probe) -> bool {
        let known = self.quiet.contains(&probe);
        self.quiet.push(probe);
        known
    }
}

/// Opens each leak, and says which nobody saw. Before each the probe must see nothing: neither of what is as it should be, nor of
/// what the leak before left behind.
async fn unseen(ground: &mut impl Ground, leaks: Vec<Leak>) -> Vec<&'static str> {
    let mut unseen = Vec::new();
    for leak in leaks {
        let probe = probe_of(leak);
        if !ground.is_quiet(probe) {
            let quiet = ground.sees(probe).await;
            assert_eq!(quiet, None, "{} where nothing leaks", leak.code());
        }
        let opened = Opened::on_this_thread(leak);
        let seen = ground.sees(probe).await;
        drop(opened);
        if seen.is_none() {
            unseen.push(leak.code());
        }
    }
    unseen
}

fn of(ground: fn(&Probe) -> bool) -> Vec<Leak> {
    let all = Leak::ALL.iter().copied();
    all.filter(|leak| ground(&probe_of(*leak))).collect()
}

/// The leaks whose probe looks there, each opened; those that nobody saw.
fn unseen_on<G: Ground>(
    there: fn(&Probe) -> bool,
    build: impl AsyncFnOnce() -> G,
) -> Vec<&'static str> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let mut ground = build().await;
        unseen(&mut ground, of(there)).await
    })
}

/// On each ground at once, since a leak is open on one thread alone.
#[test]
fn every_seeded_leak_is_seen() {
    let unseen = thread::scope(|scope| {
        let grounds = [
            scope.spawn(|| unseen_on(|probe| matches!(probe, Probe::Twins(_)), Twins::build)),
            scope.spawn(|| unseen_on(|probe| matches!(probe, Probe::Stage(_)), Stage::build)),
            scope.spawn(|| {
                unseen_on(
                    |probe| matches!(probe, Probe::Alone(_)),
                    async || Fresh::default(),
                )
            }),
        ];
        grounds.map(|ground| ground.join().unwrap()).concat()
    });
    assert!(unseen.is_empty(), "nobody saw {unseen:?}");
}
