//! Tests of `sound`: re-spellings that must meet, names that must not.

use super::{alike, sound};

#[test]
fn respellings_sound_alike() {
    for (a, b) in [
        ("marsh", "marshe"),
        ("siobhan", "shevaun"),
        ("niamh", "neeve"),
        ("caoimhe", "keeva"),
        ("kowalski", "kovalsky"),
        ("szymon", "shimon"),
        ("vaughan", "vaughn"),
        ("philips", "fillips"),
        ("thompson", "tompson"),
        ("dafydd", "davydd"),
        ("rhys", "reece"),
        ("mohammed", "muhamad"),
        ("yusuf", "jusuf"),
        ("wright", "rite"),
        ("knight", "nite"),
        ("lloyd", "loyd"),
        ("xiao", "shiao"),
        ("oyelaran", "oyelarin"),
    ] {
        assert_eq!(sound(a), sound(b), "{a} {b}");
    }
}

#[test]
fn other_names_sound_otherwise() {
    for (a, b) in [
        ("smith", "jones"),
        ("khan", "kaur"),
        ("amina", "amira"),
        ("li", "wu"),
        ("zain", "zaid"),
    ] {
        assert_ne!(sound(a), sound(b), "{a} {b}");
    }
}

#[test]
fn short_sounds_and_other_scripts_are_not_alike() {
    let check =
        |a: &str, b: &str, expect: bool| assert_eq!(alike(&sound(a), &sound(b)), expect, "{a} {b}");
    check("ella", "ali", false);
    check("mia", "maya", false);
    check("marsh", "marshe", true);
    check("王", "王", false);
    assert_eq!(sound("王"), "王");
    assert_eq!(sound("محمد"), "محمد");
}
