//! Members of one home are not one person, and one person's records are.

use super::super::level::{BatchField, given};
use super::super::model::class;
use super::{batch, table, town};

#[test]
fn one_persons_records_are_found_and_no_home_becomes_one() {
    let said = town(500, 1);
    let linked = batch(table(&said), None, 2).link(|_| {});
    let (mut both, mut found, mut all) = (0_u32, 0_u32, 0_u32);
    for (a, one) in said.iter().enumerate() {
        for (b, other) in said.iter().enumerate().skip(a + 1) {
            let person = one.person == other.person;
            let cluster = linked.clusters[a] == linked.clusters[b];
            both += u32::from(person && cluster);
            found += u32::from(cluster);
            all += u32::from(person);
        }
    }
    let (precision, recall) = (
        f64::from(both) / f64::from(found),
        f64::from(both) / f64::from(all),
    );
    assert!(precision > 0.96, "of the pairs found {precision} are true");
    assert!(recall > 0.95, "of the true pairs {recall} are found");
}

#[test]
fn a_twin_is_not_a_namesake_of_himself() {
    let said = town(500, 2);
    let batch = batch(table(&said), None, 2);
    let fields = &batch.odds.fields;
    let same = &fields[BatchField::Given as usize][usize::from(given::SAME_RARE) + 1];
    assert!(same[class::PERSON] > 20.0 * same[class::TWINS], "{same:?}");
    let share = batch.odds.prior[class::TWINS] / batch.odds.prior[class::HOUSEHOLD];
    assert!(share <= 0.15, "twins are {share} of pairs at home");
}

/// The same people, but nobody lives with anybody: what differs between two records is then one person's.
#[test]
fn where_there_are_no_homes_there_are_no_twins() {
    let mut said = town(400, 3);
    for one in &mut said {
        // A home of one's own.
        one.values[1] = format!(
            "{}{}",
            one.values[1],
            ["ard", "win", "mer", "son"][one.person % 4]
        );
        one.values[4] = format!("{} {}", one.person % 97 + 1, one.values[4]);
        one.values[5] = format!("BB{} {}AA", one.person % 31, one.person / 31);
    }
    let batch = batch(table(&said), None, 2);
    let [person, household, twins, _] = batch.odds.prior;
    assert!(
        household < person / 10.0 && twins < person / 50.0,
        "{:?}",
        batch.odds.prior
    );
}
