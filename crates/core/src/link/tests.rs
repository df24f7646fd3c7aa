//! The card says the latest word, and never less than it knew.

use jiff::civil::date;

use super::*;

#[test]
fn the_latest_word_wins_where_it_says_something() {
    let latest = Described {
        name: PersonName::new("Kelly", "Marsh"),
        sex: Some(Sex::Unknown),
        ..Described::default()
    };
    let earlier = Described {
        name: PersonName::new("Kelly", "Ashdown"),
        birth: BirthDate::On(date(1989, 5, 4)),
        sex: Some(Sex::Female),
        safe_contact: SafeContact::Only("10:00-14:00 only".to_owned()),
        ..Described::default()
    };
    let card = card_of([&latest, &earlier]);
    assert_eq!(card.name, latest.name);
    assert_eq!(card.aliases, std::slice::from_ref(&earlier.name));
    assert_eq!(
        (card.birth, card.sex),
        (earlier.birth.clone(), Some(Sex::Female))
    );
    assert_eq!(card.safe_contact, earlier.safe_contact);
}

#[test]
fn a_birth_that_happened_is_kept_over_one_expected() {
    let expected = Described {
        birth: BirthDate::Expected(date(2026, 5, 1)),
        ..Described::default()
    };
    let born = Described {
        birth: BirthDate::On(date(2026, 5, 9)),
        ..Described::default()
    };
    let unreadable = Described {
        birth: BirthDate::Unreadable("31/02/2026".to_owned()),
        ..Described::default()
    };
    assert_eq!(card_of([&unreadable, &expected, &born]).birth, born.birth);
    assert_eq!(card_of([&unreadable, &expected]).birth, expected.birth);
    assert_eq!(card_of([]).birth, BirthDate::Missing);
}

#[test]
fn one_more_word_is_the_same_as_all_words_together() {
    let first = Described {
        name: PersonName::new("Kelly", "Ashdown"),
        birth: BirthDate::On(date(1989, 5, 4)),
        ..Described::default()
    };
    let second = Described {
        name: PersonName::new("Kel", "Ashdown"),
        sex: Some(Sex::Female),
        ..Described::default()
    };
    let third = Described {
        name: PersonName::new("Kelly", "Marsh"),
        ..Described::default()
    };
    let step = card_with(&third, &card_with(&second, &card_of([&first])));
    assert_eq!(step, card_of([&third, &second, &first]));
}
