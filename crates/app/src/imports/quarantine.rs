//! Quarantine: rows that belong to no contact, shown until somebody says what they did about them.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::ids::{ImportId, QuarantineId};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::Written;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::quarantine::{quarantine_close as close, quarantine_count, quarantine_page};

use crate::door::{App, read_of, refusal};

/// Rows on a page.
const PAGE: i64 = 20;
/// How long a note may be, in characters.
const NOTE_LONGEST: usize = 2_000;

/// A quarantined row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedRow {
    /// The row's own record.
    pub quarantine: QuarantineId,
    /// The file that it came in.
    pub import: ImportId,
    /// Its ordinal in that file, the header being 1.
    pub row: i64,
    /// Why it belongs to no contact.
    pub message: String,
    /// Since when it waits.
    pub since: Timestamp,
    /// The row as it came, where the viewer's leave opens it.
    pub text: Option<String>,
}

/// A page of quarantined rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinePage {
    /// The rows, oldest first.
    pub rows: Vec<QuarantinedRow>,
    /// Rows that wait in all.
    pub total: i64,
    /// This page, from 1.
    pub page: i64,
    /// Pages there are.
    pub pages: i64,
}

/// The rows that wait for somebody.
pub async fn quarantine_view(
    app: &App,
    asker: &Asker,
    page: i64,
) -> Result<QuarantinePage, Refusal> {
    let permit = app.leave(asker, Act::QuarantineView, None).await?;
    let mut tx = app.read().await?;
    let total = quarantine_count(&mut tx, app.authority)
        .await
        .map_err(refusal)?;
    let pages = ((total + PAGE - 1) / PAGE).max(1);
    let page = page.clamp(1, pages);
    let rows = quarantine_page(
        &mut tx,
        &app.ring,
        app.authority,
        &permit,
        PAGE,
        (page - 1) * PAGE,
    )
    .await
    .map_err(refusal)?;
    drop(tx);
    app.record(
        asker,
        Act::QuarantineView,
        (SubjectKind::Authority, None),
        read_of(rows.iter().map(|(row, _)| row.quarantine.uuid())),
    )
    .await?;
    let shown = rows.into_iter().map(|(row, text)| QuarantinedRow {
        quarantine: row.quarantine,
        import: row.import,
        row: row.row,
        message: row.message,
        since: row.known_from,
        text: text.open(&permit).cloned(),
    });
    Ok(QuarantinePage {
        rows: shown.collect(),
        total,
        page,
        pages,
    })
}

/// Says what was done about a row.
///
/// # Errors
/// `Invalid` without a note; `Conflict` where somebody was faster.
pub async fn quarantine_close(
    app: &App,
    asker: &Asker,
    quarantine: QuarantineId,
    note: String,
) -> Result<(), Refusal> {
    let permit = app.leave(asker, Act::QuarantineClose, None).await?;
    if note.trim().is_empty() {
        return Err(Refusal::invalid("note", "Say what you did about this row."));
    }
    if note.chars().count() > NOTE_LONGEST {
        return Err(Refusal::invalid(
            "note",
            format!("The note must be {NOTE_LONGEST} characters or fewer."),
        ));
    }
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let by = trefoil_store::search::principal_key(&principal);
            close(
                tx,
                door.authority,
                &permit,
                quarantine,
                &by,
                note.trim(),
                door.now(),
            )
            .await?;
            let entry = door.entry(
                principal,
                Act::QuarantineClose,
                (SubjectKind::Import, Some(quarantine.uuid())),
                Vec::new(),
            );
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}
