//! Files of a contact: each is told by its bytes, taken in or named with the reason why not, and leaves as a download for those alone
//! who see the contact whole.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use trefoil_core::act::Act;
use trefoil_core::attachment::{
    AttachmentFacts, AttachmentFile, FileKind, HeldFiles, MOST_FILES, NotTaken,
};
use trefoil_core::contact::ContactState;
use trefoil_core::hex::hex;
use trefoil_core::ids::{AttachmentId, ContactId};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::Compartment;
use trefoil_interop::kinds::tell;
use trefoil_policy::{Asker, Permit, Subject};
use trefoil_store::attachment::{
    AttachmentRow, attachment_file, attachments_for_act, attachments_put,
};
use trefoil_store::ledger::Touch;
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::version::{RecordKind, compartment_code};
use trefoil_store::{Fault, Tx, Written, contact};
use uuid::Uuid;

use super::leave::{contact_met, leave_on};
use crate::door::{App, read_of, refusal, subject_of};

/// A file as it is handed in.
#[derive(Clone)]
pub struct Brought {
    /// What it is called there.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file that was looked into, before anything is written: to look into one takes longer than to write it.
pub(crate) struct Looked {
    brought: Brought,
    digest: String,
    told: Told,
}

impl Looked {
    /// What it is. What is too large is not looked into.
    pub(crate) async fn into(app: &App, brought: Brought) -> Result<Self, Refusal> {
        let sizes = app.world.sizes();
        let looking = move || {
            let told = match sizes.refuses(brought.bytes.len(), HeldFiles::default()) {
                Some(why) => Err(why),
                None => tell(&brought.bytes),
            };
            Self {
                digest: hex(&Sha256::digest(&brought.bytes)),
                brought,
                told,
            }
        };
        let looked = tokio::task::spawn_blocking(looking).await;
        looked.map_err(|_| Refusal::Unavailable)
    }
}

/// What became of a file that was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It is with the contact.
    Taken,
    /// The same bytes are with it already, under this name.
    Here(String),
    /// It was not taken in; its name is kept.
    Not(NotTaken),
}

/// A file that leaves.
pub struct Copied {
    /// What it is saved as: a folder of downloads says nothing, and what it ends with is ours.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Adds a file to a waiting contact, and says what became of it. The same file again, whatever it is called, changes nothing.
///
/// # Errors
/// `Invalid` where no file was chosen; `Conflict` where the contact is decided; `NotFound` where the asker may not see it.
pub async fn attachment_add(
    app: &App,
    asker: &Asker,
    id: ContactId,
    brought: Brought,
) -> Result<Added, Refusal> {
    let act = Act::AttachmentAdd;
    let permit = leave_on(app, asker, act, id).await?;
    let unnamed = brought.name.is_empty() && brought.bytes.is_empty();
    let looked = Looked::into(app, brought).await?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let head = contact::head(tx, door.authority, id).await?;
            if head.ok_or(Fault::Stale)?.state == ContactState::Decided {
                let words = "This contact has been decided already. Open it to see the decision.";
                return Err(Refusal::Conflict(words.to_owned()).into());
            }
            if unnamed {
                return Err(Refusal::invalid("file", "Choose a file.").into());
            }
            let files = [looked];
            let (touched, mut added) = attach(&door, tx, &permit, (id, &files), door.now()).await?;
            let entry = door.entry(principal, act, subject_of(Subject::Contact(id)), touched);
            Ok(Written {
                value: added.pop().ok_or(Fault::Stale)?,
                entries: vec![entry],
            })
        })
    })
    .await
}

type Told = Result<FileKind, NotTaken>;

/// Writes files of a contact, inside the caller's transaction; what was touched, and what became of each.
pub(crate) async fn attach(
    app: &App,
    tx: &mut Tx,
    permit: &Permit,
    (id, looked): (ContactId, &[Looked]),
    now: Timestamp,
) -> Result<(Vec<Touch>, Vec<Added>), Fault> {
    let before = attachments_for_act(tx, &app.ring, app.authority, permit, id, now).await?;
    let mut held = held_of(&before);
    let first = i64::try_from(held.files).unwrap_or(i64::MAX);
    let mut known: Vec<AttachmentFacts> = before.into_iter().map(|(_, facts)| facts).collect();
    let label = compartment_code(Compartment::Hub(id));
    let mut recording = app.recording(now);
    let (mut rows, mut added) = (Vec::new(), Vec::with_capacity(looked.len()));
    for one in looked {
        let size = one.brought.bytes.len();
        if let Some(same) = known.iter().find(|known| known.digest == one.digest) {
            added.push(again(same));
            continue;
        }
        if held.files >= MOST_FILES {
            added.push(Added::Not(NotTaken::TooMany));
            continue;
        }
        let told = match app.world.sizes().refuses(size, held) {
            Some(why) => Err(why),
            None => one.told,
        };
        let attachment = AttachmentId::mint(&app.mint(now));
        let facts = AttachmentFacts::new(&one.brought.name, size, one.digest.clone(), told);
        recording.put(RecordKind::Attachment, attachment.uuid(), 1, &label, &facts);
        let file: Option<Uuid> = told.ok().map(|_| AttachmentId::mint(&app.mint(now)).uuid());
        if let Some(file) = file {
            let bytes = AttachmentFile(one.brought.bytes.clone());
            recording.put(RecordKind::AttachmentFile, file, 1, &label, &bytes);
            held.bytes += size;
        }
        held.files += 1;
        let kept = file.map_or(0, |_| i64::try_from(size).unwrap_or(i64::MAX));
        rows.push((attachment, file, kept));
        known.push(facts);
        added.push(told.err().map_or(Added::Taken, Added::Not));
    }
    let touched = recording.touched();
    recording.write(tx).await?;
    attachments_put(tx, app.authority, permit, id, (first, &rows), now).await?;
    Ok((touched, added))
}

/// What became of a file of which the same bytes were handed in before.
fn again(same: &AttachmentFacts) -> Added {
    match same.told {
        Ok(_) => Added::Here(same.name.clone()),
        Err(why) => Added::Not(why),
    }
}

fn held_of(files: &[(AttachmentRow, AttachmentFacts)]) -> HeldFiles {
    let sizes = files.iter().map(|(row, _)| row.size);
    HeldFiles {
        files: files.len(),
        bytes: sizes.map(|size| usize::try_from(size).unwrap_or(0)).sum(),
    }
}

/// The exact bytes of a file, for those who see its contact whole.
///
/// # Errors
/// `NotFound` where there is none, it was not taken in, or the asker may not see the contact.
pub async fn attachment_open(
    app: &App,
    asker: &Asker,
    id: ContactId,
    attachment: AttachmentId,
) -> Result<Copied, Refusal> {
    let (act, subject) = (Act::AttachmentOpen, Subject::Contact(id));
    let mut tx = app.read().await?;
    let met = contact_met(app, &mut tx, asker, id).await;
    let Some((_, standing)) = met.map_err(refusal)? else {
        drop(tx);
        return app.nothing(asker, act, subject).await;
    };
    let _permit = app.leave(asker, act, Some(&standing)).await?;
    let sight = app.policy.sight(asker, &standing);
    let which = (attachment, app.now());
    let found = attachment_file(&mut tx, &app.ring, app.authority, &sight, which).await;
    drop(tx);
    let Some((facts, file)) = found.map_err(refusal)? else {
        return app.nothing(asker, act, subject).await;
    };
    let touched = read_of([attachment.uuid()]);
    app.record_seen(asker, act, (&standing, &sight), touched)
        .await?;
    let ending = facts.told.map_or("bin", FileKind::code);
    let number = attachment.uuid().simple().to_string();
    let number = number.get(20..).unwrap_or_default();
    Ok(Copied {
        name: format!("file-{number}.{ending}"),
        bytes: file.0,
    })
}
