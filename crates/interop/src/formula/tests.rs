//! Which texts a spreadsheet would run.

use super::looks_like_formula;

#[test]
fn formulas_are_told_from_numbers() {
    for (text, expected) in [
        ("=1+1", true),
        ("@SUM(A1)", true),
        ("+cmd|' /C calc'!A0", true),
        ("-2+3", true),
        ("  =HYPERLINK(\"x\")", true),
        ("\t=1", true),
        ("+44 7700 900123", false),
        ("+44 (0)7700 900123", false),
        ("-12.5", false),
        ("-", false),
        ("", false),
        ("O'Brien", false),
        ("a=b", false),
    ] {
        assert_eq!(looks_like_formula(text), expected, "{text}");
    }
}
