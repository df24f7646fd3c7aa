//! Links: the reversible, attributed, dated decisions that a sighting is of a person; and that it is not.

use jiff::Timestamp;
use trefoil_core::ids::{AuthorityId, ContactId, LinkId, MatchId, PersonId, SightingId};
use trefoil_core::link::How;

use crate::db::{Row, Tx, Value, statement};
use crate::fault::Fault;

statement! {
    LINKS_PUT (Rows 8) = "INSERT INTO link (authority_id, link_id, match_id, sighting_id, person_id, how, made_by, known_from) VALUES {rows}";
    LINKS_OF_MATCH = "SELECT l.link_id, l.match_id, l.sighting_id, l.person_id, l.how, l.made_by, l.known_from, s.contact_id FROM link l JOIN sighting s ON s.authority_id = l.authority_id AND s.sighting_id = l.sighting_id WHERE l.authority_id = $1 AND l.match_id = $2 AND l.known_until IS NULL";
    LINKS_OF_CONTACT = "SELECT l.link_id, l.match_id, l.sighting_id, l.person_id, l.how, l.made_by, l.known_from, s.contact_id FROM link l JOIN sighting s ON s.authority_id = l.authority_id AND s.sighting_id = l.sighting_id WHERE l.authority_id = $1 AND s.contact_id = $2 AND l.known_from <= $3 AND COALESCE(l.known_until, $3 + 1) > $3 ORDER BY l.known_from, l.link_id";
    LINKS_LEFT = "SELECT COUNT(*) FROM link WHERE authority_id = $1 AND person_id = $2 AND known_until IS NULL";
    LINKS_END = "UPDATE link SET known_until = $3, undone_by = $4 WHERE authority_id = $1 AND match_id = $2 AND known_until IS NULL";
    MEMBERS_END = "UPDATE family_member SET known_until = $3 WHERE authority_id = $1 AND match_id = $2 AND known_until IS NULL";
    ABOUT_END = "UPDATE contact_family SET known_until = $3 WHERE authority_id = $1 AND match_id = $2 AND known_until IS NULL";
    NOT_SAME_PUT = "INSERT INTO not_same (authority_id, sighting_id, person_id, made_by, known_from) VALUES ($1, $2, $3, $4, $5)";
    NOT_SAME_OF_CONTACT = "SELECT DISTINCT n.sighting_id, n.person_id FROM not_same n JOIN sighting s ON s.authority_id = n.authority_id AND s.root_id = n.sighting_id WHERE n.authority_id = $1 AND s.contact_id = $2 AND n.known_until IS NULL";
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The link.
    pub link: LinkId,
    /// The act that made it; links of one act are undone together.
    pub matched: MatchId,
    /// The sighting.
    pub sighting: SightingId,
    /// The person.
    pub person: PersonId,
    /// How.
    pub how: How,
    /// By whom, as the ledger writes it.
    pub made_by: String,
    /// Since when.
    pub known_from: Timestamp,
    /// The sighting's contact.
    pub contact: ContactId,
}

fn link_of(row: &Row) -> Result<Link, Fault> {
    Ok(Link {
        link: row.id(0)?,
        matched: row.id(1)?,
        sighting: row.id(2)?,
        person: row.id(3)?,
        how: row.code(4, How::from_code)?,
        made_by: row.text(5)?,
        known_from: row.time(6)?,
        contact: row.id(7)?,
    })
}

/// Writes links.
pub async fn links_put(tx: &mut Tx, authority: AuthorityId, links: &[Link]) -> Result<(), Fault> {
    let rows = links.iter().map(|link| {
        vec![
            authority.into(),
            link.link.uuid().into(),
            link.matched.uuid().into(),
            link.sighting.uuid().into(),
            link.person.uuid().into(),
            link.how.code().into(),
            link.made_by.as_str().into(),
            link.known_from.into(),
        ]
    });
    tx.run_rows(&LINKS_PUT, rows.collect()).await.map(drop)
}

/// The links that one act made and that still stand.
pub async fn links_of_match(
    tx: &mut Tx,
    authority: AuthorityId,
    matched: MatchId,
) -> Result<Vec<Link>, Fault> {
    let rows = tx
        .all(&LINKS_OF_MATCH, &[authority.into(), matched.uuid().into()])
        .await?;
    rows.iter().map(link_of).collect()
}

/// The links of a contact's sightings as known at `at`.
pub async fn links_of_contact(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
    at: Timestamp,
) -> Result<Vec<Link>, Fault> {
    let rows = tx
        .all(
            &LINKS_OF_CONTACT,
            &[authority.into(), contact.uuid().into(), at.into()],
        )
        .await?;
    rows.iter().map(link_of).collect()
}

/// How many sightings are still held to be of this person.
pub async fn links_left(
    tx: &mut Tx,
    authority: AuthorityId,
    person: PersonId,
) -> Result<i64, Fault> {
    tx.one(&LINKS_LEFT, &[authority.into(), person.uuid().into()])
        .await?
        .int(0)
}

/// Ends everything that one act made: its links, its family memberships, what its contact was held to be about.
pub async fn match_end(
    tx: &mut Tx,
    authority: AuthorityId,
    matched: MatchId,
    now: Timestamp,
    by: &str,
) -> Result<(), Fault> {
    let key: [Value; 3] = [authority.into(), matched.uuid().into(), now.into()];
    tx.run(&LINKS_END, &[&key[..], &[by.into()]].concat())
        .await?;
    tx.run(&MEMBERS_END, &key).await?;
    tx.run(&ABOUT_END, &key).await.map(drop)
}

/// Says that a sighting (by its root) is not of a person; it sticks through later versions.
pub async fn not_same_put(
    tx: &mut Tx,
    authority: AuthorityId,
    root: SightingId,
    person: PersonId,
    by: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    tx.run_one(
        &NOT_SAME_PUT,
        &[
            authority.into(),
            root.uuid().into(),
            person.uuid().into(),
            by.into(),
            now.into(),
        ],
    )
    .await
}

/// Who the sightings of a contact (by their roots) are known not to be.
pub async fn not_same_of_contact(
    tx: &mut Tx,
    authority: AuthorityId,
    contact: ContactId,
) -> Result<Vec<(SightingId, PersonId)>, Fault> {
    let rows = tx
        .all(
            &NOT_SAME_OF_CONTACT,
            &[authority.into(), contact.uuid().into()],
        )
        .await?;
    rows.iter()
        .map(|row| Ok((row.id(0)?, row.id(1)?)))
        .collect()
}
