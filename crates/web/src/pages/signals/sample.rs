//! The list, full and empty; the page on which one is written, after one was sent and with errors.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::families::signal::{Sent, SignalPage};
use trefoil_app::families::signals::{Signal, Warning};
use trefoil_core::clock::Standing;
use trefoil_core::principal::Role;
use trefoil_core::refusal::Problem;
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::CompartmentKind;

use super::shown::{ListShown, SendShown, Typed};
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::VictimAdviser);
    let problems = ["kind", "text"].map(|field| Problem::new(field, "Say more."));
    let wrong = Typed::refused("threat", "He <said>", problems.to_vec());
    let list = [
        warning(Standing::Overdue(SignedDuration::from_mins(5)), false),
        warning(Standing::InTime(SignedDuration::from_mins(50)), false),
        warning(Standing::InTime(SignedDuration::from_mins(50)), true),
    ];
    let send = |opens, typed| {
        let page = SignalPage {
            strand: id(2),
            opens,
            sent: vec![Sent {
                kind: SignalKind::Threat,
                at: Timestamp::UNIX_EPOCH,
                by: "M. Hughes".to_owned(),
                text: "He rang <twice>.".to_owned(),
            }],
        };
        Sample::new("signal", &SendShown::new(&shell, &page, typed))
    };
    vec![
        Sample::new("signals", &ListShown::new(&shell, &list, "acknowledged")),
        Sample::new("signals", &ListShown::new(&shell, &[], "")),
        send(true, &Typed::done("sent")),
        send(false, &wrong),
    ]
}

/// A warning, waiting or acknowledged.
pub(in crate::pages) fn warning(clock: Standing, acknowledged: bool) -> Warning {
    Warning {
        signal: Signal {
            signal: id(9),
            strand: id(2),
            kind: SignalKind::Threat,
            sent_at: Timestamp::UNIX_EPOCH,
            sender: (!acknowledged).then_some(Role::PerpetratorWorker),
            acknowledged: acknowledged.then(|| (Timestamp::UNIX_EPOCH, "R. Patel".to_owned())),
            text: "He said <he> will find her.".to_owned(),
        },
        name: (!acknowledged).then(|| "Kelly Ashdown".to_owned()),
        kind: CompartmentKind::Victim,
        due: Timestamp::UNIX_EPOCH,
        clock,
        gone_on: !acknowledged,
        acknowledges: !acknowledged,
    }
}
