//! Vectors agreed with an independent implementation.

use super::*;

#[test]
fn check_letters() {
    let check = |text: &str, expect: Result<&str, NotAUpn>| {
        assert_eq!(
            text.parse::<Upn>().map(|upn| upn.to_string()),
            expect.map(str::to_owned),
            "{text}"
        );
    };
    check("N890123412345", Ok("N890123412345"));
    check("E890000126001", Ok("E890000126001"));
    check(" n890123412345 ", Ok("N890123412345"));
    check("A890123412345", Err(NotAUpn::CheckLetter));
    check("I890123412345", Err(NotAUpn::CheckLetter));
    check("N89012341234", Err(NotAUpn::Shape));
    check("N8901234123456", Err(NotAUpn::Shape));
    check("N8901X3412345", Err(NotAUpn::Shape));
    check("N89012341234I", Err(NotAUpn::Shape));
    check("1890123412345", Err(NotAUpn::Shape));
    check("", Err(NotAUpn::Shape));
    check("Ñ89012341234", Err(NotAUpn::Shape));
}

#[test]
fn a_temporary_number_may_end_in_a_letter() {
    let good = LETTERS.iter().filter(|letter| {
        format!("{}89012341234A", char::from(**letter))
            .parse::<Upn>()
            .is_ok()
    });
    assert_eq!(good.count(), 1);
}
