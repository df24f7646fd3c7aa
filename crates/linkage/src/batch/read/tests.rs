//! Values as files have them, and as they are compared.

use proptest::prelude::*;

use super::{address, date, email, full_name, identifier, name, phone, sex, sex_unsaid, unpack};

#[test]
fn dates_of_every_form() {
    let check = |text: &str, read: (u32, u32, u32)| assert_eq!(unpack(date(text)), read, "{text}");
    check("1990-02-03", (1990, 2, 3));
    check("19900203", (1990, 2, 3));
    check("03/02/1990", (1990, 2, 3));
    check("3.2.1990", (1990, 2, 3));
    check("1990-02-03T00:00:00", (1990, 2, 3));
    // A slip of the finger is still worth comparing.
    check("1990-13-32", (1990, 13, 32));
    check("1990", (1990, 0, 0));
    for none in [
        "",
        "soon",
        "0000-00-00",
        "1990-2",
        "90-02-03",
        "199002031",
        "1990-02-\u{0663}",
        "\u{ff11}\u{ff19}90",
    ] {
        assert_eq!(date(none), 0, "{none}");
    }
}

#[test]
fn addresses_plain_and_not() {
    let room = &mut String::new();
    let mut check = |text: &str, house: &str, street: &str| {
        let read = address(text, room);
        assert_eq!((&*read.0, &*read.1), (house, street), "{text}");
    };
    check("14 mill lane", "14", "milllane");
    check("14 Mill Lane, Blackpool FY1 2AB", "14", "milllane");
    check("mill lane", "", "milllane");
    check("Flat 2, 14 Mill Lane", "14:2", "milllane");
    check("flat 2 14 mill lane", "14:2", "milllane");
    check("14a mill lane", "14a", "milllane");
    check("no fixed abode", "", "");
}

#[test]
fn what_tells_people_apart_is_kept_alone() {
    let room = &mut String::new();
    assert_eq!(phone("+44 7700 900123"), phone("07700900123"));
    assert_eq!(phone("00000000000"), "");
    assert_eq!(phone("12345"), "");
    assert_eq!(identifier("fy1 2ab", room), "FY12AB");
    assert_eq!(identifier("FY1 2AB", room), "FY12AB");
    assert_eq!(identifier("N/A", room), "");
    assert_eq!(email("A.B@c.org"), "a.b@c.org");
    assert_eq!(email("none"), "");
    assert_eq!(name("  O\u{2019}NEIL-Smith "), "oneil smith");
    assert_eq!(name("Unknown"), "");
    assert_eq!(
        full_name("Mary Ann Smith"),
        ("mary ann".to_owned(), "smith".to_owned())
    );
    assert_eq!(
        full_name("Smith, Mary Ann"),
        ("mary ann".to_owned(), "smith".to_owned())
    );
    assert_eq!(full_name("Smith"), (String::new(), "smith".to_owned()));
    assert_eq!([sex("F"), sex("male"), sex("unknown")], [1, 2, 0]);
    assert!(sex_unsaid("unknown") && !sex_unsaid("blue"));
}

proptest! {
    /// Whatever stands in a file: no panic, nothing long, and what was read is read the same again.
    #[test]
    fn anything_is_read(value in prop_oneof![".{0,60}", "[0-9a-zA-Z /.@,'-]{0,60}", prop::collection::vec(any::<char>(), 0..300).prop_map(String::from_iter)]) {
        let room = &mut String::new();
        let (house, street) = address(&value, room);
        let (house, street) = (house.into_owned(), street.into_owned());
        let (given, surname) = full_name(&value);
        let read = [
            name(&value).into_owned(),
            identifier(&value, room).into_owned(),
            phone(&value).into_owned(),
            email(&value).into_owned(),
            house,
            street,
            given,
            surname,
        ];
        for text in &read {
            prop_assert!(text.len() <= 1200, "{text}");
        }
        let again = [name(&read[0]), identifier(&read[1], room), phone(&read[2])];
        prop_assert_eq!(&again[..], &read[..3]);
        let (_, month, day) = unpack(date(&value));
        prop_assert!(month < 100 && day < 100);
        let _ = (sex(&value), sex_unsaid(&value));
    }
}
