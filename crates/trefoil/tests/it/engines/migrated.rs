//! What an earlier program kept means the same after a change of the schema that writes its rows anew.

use trefoil_core::place::PlaceKinds;
use trefoil_store::migrate;

use super::ground::{At, Ground, grounds_as_of};
use crate::hub::raw::{Cell, Raw};

/// The schema in which a share says yes or no of all places.
const YES_OR_NO: i64 = 28;

const SHARED: &str = "INSERT INTO strand_share (authority_id, share_id, strand_id, worker_id, aspect, located, purpose, basis, made_at, made_by, expires_at) VALUES (890, $1, $1, $1, 'needs', ";

/// Takes the row-level wall of the table down for its owner, or puts it up again.
async fn force(ground: &Ground, raw: &Raw, how: &str) {
    if let At::Server(_) = ground.at {
        let sql = format!("ALTER TABLE strand_share {how} ROW LEVEL SECURITY");
        raw.change(&sql, &[]).await;
    }
}

#[tokio::test]
async fn a_share_of_before_gives_every_kind_of_place_or_none_as_it_did() {
    for ground in grounds_as_of(YES_OR_NO).await {
        let raw = ground.behind().await;
        force(&ground, &raw, "NO FORCE").await;
        for (nth, located) in [(1_u8, "FALSE"), (2, "TRUE")] {
            let id = [Cell::Blob(Some(vec![nth; 16]))];
            let rest = format!("{located}, 'housing', 'public_task', {nth}, $1, 9)");
            raw.change(&format!("{SHARED}{rest}"), &id).await;
        }
        force(&ground, &raw, "FORCE").await;
        migrate::migrate(&ground.db).await.unwrap();
        force(&ground, &raw, "NO FORCE").await;
        let sql = "SELECT places FROM strand_share ORDER BY made_at";
        let places = raw.column("TEXT", sql).await;
        let expect = [PlaceKinds::NONE, PlaceKinds::ALL].map(|kinds| Cell::Text(kinds.code()));
        assert_eq!(places, expect, "{}", ground.name());
    }
}
