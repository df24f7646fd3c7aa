//! The batch and the index say the same, to the last bit.

use std::collections::BTreeMap;

use super::super::super::linked::Pair;
use super::super::super::tests::{COLUMNS, groups, table, town};
use super::super::{Asked, Index, Standing};
use super::{index, linked, model, told, values};

#[test]
fn a_pair_weighs_what_it_weighs_in_the_batch() {
    let said = town(150, 31);
    // Learned elsewhere, of more records.
    let model = model(&town(250, 30));
    let mut index = index(&model, &said, 64);
    let mut pairs = 0;
    linked(&said, Some(&model)).explain(|one| {
        let (a, b) = (one.a as usize, one.b as usize);
        for (asked, of) in [(a, b), (b, a)] {
            let live = index.explain(Asked::Known(asked), of, |_| true);
            let live = live.expect("both are there");
            assert_eq!(
                live.answer.weight.to_bits(),
                one.weight.to_bits(),
                "{a} {b}"
            );
            let bits = |parts: [f64; 3]| parts.map(f64::to_bits);
            let parts = bits([live.rarity, live.prior, live.household]);
            assert_eq!(
                parts,
                bits([one.rarity, one.prior, one.household]),
                "{a} {b}"
            );
            let fields: f64 = live.compared.iter().map(|one| one.bits).sum();
            assert!((fields - one.fields.iter().sum::<f64>()).abs() < 1e-9);
        }
        pairs += 1;
    });
    assert!(pairs > 500, "{pairs} pairs");
}

#[test]
fn whoever_the_batch_takes_for_one_person_is_answered() {
    let said = town(150, 32);
    let model = model(&said);
    let mut index = index(&model, &said, 64);
    let linked = linked(&said, Some(&model)).link(|_| {});
    let mut answers: BTreeMap<usize, Vec<(usize, u64)>> = BTreeMap::new();
    for at in 0..said.len() {
        answers.insert(at, super::ask_known(&mut index, at));
    }
    assert!(linked.pairs.len() > 250);
    for Pair { a, b, weight, .. } in &linked.pairs {
        for (asked, of) in [(*a, *b), (*b, *a)] {
            let found = answers[&(asked as usize)]
                .iter()
                .find(|(id, _)| *id == of as usize);
            let (_, bits) = found.expect("who is one person meets");
            let live = f64::from(f64::from_bits(*bits) as f32);
            assert_eq!(live.to_bits(), weight.to_bits());
        }
    }
}

#[test]
fn clusters_are_those_of_the_batch() {
    let said = town(200, 33);
    let model = model(&said);
    let linked = linked(&said, Some(&model)).link(|_| {});
    let ids: Vec<String> = (0..said.len()).map(|at| at.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let batch = groups(&linked, &ids);
    assert!(batch.len() > 150);
    // As many may meet as in the batch, and records are called so that of equal pairs the same comes first: by the batch's order.
    let order = table(&said).origin;
    let mut index = Index::of_few(&model, &COLUMNS, 120).expect("the model fits");
    for (at, record) in order.iter().enumerate() {
        index.insert(at, Standing::Open, &values(&said[*record as usize]));
    }
    let mut live = Vec::new();
    for at in 0..order.len() {
        let cluster = index.cluster(at).records;
        assert!(cluster.contains(&at));
        let names = cluster.iter().map(|at| order[*at].to_string());
        live.push(names.collect::<Vec<String>>());
    }
    for cluster in &mut live {
        cluster.sort();
    }
    live.retain(|cluster| cluster.len() > 1);
    live.sort();
    live.dedup();
    let apart: Vec<_> = live.iter().filter(|one| !batch.contains(one)).collect();
    assert!(live == batch, "{apart:?}");
}

#[test]
fn a_question_is_answered_as_if_it_were_one_of_the_records() {
    let said = town(120, 34);
    let model = model(&said);
    for most in [3, 64] {
        let mut index = index(&model, &said, most);
        let other = town(40, 35);
        for one in &other {
            let asked = super::ask(&mut index, one);
            let new = said.len();
            index.insert(new, Standing::Open, &values(one));
            assert_eq!(asked, super::ask_known(&mut index, new));
            index.remove(new);
        }
    }
}

#[test]
fn the_parts_of_a_weight_sum_to_it_and_say_who_comes_next() {
    let said = town(120, 36);
    let mut index = index(&model(&said), &said, 64);
    let mut seconds = 0;
    for at in 0..said.len() {
        let answers = index.ask(Asked::Known(at), 2, |_| true);
        let [first, rest @ ..] = answers.as_slice() else {
            continue;
        };
        let explained = index.explain(Asked::Known(at), first.id, |_| true);
        let explained = explained.expect("an answer can be explained");
        let fields: f64 = explained.compared.iter().map(|one| one.bits).sum();
        let sum = fields + explained.rarity + explained.prior + explained.household;
        assert!((sum - first.weight).abs() < 1e-6);
        assert_eq!(explained.nearest_other.as_ref(), rest.first());
        assert_eq!(told(&[explained.answer]), told(&[*first]));
        seconds += rest.len();
    }
    assert!(seconds > 20);
    assert!(index.explain(Asked::Known(0), 0, |_| true).is_none());
    assert!(
        index
            .explain(Asked::Known(0), usize::MAX, |_| true)
            .is_none()
    );
    assert!(index.explain(Asked::Known(0), 1, |id| id != 1).is_none());
}
