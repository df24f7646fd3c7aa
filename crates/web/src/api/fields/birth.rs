//! A birth date as programs write it: one way for each thing that can be known of it.

use jiff::civil::Date;

/// What is said of any other.
pub(super) const WORDS: &str = "Send a birth date as 2014-03-14; a year alone; \"about 7\"; or, of an unborn child, \"due 2026-03-14\".";

/// The same for a machine: every day of 1800 to 2099 and no other, a year, an age.
pub(super) const PATTERN: &str = "^(?:(?:due )?(?:(?:18|19|20)[0-9]{2}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)|(?:(?:18|19|20)(?:0[48]|[2468][048]|[13579][26])|2000)-02-29)|[0-9]{4}|about [0-9]{1,3})$";

/// Whether it can be read.
pub(super) fn is_read(text: &str) -> bool {
    let text = text.trim();
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if let Some(age) = text.strip_prefix("about ") {
        return digits(age, 1, 3);
    }
    digits(text, 4, 4) || is_day(text.strip_prefix("due ").unwrap_or(text))
}

fn is_day(text: &str) -> bool {
    let day = text.parse::<Date>().ok();
    let day = day.filter(|day| day.to_string() == text);
    day.is_some_and(|day| (1800..2100).contains(&day.year()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use trefoil_core::date_typed::birth_typed;

    use super::*;

    #[test]
    fn a_birth_date_has_one_way_of_writing_and_core_reads_each() {
        for (text, good) in [
            ("2014-03-14", true),
            ("due 2026-03-14", true),
            ("2000-02-29", true),
            ("2024-02-29", true),
            ("1800-01-01", true),
            ("2014", true),
            ("about 7", true),
            ("", false),
            ("1900-02-29", false),
            ("2014-02-30", false),
            ("2014-3-14", false),
            ("14 3 2014", false),
            ("1799-12-31", false),
            ("2100-01-01", false),
            ("20140314", false),
            ("about seven", false),
            ("due soon", false),
        ] {
            assert_eq!(is_read(text), good, "{text}");
            assert!(
                !good || birth_typed(text, date(2026, 3, 1)).is_ok(),
                "{text}"
            );
        }
    }
}
