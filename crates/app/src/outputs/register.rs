//! The register of disclosures: what left, what waits and what was refused, with its grounds, within the reach of whoever answers for it.

use trefoil_core::act::Act;
use trefoil_core::output::OutputFacts;
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, outputs_in_reach};

use crate::door::{App, read_of, refusal};
use crate::notices::list::{Listed, told};

/// Entries on a page.
pub const PAGE: i64 = 50;

/// A page of the register.
pub struct RegisterPage {
    /// How many there are.
    pub count: i64,
    /// This page, from 1.
    pub page: i64,
    /// Its entries, newest first. Why something is held, and what it says, is on its own page.
    pub rows: Vec<(OutputRow, OutputFacts)>,
    /// What schools were told, the latest first, and how many times; `None` for those to whom that is closed now.
    pub schools: Option<(i64, Vec<Listed>)>,
}

/// The register as the asker reaches it.
///
/// # Errors
/// As the policy refuses.
pub async fn disclosures_view(
    app: &App,
    asker: &Asker,
    page: i64,
) -> Result<RegisterPage, Refusal> {
    let act = Act::DisclosuresView;
    let reach = app.reach(asker, act).await?;
    let page = page.clamp(1, 1_000_000);
    let mut tx = app.read_as(asker).await?;
    let window = (PAGE, (page - 1) * PAGE);
    let found = outputs_in_reach(&mut tx, &app.ring, app.authority, &reach, window).await;
    let schools = match app.policy.permit(asker, Act::NoticesView, None) {
        Ok(permit) => Some(told(app, &mut tx, &permit, window).await.map_err(refusal)?),
        Err(_) => None,
    };
    drop(tx);
    let (count, mut rows) = found.map_err(refusal)?;
    for (_, facts) in &mut rows {
        facts.held.clear();
        facts.withheld.clear();
        facts.text.clear();
    }
    let notices = schools.iter().flat_map(|(_, all)| all);
    let notices = notices.map(|one| one.row.notice.uuid());
    let read = read_of(rows.iter().map(|(row, _)| row.output.uuid()).chain(notices));
    app.record(asker, act, (SubjectKind::Authority, None), read)
        .await?;
    Ok(RegisterPage {
        count,
        page,
        rows,
        schools,
    })
}
