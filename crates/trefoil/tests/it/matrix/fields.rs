//! What the forms of the table's lines hold.

use trefoil_core::ids::ContactId;

use super::scene::{NOTHING, Scene};
use super::table::Line;

type Sent = Vec<(String, String)>;

fn pairs(pairs: &[(&str, String)]) -> Sent {
    let pairs = pairs.iter();
    pairs
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect()
}

/// Forms that hold the same whatever they are about.
fn fixed(last: &str, about: &str) -> Sent {
    match last {
        "identity" => pairs(&[
            ("given", "Zebedee".to_owned()),
            ("surname", "Quint".to_owned()),
            ("birth-day", "1".to_owned()),
            ("birth-month", "2".to_owned()),
            ("birth-year", "1970".to_owned()),
        ]),
        "glass" => pairs(&[
            ("number", "943 476 5919".to_owned()),
            ("birth-day", "1".to_owned()),
            ("birth-month", "2".to_owned()),
            ("birth-year", "1970".to_owned()),
            ("reason", "danger".to_owned()),
            ("text", "A neighbour rang.".to_owned()),
        ]),
        "decide" if about == "review" => pairs(&[
            ("outcome", "in_order".to_owned()),
            ("reason", "I rang them.".to_owned()),
        ]),
        "decide" if about == "interest" => pairs(&[
            ("state", "confirmed".to_owned()),
            ("reason", "I know him.".to_owned()),
        ]),
        "password" => pairs(&[
            ("password", "not the password".to_owned()),
            ("new-password", "copper kettle umbrella".to_owned()),
            ("again", "copper kettle umbrella".to_owned()),
            ("code", "000000".to_owned()),
        ]),
        "close" => pairs(&[("note", "Asked the force to send it again.".to_owned())]),
        "regrade" => pairs(&[
            ("rag", "red".to_owned()),
            ("rag-reason", "She is alone with him.".to_owned()),
        ]),
        "clocks" => pairs(&[
            ("opens", "8:30".to_owned()),
            ("closes", "17.30".to_owned()),
            ("red", "4".to_owned()),
            ("amber", "24".to_owned()),
            ("green", "72".to_owned()),
        ]),
        "high-risk" if about == "-" => pairs(&[
            ("repeats", "3".to_owned()),
            ("months", "12".to_owned()),
            ("meets", "9:15".to_owned()),
        ]),
        "workers" => pairs(&[
            ("name", "Ana Ruiz".to_owned()),
            ("email", "ana.ruiz@trefoil.example".to_owned()),
            ("role", "triage".to_owned()),
        ]),
        "apart" => pairs(&[("apart", "yes".to_owned())]),
        "{team}" => pairs(&[("name", "Nurses".to_owned())]),
        "agencies" => pairs(&[("name", "Larch Trust".to_owned())]),
        "tokens" => pairs(&[
            ("system", "Case system".to_owned()),
            ("days", "30".to_owned()),
        ]),
        "people" => pairs(&[
            ("p0-role", "child".to_owned()),
            ("p0-given", "Ines".to_owned()),
        ]),
        "tell" => pairs(&[
            ("source", "school".to_owned()),
            ("summary", "He has bruises.".to_owned()),
            ("teller", "F. Lomas".to_owned()),
            ("organisation", "Larch School".to_owned()),
            ("reached", "office@larch.example".to_owned()),
        ]),
        "sign-in" => pairs(&[
            ("email", "nobody@trefoil.example".to_owned()),
            ("password", "not the password".to_owned()),
            ("code", "000000".to_owned()),
        ]),
        _ => Vec::new(),
    }
}

impl Scene {
    /// The fields of a line's form.
    pub(super) async fn fields(&self, line: &Line, id: &str) -> Sent {
        let staff = &self.house.staff;
        let contact = || id.parse::<ContactId>().unwrap();
        // About what is not there, the form names what is not there.
        let there = self.contacts.values().any(|known| known.to_string() == id)
            || self.decided.to_string() == id;
        let page = if there {
            Some(self.house.page(&staff.duty, contact()).await)
        } else {
            None
        };
        let first = page.as_ref().map(|page| &page.people[0]);
        let sighting = first.map_or(NOTHING.to_owned(), |one| one.row.sighting.to_string());
        match line.path.rsplit('/').next().unwrap() {
            "hand-over" => pairs(&[(
                "to",
                staff.second.worker.as_ref().unwrap().worker.to_string(),
            )]),
            "decide" if !["interest", "review"].contains(&line.about) => {
                let children = page
                    .iter()
                    .flat_map(|page| &page.people)
                    .filter(|one| one.row.child);
                let roots: Vec<String> = children.map(|one| one.row.root.to_string()).collect();
                let each = roots.iter().enumerate().flat_map(|(place, root)| {
                    [
                        (format!("child-{place}"), root.clone()),
                        (format!("outcome-{place}"), "early_help".to_owned()),
                        (
                            format!("reason-{place}"),
                            "The family asked for help.".to_owned(),
                        ),
                    ]
                });
                each.collect()
            }
            "confirm" | "refuse" => {
                pairs(&[("sighting", sighting), ("person", self.seen.to_string())])
            }
            "new" | "take-out" => pairs(&[("sighting", sighting)]),
            "kin" => pairs(&[
                ("family", self.family.to_string()),
                (
                    format!("kin-{}", self.family).as_str(),
                    self.unseen.to_string(),
                ),
            ]),
            "family" => {
                let whole = page.as_ref().and_then(|page| page.whole_family.as_ref());
                pairs(&[(
                    "family",
                    whole.map_or(NOTHING.to_owned(), |(fit, _)| fit.family.to_string()),
                )])
            }
            "undo" => {
                let link = first.and_then(|one| one.link.as_ref());
                pairs(&[(
                    "matched",
                    link.map_or(NOTHING.to_owned(), |link| link.matched.to_string()),
                )])
            }
            "search" => pairs(&[
                ("sighting", sighting),
                ("given", "Rosalind".to_owned()),
                ("surname", "Ashdown".to_owned()),
                ("birth-day", "2".to_owned()),
                ("birth-month", "4".to_owned()),
                ("birth-year", "1991".to_owned()),
            ]),
            "end" if line.path.contains("/checks/") => pairs(&[("check", NOTHING.to_owned())]),
            "covers" | "end" => {
                let of =
                    |asker: &trefoil_app::Asker| asker.worker.as_ref().unwrap().worker.to_string();
                pairs(&[
                    ("covered", of(&staff.second)),
                    ("cover", of(&staff.triage)),
                    ("until-day", "1".to_owned()),
                    ("until-month", "4".to_owned()),
                    ("until-year", "2026".to_owned()),
                ])
            }
            last => {
                let mut all = fixed(last, line.about);
                all.extend(self.family_fields(last));
                all
            }
        }
    }
}
