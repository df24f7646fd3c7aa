//! Two who are described weigh what two rows of a batch with the same model weigh, to the last bit; and the model that is shipped says
//! something of whatever they can be to each other.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::builder::Builder;
use super::super::column::Column;
use super::super::compare::Comparer;
use super::super::level::{BatchField, Pattern, given};
use super::super::model::{Model, Odds};
use super::super::score::Judge;
use super::{Seen, Weigher};
use crate::birth::BirthDate;
use crate::compare::best_names;
use crate::record::{Description, Record, Sex};

const COLUMNS: [Column; 8] = [
    Column::GivenNames,
    Column::Surname,
    Column::DateOfBirth,
    Column::Sex,
    Column::Address,
    Column::Postcode,
    Column::Phone,
    Column::NationalId,
];

/// A value of each column; an empty one is missing. No name is on the list of common ones, since a batch counts
/// and does not ask the list; and of several given names none is a surname too, since a batch has the first by itself.
type Said = [&'static str; COLUMNS.len()];

/// What may be said in each column.
#[rustfmt::skip]
const VALUES: [&[&str]; COLUMNS.len()] = [
    &["", "Zofia", "Zosia", "Ffion Haf", "Z", "Oluwaseun", "Seun", "Ffion", "Wojcik", "Kiran", "Haf Ffion"],
    &["", "Wojcik", "Wojcikk", "Adebayo", "Adebayo-Wojcik", "Zofia", "Kauur", "Marshe", "Mersh"],
    &["", "2014-03-05", "2014-05-03", "2014-03-06", "2014-03-16", "2013-11-28", "1984-03-05", "2004-03-05", "2014-01-01"],
    &["", "f", "m"],
    &["", "14 larkspur street", "16 larkspur street", "14 mill lane", "9 station road"],
    &["", "FY14AB", "FY14BA", "FY14AC", "PR19ZZ"],
    &["", "07700900123", "07700900132", "07911123456"],
    &["", "9434765919", "4010232137"],
];

fn said() -> impl Strategy<Value = Said> {
    VALUES.map(select)
}

fn described(said: &Said) -> Record {
    let [given, surname, born, sex, address, postcode, phone, number] = *said;
    let filled = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    let date = match born.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => BirthDate::Exact {
            year: year.parse().expect("it is a year"),
            month: month.parse().expect("it is a month"),
            day: day.parse().expect("it is a day"),
        },
        _ => BirthDate::None,
    };
    Record::read(&Description {
        given_names: filled(given),
        surname: filled(surname),
        date_of_birth: date,
        sex: match sex {
            "f" => Sex::Female,
            "m" => Sex::Male,
            _ => Sex::NotGiven,
        },
        nhs_number: filled(number),
        phone: filled(phone),
        postcode: filled(postcode),
        address: filled(address),
        ..Description::default()
    })
}

fn seen(a: &Said, b: &Said) -> Seen {
    let (a, b) = (described(a), described(b));
    Seen::of(&a, &b, &best_names(&a, &b))
}

/// The pattern and the weight of two rows, in a batch of these two.
fn of_batch(model: &Model, a: &Said, b: &Said) -> (Pattern, f64) {
    let mut builder = Builder::new(&COLUMNS);
    builder.push("a", 0, a);
    builder.push("b", 0, b);
    let table = builder.finish();
    let odds = Odds::read(model).expect("it can be used");
    let pattern = Comparer::new(&table).compare(&table.rows[0], &table.rows[1]);
    (pattern, Judge::new(&table, &odds).judge(&pattern, 0))
}

proptest! {
    #[test]
    fn two_who_are_described_weigh_what_two_rows_do(a in said(), b in said()) {
        let model = Model::shipped().expect("it can be read");
        let seen = seen(&a, &b);
        let (pattern, weight) = of_batch(&model, &a, &b);
        prop_assert_eq!(seen.pattern, pattern, "{:?} {:?}", a, b);
        let weigher = Weigher::of(&model).expect("it can be used");
        prop_assert_eq!(weigher.weight(&seen).to_bits(), weight.to_bits(), "{:?} {:?}", a, b);
    }
}

#[test]
fn the_shipped_model_says_something_of_every_level() {
    let model = Model::shipped().expect("it can be read");
    let odds = Odds::read(&model).expect("it can be used");
    // What only a file has, or only a file makes a level of.
    let elsewhere = |field: BatchField, level: usize| match field {
        BatchField::Given => [given::SAME_RARE, given::MIDDLE]
            .map(usize::from)
            .contains(&level),
        BatchField::Surname => level == usize::from(given::SAME_RARE),
        BatchField::Place => !level.is_multiple_of(4),
        BatchField::National => level == 2 || level == 3,
        BatchField::School => level == 3,
        _ => false,
    };
    for field in &model.fields {
        let (of, _) = BatchField::ALL
            .into_iter()
            .find(|(_, name)| *name == field.field)
            .expect("it is a field");
        for (level, name) in of.level_names().iter().enumerate().skip(1) {
            let told = odds.fields[of as usize][level][0] > 1e-9;
            let wanted = !name.is_empty() && !elsewhere(of, level);
            assert_eq!(told, wanted, "{} {name}", field.field);
        }
    }
    assert_eq!(model.fields.len(), 9);
}
