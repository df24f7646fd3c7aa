//! Numbers as people read them, and what an aim says of a number.

use super::super::goals::Aim;
use super::number;

#[test]
fn numbers() {
    for (value, expect) in [
        (0.0, "0"),
        (4.26, "4.3"),
        (10.4, "10"),
        (999.6, "1,000"),
        (1_234_567.0, "1,234,567"),
    ] {
        assert_eq!(number(value), expect);
    }
}

#[test]
fn aims() {
    for (aim, value, expect) in [
        (Aim::AtLeast(300.0), 299.9, Some(false)),
        (Aim::AtLeast(300.0), 300.0, Some(true)),
        (Aim::AtMost(50.0), 50.1, Some(false)),
        (Aim::AtMost(50.0), 50.0, Some(true)),
        (Aim::None, 1.0, None),
    ] {
        assert_eq!(aim.is_met(value), expect, "{aim:?} {value}");
    }
}
