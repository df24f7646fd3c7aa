//! What only a checkpoint kept elsewhere can find: the ledger put back to an older state, head and all.

use trefoil_core::seal::Authority32;
use trefoil_core::sighting::Sighting;
use trefoil_store::ledger::{Checkpoint, checkpoint_verify, countersign};

use super::ground::grounds;
use super::house::{later, lived_in};
use crate::hub::raw::{Cell, Raw};

/// The head's columns but its authority.
const HEAD: [(&str, &str); 4] = [
    ("BIGINT", "size"),
    ("BLOB", "frontier"),
    ("BLOB", "root"),
    ("BLOB", "mac"),
];

async fn head_now(raw: &Raw) -> Vec<Cell> {
    let mut head = Vec::new();
    for (kind, column) in HEAD {
        let read = format!("SELECT {column} FROM ledger_head");
        head.push(raw.cell(kind, &read, &[]).await);
    }
    head
}

#[tokio::test]
async fn a_ledger_put_back_to_an_older_state() {
    for ground in grounds().await {
        let name = ground.name();
        let house = lived_in(&ground, 890).await;
        let raw = ground.behind().await;
        let (older, early) = (head_now(&raw).await, house.checkpoint(&ground).await);
        house.read().await;
        house.write_at(later(), Sighting::default()).await;
        let late = house.checkpoint(&ground).await;
        for checkpoint in [&early, &late] {
            let findings = house.findings(&ground, Some(checkpoint)).await;
            assert_eq!(findings, [] as [String; 0], "{name}: nothing was done yet");
        }

        raw.change("DELETE FROM ledger_entry WHERE seq >= 6", &[])
            .await;
        assert_ne!(
            house.findings(&ground, None).await,
            [] as [String; 0],
            "{name}: truncated"
        );
        raw.change(
            "UPDATE ledger_head SET size = $1, frontier = $2, root = $3, mac = $4",
            &older,
        )
        .await;
        // What the removed entries wrote must go too, or the ledger would be missed by its own records.
        let kept =
            "DELETE FROM version WHERE recorded_at = (SELECT MAX(v.recorded_at) FROM version v)";
        assert_eq!(raw.change(kept, &[]).await, 1, "{name}");
        let without = house.findings(&ground, None).await;
        assert_eq!(
            without,
            [] as [String; 0],
            "{name}: the older state is a whole ledger"
        );
        let findings = house.findings(&ground, Some(&late)).await;
        assert_eq!(findings.len(), 1, "{name}: {findings:?}");
        assert!(
            findings[0].contains("entries were removed"),
            "{name}: {findings:?}"
        );
    }
}

#[tokio::test]
async fn a_checkpoint_is_of_one_ledger_and_signed() {
    for ground in grounds().await {
        let (house, other) = (lived_in(&ground, 890).await, lived_in(&ground, 891).await);
        let ours = house.checkpoint(&ground).await;
        assert!(checkpoint_verify(&ours));
        assert_eq!(ours.to_string().parse(), Ok(ours.clone()));
        let theirs = other.checkpoint(&ground).await;
        assert!(!house.findings(&ground, Some(&theirs)).await.is_empty());
        let changed: [fn(&mut Checkpoint); 5] = [
            |one| one.authority += 1,
            |one| one.size -= 1,
            |one| one.root = one.root.replace(['0', '1', '2'], "f"),
            |one| one.key = one.key.replace(['0', '1', '2'], "f"),
            |one| one.signature = one.signature.replace(['0', '1', '2'], "f"),
        ];
        for (number, change) in changed.iter().enumerate() {
            let mut forged = ours.clone();
            change(&mut forged);
            assert!(!checkpoint_verify(&forged), "part {number}");
            let findings = house.findings(&ground, Some(&forged)).await;
            assert!(!findings.is_empty(), "{} part {number}", ground.name());
        }
    }
}

#[tokio::test]
async fn a_witness_follows_a_ledger_and_not_another_one() {
    let key = Authority32::new([7; 32]);
    for ground in grounds().await {
        let name = ground.name();
        let house = lived_in(&ground, 890).await;
        let early = house.checkpoint(&ground).await;
        let first = countersign(early.clone(), None, "Police", &key).unwrap();
        for _ in 0..5 {
            house.read().await;
        }
        let late = house.checkpoint_since(&ground, first.size).await;
        let second = countersign(late, Some(&first), "Police", &key).unwrap();
        assert_eq!((second.size, second.witnesses.len()), (11, 1), "{name}");
        let found = house.findings(&ground, Some(&second)).await;
        assert_eq!(found, [] as [String; 0], "{name}");
        // The same keys and another past: its own checkpoints are well signed, and continue nothing.
        let raw = ground.behind().await;
        let change = "UPDATE ledger_entry SET leaf = (SELECT o.leaf FROM ledger_entry o WHERE o.seq = 1) WHERE seq = 2";
        assert_eq!(raw.change(change, &[]).await, 1, "{name}");
        let forked = house.checkpoint_since(&ground, first.size).await;
        let refused = countersign(forked, Some(&first), "Police", &key).unwrap_err();
        assert!(
            refused.to_string().contains("is not the one of 6 entries"),
            "{name}: {refused}"
        );
    }
}
