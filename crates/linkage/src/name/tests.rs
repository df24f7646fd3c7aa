//! Tests of `name`: one table per kind of name, over the naming cultures met in Britain.

use super::Name;
use crate::compare::Level;
use proptest::prelude::*;

fn check(read: fn(&str) -> Name, a: &str, b: &str, expect: Level) {
    let (x, y) = (read(a), read(b));
    assert_eq!(x.compare(&y), expect, "{a} / {b}");
    assert_eq!(y.compare(&x), expect, "{b} / {a}");
}

#[test]
fn given_names() {
    use Level::{
        Close, Contains, Different, Initial, Missing, Nickname, Same, SameCommon, SomeShared,
        SoundsAlike,
    };
    for (a, b, expect) in [
        ("Sophie", "SOPHIE ", Same),
        ("Mary-Ann", "Maryann", Same),
        ("Ann Mary", "Mary Ann", Same),
        ("Miss Sophie", "Sophie", Same),
        ("Bill", "William", Nickname),
        ("Kasia", "Katarzyna", Nickname),
        ("Małgorzata", "Gosia", Nickname),
        ("Muhammad Ali", "Mohammed Ali", Nickname),
        ("Mohammed", "Mohammed", SameCommon),
        ("Sophie", "Sophie Grace", Contains),
        ("Xiaoming", "Xiao Ming", Same),
        ("Юлія", "Yuliya", Same),
        ("Oluwaseun", "Seun", Nickname),
        ("Olúwaṣeun", "Oluwaseun", Same),
        ("J", "Jakub", Initial),
        ("Jayden", "Jaydon", Close),
        ("Chloe", "Khloe", Different),
        ("Aurelie", "Orelie", SoundsAlike),
        ("Siobhán", "Shevaun", Nickname),
        ("Niamh", "Neve", Nickname),
        ("Rhys", "Reece", Nickname),
        ("محمد", "مُحَمَّد", Same),
        ("王伟", "王伟", Same),
        ("Sophie Grace", "Sophie May", SomeShared),
        ("Muhammad", "Muhammad Hassan", SomeShared),
        ("Muhammad Ali", "Muhammad Hassan", SomeShared),
        ("Hassan", "Hussain", Different),
        ("Daniel", "Danielle", Different),
        ("Amina", "Amira", Different),
        ("Maria", "Mariam", Different),
        ("Tommy", "Ronnie", Different),
        ("Twin 1", "Twin 2", SomeShared),
        ("Baby", "Sophie", Missing),
        ("Unborn", "Unborn", Missing),
        ("not known", "Sophie", Missing),
        ("", "Sophie", Missing),
        ("\u{202e}", "Sophie", Missing),
    ] {
        check(Name::given, a, b, expect);
    }
}

#[test]
fn surnames() {
    use Level::{Close, Contains, Different, Missing, Same, SameCommon, SomeShared, SoundsAlike};
    for (a, b, expect) in [
        ("O'Brien", "Ó Briain", SoundsAlike),
        ("O'Brien", "O Brien", Same),
        ("McDonagh", "Mac Donagh", Same),
        ("Smith-Jones", "Jones Smith", SameCommon),
        ("Marsh-Okafor", "Okafor Marsh", Same),
        ("Marsh-Okafor", "Okafor", Contains),
        ("Smith-Jones", "Jones", SomeShared),
        ("Marsh", "Marshe", Close),
        ("Marsh", "Mersh", SoundsAlike),
        ("Kowalski", "Kowalska", Close),
        ("Ковальчук", "Kovalchuk", Same),
        ("Wójcik", "Wojcik", Same),
        ("Khan", "Khan", SameCommon),
        ("Al-Hassan", "Hassan", Same),
        ("Alhassan", "Al Hassan", Same),
        ("da Costa Lima", "Lima", Contains),
        ("Pereira Lima", "Lima Fonseca", SomeShared),
        ("ap Rhys", "Rhys", Same),
        ("Ó Súilleabháin", "O'Suilleabhain", Same),
        ("Nguyễn", "Nguyen", SameCommon),
        ("Le", "Lee", Different),
        ("Do", "Do", Same),
        ("Adebayo", "Adébáyò", Same),
        ("Yıldırım", "Yildirim", Same),
        ("Marsh", "Okafor", Different),
        ("Unknown", "Marsh", Missing),
    ] {
        check(Name::surname, a, b, expect);
    }
}

proptest! {
    #[test]
    fn symmetric(a in "[a-dAé'\\- ]{0,14}", b in "[a-dAé'\\- ]{0,14}") {
        for read in [Name::given, Name::surname] {
            let (x, y) = (read(&a), read(&b));
            prop_assert_eq!(x.compare(&y), y.compare(&x));
        }
    }

    #[test]
    fn a_name_is_itself(text in "\\PC{0,40}") {
        let name = Name::given(&text);
        prop_assert!(matches!(name.compare(&name), Level::Same | Level::SameCommon | Level::Missing));
    }
}
