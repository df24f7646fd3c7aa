//! What a weekend brings leaves at once: every notice is mailed, each once. `cargo xtask bench notices` builds this in release and asks for a
//! hundred; here a few are seen to leave.

use std::collections::BTreeSet;

use trefoil_app::notices::mail::{Round, mails_send};
use trefoil_app::notices::one::notice_view;
use trefoil_core::notice::NoticeState;
use trefoil_post::Encryption;

use super::mail_server::Smtp;
use super::played::{SITE, agreed, enrolled};
use super::scene::{Child, house, open, take};
use crate::hub::house::{Engine, on_both_engines};
use crate::hub::real;

/// Notices, where nobody says how many.
const FEW: usize = 10;

on_both_engines! {
    what_a_weekend_brings_leaves,
}

#[expect(clippy::disallowed_methods, reason = "how many is said from outside")]
fn many() -> usize {
    let told = std::env::var("TREFOIL_BENCH_NOTICES");
    told.ok().and_then(|told| told.parse().ok()).unwrap_or(FEW)
}

async fn what_a_weekend_brings_leaves(on: Engine) {
    let Some(mut smtp) = Smtp::here(Encryption::Started) else {
        return;
    };
    smtp.start();
    let house = house(on).await;
    agreed(&house).await;
    enrolled(&house, 100_001, 0).await;
    let named: Vec<(String, String)> = (0..many())
        .map(|nth| (format!("W-{nth}"), format!("Field{nth}")))
        .collect();
    let child = |(incident, surname)| Child {
        incident,
        surname,
        ..Child::default()
    };
    let children: Vec<Child<'_>> = named
        .iter()
        .map(|(incident, surname)| child((incident.as_str(), surname.as_str())))
        .collect();
    let started = real::started();
    take(&house, &children).await;
    let prepared = started.elapsed();
    let way = smtp.way();
    while mails_send(house.app(), &way, SITE).await != Ok(Round::Went(0)) {}
    let left = started.elapsed();
    let taken = smtp.taken();
    let ids: BTreeSet<&String> = taken.iter().map(|mail| &mail.id).collect();
    assert_eq!((taken.len(), ids.len()), (many(), many()));
    let all = open(&house, &house.staff.triage).await;
    assert!(all.len() == many() && all.iter().all(|one| one.row.state == NoticeState::Sent));
    let triage = &house.staff.triage;
    let last = notice_view(house.app(), triage, all[0].row.notice).await;
    assert!(last.unwrap().links[0].handed_at.is_some());
    println!(
        "bench notices | {on:?} | {} | {:.1} s | {:.1} s | {:.1} s |",
        many(),
        prepared.as_secs_f64(),
        left.saturating_sub(prepared).as_secs_f64(),
        left.as_secs_f64()
    );
}
