//! Days of Parquet are dates of ours; files are tested with the job.

use super::calendar;

#[test]
fn days_are_said_as_dates() {
    let check = |days: i32, said: &str| assert_eq!(calendar(days), said);
    check(0, "1970-01-01");
    check(-1, "1969-12-31");
    check(11_016, "2000-02-29");
    check(11_017, "2000-03-01");
    check(20_088, "2024-12-31");
    check(-25_567, "1900-01-01");
}
