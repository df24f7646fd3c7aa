//! The receipt of a contact that somebody without an account told: a number that says nothing of anybody, and that can be read out on
//! the telephone.

use jiff::Timestamp;

/// Letters of a number, with what they are called on the telephone. No vowels, so that no number is a word; none that looks like
/// another or like a digit.
const LETTERS: [(char, &str); 16] = [
    ('B', "Bravo"),
    ('C', "Charlie"),
    ('D', "Delta"),
    ('F', "Foxtrot"),
    ('G', "Golf"),
    ('H', "Hotel"),
    ('J', "Juliett"),
    ('K', "Kilo"),
    ('M', "Mike"),
    ('P', "Papa"),
    ('R', "Romeo"),
    ('T', "Tango"),
    ('V', "Victor"),
    ('W', "Whiskey"),
    ('X', "X-ray"),
    ('Z', "Zulu"),
];

/// What is told to whoever told the hub: never whether anybody was known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What it is called: "BKRT-HJWX".
    pub number: String,
    /// When the hub had it.
    pub received_at: Timestamp,
    /// Until when the hub decides.
    pub due: Timestamp,
}

/// A number by chance: four letters and four.
pub fn number(random: [u8; 8]) -> String {
    let letter = |byte: u8| {
        let found = LETTERS.get(usize::from(byte % 16));
        found.map_or('B', |(letter, _)| *letter)
    };
    written(random.map(letter))
}

fn written(letters: [char; 8]) -> String {
    let (first, last) = letters.split_at(4);
    let group = |letters: &[char]| letters.iter().collect::<String>();
    format!("{}-{}", group(first), group(last))
}

/// A number as somebody writes down what they hear; `None` where it can be none.
pub fn heard(text: &str) -> Option<String> {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    let letters: Vec<char> = letters.map(|one| one.to_ascii_uppercase()).collect();
    let known = |letter: &char| LETTERS.iter().any(|(known, _)| known == letter);
    if !letters.iter().all(known) {
        return None;
    }
    <[char; 8]>::try_from(letters).ok().map(written)
}

/// The number as it is read out: "Bravo Kilo Romeo Tango, Hotel Juliett Whiskey X-ray".
pub fn spoken(number: &str) -> String {
    let word = |letter: char| {
        let found = LETTERS.iter().find(|(known, _)| *known == letter);
        found.map(|(_, word)| *word)
    };
    let group = |letters: &str| {
        letters
            .chars()
            .filter_map(word)
            .collect::<Vec<_>>()
            .join(" ")
    };
    number.split('-').map(group).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_number_is_read_out_as_it_is_written() {
        let number = number([0, 17, 34, 15, 4, 5, 255, 8]);
        assert_eq!(number, "BCDZ-GHZM");
        assert_eq!(
            spoken(&number),
            "Bravo Charlie Delta Zulu, Golf Hotel Zulu Mike"
        );
    }

    #[test]
    fn a_number_is_read_however_it_is_written() {
        let check = |text: &str, read: Option<&str>| {
            assert_eq!(heard(text).as_deref(), read, "{text}");
        };
        for text in ["BKRT-HJWX", "bkrt hjwx", " b k r t h j w x. ", "BKRTHJWX"] {
            check(text, Some("BKRT-HJWX"));
        }
        for text in ["", "BKRT", "BKRT-HJW1", "BKRT-HJWA", "BKRT-HJWXB"] {
            check(text, None);
        }
    }

    #[test]
    fn no_letter_is_a_vowel_or_looks_like_another() {
        let letters: BTreeSet<char> = LETTERS.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(letters.len(), LETTERS.len());
        let bad = |letter: &char| "AEIOUYLNQS".contains(*letter);
        assert_eq!(letters.iter().find(|letter| bad(letter)), None);
        let first = |(letter, word): &(char, &str)| word.starts_with(*letter);
        assert!(LETTERS.iter().all(first));
    }
}
