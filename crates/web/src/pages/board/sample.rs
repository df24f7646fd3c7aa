//! With something late, and with nothing.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::board::{Board, Holding, PastTime};
use trefoil_core::clock::Standing;
use trefoil_core::principal::Role;
use trefoil_core::rag::{Rag, RagRule};

use super::shown::BoardShown;
use crate::pages::samples::Sample;
use crate::pages::strand::sample::id;
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let manager = shell(Role::TeamManager);
    let past = |level, name: &str, worker: Option<&str>| PastTime {
        contact: id(9),
        received_at: Timestamp::UNIX_EPOCH,
        level,
        standing: Standing::Overdue(SignedDuration::from_hours(2)),
        name: name.to_owned(),
        worker: worker.map(str::to_owned),
    };
    let holding = |worker: Option<&str>| Holding {
        worker: worker.map(|name| (id(4), name.to_owned())),
        contacts: 3,
        oldest: Timestamp::UNIX_EPOCH,
    };
    let full = Board {
        past: vec![
            past(Rag::Red, "Ashdown <family>", Some("F. Lomas")),
            past(Rag::Green, "", None),
        ],
        counts: vec![(Rag::Red, 51), (Rag::Green, 1)],
        holdings: vec![holding(Some("F. Lomas")), holding(None)],
        rule: RagRule::default(),
        now: Timestamp::UNIX_EPOCH,
    };
    let empty = Board {
        past: Vec::new(),
        counts: Vec::new(),
        holdings: Vec::new(),
        ..full.clone()
    };
    vec![
        Sample::new("board", &BoardShown::new(&manager, &full)),
        Sample::new("board", &BoardShown::new(&manager, &empty)),
    ]
}
