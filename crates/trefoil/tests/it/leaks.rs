//! The tests of the wall, tested: each leak of `trefoil_core::seeded` is opened by itself, and the probe named for it must see
//! it; with none open, no probe may see anything. A leak without a probe does not compile.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod alone;
mod probe;
mod twins;

use trefoil_core::seeded::{Leak, Opened};

use probe::{Probe, probe_of};
use twins::Twins;

#[tokio::test]
async fn every_seeded_leak_is_seen() {
    let mut twins = Twins::build().await;
    let mut unseen = Vec::new();
    for leak in Leak::ALL {
        let probe: Probe = probe_of(*leak);
        let quiet = twins.sees(probe).await;
        assert_eq!(quiet, None, "{} where nothing leaks", leak.code());
        let opened = Opened::on_this_thread(*leak);
        let seen = twins.sees(probe).await;
        drop(opened);
        if seen.is_none() {
            unseen.push(leak.code());
        }
    }
    assert!(unseen.is_empty(), "nobody saw {unseen:?}");
}
