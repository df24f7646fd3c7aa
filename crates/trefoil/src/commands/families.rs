//! The work that a demonstration's teams have begun: strands of what was decided in the last fortnight, allocated by the hub's
//! manager as one would, in turn, and some left for whoever tries it.

use jiff::SignedDuration;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::list::strands_view;
use trefoil_app::{App, Asker, town_families};
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::refusal::Refusal;

use super::answered_for::answered_for;
use super::lived_in::{Begun, lived_in};
use super::town::Staff;

/// How far back the hub's decisions have become work, in days; further where a small town has decided little.
const OF_LATE: [i64; 4] = [14, 60, 180, 366];
/// Families that a demonstration of the work wants at least.
const WANTED: usize = 12;
/// Of so many strands one is left to be allocated.
const LEFT: usize = 6;

/// Opens and allocates, and does what the workers have done since; how many strands have a worker.
pub(super) async fn families_begin(app: &App, staff: &Staff) -> anyhow::Result<usize> {
    let of = |role: Role| staff.iter().filter(move |(_, held)| *held == role);
    let Some((manager, _)) = of(Role::TeamManager).find(|(facts, _)| facts.hub_team) else {
        return Ok(0);
    };
    let manager = Asker::worker(manager.clone());
    let mut listed = Vec::new();
    for days in OF_LATE {
        let since = app
            .now()
            .checked_sub(SignedDuration::from_hours(24 * days))?;
        town_families(app, since).await?;
        listed = strands_view(app, &manager).await?;
        if listed.len() >= WANTED {
            break;
        }
    }
    let strands = listed.iter().flat_map(|family| &family.strands);
    let mut begun: Vec<Begun> = Vec::new();
    for (place, one) in strands
        .enumerate()
        .filter(|(place, _)| place % LEFT != LEFT - 1)
    {
        let fitting: Vec<&WorkerFacts> = one
            .strand
            .kind
            .roles()
            .iter()
            .take(1)
            .flat_map(|role| of(*role))
            .map(|(facts, _)| facts)
            .collect();
        let Some(worker) = fitting.get(place % fitting.len().max(1)) else {
            continue;
        };
        match strand_allocate(app, &manager, one.strand.strand, Some(worker.worker)).await {
            Ok(()) => begun.push((one.strand.clone(), (*worker).clone())),
            // They stand on the other side of the family: this one waits for somebody else.
            Err(Refusal::Invalid(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    let helper = of(Role::EarlyHelp).map(|(facts, _)| facts.worker).next();
    lived_in(app, &begun, helper).await?;
    answered_for(app, staff, &begun).await?;
    Ok(begun.len())
}
