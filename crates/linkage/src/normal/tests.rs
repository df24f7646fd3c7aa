//! Tests of `normal`: what survives, what folds together, what separates.

use super::{identifier, shown, words};
use proptest::prelude::*;

#[test]
fn folds_to_words() {
    let check = |input: &str, expect: &[&str]| assert_eq!(words(input), expect, "{input:?}");
    check("  O'Brien ", &["obrien"]);
    check("O’Brien", &["obrien"]);
    check("Smith-Jones", &["smith", "jones"]);
    check("Łukasz Wójcik", &["lukasz", "wojcik"]);
    check("GÜLŞEN Yıldız", &["gulsen", "yildiz"]);
    check("İbrahim", &["ibrahim"]);
    check("João D'Ávila", &["joao", "davila"]);
    check("Nguyễn Thị", &["nguyen", "thi"]);
    check("Siôn Llŷr", &["sion", "llyr"]);
    check("Ковальчук", &["kovalchuk"]);
    check("Юлія", &["yuliya"]);
    check("مُحَمَّد", &["محمد"]);
    check("علی", &["علي"]);
    check("محمد\u{200f} علي\u{202c}", &["محمد", "علي"]);
    check("王小明", &["王小明"]);
    check("ＷＡＮＧ", &["wang"]);
    check("Ma\u{200b}rsh\u{feff}", &["marsh"]);
    check("Ma\0rsh", &["marsh"]);
    check("Straße", &["strasse"]);
    check("", &[]);
    check("-- ' \u{202e}", &[]);
}

#[test]
fn vowel_signs_of_indian_scripts_stay() {
    assert_ne!(words("कुमार"), words("कमर"));
    assert_eq!(words("प्रिया").len(), 1);
}

#[test]
fn long_input_is_cut() {
    let long = "Mary ".repeat(10_000) + &"x".repeat(1_000_000);
    assert_eq!(words(&long).len(), 10);
    assert_eq!(words(&"x".repeat(1_000_000)).concat().len(), 40);
}

#[test]
fn identifiers_keep_letters_and_digits() {
    let check = |input: &str, expect: Option<&str>| {
        assert_eq!(identifier(input).as_deref(), expect, "{input:?}");
    };
    check("943 476 5919", Some("9434765919"));
    check("fy1 4ab", Some("FY14AB"));
    check(" - ", None);
}

#[test]
fn shown_text_cannot_hide_or_reorder() {
    assert_eq!(shown(" Mar\u{202e}sh\u{200b}\n"), "Marsh");
    assert_eq!(shown("محمد"), "محمد");
    assert_eq!(shown(&"é".repeat(100)).chars().count(), 60);
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,12}") {
        let once = words(&text);
        prop_assert_eq!(words(&once.join(" ")), once);
    }

    #[test]
    fn words_are_bounded(text in any::<String>()) {
        let all = words(&text);
        prop_assert!(all.len() <= 10);
        prop_assert!(all.iter().all(|word| !word.is_empty() && word.chars().count() <= 40));
    }
}
