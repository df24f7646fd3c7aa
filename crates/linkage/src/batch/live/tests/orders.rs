//! What an index answers is what its records are, however they came.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;

use super::super::super::Model;
use super::super::super::tests::{COLUMNS, Said, town};
use super::super::{Asked, Index, Standing};
use super::{ask, ask_known, index, joined, model, values};

/// What happens to an index: a record is taken in or corrected, taken out, or asked about.
#[derive(Clone, Debug)]
enum Event {
    Insert(usize, usize, bool),
    Remove(usize),
    Ask(usize),
}

/// Of so many records, each in one of so many words.
const IDS: usize = 24;
const WORDS: usize = 60;

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..IDS, 0..WORDS, proptest::bool::weighted(0.15))
            .prop_map(|(id, said, hidden)| Event::Insert(id, said, hidden)),
        2 => (0..IDS).prop_map(Event::Remove),
        1 => (0..WORDS).prop_map(Event::Ask),
    ]
}

fn standing(hidden: bool) -> Standing {
    if hidden {
        Standing::Hidden
    } else {
        Standing::Open
    }
}

/// Everything that an index can be asked about these.
fn everything(index: &mut Index<usize>, said: &[Said]) -> Vec<Vec<(usize, u64)>> {
    let mut all: Vec<_> = said.iter().map(|one| ask(index, one)).collect();
    all.extend((0..IDS).map(|id| ask_known(index, id)));
    all.extend((0..IDS).map(|id| joined(index, id)));
    all
}

/// A model is learned once for all cases.
fn learned() -> &'static (Model, Vec<Said>) {
    static TOWN: OnceLock<(Model, Vec<Said>)> = OnceLock::new();
    TOWN.get_or_init(|| {
        let town = town(30, 41);
        (model(&town), town)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Insertions, corrections, removals and questions in any order leave what a fresh index of what is left has; with groups of
    /// three at most, so that keys are made finer and coarser again all the time.
    #[test]
    fn any_order_is_a_fresh_index(events in proptest::collection::vec(event(), 1..160), most in 1_usize..5) {
        let (model, town) = learned();
        let said = &town[..WORDS];
        let mut old = Index::of_few(model, &COLUMNS, most).unwrap();
        let mut left = BTreeMap::new();
        for event in events {
            match event {
                Event::Insert(id, at, hidden) => {
                    old.insert(id, standing(hidden), &values(&said[at]));
                    left.insert(id, (at, hidden));
                }
                Event::Remove(id) => {
                    prop_assert_eq!(old.remove(id), left.remove(&id).is_some());
                }
                Event::Ask(at) => {
                    let answers = ask(&mut old, &said[at]);
                    prop_assert!(answers.iter().all(|(id, _)| left.contains_key(id)));
                }
            }
        }
        prop_assert_eq!(old.len(), left.len());
        let mut fresh = Index::of_few(model, &COLUMNS, most).unwrap();
        for (id, (at, hidden)) in left.iter().rev() {
            fresh.insert(*id, standing(*hidden), &values(&said[*at]));
        }
        prop_assert_eq!(everything(&mut old, said), everything(&mut fresh, said));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever anybody writes: an answer that can be explained, and nothing left of it.
    #[test]
    fn whatever_is_written(all in proptest::collection::vec(proptest::array::uniform6(".{0,12}|[0-9]{4}-[0-9]{2}-[0-9]{2}|ann smith"), 1..12)) {
        let (model, _) = learned();
        let mut index = Index::of_few(model, &COLUMNS, 2).unwrap();
        for (id, values) in all.iter().enumerate() {
            index.insert(id, Standing::Open, &values.each_ref().map(String::as_str));
        }
        for values in &all {
            let values = values.each_ref().map(String::as_str);
            for answer in index.ask(Asked::Values(&values), 5, |_| true) {
                prop_assert!(answer.weight.is_finite());
                prop_assert!((0.0..=1.0).contains(&answer.probability()));
                let explained = index.explain(Asked::Values(&values), answer.id, |_| true).unwrap();
                prop_assert_eq!(explained.answer, answer);
            }
        }
        for id in 0..all.len() {
            prop_assert!(index.cluster(id).records.contains(&id));
            prop_assert!(index.remove(id));
        }
        prop_assert!(index.is_empty() && index.table.rows.is_empty());
    }
}

#[test]
fn a_question_leaves_nothing_behind() {
    let said = town(80, 42);
    let mut index = index(&model(&said), &said, 8);
    let before = index
        .table
        .texts
        .each_ref()
        .map(super::super::super::texts::Texts::len);
    let other = town(40, 43);
    let first: Vec<_> = other.iter().map(|one| ask(&mut index, one)).collect();
    let again: Vec<_> = other.iter().map(|one| ask(&mut index, one)).collect();
    assert_eq!(first, again);
    let after = index
        .table
        .texts
        .each_ref()
        .map(super::super::super::texts::Texts::len);
    assert_eq!(before, after);
    assert_eq!(index.len(), said.len());
    assert_eq!(index.table.names.atoms.len(), before[0]);
}

#[test]
fn who_is_taken_out_is_never_answered_and_a_correction_takes_the_old_one_out() {
    let said = town(60, 44);
    let mut index = index(&model(&said), &said, 64);
    let [(first, _), ..] = ask(&mut index, &said[0])[..] else {
        panic!("nobody is like a record of the town");
    };
    index.insert(first, Standing::Open, &["", "", "", "", "", ""]);
    assert!(ask(&mut index, &said[0]).iter().all(|(id, _)| *id != first));
    index.insert(first, Standing::Open, &values(&said[first]));
    assert_eq!(ask(&mut index, &said[0])[0].0, first);
    assert!(index.remove(first));
    assert!(!index.remove(first));
    assert!(ask(&mut index, &said[0]).iter().all(|(id, _)| *id != first));
    assert_eq!(index.ask(Asked::Known(first), 5, |_| true), []);
}

#[test]
fn more_than_may_meet_are_told_apart_by_what_comes_next() {
    let town = town(60, 45);
    let mut index = Index::new(&model(&town), &COLUMNS).unwrap();
    let day = |at: usize| {
        format!(
            "19{:02}-{:02}-{:02}",
            40 + at % 60,
            1 + at % 12,
            1 + at % 28
        )
    };
    for at in 0..3_000 {
        let values = ["james", "ashton", &day(at), "m", "", ""];
        index.insert(at, Standing::Open, &values);
    }
    let answers = index.ask(
        Asked::Values(&["james", "ashton", "", "m", "", ""]),
        10,
        |_| true,
    );
    assert_eq!(answers, [], "three thousand of one name say nothing of one");
    let values = ["james", "ashton", &day(7), "m", "1 mill lane", "FY1 1AA"];
    index.insert(3_000, Standing::Open, &values);
    let asked = ["jamse", "ashton", &day(7), "m", "1 mill lane", "FY1 1AA"];
    let answers = index.ask(Asked::Values(&asked), 10, |_| true);
    assert_eq!(answers[0].id, 3_000);
}
