//! `trefoil init`: makes what is missing, and says what it found.

use crate::Ended;
use crate::cli::InitArgs;
use crate::outside::place::Installation;

pub(super) async fn run(here: &Installation, args: &InitArgs) -> anyhow::Result<Ended> {
    let made = here.init(&args.name).await?;
    if made {
        eprintln!(
            "Made. The key is in {}. Keep a copy of it apart from your backups: `trefoil key export`.",
            here.key_file.display()
        );
    } else {
        eprintln!("It is there already; nothing was changed.");
    }
    Ok(Ended::Well)
}
