//! What may be done with a pair, and what is known of it, is the same live and in a batch.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::super::super::tests::{COLUMNS, Said, table, town};
use super::super::super::{Apart, Facts, Model, Zone};
use super::super::{Asked, Cluster, Index, Standing};
use super::{index, linked, model, values};

/// Something that is known of records, called by their places.
#[derive(Clone, Debug)]
enum Fact {
    Different(Vec<usize>, Apart),
    Number(usize, &'static str),
}

/// Valid ones, of nobody, and one that is not valid.
const NUMBERS: [&str; 4] = ["999 000 0018", "9990000026", "999-000-0034", "9990000035"];

fn facts<K: Copy + Eq + Hash>(known: &[Fact], called: impl Fn(usize) -> K) -> Facts<K> {
    let mut facts = Facts::default();
    for fact in known {
        match fact {
            Fact::Different(records, why) => {
                let records: Vec<K> = records.iter().map(|at| called(*at)).collect();
                facts.different(&records, *why);
            }
            Fact::Number(record, number) => {
                facts.number(called(*record), number);
            }
        }
    }
    facts
}

fn known(records: usize) -> impl Strategy<Value = Vec<Fact>> {
    let why = prop::sample::select(vec![
        Apart::Twins,
        Apart::NamedTogether,
        Apart::SaidNotTheSame,
    ]);
    // Records of one person stand near each other.
    let near = prop::collection::btree_set(0..6_usize, 2..4);
    let different = (0..records - 6, near, why).prop_map(|(at, near, why)| {
        Fact::Different(near.into_iter().map(|on| at + on).collect(), why)
    });
    let number = (0..records, prop::sample::select(&NUMBERS[..]));
    let fact = prop_oneof![
        different,
        number.prop_map(|(at, number)| Fact::Number(at, number))
    ];
    prop::collection::vec(fact, 0..120)
}

const RECORDS: usize = 120;

/// Some of a town's records, and a model of them; learned once for all cases.
fn said(seed: usize) -> &'static (Vec<Said>, Model) {
    static TOWNS: LazyLock<[(Vec<Said>, Model); 3]> = LazyLock::new(|| {
        [70, 71, 72].map(|seed| {
            let mut said = town(RECORDS / 3, seed);
            said.truncate(RECORDS);
            let model = model(&said);
            (said, model)
        })
    });
    &TOWNS[seed]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_pair_is_of_one_zone(seed in 0_usize..3, known in known(RECORDS)) {
        let (said, model) = said(seed);
        let batch = linked(said, Some(model)).knowing(facts(&known, |at| u32::try_from(at).unwrap()));
        let mut index = index(model, said, RECORDS);
        *index.facts() = facts(&known, |at| at);
        let mut zones = BTreeSet::new();
        let mut kept_apart = 0;
        batch.explain(|one| {
            let (a, b) = (one.a as usize, one.b as usize);
            for (asked, of) in [(a, b), (b, a)] {
                let live = index.explain(Asked::Known(asked), of, |_| true).expect("both are there");
                assert_eq!((live.answer.zone, live.apart), (one.zone, one.apart), "{a} {b}");
                let answers = index.ask(Asked::Known(asked), usize::MAX, |_| true);
                let answer = answers.iter().find(|answer| answer.id == of);
                // Who is known to be another is no answer; nor is who is not worth asking about.
                assert_eq!(answer.map(|answer| answer.zone), Some(one.zone).filter(|zone| *zone != Zone::No), "{a} {b}");
            }
            zones.insert(one.zone);
            kept_apart += u32::from(one.apart.is_some());
        });
        prop_assert_eq!(zones.len(), 3);
        prop_assert!(known.len() < 60 || kept_apart > 0);
    }

    #[test]
    fn a_cluster_is_one_with_its_zones(seed in 0_usize..3, known in known(RECORDS)) {
        let (said, model) = said(seed);
        let linked = linked(said, Some(model)).knowing(facts(&known, |at| u32::try_from(at).unwrap())).link(|_| {});
        // Called so that of equal pairs the same comes first: by the batch's order.
        let order = table(said).origin;
        let place = |at: usize| order.iter().position(|record| *record as usize == at).unwrap();
        let mut index = Index::of_few(model, &COLUMNS, RECORDS).unwrap();
        for (at, record) in order.iter().enumerate() {
            index.insert(at, Standing::Open, &values(&said[*record as usize]));
        }
        *index.facts() = facts(&known, place);
        for at in 0..order.len() {
            let Cluster { records, pairs, apart } = index.cluster(at);
            let of_file = |at: usize| order[at];
            let head = linked.clusters[of_file(at) as usize];
            let whole: BTreeSet<u32> = (0..order.len()).map(of_file).filter(|one| linked.clusters[*one as usize] == head).collect();
            prop_assert_eq!(records.into_iter().map(of_file).collect::<BTreeSet<_>>(), whole);
            let named = |a: u32, b: u32, weight: f64, zone: Zone| (a.min(b), a.max(b), weight.to_bits(), zone);
            let live: BTreeSet<_> = pairs.iter().map(|pair| named(of_file(pair.a), of_file(pair.b), pair.weight, pair.zone)).collect();
            let batch = linked.pairs.iter().filter(|pair| linked.clusters[pair.a as usize] == head);
            let batch: BTreeSet<_> = batch.map(|pair| named(pair.a, pair.b, pair.weight, pair.zone)).collect();
            prop_assert_eq!(live, batch);
            for kept in apart {
                let (a, b) = kept.known;
                prop_assert!(index.facts().apart(a, b) == Some(kept.why));
            }
        }
    }
}

#[test]
fn what_is_known_holds_until_it_is_forgotten() {
    let (said, model) = said(0);
    let mut index = index(model, said, 64);
    let pair = (0..said.len()).find_map(|at| {
        let cluster = index.cluster(at);
        cluster.pairs.first().map(|pair| (pair.a, pair.b))
    });
    let (a, b) = pair.expect("somebody has two records");
    index.facts().different(&[a, b], Apart::SaidNotTheSame);
    let apart = index.cluster(a);
    assert!(!apart.records.contains(&b));
    assert!(
        apart
            .apart
            .iter()
            .any(|kept| kept.known == (a, b) || kept.known == (b, a))
    );
    index.insert(a, Standing::Open, &values(&said[a]));
    assert!(
        !index.cluster(a).records.contains(&b),
        "a correction is no news of who somebody is"
    );
    index.facts().forget(a);
    assert!(index.cluster(a).records.contains(&b));
}

#[test]
fn whoever_is_hidden_is_never_certain() {
    let (said, model) = said(1);
    let mut index = index(model, said, 64);
    let certain = |index: &mut Index<usize>, at: usize| {
        let answers = index.ask(Asked::Known(at), 9, |_| true);
        answers
            .into_iter()
            .find(|answer| answer.zone == Zone::Certain)
    };
    let all: Vec<usize> = (0..said.len()).collect();
    let found = all
        .iter()
        .find_map(|at| certain(&mut index, *at).map(|answer| (*at, answer.id)));
    let (asked, of) = found.expect("somebody is certain");
    index.insert(of, Standing::Hidden, &values(&said[of]));
    let zone_of = |index: &mut Index<usize>, (asked, of): (usize, usize)| {
        let answers = index.ask(Asked::Known(asked), 9, |_| true);
        let explained = index.explain(Asked::Known(asked), of, |_| true);
        let explained = explained.map(|explained| explained.answer.zone);
        let answer = answers.iter().find(|answer| answer.id == of);
        assert_eq!(answer.map(|answer| answer.zone), explained);
        explained
    };
    assert_eq!(zone_of(&mut index, (asked, of)), Some(Zone::Ask));
    assert_eq!(zone_of(&mut index, (of, asked)), Some(Zone::Ask));
}
