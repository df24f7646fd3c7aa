//! `trefoil doctor`: what is wrong with this installation, in words, each line saying what to do.

use trefoil_app::Place;

use crate::Ended;
use crate::outside::key_file;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation) -> anyhow::Result<Ended> {
    let (mut faults, mut warnings) = (Vec::new(), Vec::new());
    if let Place::File(path) = &here.place
        && !path.exists()
    {
        faults.push(format!(
            "There is no database at {}. Make one with `trefoil init`.",
            path.display()
        ));
    } else {
        database(here, &mut faults).await;
    }
    warnings.extend(trefoil_app::way_warning(&here.place).map(str::to_owned));
    key(here, &mut faults, &mut warnings);
    for line in &faults {
        println!("fault: {line}");
    }
    for line in &warnings {
        println!("warning: {line}");
    }
    if faults.is_empty() {
        println!("ok: {} warnings", warnings.len());
        return Ok(Ended::Well);
    }
    Ok(Ended::Failed)
}

async fn database(here: &Installation, faults: &mut Vec<String>) {
    match trefoil_app::pending_migrations(&here.place).await {
        Err(error) => faults.push(format!("The database does not answer: {error}.")),
        Ok(pending) if !pending.is_empty() => faults.push(
            "The schema is older than this program. Apply the changes with `trefoil migrate`."
                .to_owned(),
        ),
        Ok(_) => match key_file::read(&here.key_file) {
            Err(_) => {}
            Ok(keys) => match trefoil_app::key_fits(&here.place, &keys).await {
                Ok(true) => {}
                Ok(false) => faults.push(
                    "The key does not fit the database. Put back the key that it was made with."
                        .to_owned(),
                ),
                Err(error) => faults.push(format!("The database does not answer: {error}.")),
            },
        },
    }
}

fn key(here: &Installation, faults: &mut Vec<String>, warnings: &mut Vec<String>) {
    let path = &here.key_file;
    if let Err(error) = key_file::read(path) {
        faults.push(format!("{error:#}."));
        return;
    }
    if key_file::open_to_others(path) {
        faults.push(format!(
            "Others can read the key file. Close it with `chmod 600 {}`.",
            path.display()
        ));
    }
    if path.parent() == here.folder.as_deref() {
        warnings.push("The key lies beside the database. In production keep it elsewhere (--key-file): whoever copies the folder has both.".to_owned());
    }
}
