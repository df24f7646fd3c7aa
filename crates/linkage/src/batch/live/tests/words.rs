//! Every level has its words.

use super::super::super::level::BatchField;
use super::super::words::words;

#[test]
fn every_level_is_said_in_words_of_its_own_sentence() {
    for (field, name) in BatchField::ALL {
        for (level, called) in (0..).zip(field.level_names()) {
            let line = words(field, level);
            // A level that nothing is said of, or that does not occur.
            let silent = level == 0 || called.is_empty();
            assert!(
                silent || line.chars().next().is_some_and(char::is_uppercase),
                "{name} {called}"
            );
            let same = called == "same" || called.starts_with("same, ");
            assert!(!same || line.starts_with("Same"), "{name} {called}: {line}");
            let different = called == "different";
            assert!(
                !different || line.starts_with("Different"),
                "{name} {called}: {line}"
            );
        }
    }
}

#[test]
fn a_place_is_said_in_its_parts() {
    let line = |called: &str| {
        let names = BatchField::Place.level_names();
        let level = names.iter().position(|name| name == called);
        let level = level.expect("it is a level");
        words(
            BatchField::Place,
            u8::try_from(level).expect("there are few"),
        )
    };
    assert_eq!(
        line("address not said; postcode not said; suburb not said"),
        ""
    );
    assert_eq!(
        line("address not said; postcode district same; suburb same"),
        "Postcodes of the same district, same town"
    );
    assert_eq!(
        line("address different; postcode same; suburb not said"),
        "Different address, same postcode"
    );
}
