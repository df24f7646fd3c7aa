//! Mail to key adults of schools, and to those who answer for an agency: the work of sending what waits.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use trefoil_app::App;
use trefoil_app::checks::mail::check_mails_send;
use trefoil_app::notices::mail::{Mailer, Round, mails_send};
use trefoil_core::refusal::Refusal;
use trefoil_post::MailWay;

use crate::settings::mail::MailTable;

/// The way to the mail server, and the address that links begin with.
pub(super) struct Post {
    way: Arc<dyn Mailer>,
    address: String,
}

/// How often mail is looked for when there was none.
const PAUSE: Duration = Duration::from_secs(1);
/// How often it is looked whether an agency has a new question: nobody is told more often than once in an hour.
const ROUND: SignedDuration = SignedDuration::from_mins(1);
/// How long a server that is away is left alone: twice as long each time, and at most.
const AWAY: Duration = Duration::from_secs(5);
const AWAY_MOST: Duration = Duration::from_mins(5);

impl Post {
    /// By the settings.
    pub(super) fn of(table: MailTable) -> anyhow::Result<Self> {
        let address = table.address()?;
        let way = MailWay::new(&table.server()?).map_err(|why| anyhow::anyhow!("mail: {why}"))?;
        Ok(Self {
            way: Arc::new(way),
            address,
        })
    }

    /// Sends what waits, as long as the server runs.
    pub(super) async fn work_on(self, app: App) {
        let mut wait = AWAY;
        let mut asked: Option<Timestamp> = None;
        loop {
            match self.round(&app, &mut asked).await {
                Ok(Round::Went(went)) => {
                    wait = AWAY;
                    if went == 0 {
                        tokio::time::sleep(PAUSE).await;
                    }
                }
                Ok(Round::Away) | Err(_) => {
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(AWAY_MOST);
                }
            }
        }
    }

    /// What waits for schools; and once in a while what waits for agencies.
    async fn round(&self, app: &App, asked: &mut Option<Timestamp>) -> Result<Round, Refusal> {
        let way = self.way.as_ref();
        let first = mails_send(app, way, &self.address).await?;
        let rests =
            first == Round::Went(0) && asked.is_none_or(|at| app.now().duration_since(at) >= ROUND);
        if !rests {
            return Ok(first);
        }
        *asked = Some(app.now());
        check_mails_send(app, way, &self.address).await
    }
}
