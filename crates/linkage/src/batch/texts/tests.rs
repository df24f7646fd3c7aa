//! A text has one number, however many come and however they come.

use std::collections::HashMap;

use super::{Spool, Texts};

#[test]
fn each_text_has_one_number() {
    let (mut one, mut all) = (Texts::new(), Texts::new());
    let mut known = HashMap::new();
    for round in 0..3 {
        let mut spool = Spool::default();
        let mut numbers = Vec::new();
        for at in 0..40_000_u32 {
            let text = match at % 7 {
                0 => String::new(),
                _ => format!("{}{}", at / 3 % 21_000, "x".repeat(at as usize % 11)),
            };
            let number = one.number(&text);
            assert_eq!(
                *known.entry(text.clone()).or_insert(number),
                number,
                "{round}"
            );
            assert_eq!(one.text(number), text);
            spool.push(&text);
            numbers.push(number);
        }
        let mut found = Vec::new();
        all.numbers(&spool, |number| found.push(number));
        assert_eq!(found, numbers);
    }
    assert_eq!(one.len(), known.len());
    let marks = one.close();
    assert_eq!(marks.len(), one.len());
    assert!(marks[0] == 0 && marks.iter().skip(1).all(|mark| *mark != 0));
}

#[test]
fn what_is_forgotten_is_as_if_it_had_never_come() {
    let mut texts = Texts::new();
    let name = |at: u32| format!("{at}{}", "y".repeat(at as usize * 7 % 23));
    for at in 0..3_000 {
        texts.number(&name(at));
    }
    for (kept, again) in [(2_900, 3_000), (1_000, 1_200), (1, 500)] {
        texts.forget(kept);
        assert_eq!(texts.len(), kept as usize);
        for at in 0..again {
            assert_eq!(texts.number(&name(at)), at + 1);
            assert_eq!(texts.text(at + 1), name(at));
        }
    }
}
