//! `trefoil migrate`: applies or shows changes of the schema.

use crate::Ended;
use crate::cli::MigrateArgs;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, args: &MigrateArgs) -> anyhow::Result<Ended> {
    let pending = trefoil_app::pending_migrations(&here.place).await?;
    for step in &pending {
        println!("{:04} {}", step.number, step.name);
        if args.plan {
            println!("     {}", step.costs());
        }
    }
    if pending.is_empty() {
        eprintln!("The schema is up to date.");
    } else if args.plan {
        eprintln!(
            "{} to apply, all or none. Make a backup first (`trefoil backup FILE`): there is no way back but to restore it.",
            pending.len()
        );
    } else {
        trefoil_app::migrations_apply(&here.place).await?;
        eprintln!("{} applied.", pending.len());
    }
    Ok(Ended::Well)
}
