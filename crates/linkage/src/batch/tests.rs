//! The engine as a whole, on people that are made up here.

mod certain;
mod homes;
mod known;
mod laws;
mod trouble;

use super::{Batch, Builder, Column, Linked, Model, Settings, Table};

/// Chance from a seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = super::hash::mix(self.0, 0x5eed);
        (self.0 >> 33) as usize % most
    }

    fn one_in(&mut self, most: usize) -> bool {
        self.below(most) == 0
    }

    fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[self.below(list.len())]
    }
}

const GIRLS: &[&str] = &[
    "olivia", "sophie", "karen", "aisha", "zofia", "grace", "helen", "niamh", "fatima", "ruth",
    "paula", "wendy",
];
const BOYS: &[&str] = &[
    "james", "oliver", "kevin", "hassan", "piotr", "george", "martin", "declan", "yusuf", "samuel",
    "trevor", "adam",
];
const ENDS: &[&str] = &[
    "ton", "field", "worth", "by", "combe", "shaw", "ley", "ham", "wood", "sley",
];
const HEADS: &[&str] = &[
    "ash", "brad", "carl", "dun", "east", "farn", "gold", "hart", "kings", "lang", "mar", "nor",
];

/// One record: its id, the person it is of, and its values.
pub(super) struct Said {
    pub(super) id: String,
    pub(super) person: usize,
    pub(super) values: [String; 6],
}

pub(super) const COLUMNS: [Column; 6] = [
    Column::GivenNames,
    Column::Surname,
    Column::DateOfBirth,
    Column::Sex,
    Column::Address,
    Column::Postcode,
];

/// Families with twins and namesakes, each person told of one to four times, with slips.
pub(super) fn town(homes: usize, seed: u64) -> Vec<Said> {
    let mut chance = Chance(seed);
    let mut people = Vec::new();
    for home in 0..homes {
        family(home, &mut chance, &mut people);
    }
    let mut said = Vec::new();
    for (person, values) in people.iter().enumerate() {
        for _ in 0..=chance.below(4) {
            let id = format!("r{}", said.len());
            let values = told(&mut chance, values);
            said.push(Said { id, person, values });
        }
    }
    said
}

fn family(home: usize, chance: &mut Chance, people: &mut Vec<[String; 6]>) {
    let name = surname(chance);
    let street = format!("{}{} road", chance.of(HEADS), chance.of(ENDS));
    let address = format!("{} {street}", home % 90 + 1);
    let (one, other) = (letter(home), letter(home / 26));
    let postcode = format!("FY{} {}{one}{other}", chance.below(20), chance.below(10));
    let mut add = |given: &str, born: &str, sex: &str| {
        people.push([given, &name, born, sex, &address, &postcode].map(str::to_owned));
    };
    let father = chance.of(BOYS);
    add(father, &born(chance, 1960), "m");
    add(chance.of(GIRLS), &born(chance, 1962), "f");
    let first = chance.below(BOYS.len());
    for child in 0..chance.below(4) {
        let day = born(chance, 1995);
        let own = BOYS[(first + child) % BOYS.len()];
        add(if chance.one_in(25) { father } else { own }, &day, "m");
        if chance.one_in(10) {
            add(chance.of(GIRLS), &day, "f");
        }
    }
}

fn surname(chance: &mut Chance) -> String {
    format!("{}{}", chance.of(HEADS), chance.of(ENDS))
}

fn letter(of: usize) -> char {
    char::from(b'A' + (of % 26) as u8)
}

fn born(chance: &mut Chance, from: usize) -> String {
    format!(
        "{}-{:02}-{:02}",
        from + chance.below(20),
        chance.below(12) + 1,
        chance.below(28) + 1
    )
}

fn told(chance: &mut Chance, values: &[String; 6]) -> [String; 6] {
    let mut told = values.clone();
    for at in [0, 1, 4] {
        if chance.one_in(12) && told[at].len() > 4 {
            let place = 1 + chance.below(3);
            told[at].remove(place);
        }
    }
    for at in [2, 3, 4, 5] {
        if chance.one_in(12) {
            told[at].clear();
        }
    }
    told
}

pub(super) fn table<'s>(said: impl IntoIterator<Item = &'s Said>) -> Table {
    let mut builder = Builder::new(&COLUMNS);
    for one in said {
        let values = one.values.each_ref().map(String::as_str);
        builder.push(&one.id, 0, &values);
    }
    builder.finish()
}

fn settings(threads: usize) -> Settings {
    Settings {
        threads,
        threshold: None,
        dedupe_inputs: false,
        zones: true,
    }
}

fn batch(table: Table, model: Option<&Model>, threads: usize) -> Batch {
    Batch::new(table, model, settings(threads), |_| {}).expect("the model fits")
}

/// The ids of each cluster of more than one, in order.
pub(super) fn groups(linked: &Linked, ids: &[&str]) -> Vec<Vec<String>> {
    let mut all = std::collections::BTreeMap::<u32, Vec<String>>::new();
    for (record, cluster) in linked.clusters.iter().enumerate() {
        all.entry(*cluster)
            .or_default()
            .push(ids[record].to_owned());
    }
    let mut groups: Vec<Vec<String>> = all.into_values().filter(|group| group.len() > 1).collect();
    for group in &mut groups {
        group.sort();
    }
    groups.sort();
    groups
}
