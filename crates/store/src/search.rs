//! Finding persons by keyed hashes, cut by the reach in SQL. Plain names are nowhere in the database.

use trefoil_core::ids::{AuthorityId, PersonId};
use trefoil_core::principal::Principal;
use trefoil_core::strand::CompartmentKind;
use trefoil_policy::{Grant, GrantScope, Permit, Reach};
use uuid::Uuid;

use crate::db::{Tx, Value, statement};
use crate::fault::Fault;

/// Whether the principal at `$2` reaches a person: somebody of what waits within a grant's scope, or proposed for it, or of its families; and
/// not closed to them.
macro_rules! person_reached {
    ($person:literal) => {
        concat!($crate::interest::cut::person_open!($person), " AND EXISTS (SELECT 1 FROM reach_grant g WHERE g.authority_id = $1 AND g.principal = $2 AND (g.scope = 'authority' OR EXISTS (SELECT 1 FROM sighting s JOIN contact c ON c.authority_id = s.authority_id AND c.contact_id = s.contact_id WHERE s.authority_id = $1 AND s.person_id = ", $person, " AND s.known_until IS NULL AND c.state = 'waiting' AND c.contact_id NOT IN (", $crate::interest::cut::closed_contacts!(), ") AND (g.scope = 'hub' OR (g.scope = 'team' AND g.scope_id = c.team_id))) OR EXISTS (SELECT 1 FROM candidate d JOIN contact c ON c.authority_id = d.authority_id AND c.contact_id = d.contact_id WHERE d.authority_id = $1 AND d.person_id = ", $person, " AND c.state = 'waiting' AND c.contact_id NOT IN (", $crate::interest::cut::closed_contacts!(), ") AND (g.scope = 'hub' OR (g.scope = 'team' AND g.scope_id = c.team_id))) OR EXISTS (SELECT 1 FROM family_member m JOIN contact_family f ON f.authority_id = m.authority_id AND f.family_id = m.family_id AND f.known_until IS NULL JOIN contact c ON c.authority_id = f.authority_id AND c.contact_id = f.contact_id WHERE m.authority_id = $1 AND m.person_id = ", $person, " AND m.known_until IS NULL AND c.state = 'waiting' AND c.contact_id NOT IN (", $crate::interest::cut::closed_contacts!(), ") AND (g.scope = 'hub' OR (g.scope = 'team' AND g.scope_id = c.team_id)))))")
    };
}
pub(crate) use person_reached;

statement! {
    KEYED (List 2) = "SELECT DISTINCT k.person_id FROM person_key k WHERE k.authority_id = $1 AND k.key IN ({list})";
    FOUND_OF (List 3) = concat!("SELECT p.person_id FROM person p WHERE p.authority_id = $1 AND p.known_until IS NULL AND ", person_reached!("p.person_id"), " AND p.person_id IN ({list})");
    GRANTS_DROP = "DELETE FROM reach_grant WHERE authority_id = $1 AND principal = $2";
    GRANTS_PUT (Rows 5) = "INSERT INTO reach_grant (authority_id, principal, scope, scope_id, located) VALUES {rows}";
}

/// How a principal is written in grant rows, links and decisions: `worker:<id>`, `job:town`, `console:`.
pub fn principal_key(principal: &Principal) -> String {
    format!("{}:{}", principal.kind(), principal.name())
}

/// The authority and who asks, as the first values of statements that leave out what is closed to them.
pub(crate) fn asked_by(authority: AuthorityId, permit: &Permit) -> [Value; 2] {
    [authority.into(), principal_key(&permit.principal()).into()]
}

/// Persons within the reach who have one of these keys, or are one of these: ids alone. Who has a key is asked before who is reached: in one
/// question a server worked the reach out for everybody.
pub async fn persons_found(
    tx: &mut Tx,
    authority: AuthorityId,
    reach: &Reach,
    keys: Vec<i64>,
    recalled: &[PersonId],
) -> Result<Vec<PersonId>, Fault> {
    let asked = [authority.into(), principal_key(&reach.principal()).into()];
    let keys = keys.into_iter().map(Value::from).collect();
    let keyed = tx.all_of(&KEYED, &asked[..1], keys).await?;
    let keyed = keyed.iter().map(|row| row.id(0));
    let mut asked_about = keyed.collect::<Result<Vec<PersonId>, Fault>>()?;
    asked_about.extend(recalled);
    asked_about.sort_unstable();
    asked_about.dedup();
    let list = asked_about.iter().map(|one| one.uuid().into()).collect();
    let rows = tx.all_of(&FOUND_OF, &asked, list).await?;
    let mut found = rows
        .iter()
        .map(|row| row.id(0))
        .collect::<Result<Vec<PersonId>, Fault>>()?;
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The stored name of one's own strands of a kind.
fn own_scope(kind: CompartmentKind) -> &'static str {
    match kind {
        CompartmentKind::Child => "own_child",
        CompartmentKind::Victim => "own_victim",
        CompartmentKind::Perpetrator => "own_perpetrator",
        CompartmentKind::Hub
        | CompartmentKind::Shared
        | CompartmentKind::Enquirer
        | CompartmentKind::Sealed => "own_none",
    }
}

/// Writes a principal's grant rows anew, in the transaction that changed what they follow from.
pub async fn grants_put(
    tx: &mut Tx,
    authority: AuthorityId,
    principal: &Principal,
    grants: &[Grant],
) -> Result<(), Fault> {
    let key = principal_key(principal);
    tx.run(&GRANTS_DROP, &[authority.into(), key.as_str().into()])
        .await?;
    let rows = grants.iter().map(|grant| {
        let (scope, id) = match grant.scope {
            GrantScope::Authority => ("authority", Uuid::nil()),
            GrantScope::Hub => ("hub", Uuid::nil()),
            GrantScope::Team(team) => ("team", team.uuid()),
            GrantScope::Own(kind) => (own_scope(kind), Uuid::nil()),
        };
        vec![
            authority.into(),
            key.as_str().into(),
            scope.into(),
            id.into(),
            grant.located.into(),
        ]
    });
    tx.run_rows(&GRANTS_PUT, rows.collect()).await.map(drop)
}
