//! The form empty, and with everything wrong; the receipt, with and without a telephone number.

use jiff::Timestamp;
use trefoil_core::receipt::Receipt;
use trefoil_core::refusal::Problem;

use super::shown::{ReceiptShown, TellShown};
use crate::form::Fields;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::nobody;
use crate::state::Partners;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = nobody();
    let rung = Partners {
        telephone: Some("01632 960001".into()),
    };
    let pairs = [
        ("source", "school"),
        ("summary", "He said \"no\" & hid. <i>"),
        ("p0-role", "child"),
        ("p0-words", "I hid"),
        ("place", "The pier"),
        ("p4-given", "Tom <b>"),
        ("rows", "2"),
    ];
    let typed = Fields(
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
    );
    let wrong = [
        "", "people", "source", "summary", "p0-birth", "p1-role", "place", "teller", "reached",
    ];
    let wrong = wrong.map(|field| Problem::new(field, "Choose."));
    let form =
        |partners, given| Sample::new("tell", &TellShown::new(&shell, partners, id(1), given));
    let receipt = Receipt {
        number: "BKRT-HJWX".to_owned(),
        received_at: Timestamp::UNIX_EPOCH,
        due: Timestamp::UNIX_EPOCH,
    };
    let received = |partners| {
        Sample::new(
            "tell_received",
            &ReceiptShown::new(&shell, partners, &receipt),
        )
    };
    vec![
        form(&rung, (&Fields::default(), &[])),
        form(&Partners::default(), (&typed, &wrong)),
        received(&rung),
        received(&Partners::default()),
    ]
}
