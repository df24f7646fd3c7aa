//! What a message is called whose contact names nobody yet, so that a list of them can be told apart: for those who may open it.

use trefoil_core::ids::ContactId;
use trefoil_policy::Asker;
use trefoil_store::contact::{ContactHead, content};
use trefoil_store::queue::QueueExtra;
use trefoil_store::standing::contact_standing;
use trefoil_store::{Fault, Tx};

use crate::door::App;

/// Of the contacts that are about no family and name nobody, what each is called.
pub(crate) async fn subjects_of(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    rows: impl Iterator<Item = (&ContactHead, &QueueExtra)> + Send,
) -> Result<Vec<(ContactId, String)>, Fault> {
    let mut found = Vec::new();
    for (head, extra) in rows {
        if !extra.families.is_empty() || !extra.names.is_empty() {
            continue;
        }
        let standing = contact_standing(tx, app.authority, head, asker).await?;
        let sight = app.policy.sight(asker, &standing);
        let (id, version) = (head.contact, head.version);
        let told = content(tx, &app.ring, app.authority, &sight, id, version).await?;
        let subject = told.as_ref().and_then(|told| told.subject());
        found.extend(subject.map(|subject| (id, subject.to_owned())));
    }
    Ok(found)
}

/// What this one is called.
pub(crate) fn subject_in(subjects: &[(ContactId, String)], contact: ContactId) -> Option<&str> {
    let found = subjects.iter().find(|(known, _)| *known == contact);
    found.map(|(_, subject)| subject.as_str())
}
