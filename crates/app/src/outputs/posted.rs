//! Where a letter goes by post: a place of its addressee's, and so shown to nobody to whom their addresses are closed, though they see in
//! full the side that it was written on: by a share without addresses, or before they have shown again who they are.

use trefoil_core::output::Channel;
use trefoil_core::place::PlaceKind;
use trefoil_core::seeded::{Leak, leaks};
use trefoil_policy::Asker;
use trefoil_store::output::OutputRow;

use crate::door::App;
use crate::families::leave::Met;

/// Whether the asker may see where it goes: it goes nowhere by post, or its addressee's addresses are open to them.
pub(super) fn open(app: &App, asker: &Asker, row: &OutputRow, met: &Met) -> bool {
    if row.channel != Channel::Post || leaks(Leak::PostedTold) {
        return true;
    }
    let strands = app.sights_of_strands(asker, &met.family);
    let mut theirs = strands
        .iter()
        .filter(|(strand, _)| row.addressee == Some(strand.person.uuid()));
    theirs.any(|(_, sight)| sight.of(PlaceKind::Address).located())
}

/// A letter as it reads here, parted: the lines that it is delivered to, with who writes, and what follows the first empty line.
pub(super) fn parted(text: &str) -> (String, String) {
    let mut lines = text.lines();
    let head = lines.by_ref().take_while(|line| !line.trim().is_empty());
    let head: Vec<&str> = head.collect();
    let rest: Vec<&str> = lines.collect();
    (head.join("\n"), rest.join("\n"))
}
