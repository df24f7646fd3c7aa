//! Whoever changes the ledger's tables by hand is found out: every column of every row, rows removed, added and exchanged,
//! and the sealed content that the ledger vouches for.

use trefoil_core::sighting::Sighting;

use super::ground::{Ground, grounds};
use super::house::{House, lived_in};
use crate::hub::raw::{Cell, Raw, others};

/// The house, and the way behind its back.
struct Scene {
    ground: Ground,
    house: House,
    raw: Raw,
}

async fn scenes() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for ground in grounds().await {
        let house = lived_in(&ground, 890).await;
        let raw = ground.behind().await;
        scenes.push(Scene { ground, house, raw });
    }
    scenes
}

impl Scene {
    async fn is_whole(&self, when: &str) {
        let findings = self.house.findings(&self.ground, None).await;
        assert_eq!(findings, [] as [String; 0], "{} {when}", self.ground.name());
    }

    async fn is_found(&self, what: &str) {
        let findings = self.house.findings(&self.ground, None).await;
        let engine = self.ground.name();
        assert!(!findings.is_empty(), "{engine}: not found: {what}");
    }

    async fn run(&self, sql: &str, binds: &[Cell]) {
        let changed = self.raw.change(sql, binds).await;
        assert_eq!(changed, 1, "{} {sql}", self.ground.name());
    }

    /// Changes one value in every way, looks, and puts it back. The row is found by `place` ("seq = 3"), and after its own
    /// key was changed by the changed value.
    async fn change_and_restore(
        &self,
        table: &str,
        place: &str,
        column: &str,
        kind: &str,
    ) -> usize {
        let read = format!("SELECT {column} FROM {table} WHERE {place}");
        let was = self.raw.cell(kind, &read, &[]).await;
        let others = others(&was);
        for other in &others {
            let change = format!("UPDATE {table} SET {column} = $1 WHERE {place}");
            self.run(&change, std::slice::from_ref(other)).await;
            self.is_found(&format!(
                "{table}.{column} where {place}: {was:?} made {other:?}"
            ))
            .await;
            let key = place.starts_with(&format!("{column} = "));
            if key {
                let back = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2");
                self.run(&back, &[was.clone(), other.clone()]).await;
            } else {
                self.run(&change, std::slice::from_ref(&was)).await;
            }
        }
        others.len()
    }

    async fn change_rows(&self, table: &str, places: &[String]) -> usize {
        let columns = self.raw.columns(table).await;
        let mut changes = 0;
        for place in places {
            for (column, kind) in &columns {
                changes += self.change_and_restore(table, place, column, kind).await;
            }
        }
        self.is_whole("after every value was put back").await;
        assert!(changes >= columns.len() * places.len());
        changes
    }

    /// The ledger's places, by number.
    async fn places(&self) -> Vec<i64> {
        let all = "SELECT seq FROM ledger_entry ORDER BY seq";
        let numbers = self.raw.column("BIGINT", all).await;
        let number = |cell: &Cell| match cell {
            Cell::Int(seq) => *seq,
            other => panic!("a place that is no number: {other:?}"),
        };
        numbers.iter().map(number).collect()
    }
}

#[tokio::test]
async fn every_column_of_every_entry() {
    for scene in scenes().await {
        scene.is_whole("as written").await;
        let places = scene.places().await;
        assert_eq!(places, [0, 1, 2, 3, 4, 5], "{}", scene.ground.name());
        let places: Vec<String> = places.iter().map(|seq| format!("seq = {seq}")).collect();
        let changes = scene.change_rows("ledger_entry", &places).await;
        assert!(changes > 6 * 12, "{changes}");
    }
}

#[tokio::test]
async fn every_column_of_the_head() {
    for scene in scenes().await {
        let place = ["authority_id = 890".to_owned()];
        scene.change_rows("ledger_head", &place).await;
    }
}

#[tokio::test]
async fn an_entry_removed_copied_or_exchanged() {
    const MOVE: &str = "UPDATE ledger_entry SET seq = $1 WHERE seq = $2";
    let columns = "at, principal_kind, principal, act, outcome, subject_kind, subject, purpose, touched, leaf";
    let copy = format!(
        "INSERT INTO ledger_entry (authority_id, seq, {columns}) SELECT authority_id, $1, {columns} FROM ledger_entry WHERE seq = $2"
    );
    for scene in scenes().await {
        let places = scene.places().await;
        let end = i64::try_from(places.len()).unwrap();
        for seq in &places {
            // Out of the authority is as good as gone, and can be put back.
            let out = "UPDATE ledger_entry SET authority_id = $1 WHERE seq = $2";
            scene.run(out, &[Cell::Int(891), Cell::Int(*seq)]).await;
            scene.is_found(&format!("entry {seq} removed")).await;
            scene.run(out, &[Cell::Int(890), Cell::Int(*seq)]).await;

            scene.run(&copy, &[Cell::Int(end), Cell::Int(*seq)]).await;
            scene
                .is_found(&format!("entry {seq} again at the end"))
                .await;
            let gone = "DELETE FROM ledger_entry WHERE seq = $1";
            scene.run(gone, &[Cell::Int(end)]).await;

            let next = (seq + 1) % end;
            let exchange = [(1000, *seq), (*seq, next), (next, 1000)];
            for (to, from) in exchange {
                scene.run(MOVE, &[Cell::Int(to), Cell::Int(from)]).await;
            }
            scene
                .is_found(&format!("entries {seq} and {next} exchanged"))
                .await;
            for (to, from) in exchange {
                scene.run(MOVE, &[Cell::Int(to), Cell::Int(from)]).await;
            }
        }
        scene.is_whole("after every entry was put back").await;
        let gone = "DELETE FROM ledger_entry WHERE seq = $1";
        scene.run(gone, &[Cell::Int(end - 1)]).await;
        scene.is_found("the last entry deleted").await;
    }
}

#[tokio::test]
async fn sealed_content_and_its_commitment() {
    for scene in scenes().await {
        let name = scene.ground.name();
        let ids = "SELECT record_id FROM version ORDER BY record_id";
        let records = scene.raw.column("BLOB", ids).await;
        assert_eq!(records.len(), 3, "{name}");
        for record in &records {
            for column in ["payload", "commitment"] {
                let read = format!("SELECT {column} FROM version WHERE record_id = $1");
                let was = scene
                    .raw
                    .cell("BLOB", &read, std::slice::from_ref(record))
                    .await;
                let change = format!("UPDATE version SET {column} = $1 WHERE record_id = $2");
                for other in others(&was) {
                    scene.run(&change, &[other, record.clone()]).await;
                    scene.is_found(&format!("version.{column}")).await;
                }
                scene.run(&change, &[was, record.clone()]).await;
            }
        }
        scene.is_whole("after every bit was put back").await;
        // Content and commitment of another record fit each other, but not what the ledger recorded.
        let [first, second, _] = &records[..] else {
            panic!("{records:?}")
        };
        let both = "UPDATE version SET payload = (SELECT o.payload FROM version o WHERE o.record_id = $1), commitment = (SELECT o.commitment FROM version o WHERE o.record_id = $1) WHERE record_id = $2";
        scene.run(both, &[first.clone(), second.clone()]).await;
        scene.is_found("another record's content").await;
        let gone = "DELETE FROM version WHERE record_id = $1";
        scene.run(gone, std::slice::from_ref(second)).await;
        scene.is_found("a version deleted").await;
    }
}

#[tokio::test]
async fn what_does_not_agree_is_named_once_each_and_counted() {
    for scene in scenes().await {
        for _ in 0..60 {
            scene.house.write(Sighting::default()).await;
        }
        scene.is_whole("with more versions").await;
        // Commitments that the ledger did not record, in many groups of records.
        let turned = "UPDATE version SET commitment = payload";
        let changed = scene.raw.change(turned, &[]).await;
        assert_eq!(changed, 63);
        let findings = scene.house.findings(&scene.ground, None).await;
        let of = |word: &str| findings.iter().filter(|one| one.contains(word)).count();
        // Told as changed with their payloads, until the list is full; the others are counted.
        assert_eq!(of("was changed"), 50, "{findings:?}");
        assert_eq!(findings.last().unwrap(), "and 76 more");
        let gone = "DELETE FROM version";
        scene.raw.change(gone, &[]).await;
        let findings = scene.house.findings(&scene.ground, None).await;
        let of = |word: &str| findings.iter().filter(|one| one.contains(word)).count();
        assert_eq!(of("no longer in the database"), 50, "{findings:?}");
        assert_eq!(findings.last().unwrap(), "and 13 more");
    }
}
