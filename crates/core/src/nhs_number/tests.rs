//! Vectors agreed with an independent implementation (9434765919, 9990000018, 9990000026), and every single-digit error.

use super::*;

#[test]
fn valid_numbers_are_read_with_or_without_spaces() {
    for text in [
        "9434765919",
        "943 476 5919",
        "9990000018",
        "9990000026",
        " 999 000 0026 ",
    ] {
        assert!(text.parse::<NhsNumber>().is_ok(), "{text}");
    }
    assert_eq!(
        "9434765919".parse::<NhsNumber>().map(|n| n.to_string()),
        Ok("943 476 5919".to_owned())
    );
}

#[test]
fn anything_else_is_refused_with_its_reason() {
    let check = |text: &str, expect| assert_eq!(text.parse::<NhsNumber>(), Err(expect), "{text}");
    check("", NotAnNhsNumber::Shape);
    check("943476591", NotAnNhsNumber::Shape);
    check("94347659190", NotAnNhsNumber::Shape);
    check("943476591X", NotAnNhsNumber::Shape);
    check("٩٤٣٤٧٦٥٩١٩", NotAnNhsNumber::Shape);
    check("9434765918", NotAnNhsNumber::CheckDigit);
}

#[test]
fn every_single_digit_error_is_caught() {
    let good = "9434765919";
    for place in 0..10 {
        for digit in '0'..='9' {
            let mut text: Vec<char> = good.chars().collect();
            text[place] = digit;
            let text: String = text.into_iter().collect();
            assert_eq!(text.parse::<NhsNumber>().is_ok(), text == good, "{text}");
        }
    }
}
