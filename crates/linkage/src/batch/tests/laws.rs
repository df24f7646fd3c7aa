//! What always holds: order and threads change nothing, nobody comes first, more alike never says less.

use proptest::prelude::*;

use super::super::compare::Comparer;
use super::super::level::{BatchField, born, given, mark};
use super::super::model::{among, class};
use super::super::names::{Memo, Names, compared};
use super::super::score::Judge;
use super::super::table::slot;
use super::super::texts::Texts;
use super::{Chance, batch, groups, table, town};
use crate::name::Name;

#[test]
fn neither_order_nor_threads_change_anything() {
    let said = town(300, 4);
    let first = batch(table(&said), None, 1);
    let ids: Vec<&str> = said.iter().map(|one| one.id.as_str()).collect();
    let expected = groups(&first.link(|_| {}), &ids);
    assert!(expected.len() > 200);
    for (threads, seed) in [(2, 0), (3, 5), (8, 6)] {
        let mut order: Vec<usize> = (0..said.len()).collect();
        let mut chance = Chance(seed);
        for at in (1..order.len()).rev() {
            if seed > 0 {
                order.swap(at, chance.below(at + 1));
            }
        }
        let again = batch(table(order.iter().map(|at| &said[*at])), None, threads);
        assert!(
            again.model() == first.model(),
            "{threads} threads learn another model"
        );
        let ids: Vec<&str> = order.iter().map(|at| said[*at].id.as_str()).collect();
        let linked = again.link(|_| {});
        assert!(
            groups(&linked, &ids) == expected,
            "{threads} threads find others"
        );
        assert!(
            linked
                .pairs
                .windows(2)
                .all(|two| two[0].weight >= two[1].weight)
        );
    }
}

#[test]
fn a_model_that_was_kept_links_as_it_did() {
    let said = town(300, 7);
    let first = batch(table(&said), None, 2);
    let again = batch(table(&said), Some(&first.model()), 2);
    let (one, other) = (first.link(|_| {}), again.link(|_| {}));
    assert_eq!(one.clusters, other.clusters);
    assert_eq!(one.candidates, other.candidates);
}

#[test]
fn a_model_of_many_records_fits_few() {
    let prior = |town| batch(table(town), None, 2).odds.prior;
    let (many, few) = (town(600, 11), town(60, 11));
    let taken = batch(table(&few), Some(&batch(table(&many), None, 2).model()), 2);
    let (taken, own) = (taken.odds.prior, prior(&few));
    assert!(
        (own[class::PERSON] / taken[class::PERSON]).log2().abs() < 0.5,
        "{own:?} {taken:?}"
    );
    let [person, household, twins, strangers] = among([0.1, 0.2, 0.1, 0.6], 1_000, 2);
    assert!(strangers >= 0.5 && (person + household + twins + strangers - 1.0).abs() < 1e-9);
}

#[test]
fn nobody_comes_first() {
    let said = town(60, 8);
    let table = table(&said);
    let (mut one, mut other) = (Comparer::new(&table), Comparer::new(&table));
    for a in &table.rows {
        for b in &table.rows {
            assert_eq!(one.compare(a, b), other.compare(b, a));
        }
    }
}

#[test]
fn the_parts_of_a_weight_sum_to_it() {
    let batch = batch(table(&town(100, 9)), None, 1);
    let mut seen = 0;
    batch.explain(|one| {
        let sum = one.fields.iter().sum::<f64>() + one.rarity + one.prior + one.household;
        assert!((sum - one.weight).abs() < 1e-6, "{one:?}");
        seen += 1;
    });
    assert!(seen > 100);
}

#[test]
fn the_same_never_says_less_than_the_different() {
    for seed in 10..14 {
        let odds = batch(table(&town(200, seed)), None, 2).odds;
        let says = |field: BatchField, level: u8| {
            let row = odds.fields[field as usize][usize::from(level)];
            row[class::PERSON] / row[class::STRANGERS].max(1e-12)
        };
        for (field, same, different) in [
            (BatchField::Given, given::SAME_RARE, given::DIFFERENT),
            (BatchField::Surname, given::SAME_RARE, given::DIFFERENT),
            (BatchField::Born, born::SAME, born::DIFFERENT),
            (BatchField::Phone, mark::SAME, mark::DIFFERENT),
            (BatchField::National, mark::SAME, mark::DIFFERENT),
        ] {
            let most = [same, same + 1, same + 2]
                .map(|level| says(field, level))
                .into_iter()
                .fold(0.0, f64::max);
            for level in 1..=different {
                let ratio = says(field, level);
                assert!(
                    ratio <= most * 1.000_001,
                    "{field:?} {level}: {ratio} over {most}"
                );
                assert!(
                    ratio >= says(field, different) * 0.999_999,
                    "{field:?} {level}"
                );
            }
        }
    }
}

/// What every two records of a town come to, as they are, and with a value of the one put in the place of another of the other.
#[test]
fn the_same_is_never_less_likely_than_the_different() {
    for seed in 60..62 {
        let batch = batch(table(&town(25, seed)), None, 2);
        let judge = Judge::new(&batch.table, &batch.odds);
        let bounds = judge.bounds();
        let mut comparer = Comparer::new(&batch.table);
        let rows = &batch.table.rows;
        for (at, x) in (0_u32..).zip(rows) {
            for y in rows {
                let pattern = comparer.compare(x, y);
                let weight = judge.judge(&pattern, at);
                let most = f64::from(bounds.at_most(&comparer.glance(x, y)));
                assert!(most > weight - 1e-3, "a glance says {most}: {pattern:?}");
                for (field, different, place) in [
                    (BatchField::Given, given::DIFFERENT, slot::GIVEN),
                    (BatchField::Born, born::DIFFERENT, slot::BORN),
                ] {
                    if pattern[field as usize] == different {
                        let mut nearer = *y;
                        nearer.0[place] = x[place];
                        let nearer = comparer.compare(x, &nearer);
                        let more = judge.judge(&nearer, at);
                        assert!(
                            more > weight - 1e-9,
                            "{pattern:?} {weight} to {nearer:?} {more}"
                        );
                    }
                }
            }
        }
    }
}

proptest! {
    /// A glance at two names of one word says what comparing them at length says.
    #[test]
    fn names_at_a_glance(words in proptest::collection::vec("[a-e]{1,9}|mc[a-c]{1,4}|liz|elizabeth|beth|hassan|hussain|unborn", 2..12)) {
        let mut texts = Texts::new();
        let numbers: Vec<u32> = words.iter().map(|word| texts.number(word)).collect();
        let names = Names::read(&texts);
        for a in &numbers {
            for b in &numbers {
                if a != b {
                    let mut memo = Memo::new();
                    let (x, y) = (texts.text(*a), texts.text(*b));
                    let glance = names.given(&texts, *a, *b, &mut memo);
                    prop_assert_eq!(glance, compared(&Name::given(x), &Name::given(y)), "given {} {}", x, y);
                    let glance = names.surname(&texts, *a, *b, &mut memo);
                    prop_assert_eq!(glance, compared(&Name::surname(x), &Name::surname(y)), "surname {} {}", x, y);
                }
            }
        }
    }
}
