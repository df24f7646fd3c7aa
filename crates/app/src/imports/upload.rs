//! An uploaded file: sealed into the database at once, in parts, and taken in behind the page. Cut off, it goes on when the
//! server is back; done, its parts are disposed of, because its rows are in the contacts that they became.

use std::io::Cursor;
use std::time::Duration;

use jiff::SignedDuration;
use trefoil_core::act::Act;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::ImportId;
use trefoil_core::located::{Located, Opens};
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::refusal::Refusal;
use trefoil_interop::feeds::mail;
use trefoil_interop::feeds::police::{self, Issue};
use trefoil_policy::Asker;
use trefoil_store::imports::{Run, RunState, part_read, run_read, run_restart, runs_unfinished};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::version::RecordKind;
use trefoil_store::{Fault, Written};

use super::mail::MailRun;
use super::police::{ended, take_in};
use super::run::{run_begin, run_finish};
use crate::contacts::attach::Brought;
use crate::door::{App, refusal};

/// The largest file that a page takes, in bytes; larger ones go by command.
pub const LARGEST: usize = 64 * 1024 * 1024;
/// Bytes in a sealed part: a commit of tens of milliseconds.
const PART: usize = 512 * 1024;
/// A file whose parts are not all kept by then was cut off: each takes tens of milliseconds.
const SENT_WITHIN: SignedDuration = SignedDuration::from_mins(2);
/// Between two tries, at first and at most.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// Keeps the file and begins to take it in behind the page; where to look for its progress.
///
/// # Errors
/// `Invalid` where the file is none of the feed, or too large; nothing of it is kept then.
pub async fn upload_start(
    app: &App,
    asker: &Asker,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<ImportId, Refusal> {
    let _permit = app.leave(asker, Act::ImportStart, None).await?;
    if bytes.len() > LARGEST {
        return Err(Refusal::invalid(
            "file",
            "The file is larger than 64 MB. Ask your IT officer to take it in by command.",
        ));
    }
    if mail::is(&bytes) {
        return message_take(app, asker, file_name, bytes).await;
    }
    if calls_itself_a_message(&file_name) {
        return Err(Refusal::invalid("file", NO_MESSAGE));
    }
    police::scan(Cursor::new(&bytes))
        .map_err(|refused| Refusal::invalid("file", refused.to_string()))?;
    // The byte stands for itself as a letter, so that any file comes back as it was.
    let parts: Vec<Located<String>> = bytes
        .chunks(PART)
        .map(|part| Located::new(part.iter().map(|byte| char::from(*byte)).collect()))
        .collect();
    let import = run_begin(
        app,
        asker,
        (Feed::Police, &file_name),
        i64::try_from(parts.len()).unwrap_or(i64::MAX),
    )
    .await?;
    let kept = keep_parts(app, asker, import, parts).await;
    let door = app.clone();
    tokio::spawn(async move { see_through(&door, import, true).await });
    kept.map(|()| import)
}

/// What is said of a message file that is none: what a table would want is of no use to whoever sent a message.
const NO_MESSAGE: &str = "This is called a message file (.eml), and no e-mail can be read in it. Nothing of it was taken in. Save the message again from your mail program, as a whole file, and send that.";

fn calls_itself_a_message(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    end.eq_ignore_ascii_case("eml")
}

/// A message is small beside a feed: it is a contact before the page answers.
async fn message_take(
    app: &App,
    asker: &Asker,
    name: String,
    bytes: Vec<u8>,
) -> Result<ImportId, Refusal> {
    let mut run = MailRun::begin(app, asker, &name).await?;
    let import = run.import();
    run.take(&Brought { name, bytes }).await?;
    run.finish().await?;
    Ok(import)
}

async fn keep_parts(
    app: &App,
    asker: &Asker,
    import: ImportId,
    parts: Vec<Located<String>>,
) -> Result<(), Refusal> {
    for (number, part) in (1..).zip(parts) {
        keep_part(app, asker, import, number, part).await?;
    }
    Ok(())
}

async fn keep_part(
    app: &App,
    asker: &Asker,
    import: ImportId,
    number: i64,
    part: Located<String>,
) -> Result<(), Refusal> {
    let (door, principal) = (app.clone(), asker.principal);
    app.write_weighing(WEIGHT_FEED, move |tx| {
        Box::pin(async move {
            let mut recording = door.recording(door.now());
            recording.put(RecordKind::Upload, import.uuid(), number, "hub", &part);
            let entry = door.entry(
                principal,
                Act::ImportStart,
                (SubjectKind::Import, Some(import.uuid())),
                recording.touched(),
            );
            recording.write(tx).await?;
            Ok(Written {
                value: (),
                entries: vec![entry],
            })
        })
    })
    .await
}

/// Goes on with uploads that were cut off. Called when the server starts.
pub async fn uploads_resume(app: &App) -> Result<usize, Refusal> {
    let mut tx = app.read().await?;
    let runs = runs_unfinished(&mut tx, app.authority)
        .await
        .map_err(refusal)?;
    drop(tx);
    let cut_off: Vec<_> = runs.into_iter().filter(|run| run.parts > 0).collect();
    for run in &cut_off {
        let door = app.clone();
        let import = run.import;
        tokio::spawn(async move { see_through(&door, import, false).await });
    }
    Ok(cut_off.len())
}

/// Takes an upload in, however often that must be begun again: a database that is away, or a full disk, is waited for.
async fn see_through(app: &App, import: ImportId, fresh: bool) {
    let (mut fresh, mut pause) = (fresh, FIRST_PAUSE);
    while !matches!(take_in_upload(app, import, fresh).await, Ok(true)) {
        tokio::time::sleep(pause).await;
        (fresh, pause) = (false, (pause * 2).min(LONGEST_PAUSE));
    }
}

async fn restart(app: &App, import: ImportId) -> Result<(), Refusal> {
    let door = app.clone();
    app.write(move |tx| {
        Box::pin(async move {
            run_restart(tx, door.authority, import).await?;
            let entry = door.entry(
                Principal::Feed(Feed::Police),
                Act::ImportStart,
                (SubjectKind::Import, Some(import.uuid())),
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

/// Whether the upload has ended, one way or the other.
async fn take_in_upload(app: &App, import: ImportId, fresh: bool) -> Result<bool, Refusal> {
    let mut tx = app.read().await?;
    let run = run_read(&mut tx, app.authority, import)
        .await
        .map_err(refusal)?;
    drop(tx);
    let Some(run) = run.filter(|run| run.state == RunState::Running) else {
        return Ok(true);
    };
    if !fresh {
        restart(app, import).await?;
    }
    let refused = match read_upload(app, &run).await.map_err(refusal)? {
        None if app.now().duration_since(run.started_at) < SENT_WITHIN => return Ok(false),
        None => cut_off(),
        Some(bytes) => match police::scan(Cursor::new(&bytes)) {
            Err(refused) => refused.issue(),
            Ok(scan) => {
                let open = || Cursor::new(&bytes);
                let taken = take_in(app, import, open, scan, &mut |_, _| {}).await?;
                run_finish(app, (Feed::Police, import), ended(&taken), Vec::new()).await?;
                return Ok(true);
            }
        },
    };
    run_finish(
        app,
        (Feed::Police, import),
        RunState::Refused,
        vec![refused],
    )
    .await?;
    Ok(true)
}

/// Nothing is taken in of a file that did not come whole: its last row would be half a row.
fn cut_off() -> Issue {
    Issue {
        row: 0,
        column: None,
        code: FlagCode::Stopped,
        message: "The file did not come whole: sending it was cut off. Nothing of it was taken in. Send it again.".to_owned(),
    }
}

/// The file; `None` where a part of it is not there.
async fn read_upload(app: &App, run: &Run) -> Result<Option<Vec<u8>>, Fault> {
    let feed = Asker::machine(Principal::Feed(Feed::Police));
    let permit = app
        .policy
        .permit(&feed, Act::ContactImport, None)
        .map_err(Fault::Refused)?;
    let mut bytes = Vec::new();
    let mut tx = app.db.read(app.authority).await?;
    for number in 1..=run.parts {
        match part_read(&mut tx, &app.ring, app.authority, run.import, number).await? {
            Some(part) => bytes.extend(bytes_of(&part, &permit)),
            None => return Ok(None),
        }
    }
    Ok(Some(bytes))
}

fn bytes_of(part: &Located<String>, leave: &impl Opens) -> Vec<u8> {
    let letters = part.open(leave).map(String::as_str).unwrap_or_default();
    letters
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?'))
        .collect()
}
