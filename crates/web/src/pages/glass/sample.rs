//! The form, with errors too; the answer; what is open, and nothing.

use jiff::Timestamp;
use trefoil_app::glass::open::Opened;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::strand::CompartmentKind;

use super::shown::{AskShown, BrokenShown, OpenShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::Triage);
    let wrong = ["surname", "birth", "number", "reason", "text"];
    let wrong = wrong.map(|field| Problem::new(field, "Say more."));
    let typed = Fields(vec![("text".to_owned(), "<b>".to_owned())]);
    let opened = Opened {
        strand: id(1),
        kind: CompartmentKind::Child,
        until: Timestamp::UNIX_EPOCH,
    };
    vec![
        Sample::new("glass", &AskShown::new(&shell, &Fields::default(), &[])),
        Sample::new("glass", &AskShown::new(&shell, &typed, &wrong)),
        Sample::new("glass_broken", &BrokenShown::new(&shell)),
        Sample::new("glass_open", &OpenShown::new(&shell, &[opened])),
        Sample::new("glass_open", &OpenShown::new(&shell, &[])),
    ]
}
