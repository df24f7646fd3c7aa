//! `trefoil doctor`: what is wrong with this installation, in words, each line saying what to do.

use jiff::{SignedDuration, Timestamp};
use trefoil_app::Place;
use trefoil_app::health::upkeeps;

use crate::Ended;
use crate::cli::{DoctorArgs, StoreArgs};
use crate::outside::place::Installation;
use crate::outside::tls::certificate_ends;
use crate::outside::{free_bytes, key_file, now, open_files};
use crate::settings::{self, provider::ProviderTable};

/// Free bytes of the database's disk below which somebody should know, and below which somebody must.
const ROOM: (u64, u64) = (1 << 30, 64 << 20);
/// A log of the embedded engine that was not folded in for long.
const LOG: u64 = 1 << 30;
/// Older than this, a backup is no backup of yesterday's work.
const BACKUP: SignedDuration = SignedDuration::from_hours(26);
/// A certificate that ends sooner should be renewed.
const CERTIFICATE: SignedDuration = SignedDuration::from_hours(24 * 21);
/// By how much an entry may seem to be of the future.
const SKEW: SignedDuration = SignedDuration::from_mins(1);
/// File handles: one for each browser's connection, and some.
const FILES: u64 = 4_096;

/// What was found.
#[derive(Default)]
struct Found {
    faults: Vec<String>,
    warnings: Vec<String>,
}

impl Found {
    fn fault(&mut self, words: impl Into<String>) {
        self.faults.push(words.into());
    }

    fn warn(&mut self, words: impl Into<String>) {
        self.warnings.push(words.into());
    }
}

pub(super) async fn run(store: &StoreArgs, args: &DoctorArgs) -> anyhow::Result<Ended> {
    let settings = settings::read(args.config.as_deref())?;
    let here = Installation::of(&settings.store(store));
    let mut found = Found::default();
    if let Place::File(path) = &here.place
        && !path.exists()
    {
        found.fault(format!(
            "There is no database at {}. Make one with `trefoil init`.",
            path.display()
        ));
    } else {
        database(&here, &mut found).await;
        upkeep(&here, &mut found).await;
    }
    role(&here, &mut found).await;
    disk(&here, &mut found);
    key(&here, &mut found);
    if let Some(Err(error)) = settings.provider.map(ProviderTable::provider) {
        found.fault(format!("{error:#}."));
    }
    if let Some(tls) = &settings.tls {
        match certificate_ends(&tls.certificate) {
            Ok(ends) => certificate(ends, &mut found),
            Err(error) => found.fault(format!("{error:#}.")),
        }
    }
    if open_files().is_some_and(|most| most < FILES) {
        found.warn(format!("Fewer than {FILES} files may be open at once, and every browser takes one. Raise the limit of the service (LimitNOFILE; `ulimit -n`)."));
    }
    Ok(told(&found))
}

fn told(found: &Found) -> Ended {
    for line in &found.faults {
        println!("fault: {line}");
    }
    for line in &found.warnings {
        println!("warning: {line}");
    }
    if found.faults.is_empty() {
        println!("ok: {} warnings", found.warnings.len());
        return Ended::Well;
    }
    Ended::Failed
}

async fn database(here: &Installation, found: &mut Found) {
    found
        .warnings
        .extend(trefoil_app::way_warning(&here.place).map(str::to_owned));
    match trefoil_app::pending_migrations(&here.place).await {
        Err(error) => found.fault(format!("The database does not answer: {error}.")),
        Ok(pending) if !pending.is_empty() => found.fault(
            "The schema is older than this program. Make a backup, then apply the changes with `trefoil migrate`.",
        ),
        Ok(_) => match key_file::read(&here.key_file) {
            Err(_) => {}
            Ok(keys) => match trefoil_app::key_fits(&here.place, &keys).await {
                Ok(true) => {}
                Ok(false) => found.fault(
                    "The key does not fit the database. Put back the key that it was made with.",
                ),
                Err(error) => found.fault(format!("The database does not answer: {error}.")),
            },
        },
    }
}

/// When the last backup was, and whether the ledger knows a later time than the clock.
async fn upkeep(here: &Installation, found: &mut Found) {
    // A database that does not answer was told of above.
    let Ok(all) = upkeeps(&here.place).await else {
        return;
    };
    let now = now();
    for (authority, upkeep) in all {
        match upkeep.backup {
            None => found.warn(format!(
                "Authority {authority} has no backup among its last acts. Make one every night: `trefoil backup FILE`."
            )),
            Some(at) if now.duration_since(at) > BACKUP => found.warn(format!(
                "The last backup of authority {authority} was finished at {at}. Make one every night, and see why last night's was not: `trefoil backup FILE`."
            )),
            Some(_) => {}
        }
        if upkeep
            .entry
            .is_some_and(|entry| entry.duration_since(now) > SKEW)
        {
            found.fault(format!(
                "The ledger of authority {authority} has an entry later than this machine's clock, which says {now}. Set the clock (`timedatectl`); due times are counted by it."
            ));
        }
    }
}

async fn role(here: &Installation, found: &mut Found) {
    if matches!(trefoil_app::role_passes_over(&here.place).await, Ok(true)) {
        found.warn("The database's role is a superuser or has BYPASSRLS. Every connection steps down from it, but a role that has neither cannot step up: `ALTER ROLE … NOSUPERUSER NOBYPASSRLS`.");
    }
}

fn disk(here: &Installation, found: &mut Found) {
    let (Some(folder), Place::File(path)) = (&here.folder, &here.place) else {
        return;
    };
    let (free, (should, must)) = (free_bytes(folder), ROOM);
    let words = format!(
        "The disk of {} has {} MB left. Make room, or move the folder to a larger disk; writing is refused below 16 MB.",
        folder.display(),
        free / 1_000_000
    );
    if free < must {
        found.fault(words);
    } else if free < should {
        found.warn(words);
    }
    let log = path.with_extension("db-wal").metadata();
    if log.is_ok_and(|log| log.len() > LOG) {
        found.warn("The database's log has grown past 1 GB. Something reads from it without an end: see which program has the database open, and end it.");
    }
}

fn certificate(ends: Timestamp, found: &mut Found) {
    let left = ends.duration_since(now());
    if left.is_negative() {
        found.fault(format!(
            "The certificate ended at {ends}: browsers refuse it. Renew it, and `systemctl reload trefoil`."
        ));
    } else if left < CERTIFICATE {
        found.warn(format!(
            "The certificate ends at {ends}. Renew it, and `systemctl reload trefoil`."
        ));
    }
}

fn key(here: &Installation, found: &mut Found) {
    let path = &here.key_file;
    if let Err(error) = key_file::read(path) {
        found.fault(format!("{error:#}."));
        return;
    }
    if key_file::open_to_others(path) {
        found.fault(format!(
            "Others can read the key file. Close it with `chmod 600 {}`.",
            path.display()
        ));
    }
    if path.parent() == here.folder.as_deref() {
        found.warn("The key lies beside the database. In production keep it elsewhere (--key-file): whoever copies the folder has both.");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(days: i64, faults: usize, warnings: usize) {
        let mut found = Found::default();
        certificate(now() + SignedDuration::from_hours(24 * days), &mut found);
        assert_eq!(
            (found.faults.len(), found.warnings.len()),
            (faults, warnings),
            "{days}"
        );
    }

    #[test]
    fn a_certificate_is_told_of_before_it_ends() {
        check(90, 0, 0);
        check(20, 0, 1);
        check(-1, 1, 0);
    }
}
