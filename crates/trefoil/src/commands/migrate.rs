//! `trefoil migrate`: applies or shows changes of the schema.

use crate::Ended;
use crate::cli::MigrateArgs;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, args: &MigrateArgs) -> anyhow::Result<Ended> {
    let pending = trefoil_app::pending_migrations(&here.place).await?;
    for (number, name) in &pending {
        println!("{number:04} {name}");
    }
    if pending.is_empty() {
        eprintln!("The schema is up to date.");
    } else if args.plan {
        eprintln!("{} to apply.", pending.len());
    } else {
        trefoil_app::authorities(&here.place).await?;
        eprintln!("{} applied.", pending.len());
    }
    Ok(Ended::Well)
}
