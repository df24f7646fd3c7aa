//! Whoever is hidden answers those who may see them. Nobody else can tell that they are there: not by an answer, its weight, its
//! place, nor by who is no longer answered because too many share a key.

use super::super::super::tests::town;
use super::super::{Asked, Index, Standing};
use super::{index, joined, model, told, values};

/// Every question about these, asked by one who sees open records alone.
fn unseeing(index: &mut Index<usize>, open: usize) -> Vec<Vec<(usize, u64)>> {
    let said = town(30, 51);
    let sees = |id: usize| id < open;
    let mut all = Vec::new();
    for one in &said {
        all.push(told(&index.ask(Asked::Values(&values(one)), 3, sees)));
    }
    for id in 0..open {
        all.push(told(&index.ask(Asked::Known(id), 3, sees)));
        all.push(joined(index, id));
        let next = all[all.len() - 2].first().copied();
        let explained = next.and_then(|(next, _)| index.explain(Asked::Known(id), next, sees));
        all.push(explained.map_or_else(Vec::new, |one| {
            let next = one.nearest_other.map_or(0, |next| next.id);
            vec![
                (next, one.rarity.to_bits()),
                (0, one.answer.weight.to_bits()),
            ]
        }));
    }
    all
}

#[test]
fn whom_one_may_not_see_changes_nothing_for_one() {
    let said = town(30, 51);
    let model = model(&said);
    for most in [2, 64] {
        let mut index = index(&model, &said, most);
        let before = unseeing(&mut index, said.len());
        // Many of each name, home and day, more than may meet by any key.
        for copy in 0..8 {
            for (at, one) in said.iter().enumerate() {
                let id = said.len() * (copy + 1) + at;
                index.insert(id, Standing::Hidden, &values(one));
            }
        }
        assert!(unseeing(&mut index, said.len()) == before);
        // A control: the same records, open, change much.
        for id in said.len()..said.len() * 9 {
            let one = &said[id % said.len()];
            index.insert(id, Standing::Open, &values(one));
        }
        assert!(unseeing(&mut index, said.len()) != before);
    }
}

#[test]
fn who_may_see_them_is_answered_whoever_else_is_hidden() {
    let said = town(30, 51);
    let model = model(&said);
    let mut index = index(&model, &said, 2);
    let hidden = said.len();
    index.insert(hidden, Standing::Hidden, &values(&said[0]));
    let sees = |id: usize| id <= hidden;
    let asked = values(&said[0]);
    let first = told(&index.ask(Asked::Values(&asked), 50, sees));
    assert!(first.iter().any(|(id, _)| *id == hidden));
    for other in 1..200 {
        index.insert(hidden + other, Standing::Hidden, &values(&said[0]));
    }
    assert_eq!(told(&index.ask(Asked::Values(&asked), 50, sees)), first);
}

#[test]
fn hidden_and_open_can_be_changed_into_each_other() {
    let said = town(30, 51);
    let mut index = index(&model(&said), &said, 64);
    let before = unseeing(&mut index, said.len());
    index.insert(3, Standing::Hidden, &values(&said[3]));
    assert!(unseeing(&mut index, said.len()) != before);
    assert_eq!(
        index.cluster(3).records,
        [3],
        "who is hidden is joined by a person alone"
    );
    index.insert(3, Standing::Open, &values(&said[3]));
    assert!(unseeing(&mut index, said.len()) == before);
    assert!(index.remove(3));
    index.insert(3, Standing::Hidden, &values(&said[3]));
    assert!(index.remove(3));
    assert!(!index.remove(3));
}
