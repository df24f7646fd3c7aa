//! The list with and without anything; a broken glass waiting, wrongly answered, and a use that was reviewed.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::reviews::list::{ReviewRow, ReviewsPage, Waiting};
use trefoil_app::reviews::view::{GlassRow, ReviewPage};
use trefoil_core::clock::Standing;
use trefoil_core::glass::{GlassFound, GlassReason, ReviewKind, ReviewOutcome};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::{ListShown, OneShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Custodian);
    let some = ReviewsPage {
        open: vec![Waiting {
            row: row(None),
            about: "Tom <Marsh>, 3 Sep 2021, 11pm".to_owned(),
            standing: Standing::Overdue(SignedDuration::from_hours(3)),
            due: Timestamp::UNIX_EPOCH,
        }],
        done: vec![(
            row(Some(ReviewOutcome::InOrder)),
            "a contact, 3 Sep 2021, 11pm".to_owned(),
        )],
    };
    let none = ReviewsPage {
        open: Vec::new(),
        done: Vec::new(),
    };
    let problems = ["outcome", "reason"].map(|field| Problem::new(field, "Say more."));
    let one = |page: &ReviewPage, problems: &[Problem]| {
        OneShown::new(&shell, page, &Fields::default(), problems)
    };
    vec![
        Sample::new("reviews", &ListShown::new(&shell, &some, true)),
        Sample::new("reviews", &ListShown::new(&shell, &none, false)),
        Sample::new("review", &one(&page(None), &[])),
        Sample::new("review", &one(&page(None), &problems)),
        Sample::new("review", &one(&page(Some(ReviewOutcome::NotInOrder)), &[])),
    ]
}

fn row(outcome: Option<ReviewOutcome>) -> ReviewRow {
    ReviewRow {
        review: id(1),
        kind: ReviewKind::Glass,
        worker: id(2),
        name: "F. Lomas".to_owned(),
        subject_kind: "strand".to_owned(),
        subject: Some(id(3)),
        glass: Some(id(4)),
        first_at: Timestamp::UNIX_EPOCH,
        last_at: Timestamp::UNIX_EPOCH,
        uses: 2,
        outcome,
        decided_at: outcome.map(|_| Timestamp::UNIX_EPOCH),
        version: 0,
    }
}

fn page(outcome: Option<ReviewOutcome>) -> ReviewPage {
    let glass = GlassRow {
        glass: id(4),
        worker: id(2),
        strand: Some(id(3)),
        found: GlassFound::Open,
        reason: GlassReason::Danger,
        broken_at: Timestamp::UNIX_EPOCH,
        ends_at: Timestamp::UNIX_EPOCH,
    };
    ReviewPage {
        row: row(outcome),
        glass: Some((glass, "He is at <her> door.".to_owned())),
        reason: outcome.map(|_| "Nobody rang.".to_owned()),
    }
}
