//! The list, full and empty; a family as its workers see it, with an error, and as the other side does.

use jiff::Timestamp;
use trefoil_app::families::list::{ListedFamily, ListedStrand};
use trefoil_app::families::view::{FamilyPage, FamilyStrand, SharedItem};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_core::strand::{Aspect, CompartmentKind};

use super::shown::{FamilyShown, ListShown, Typed};
use crate::pages::samples::Sample;
use crate::pages::strand::sample::{allocation, believed, id, strand};
use crate::shell::sample::shell;

pub(in crate::pages) fn samples() -> Vec<Sample> {
    let shell = shell(Role::SocialWorker);
    let typed = Typed::refused(" ", "Write the note first.".to_owned());
    let family = |name: Option<&str>, typed| {
        let page = page(name.map(str::to_owned));
        Sample::new("family", &FamilyShown::new(&shell, &page, typed))
    };
    vec![
        Sample::new("families", &ListShown::new(&shell, &[listed()], "allocate")),
        Sample::new("families", &ListShown::new(&shell, &[], "")),
        family(Some("Ashdown family"), &Typed::done("shared")),
        family(Some("Ashdown family"), &typed),
        family(None, &Typed::default()),
    ]
}

fn listed() -> ListedFamily {
    ListedFamily {
        family: id(1),
        name: None,
        opens: true,
        strands: vec![ListedStrand {
            strand: strand(CompartmentKind::Victim),
            name: "Kelly Ashdown".to_owned(),
            opens: true,
            sends: true,
            workers: vec!["R. Patel".to_owned()],
        }],
    }
}

fn page(name: Option<String>) -> FamilyPage {
    let whole = name.is_some();
    let item = |number: u8, opted_in| SharedItem {
        note: id(number),
        at: Timestamp::UNIX_EPOCH,
        by: whole.then(|| (id::<WorkerId>(6), "R. Patel".to_owned())),
        opted_in,
        text: "The school knows <about> the order.".to_owned(),
    };
    FamilyPage {
        family: id(1),
        strands: vec![FamilyStrand {
            strand: strand(CompartmentKind::Victim),
            believed: believed(),
            workers: vec![allocation()],
            safe: None,
            aspect: if whole { Aspect::Full } else { Aspect::Needs },
        }],
        shared: vec![item(7, true), item(8, false)],
        writes: whole,
        opts_in: whole,
        why: "You are this person's adviser",
        name,
    }
}
