//! Empty; with errors, something begun and folded boxes in use.

use jiff::Timestamp;
use trefoil_app::drafts::open::Draft;
use trefoil_core::draft::{DraftContent, DraftForm};
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;

use super::shown::RecordShown;
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let fields = |pairs: &[(&str, &str)]| {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect::<Vec<_>>()
    };
    let begun = |at: u8, pairs: &[(&str, &str)]| Draft {
        draft: id(at),
        form: DraftForm::Contact,
        version: 1,
        saved_at: Timestamp::UNIX_EPOCH,
        content: DraftContent {
            fields: fields(pairs),
        },
    };
    let drafts = [
        begun(1, &[("p0-given", "Tom <b>"), ("p0-surname", "Ashdown")]),
        begun(2, &[("summary", "He & she")]),
        begun(3, &[("place", "The pier")]),
    ];
    let typed = Fields(fields(&[
        ("source", "school"),
        ("summary", "He said \"no\" & hid. <i>"),
        ("p0-role", "child"),
        ("p0-words", "I hid"),
        ("place", "The pier"),
        ("rows", "12"),
    ]));
    let wrong = [
        "source", "summary", "p0-birth", "p1-role", "p2-phone", "place",
    ];
    let wrong = wrong.map(|field| Problem::new(field, "Choose."));
    let triage = shell(Role::Triage);
    let of = |given, done| RecordShown::new(&triage, ((id(1), 1), &drafts), given, done);
    vec![
        Sample::new("record", &of((&Fields::default(), &[]), "")),
        Sample::new("record", &of((&typed, &wrong), "kept")),
    ]
}
