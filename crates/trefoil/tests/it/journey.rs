//! The journey through HTTP: from a police file to decided contacts and a report that counts right, once per engine, told
//! as a list of what was seen. The tellings of both engines must be the same.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its ground gives way"
)]

mod deciding;
mod files;
mod matching;
mod report;
mod tale;

use crate::hub::house::House;
use tale::Tale;

async fn told(house: House) -> Vec<(String, String)> {
    let mut tale = Tale::begin(house).await;
    files::a_file_becomes_a_queue(&mut tale).await;
    files::of_two_who_take_one_the_second_is_told(&mut tale).await;
    matching::everybody_is_new(&mut tale).await;
    matching::a_whole_family_is_confirmed_and_undone(&mut tale).await;
    matching::not_the_same_sticks_through_a_higher_version(&mut tale).await;
    deciding::a_missing_reason_keeps_what_was_typed(&mut tale).await;
    deciding::each_child_is_decided_and_the_contact_is_gone_for_triage(&mut tale).await;
    report::the_numbers_are_right_and_open_down_to_rows(&mut tale).await;
    report::as_known_before_the_second_version(&mut tale).await;
    tale.told
}

#[tokio::test]
async fn from_a_police_file_to_a_report_alike_on_both_engines() {
    let sqlite = told(House::sqlite().await).await;
    assert!(sqlite.len() > 12, "the tale is short: {}", sqlite.len());
    let Some(house) = House::postgres().await else {
        return;
    };
    let postgres = told(house).await;
    for ((step, one), (_, other)) in sqlite.iter().zip(&postgres) {
        assert_eq!(one, other, "{step}");
    }
    assert_eq!(sqlite.len(), postgres.len());
}
