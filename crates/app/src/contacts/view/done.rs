//! What was done about a contact: who was asked, what was decided, what follows, what schools are told, and its files. Most contacts that
//! are opened have little of it, and only what there is is asked for.

use trefoil_core::check::CheckAnswer;
use trefoil_core::decision::Answer;
use trefoil_core::ids::{AgencyId, ContactId};
use trefoil_policy::Sight;
use trefoil_store::attachment::{AttachmentRow, attachments_of_contact};
use trefoil_store::check::{CheckRow, agencies_asked, checks_of_contact};
use trefoil_store::contact::ContactHas;
use trefoil_store::decision::DecisionRow;
use trefoil_store::{Fault, Tx, decision};

use super::people::Beside;
use super::read::Reading;
use super::{AttachmentSeen, CheckSeen};
use crate::follows::list::{Follow, follows_beside};
use crate::notices::list::{Listed, notices_beside};

impl Reading<'_> {
    /// What follows the decision, as it stands now; the past has none.
    pub(super) async fn follows(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        has: ContactHas,
    ) -> Result<Vec<Follow>, Fault> {
        if self.past || !has.follows {
            return Ok(Vec::new());
        }
        follows_beside(self.app, tx, self.asker, sight).await
    }

    /// Which agencies were asked by then, and which can be asked now.
    pub(super) async fn checks(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        (beside, has): (&Beside, ContactHas),
    ) -> Result<(Vec<CheckSeen>, Vec<(AgencyId, String)>), Fault> {
        let (app, at) = (self.app, self.at);
        let checks = if has.checks {
            checks_of_contact(tx, &app.ring, app.authority, sight, at).await?
        } else {
            Vec::new()
        };
        let open = |agency: AgencyId| {
            let mut theirs = checks.iter().filter(|(row, _)| row.agency == agency);
            theirs.any(|(row, _)| row.times.is_open(at))
        };
        let mut agencies = if self.past {
            Vec::new()
        } else {
            agencies_asked(tx, app.authority).await?
        };
        agencies.retain(|(agency, _)| !open(*agency));
        let seen = |(row, answer): (CheckRow, Option<CheckAnswer>)| CheckSeen {
            asked_by: beside.by_words(&row.asked_by),
            answered_by: row
                .answered_by
                .as_ref()
                .map_or_else(String::new, |by| beside.by_words(by)),
            row,
            answer,
        };
        Ok((checks.into_iter().map(seen).collect(), agencies))
    }

    /// The decisions, each with who made it.
    pub(super) async fn decisions(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        (id, beside, has): (ContactId, &Beside, ContactHas),
    ) -> Result<Vec<(DecisionRow, Answer, String)>, Fault> {
        if !has.decisions {
            return Ok(Vec::new());
        }
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let all = decision::decisions_of(tx, ring, authority, sight, id, self.at).await?;
        let named = |(row, answer): (DecisionRow, Answer)| {
            let by = beside.by_words(&row.decided_by);
            (row, answer, by)
        };
        Ok(all.into_iter().map(named).collect())
    }

    /// The files that it had by then.
    pub(super) async fn attachments(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        (beside, has): (&Beside, ContactHas),
    ) -> Result<Vec<AttachmentSeen>, Fault> {
        if !has.attachments {
            return Ok(Vec::new());
        }
        let (ring, authority) = (&self.app.ring, self.app.authority);
        let files = attachments_of_contact(tx, ring, authority, sight, self.at).await?;
        let seen = |(row, facts): (AttachmentRow, _)| AttachmentSeen {
            added_by: beside.by_words(&row.added_by),
            row,
            facts,
        };
        Ok(files.into_iter().map(seen).collect())
    }

    /// What schools are told, as it stands now; the past has none.
    pub(super) async fn notices(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        has: ContactHas,
    ) -> Result<Vec<Listed>, Fault> {
        if self.past || !has.notices {
            return Ok(Vec::new());
        }
        notices_beside(self.app, tx, sight).await
    }
}
