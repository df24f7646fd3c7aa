//! What goes wrong with a word, a number or a date between who says it and who writes it. How often is the writer's.

use jiff::civil::Date;

use crate::day::Day;
use crate::dice::Dice;

/// Keys that lie side by side.
const ROWS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// What is heard as something else in English, each as the other.
const HEARD: [(&str, &str); 22] = [
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("ee", "ea"),
    ("ie", "y"),
    ("ou", "u"),
    ("oo", "u"),
    ("sh", "ch"),
    ("kh", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("z", "s"),
    ("q", "k"),
    ("v", "w"),
    ("j", "y"),
    ("x", "sh"),
    ("ei", "i"),
    ("ai", "ay"),
    ("u", "o"),
    ("a", "e"),
    ("nn", "n"),
];

/// A word with one slip of the finger.
pub(super) fn typed(word: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return word.to_owned();
    }
    let at = 1 + dice.place(letters.len() - 2);
    match dice.below(4) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters.get(at).copied().unwrap_or('e')),
        _ => {
            if let Some(letter) = letters.get_mut(at) {
                *letter = beside(*letter, dice);
            }
        }
    }
    letters.into_iter().collect()
}

fn beside(letter: char, dice: &mut Dice) -> char {
    let row = ROWS.iter().find_map(|row| Some((row, row.find(letter)?)));
    let Some((row, at)) = row else { return 'e' };
    let near: Vec<char> = [at.checked_sub(1), Some(at + 1)]
        .into_iter()
        .flatten()
        .filter_map(|at| row.chars().nth(at))
        .collect();
    dice.pick(&near).unwrap_or('e')
}

/// A word as it was heard: one sound written as another.
pub(super) fn heard(word: &str, dice: &mut Dice) -> String {
    let lower = word.to_lowercase();
    let mut ways: Vec<(usize, &str, &str)> = Vec::new();
    for (one, other) in HEARD {
        for (said, written) in [(one, other), (other, one)] {
            // Nobody mishears how a name begins as often as the rest of it.
            if let Some(at) = lower.get(1..).and_then(|rest| rest.find(said)) {
                ways.push((at + 1, said, written));
            }
        }
    }
    let Some((at, said, written)) = dice.pick(&ways) else {
        return typed(word, dice);
    };
    let (before, rest) = lower.split_at(at);
    let written = format!(
        "{before}{written}{}",
        rest.get(said.len()..).unwrap_or_default()
    );
    let mut letters = written.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

/// A date with one mistake: day and month exchanged, a digit, a year or ten.
pub(super) fn dated(date: Date, dice: &mut Dice) -> Date {
    let other = match dice.below(10) {
        0..=2 if date.day() <= 12 => Date::new(date.year(), date.day(), date.month()).ok(),
        0..=4 => Some(Day(Day::of(date).0 + dice.pick(&[-1, 1, 10, -10]).unwrap_or(1)).date()),
        5..=7 => {
            let year = date.year() + dice.pick(&[-1, 1, 1, -10, 10]).unwrap_or(1);
            Date::new(year, date.month(), date.day()).ok()
        }
        _ => {
            let month = i8::try_from(dice.between(1, 12)).unwrap_or(1);
            Date::new(date.year(), month, date.day()).ok()
        }
    };
    other.unwrap_or(date)
}

/// A number with one digit that is another.
pub(super) fn misread(number: &str, dice: &mut Dice) -> String {
    let at = dice.place(number.len());
    let digit = char::from(b'0' + u8::try_from(dice.below(10)).unwrap_or(0));
    let each = number.chars().enumerate();
    each.map(|(place, one)| if place == at { digit } else { one })
        .collect()
}
