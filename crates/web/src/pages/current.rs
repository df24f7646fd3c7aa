//! Who works with somebody, as a list says it.

use trefoil_app::persons::current::CurrentWorker;
use trefoil_core::principal::Role;

/// A worker of the list.
pub(super) struct WorkerLine {
    pub(super) name: String,
    /// Role and team.
    pub(super) facts: String,
}

/// The list.
pub(super) fn worker_lines(workers: &[CurrentWorker]) -> Vec<WorkerLine> {
    workers.iter().map(worker_line).collect()
}

fn worker_line(one: &CurrentWorker) -> WorkerLine {
    let roles: Vec<&str> = one.roles.iter().copied().map(Role::words).collect();
    let roles = if roles.is_empty() {
        "No role now".to_owned()
    } else {
        roles.join("; ")
    };
    let team = match &one.team {
        Some(team) => format!("Team: {team}"),
        None => "In no team".to_owned(),
    };
    WorkerLine {
        name: one.name.clone(),
        facts: format!("{roles}. {team}"),
    }
}
