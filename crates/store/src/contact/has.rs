//! What a contact has beside its own row: a page asks once, and then for that alone. A contact that waits has little of it, and is opened
//! most. None of it is ever taken away, so what is not there now was at no instant before.

use trefoil_core::ids::AuthorityId;
use trefoil_policy::{Sight, Subject};

use crate::db::{Tx, statement};
use crate::fault::Fault;

/// Whether there is a row of a contact in a table.
macro_rules! has {
    ($table:literal) => {
        concat!(
            "CAST(CASE WHEN EXISTS (SELECT 1 FROM ",
            $table,
            " h WHERE h.authority_id = $1 AND h.contact_id = $2) THEN 1 ELSE 0 END AS BIGINT)"
        )
    };
}

statement! {
    HAS = concat!("SELECT ", has!("contact_rag"), ", ", has!("partner_check"), ", ", has!("decision"), ", ", has!("follow_up"), ", ", has!("attachment"), ", ", has!("notice"));
}

/// What there is, at any instant.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own, asked at once"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ContactHas {
    /// Levels that somebody gave it.
    pub gradings: bool,
    /// Agencies that were asked what they know.
    pub checks: bool,
    /// Decisions on its children.
    pub decisions: bool,
    /// What follows a decision.
    pub follows: bool,
    /// Files.
    pub attachments: bool,
    /// Notices to schools.
    pub notices: bool,
}

/// What there is of the contact that the sight is of; of anything else nothing.
pub async fn contact_has(
    tx: &mut Tx,
    authority: AuthorityId,
    sight: &Sight,
) -> Result<ContactHas, Fault> {
    let Subject::Contact(contact) = sight.subject() else {
        return Ok(ContactHas::default());
    };
    let row = tx
        .one(&HAS, &[authority.into(), contact.uuid().into()])
        .await?;
    let there = |at: usize| Ok::<bool, Fault>(row.int(at)? > 0);
    Ok(ContactHas {
        gradings: there(0)?,
        checks: there(1)?,
        decisions: there(2)?,
        follows: there(3)?,
        attachments: there(4)?,
        notices: there(5)?,
    })
}
