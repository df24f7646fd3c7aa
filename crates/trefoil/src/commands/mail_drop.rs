//! The mail drop: messages that a mail server, or somebody, puts into a folder (a Maildir). A message is moved only after it was taken
//! in; one that is found again because that was cut off is held already, and changes nothing.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use trefoil_app::App;
use trefoil_app::contacts::attach::Brought;
use trefoil_app::imports::mail::{Came, LARGEST, MailRun, mail_drop};

use crate::settings::mail_drop::MailDropTable;

/// How often the folder is looked at.
const PAUSE: Duration = Duration::from_secs(5);
const PAUSE_MOST: Duration = Duration::from_mins(5);
/// Messages taken in one after another before anything else is looked at.
const PART: usize = 50;
/// What the imports page calls them.
const NAME: &str = "Messages, by the mail drop";

/// A folder of messages.
pub(super) struct DropFolder {
    folder: PathBuf,
}

impl DropFolder {
    /// By the settings; the folder is made where it is missing.
    pub(super) fn of(table: MailDropTable) -> anyhow::Result<Self> {
        let folder = table.folder;
        for part in ["new", "cur", "failed"] {
            let part = folder.join(part);
            fs::create_dir_all(&part)
                .with_context(|| format!("mail_drop: {} cannot be made", part.display()))?;
        }
        Ok(Self { folder })
    }

    /// Takes in what comes, as long as the server runs. Where something stands in the way the folder is left alone for longer each time.
    pub(super) async fn work_on(self, app: App) {
        let mut wait = PAUSE;
        loop {
            wait = match self.round(&app).await {
                Ok(PART..) => continue,
                Ok(_) => PAUSE,
                Err(why) => {
                    tracing::warn!(event = "mail_drop_waits", why = format!("{why:#}"));
                    (wait * 2).min(PAUSE_MOST)
                }
            };
            tokio::time::sleep(wait).await;
        }
    }

    /// Takes in what is there now; how many. One that cannot be taken in keeps no other waiting.
    async fn round(&self, app: &App) -> anyhow::Result<usize> {
        let found = self.found()?;
        let (mut run, mut wrong) = (None, None);
        for name in &found {
            let from = self.folder.join("new").join(name);
            let taken = match read_bounded(&from).context("a message cannot be read") {
                Ok(bytes) => self.take(app, &mut run, (name, bytes)).await,
                Err(why) => Err(why),
            };
            wrong = taken.err().or(wrong);
        }
        if let Some(run) = run {
            run.finish().await?;
        }
        wrong.map_or(Ok(found.len()), Err)
    }

    async fn take(
        &self,
        app: &App,
        run: &mut Option<MailRun>,
        (name, bytes): (&Path, Vec<u8>),
    ) -> anyhow::Result<()> {
        let run = match run {
            Some(run) => run,
            none => none.insert(MailRun::begin(app, &mail_drop(), NAME).await?),
        };
        let message = Brought {
            name: String::new(),
            bytes,
        };
        let to = match run.take(&message).await? {
            Came::New | Came::Held => "cur",
            Came::Aside => "failed",
        };
        let from = self.folder.join("new").join(name);
        fs::rename(from, self.folder.join(to).join(name)).context("a message cannot be moved")
    }

    /// What waits, in the order of its names: a mail server's begin with the time. Only files: what a link leads to is not ours.
    fn found(&self) -> anyhow::Result<Vec<PathBuf>> {
        let listed = fs::read_dir(self.folder.join("new")).context("the folder cannot be read")?;
        let mut names = Vec::new();
        for entry in listed {
            let entry = entry?;
            let name = PathBuf::from(entry.file_name());
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if entry.file_type()?.is_file() && !hidden {
                names.push(name);
            }
        }
        names.sort_unstable();
        names.truncate(PART);
        Ok(names)
    }
}

/// A file's bytes, but no more than tell that it is too large.
pub(super) fn read_bounded(file: &Path) -> std::io::Result<Vec<u8>> {
    let most = u64::try_from(LARGEST).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
