//! With a cover and without; with errors.

use jiff::Timestamp;
use trefoil_app::families::covers::{Cover, CoversPage};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::CoversShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::TeamManager);
    let cover = Cover {
        covered: (id(1), "R. <Patel>".to_owned()),
        cover: (id(2), "D. Lang".to_owned()),
        from: Timestamp::UNIX_EPOCH,
        until: Timestamp::UNIX_EPOCH,
    };
    let some = CoversPage {
        covers: vec![cover],
        workers: vec![(id(1), "R. <Patel>".to_owned())],
    };
    let wrong = ["covered", "cover", "until"].map(|field| Problem::new(field, "Choose."));
    let typed = Fields::default();
    let shown = |page: &CoversPage, problems: &[Problem]| {
        Sample::new(
            "covers",
            &CoversShown::new(&shell, page, &typed, problems, "set"),
        )
    };
    vec![shown(&some, &[]), shown(&CoversPage::default(), &wrong)]
}
