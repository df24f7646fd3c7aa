//! Sending what was released, and collecting its file. Before it leaves it is held against the guard once more: where somebody moved, or
//! was put on the list of those to whom nothing goes, since it was released, it waits again. But for the perpetrator's side: there a
//! letter that waits again would tell its author which of the streets in it she now lives in. It goes as it was released, and the
//! other side's workers are warned. Post does not go where writing has become unsafe since.

use trefoil_core::act::Act;
use trefoil_core::ids::{OutputId, PersonId};
use trefoil_core::output::{Channel, Held, OutputState, Step};
use trefoil_core::refusal::Refusal;
use trefoil_core::seeded::{Leak, leaks, or_leak};
use trefoil_core::signal::SignalKind;
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::output::{OutputRow, output_file, output_read, output_step};
use trefoil_store::place::safe_contacts;
use trefoil_store::{Tx, Written};

use super::decide::me;
use super::guard::Watch;
use super::leave::leave_on_output;
use super::posted;
use crate::door::{App, read_of, refusal};
use crate::families::leave::Met;
use crate::families::signal::signal_send_by_job;
use crate::families::writing::MAY_KNOW;

/// A file that leaves: its name, which says nothing, its kind and its bytes.
pub struct Leaving {
    /// The name under which it is saved.
    pub name: String,
    /// The media type.
    pub media_type: &'static str,
    /// The exact bytes that were released.
    pub bytes: Vec<u8>,
}

/// Sends it.
///
/// # Errors
/// `Conflict` where it is not released, or waits again.
pub async fn output_send(app: &App, asker: &Asker, id: OutputId) -> Result<(), Refusal> {
    let act = Act::OutputSend;
    let (permit, row, met) = leave_on_output(app, asker, act, id).await?;
    let by = me(asker)?;
    let (watch, held) = held_now(app, asker, (&row, &met)).await?;
    let his = met.strand.kind == CompartmentKind::Perpetrator;
    let place = |one: &Held| matches!(one, Held::Place { side, .. } if *side != CompartmentKind::Perpetrator);
    let warns = his && !leaks(Leak::SentUnwarned);
    let (family, names) = (row.family, warns && held.iter().any(place));
    let spares = his && !leaks(Leak::MovedTold);
    let held = held
        .iter()
        .any(|one| !(spares && matches!(one, Held::Place { .. })));
    let to = row.way().next(&Step::Send { held })?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            output_step(tx, door.authority, &permit, &row, to, (by, door.now())).await?;
            let on = (SubjectKind::Output, Some(row.output.uuid()));
            let mut entries = vec![door.entry(principal, act, on, Vec::new()), watch.entry];
            if names {
                let warning = (SignalKind::HeMayKnow, MAY_KNOW);
                entries.push(signal_send_by_job(&door, tx, &permit, family, warning).await?);
            }
            Ok(Written { value: (), entries })
        })
    })
    .await?;
    if to == OutputState::Waiting {
        let words = "This waits for release. Nothing was sent.";
        return Err(Refusal::Conflict(words.to_owned()));
    }
    Ok(())
}

/// What stands against it that its releaser was not shown.
async fn held_now(
    app: &App,
    asker: &Asker,
    (row, met): (&OutputRow, &Met),
) -> Result<(Watch, Vec<Held>), Refusal> {
    let sight = app.policy.sight(asker, &met.standing);
    let mut tx = app.read_as(asker).await?;
    let read = output_read(&mut tx, &app.ring, app.authority, &sight, row.output).await;
    let (_, facts, _) = read.map_err(refusal)?.ok_or(Refusal::NotFound)?;
    let file = output_file(&mut tx, &app.ring, app.authority, &sight, row).await;
    let file = file.map_err(refusal)?.ok_or(Refusal::NotFound)?;
    // What stands on the letter as its own delivery was spared when it was written, and so it is now.
    let delivery = match row.channel {
        Channel::Post => posted::parted(&facts.text).0,
        Channel::Hand | Channel::Secure => String::new(),
    };
    if row.channel == Channel::Post && !leaks(Leak::UnsafeSince) {
        safe_still(app, &mut tx, asker, met, facts.addressee.person()).await?;
    }
    drop(tx);
    let watch = Watch::over(app, row.family, &delivery).await?;
    let now = watch.held(&file, (&facts.addressee, &facts.name, &delivery))?;
    let unseen = now.into_iter().filter(|one| !facts.held.contains(one));
    Ok((watch, unseen.collect()))
}

/// Refuses post to somebody to whom writing is not safe any more (threat B7).
async fn safe_still(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    met: &Met,
    to: Option<PersonId>,
) -> Result<(), Refusal> {
    for (strand, sight) in app.sights_of_strands(asker, &met.family) {
        if Some(strand.person) != to {
            continue;
        }
        let all = safe_contacts(tx, &app.ring, app.authority, &[&sight]).await;
        let all = all.map_err(refusal)?;
        let last = all.iter().max_by_key(|one| one.version);
        if last.is_some_and(|held| !held.content.letters_are_safe()) {
            let words = "It has become unsafe to write to this person since this was written. Nothing was sent.";
            return Err(Refusal::Conflict(words.to_owned()));
        }
    }
    Ok(())
}

/// What a seeded leak makes of a file: a line about who printed it.
fn printed(mut bytes: Vec<u8>, asker: &Asker) -> Vec<u8> {
    let who = asker.worker.as_ref().map(|facts| facts.name.as_str());
    bytes.extend(format!("\nPrinted by {}", who.unwrap_or_default()).into_bytes());
    bytes
}

/// The file: for whoever judges it while it waits, for whoever sees the strand once it is sent, and where it was sent. Nobody else holds
/// the bytes of what was not released.
///
/// # Errors
/// `NotFound` where it is not theirs to hold.
pub async fn output_collect(app: &App, asker: &Asker, id: OutputId) -> Result<Leaving, Refusal> {
    let act = Act::OutputView;
    let (_permit, row, met) = leave_on_output(app, asker, act, id).await?;
    let judges = super::view::judges(app, asker, &row, &met);
    let on = (SubjectKind::Output, Some(id.uuid()));
    let format = trefoil_interop::formats::of_code(&row.format);
    let sent = row.state == OutputState::Sent || leaks(Leak::CollectedUnreleased);
    let theirs = judges || (sent && posted::open(app, asker, &row, &met));
    let (Some(format), true) = (format, theirs) else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    let sight = app.policy.sight(asker, &met.standing);
    let mut tx = app.read_as(asker).await?;
    let file = output_file(&mut tx, &app.ring, app.authority, &sight, &row).await;
    drop(tx);
    let Some(bytes) = file.map_err(refusal)? else {
        app.refused(asker, act, on).await?;
        return Err(Refusal::NotFound);
    };
    app.record(asker, act, on, read_of([id.uuid(), row.file]))
        .await?;
    let name = or_leak(Leak::AddresseeInFileName, row.number, |number| {
        format!("{} {number}", row.addressee_kind)
    });
    let name = or_leak(Leak::KindInFileName, name, |number| {
        format!("{} {number}", row.template)
    });
    Ok(Leaving {
        name: format!("{name}.{}", format.code),
        media_type: format.media_type,
        bytes: or_leak(Leak::PrintedAgain, bytes, |bytes| printed(bytes, asker)),
    })
}
