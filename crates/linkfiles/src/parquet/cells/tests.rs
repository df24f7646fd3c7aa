//! Days of Parquet are dates of ours; files are tested with the job.

use super::{Chunk, calendar};

#[test]
fn days_are_said_as_dates() {
    let check = |days: i32, said: Option<&str>| assert_eq!(calendar(days).as_deref(), said);
    check(0, Some("1970-01-01"));
    check(-1, Some("1969-12-31"));
    check(11_016, Some("2000-02-29"));
    check(11_017, Some("2000-03-01"));
    check(20_088, Some("2024-12-31"));
    check(-25_567, Some("1900-01-01"));
    check(i32::MAX, None);
    check(i32::MIN, None);
}

#[test]
fn whole_numbers_are_said_as_the_library_says_them() {
    for number in [0, 7, -7, 10, 1_000_000, i64::MAX, i64::MIN] {
        let mut chunk = Chunk::default();
        chunk.whole(number);
        assert_eq!(chunk.values(), [number.to_string()]);
    }
}
