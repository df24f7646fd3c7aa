//! A server is asked to count its tables again where they have outgrown what it holds of them.

use super::ground::Ground;
use crate::hub::raw::Cell;

const HELD: &str = "SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = 'agency'";

#[tokio::test]
async fn a_server_holds_what_came_in_at_once() {
    let Some(ground) = Ground::postgres().await else {
        return;
    };
    let raw = ground.behind().await;
    raw.change("ALTER TABLE agency NO FORCE ROW LEVEL SECURITY", &[])
        .await;
    raw.change(
        "INSERT INTO agency (authority_id, agency_id, name) SELECT 890, decode(lpad(n::text, 32, '0'), 'hex'), 'x' FROM generate_series(1, 2000) n",
        &[],
    )
    .await;
    assert_eq!(raw.cell("BIGINT", HELD, &[]).await, Cell::Int(-1));
    // The server tells what changed up to a second later.
    for _ in 0..100 {
        ground.db.measure().await.unwrap();
        if raw.cell("BIGINT", HELD, &[]).await == Cell::Int(2000) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("it still holds what it held when it was empty");
}
