//! Taking messages in: each becomes a contact that is about nobody yet, with its files, in one transaction. The same message again finds
//! what is held. What is no message is kept aside, and shown until somebody deals with it.

use jiff::Timestamp;
use trefoil_core::act::Act;
use trefoil_core::flag::FlagCode;
use trefoil_core::ids::ImportId;
use trefoil_core::located::Located;
use trefoil_core::principal::{Feed, Principal};
use trefoil_core::refusal::Refusal;
pub use trefoil_interop::feeds::mail::LARGEST;
use trefoil_interop::feeds::mail::{self, Mail, NotMail};
use trefoil_interop::feeds::police::{Issue, Quarantined};
use trefoil_policy::{Asker, Permit};
use trefoil_store::imports::{Counts, RunState, issues_put, run_step};
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::scribe::WEIGHT_FEED;
use trefoil_store::{Fault, Tx, Written};

use super::police::Imported;
use super::run::{count, issue_rows, quarantine_rows, run_begin, run_finish};
use crate::contacts::attach::{Added, Brought, Looked, attach};
use crate::contacts::intake::{Arrival, intake};
use crate::door::App;

/// Bytes that are kept of what is no message: enough to tell what it is.
const KEPT_ASIDE: usize = 64 << 10;
/// Another process may take the same message in at the same time: then it is held.
const TRIES: usize = 2;

/// Who drops messages where no operator does.
pub fn mail_drop() -> Asker {
    Asker::machine(Principal::Feed(Feed::MailDrop))
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// It is a new contact.
    New,
    /// It was held already.
    Held,
    /// It is no message, and was kept aside.
    Aside,
}

/// Messages being taken in, one after another: each is acknowledged by itself.
pub struct MailRun {
    app: App,
    import: ImportId,
    row: u64,
    /// What came of them so far.
    pub imported: Imported,
}

impl MailRun {
    /// Begins, under a name that the imports page shows.
    ///
    /// # Errors
    /// As the policy refuses.
    pub async fn begin(app: &App, asker: &Asker, name: &str) -> Result<Self, Refusal> {
        let _permit = app.leave(asker, Act::ImportStart, None).await?;
        let import = run_begin(app, asker, (Feed::MailDrop, name), 0).await?;
        Ok(Self {
            app: app.clone(),
            import,
            row: 0,
            imported: Imported {
                import: Some(import),
                ..Imported::default()
            },
        })
    }

    /// Where the imports page shows it.
    pub fn import(&self) -> ImportId {
        self.import
    }

    /// Takes one in.
    ///
    /// # Errors
    /// Where it could not be written: nothing of it was then.
    pub async fn take(&mut self, message: &Brought) -> Result<Came, Refusal> {
        self.row += 1;
        let mut came = Err(Refusal::Unavailable);
        for _ in 0..TRIES {
            came = self.take_once(message).await;
            if !matches!(came, Err(Refusal::Conflict(_))) {
                break;
            }
        }
        let (counts, issues) = came?;
        let all = &mut self.imported.counts;
        all.rows += counts.rows;
        all.created += counts.created;
        all.unchanged += counts.unchanged;
        all.quarantined += counts.quarantined;
        self.imported.hear(issues);
        Ok(match (counts.created, counts.quarantined) {
            (0, 0) => Came::Held,
            (0, _) => Came::Aside,
            _ => Came::New,
        })
    }

    async fn take_once(&self, message: &Brought) -> Result<(Counts, Vec<Issue>), Refusal> {
        let app = &self.app;
        let permit = app.leave(&mail_drop(), Act::ContactImport, None).await?;
        let now = app.now();
        let part = Part {
            app: app.clone(),
            permit,
            import: self.import,
            row: self.row,
            numbered: self.imported.issue_total,
            now,
        };
        let mut read = mail::read(&message.bytes, now);
        let mut files = Vec::new();
        for file in read.iter_mut().flat_map(|mail| mail.files.drain(..)) {
            let (name, bytes) = (file.name, file.bytes);
            files.push(Looked::into(app, Brought { name, bytes }).await?);
        }
        let kept = message.bytes.iter().take(KEPT_ASIDE).copied().collect();
        app.write_weighing(WEIGHT_FEED, move |tx| {
            Box::pin(async move {
                match read {
                    Ok(mail) => part.contact(tx, mail, &files).await,
                    Err(why) => part.aside(tx, why, kept).await,
                }
            })
        })
        .await
    }

    /// Ends it.
    ///
    /// # Errors
    /// Where that could not be written; what was taken in stays.
    pub async fn finish(self) -> Result<Imported, Refusal> {
        let run = (Feed::MailDrop, self.import);
        run_finish(&self.app, run, RunState::Finished, Vec::new()).await?;
        Ok(self.imported)
    }
}

/// A message on its way in.
struct Part {
    app: App,
    permit: Permit,
    import: ImportId,
    row: u64,
    /// Issues told before it.
    numbered: i64,
    now: Timestamp,
}

type Taken = Written<(Counts, Vec<Issue>)>;

impl Part {
    async fn contact(&self, tx: &mut Tx, mail: Mail, files: &[Looked]) -> Result<Taken, Fault> {
        let (app, permit) = (&self.app, &self.permit);
        let arrival = Arrival {
            draft: mail.draft,
            digest: mail.digest,
            rows: 0,
        };
        let mut taken = intake(app, tx, permit, std::slice::from_ref(&arrival), self.now).await?;
        let mut issues = Vec::new();
        if let Some(contact) = taken.fresh.first() {
            let (touched, added) = attach(app, tx, permit, (*contact, files), self.now).await?;
            if let Some(entry) = taken.entries.first_mut() {
                entry.touched.extend(touched);
            }
            let refused = added.iter().filter(|one| matches!(one, Added::Not(_)));
            let refused = refused.count();
            issues.extend((refused > 0).then(|| self.refused(refused)));
        }
        let counts = Counts {
            rows: 1,
            ..taken.counts
        };
        let mut entries = taken.entries;
        if entries.is_empty() {
            entries.push(self.again());
        }
        self.written(tx, counts, issues, entries).await
    }

    /// Of what was held already.
    fn again(&self) -> Entry {
        let on = (SubjectKind::Import, Some(self.import.uuid()));
        let principal = self.permit.principal();
        self.app
            .entry(principal, Act::ContactImport, on, Vec::new())
    }

    fn issue(&self, code: FlagCode, words: &str) -> Issue {
        let row = self.row;
        Issue {
            row,
            column: None,
            code,
            message: format!("Message {row}: {words}"),
        }
    }

    fn refused(&self, files: usize) -> Issue {
        let words = match files {
            1 => "one of its files was not taken in.".to_owned(),
            several => format!("{several} of its files were not taken in."),
        };
        let words = format!("{words} Why stands with the contact.");
        self.issue(FlagCode::InvalidValue, &words)
    }

    /// The start of it, byte for byte, so that somebody can tell what it was.
    async fn aside(&self, tx: &mut Tx, why: NotMail, kept: Vec<u8>) -> Result<Taken, Fault> {
        let (app, permit) = (&self.app, &self.permit);
        let issue = self.issue(FlagCode::Unreadable, &why.to_string());
        let row = Quarantined {
            row: self.row,
            raw: Located::new(kept.into_iter().map(char::from).collect()),
            reason: issue.clone(),
            attached: false,
        };
        let entry = quarantine_rows(app, tx, permit, self.import, &[row], self.now).await?;
        let counts = Counts {
            rows: 1,
            quarantined: 1,
            ..Counts::default()
        };
        let entries = vec![entry.unwrap_or_else(|| self.again())];
        self.written(tx, counts, vec![issue], entries).await
    }

    async fn written(
        &self,
        tx: &mut Tx,
        counts: Counts,
        issues: Vec<Issue>,
        entries: Vec<Entry>,
    ) -> Result<Taken, Fault> {
        let authority = self.app.authority;
        let rows = issue_rows(&issues);
        issues_put(tx, authority, self.import, self.numbered, &rows).await?;
        let total = count(self.row);
        run_step(tx, authority, self.import, total, &counts).await?;
        Ok(Written {
            value: (counts, issues),
            entries,
        })
    }
}
