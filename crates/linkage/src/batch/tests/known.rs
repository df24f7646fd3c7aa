//! What is known outweighs what is alike.

use proptest::prelude::*;

use super::super::{Apart, Batch, Builder, Facts};
use super::{COLUMNS, batch, settings, table, town};

/// Records that were kept apart, and why.
type KeptApart = (Apart, (u32, u32));

/// The clusters of so many records that are alike, among people of a town, and what was kept apart.
fn alike(count: u32, facts: Facts) -> (Vec<u32>, Vec<KeptApart>) {
    let mut builder = Builder::new(&COLUMNS);
    for record in 0..count {
        let values = [
            "zachary",
            "quillfeather",
            "1987-06-05",
            "m",
            "7 larch lane",
            "FY4 1ZZ",
        ];
        builder.push(&format!("same{record}"), 0, &values);
    }
    for one in town(150, 40) {
        builder.push(&one.id, 0, &one.values.each_ref().map(String::as_str));
    }
    let batch = Batch::new(builder.finish(), None, settings(2), |_| {}).expect("learned");
    let linked = batch.knowing(facts).link(|_| {});
    let clusters = linked.clusters.iter().take(count as usize).copied();
    let apart = linked.apart.iter().map(|kept| {
        let (a, b) = kept.known;
        (kept.why, (a.min(b), a.max(b)))
    });
    (clusters.collect(), apart.collect())
}

#[test]
fn without_facts_they_are_one() {
    let (clusters, apart) = alike(3, Facts::default());
    assert_eq!((clusters, apart), (vec![0; 3], vec![]));
}

#[test]
fn each_fact_keeps_two_apart_and_says_why() {
    let check = |facts: Facts, why: Apart| {
        let (clusters, apart) = alike(3, facts);
        assert_ne!(clusters[0], clusters[1], "{why:?}");
        // The third is one of the two.
        assert!(clusters[..2].contains(&clusters[2]), "{clusters:?}");
        assert!(apart.iter().all(|kept| *kept == (why, (0, 1))), "{apart:?}");
        assert!(!apart.is_empty());
    };
    let of = |why: Apart| {
        let mut facts = Facts::default();
        facts.different(&[0, 1], why);
        check(facts, why);
    };
    of(Apart::Twins);
    of(Apart::NamedTogether);
    of(Apart::SaidNotTheSame);
    let mut numbers = Facts::default();
    assert!(numbers.number(0, "943 476 5919") && numbers.number(1, "987 654 4322"));
    check(numbers, Apart::TwoNumbers);
}

#[test]
fn a_number_that_cannot_be_keeps_nobody_apart() {
    let mut facts = Facts::default();
    for number in [
        "943 476 5918",
        "",
        "1111111111",
        "94347659191",
        "94347659l9",
    ] {
        assert!(!facts.number(0, number), "{number}");
    }
    assert!(facts.number(1, "9434765919"));
    assert_eq!(facts.apart(0, 1), None);
    assert!(facts.number(0, "943-476-5919"));
    assert_eq!(facts.apart(0, 1), None, "one number");
}

#[test]
fn three_named_together_are_three() {
    let mut facts = Facts::default();
    facts.different(&[0, 1, 2], Apart::NamedTogether);
    let (clusters, _) = alike(3, facts);
    assert_eq!(clusters, [0, 1, 2]);
}

#[test]
fn of_two_files_too() {
    let mut builder = Builder::new(&COLUMNS);
    let said = town(150, 41);
    for (at, one) in said.iter().enumerate() {
        builder.push(
            &one.id,
            (at % 2) as u8,
            &one.values.each_ref().map(String::as_str),
        );
    }
    let batch = Batch::new(builder.finish(), None, settings(1), |_| {}).expect("learned");
    let before = batch.link(|_| {});
    let surest = before.pairs[0];
    let mut facts = Facts::default();
    facts.different(&[surest.a, surest.b], Apart::SaidNotTheSame);
    let after = batch.knowing(facts).link(|_| {});
    assert!(
        after
            .pairs
            .iter()
            .all(|pair| (pair.a, pair.b) != (surest.a, surest.b))
    );
    assert_eq!(
        after.apart.first().map(|kept| kept.why),
        Some(Apart::SaidNotTheSame)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever is known, no cluster has two of whom it is known that they are two.
    #[test]
    fn no_cluster_goes_against_what_is_known(seed in 50_u64..60, pairs in proptest::collection::vec((0_u32..150, 1_u32..6), 1..80)) {
        let said = town(40, seed);
        let records = said.len() as u32;
        let mut facts = Facts::default();
        for (at, on) in &pairs {
            facts.different(&[*at % records, (*at + *on) % records], Apart::NamedTogether);
        }
        let linked = batch(table(&said), None, 2).knowing(facts.clone()).link(|_| {});
        for a in 0..records {
            for b in a + 1..records {
                if linked.clusters[a as usize] == linked.clusters[b as usize] {
                    prop_assert_eq!(facts.apart(a, b), None);
                }
            }
        }
    }
}
