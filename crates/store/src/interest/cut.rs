//! What a worker's interests take out of their reach, as SQL: the families of whoever is like them, the families tied to those by
//! somebody who was told of in both, and so on; every contact about them or with one of their people, and whoever is known from such contacts alone. It
//! follows from the links of the moment, so that a link made or undone never leaves anything open.

/// How many times an interest goes on from a family to one that is tied to it. Somebody's own family has their near kin; a step more
/// that of an uncle, a former partner, a grown child. Without an end a town in which everybody knows somebody would be closed as a whole.
pub const KIN_STEPS: i64 = 3;

/// From the contacts `e` about a family to the families `g` that are tied to it: about which a contact with one of their people is.
/// Somebody who is of two families was told of in contacts about both, and so were those who harm in one and live in another.
macro_rules! tied {
    () => {
        "JOIN sighting x ON x.authority_id = e.authority_id AND x.contact_id = e.contact_id AND x.known_until IS NULL JOIN sighting y ON y.authority_id = x.authority_id AND y.person_id = x.person_id AND y.known_until IS NULL JOIN contact_family g ON g.authority_id = y.authority_id AND g.contact_id = y.contact_id AND g.known_until IS NULL"
    };
}
pub(crate) use tied;

/// The families in which the chosen rows of `interest_in i` lie, and those that are tied to them, up to [`KIN_STEPS`] (a test holds the
/// two together). `$1` is the authority.
macro_rules! cut_families {
    ($chosen:literal) => {
        concat!(
            "WITH RECURSIVE kin (family_id, step) AS (SELECT m.family_id, 0 FROM interest_in i JOIN sighting x ON x.authority_id = i.authority_id AND x.root_id = i.root_id AND x.known_until IS NULL JOIN family_member m ON m.authority_id = x.authority_id AND m.person_id = x.person_id AND m.known_until IS NULL WHERE i.authority_id = $1 AND ",
            $chosen,
            " UNION ALL SELECT f.family_id, 0 FROM interest_in i JOIN contact_family f ON f.authority_id = i.authority_id AND f.contact_id = i.contact_id AND f.known_until IS NULL WHERE i.authority_id = $1 AND ",
            $chosen,
            " UNION SELECT g.family_id, kin.step + 1 FROM kin CROSS JOIN contact_family e ",
            $crate::interest::cut::tied!(),
            " WHERE e.authority_id = $1 AND e.family_id = kin.family_id AND e.known_until IS NULL AND kin.step < 3) SELECT family_id FROM kin"
        )
    };
}
pub(crate) use cut_families;

/// The contacts that the chosen rows close (CROSS JOIN keeps `SQLite` at working from the few families outwards): those in which somebody was found; others of the same person; those about the
/// families; those with one of the families' people.
macro_rules! cut_contacts {
    ($chosen:literal) => {
        concat!(
            "SELECT i.contact_id FROM interest_in i WHERE i.authority_id = $1 AND ",
            $chosen,
            " UNION ALL SELECT y.contact_id FROM interest_in i JOIN sighting x ON x.authority_id = i.authority_id AND x.root_id = i.root_id AND x.known_until IS NULL JOIN sighting y ON y.authority_id = x.authority_id AND y.person_id = x.person_id AND y.known_until IS NULL WHERE i.authority_id = $1 AND ",
            $chosen,
            " UNION ALL SELECT e.contact_id FROM (",
            $crate::interest::cut::cut_families!($chosen),
            ") a CROSS JOIN contact_family e WHERE e.authority_id = $1 AND e.family_id = a.family_id AND e.known_until IS NULL",
            " UNION ALL SELECT y.contact_id FROM (",
            $crate::interest::cut::cut_families!($chosen),
            ") a CROSS JOIN family_member n CROSS JOIN sighting y WHERE n.authority_id = $1 AND n.family_id = a.family_id AND n.known_until IS NULL AND y.authority_id = $1 AND y.person_id = n.person_id AND y.known_until IS NULL"
        )
    };
}
pub(crate) use cut_contacts;

/// The contacts that are closed to the principal at `$2`: by their interests; and what was taken from them without a word, which goes on
/// without them.
macro_rules! closed_contacts {
    () => {
        concat!(
            $crate::interest::cut::cut_contacts!("i.principal = $2 AND i.state <> 'refused'"),
            " UNION ALL SELECT t.contact_id FROM reroute t WHERE t.authority_id = $1 AND t.principal = $2"
        )
    };
}
pub(crate) use closed_contacts;

/// Whether nothing is closed to the principal at `$2`, as for nearly everybody: asked once and not per row, where the answer would be the
/// same for each.
macro_rules! nothing_closed {
    () => {
        "(NOT EXISTS (SELECT 1 FROM interest_in n WHERE n.authority_id = $1 AND n.principal = $2 AND n.state <> 'refused') AND NOT EXISTS (SELECT 1 FROM reroute n WHERE n.authority_id = $1 AND n.principal = $2))"
    };
}
pub(crate) use nothing_closed;

/// The families that are closed to the principal at `$2`.
macro_rules! closed_families {
    () => {
        $crate::interest::cut::cut_families!("i.principal = $2 AND i.state <> 'refused'")
    };
}
pub(crate) use closed_families;

/// Whether a person is there for the principal at `$2`: not known from closed contacts alone.
macro_rules! person_open {
    ($person:literal) => {
        concat!(
            "(",
            $crate::interest::cut::nothing_closed!(),
            " OR NOT EXISTS (SELECT 1 FROM link l JOIN sighting z ON z.authority_id = l.authority_id AND z.sighting_id = l.sighting_id WHERE l.authority_id = $1 AND l.person_id = ",
            $person,
            " AND z.contact_id IN (",
            $crate::interest::cut::closed_contacts!(),
            ")) OR EXISTS (SELECT 1 FROM link l JOIN sighting z ON z.authority_id = l.authority_id AND z.sighting_id = l.sighting_id WHERE l.authority_id = $1 AND l.known_until IS NULL AND l.person_id = ",
            $person,
            " AND z.contact_id NOT IN (",
            $crate::interest::cut::closed_contacts!(),
            ")))"
        )
    };
}
pub(crate) use person_open;

#[cfg(test)]
mod tests {
    use super::KIN_STEPS;

    /// The bound that stands in the statements.
    #[test]
    fn the_statements_end_where_it_is_said() {
        let bound = format!("kin.step < {KIN_STEPS})");
        assert!(cut_families!("TRUE").contains(&bound), "{bound}");
    }
}
