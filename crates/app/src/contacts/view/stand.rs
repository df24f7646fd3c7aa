//! How the people of a contact stand now, beside what it says: on the list of high risk, with workers of their own.

use trefoil_core::ids::PersonId;
use trefoil_policy::Sight;
use trefoil_store::high_risk::high_risk_in_contact;
use trefoil_store::{Fault, Tx};

use super::ContactPerson;
use super::read::Reading;
use crate::families::terms::terms_of;

impl Reading<'_> {
    /// Who is on the list of high risk, and what those who work with the people hold: now alone. From here on the transaction reads as the
    /// asker.
    pub(super) async fn stand_now(
        &self,
        tx: &mut Tx,
        sight: &Sight,
        mut people: Vec<ContactPerson>,
    ) -> Result<Vec<ContactPerson>, Fault> {
        if self.past {
            return Ok(people);
        }
        let (app, who) = (self.app, &self.asker.principal);
        let on = high_risk_in_contact(tx, app.authority, sight, who).await?;
        let linked = people.iter().filter_map(|one| one.link.as_ref());
        let persons: Vec<PersonId> = linked.map(|link| link.person).collect();
        let mut terms = terms_of(app, tx, self.asker, &persons).await?;
        for one in &mut people {
            let theirs = on.iter().filter(|(root, _)| *root == one.row.root);
            one.at_risk = theirs.map(|(_, on)| *on).collect();
            let person = one.link.as_ref().map(|link| link.person);
            one.terms = person.and_then(|person| terms.remove(&person));
        }
        Ok(people)
    }
}
