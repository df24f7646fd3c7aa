//! Towns from seeds: the report of each is what its raw drafts come to.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use trefoil_core::vocabulary::{Known, Source};
use trefoil_testkit::TestApp;
use trefoil_town::{Happening, Plan, Seed, Town, fill};

use super::by_hand::{Told, Version};
use super::compare;

/// What a happening comes to for whoever counts. What was decided was known as it happened; what still waits came in at the
/// end.
fn told(happening: &Happening, end: Timestamp) -> Told {
    let contact = &happening.contact;
    let children = contact.people.iter().enumerate();
    let children = children
        .filter(|(_, person)| person.is_child())
        .map(|(place, _)| place.to_string());
    let decision = happening.decision.as_ref();
    let answers = decision.into_iter().flat_map(|decision| {
        let about = |answer: &trefoil_town::PlannedAnswer| {
            let place = answer.person?;
            Some((decision.at, place.to_string(), answer.outcome))
        };
        decision.answers.iter().filter_map(about)
    });
    Told {
        police: contact.source == Source::Police,
        versions: vec![Version {
            known: if decision.is_some() {
                happening.at
            } else {
                end
            },
            number: 1,
            received: contact.received_at,
            abuse: contact.domestic_abuse == Known::Yes,
            children: children.collect(),
        }],
        decisions: answers.collect(),
        // A household is one family.
        families: Vec::new(),
    }
}

#[tokio::test]
async fn a_town_counts_what_its_drafts_come_to() {
    let last = date(2026, 3, 31);
    let until = Town::end_of(last);
    for seed in 1..=3 {
        let town = Town::planned(Seed(seed), Plan::for_contacts(9_000, 500, until));
        let kit = TestApp::sqlite(until + SignedDuration::from_secs(1)).await;
        let staff = kit.staffed().await;
        fill(&kit.app, &staff.triage, &town, |_, _| {})
            .await
            .unwrap();
        let told: Vec<Told> = town
            .happenings()
            .map(|happening| told(&happening, kit.app.now()))
            .collect();
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let mut draw = |sides: i64| i64::from(dice.next_u32()) % sides;
        let now = kit.app.now();
        compare(
            &kit.app,
            &staff.manager,
            &told,
            (date(2024, 1, 1), last, now),
            0,
        )
        .await;
        for nth in 0..60 {
            let to = last.saturating_sub(draw(360).days());
            let from = to.saturating_sub(draw(90).days());
            let back = SignedDuration::from_secs(draw(360 * 86_400));
            let as_at = if draw(3) == 0 { now } else { now - back };
            compare(&kit.app, &staff.manager, &told, (from, to, as_at), nth).await;
        }
    }
}
