//! What lies on the disk: a stolen database file tells nothing of what a source said about a person.

use std::path::Path;

use trefoil_core::located::Located;
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, SafeContact};
use trefoil_core::sighting::{Described, Places, RoleHeld, Sighting};
use trefoil_core::vocabulary::{AddressState, IncidentRole, Known};

use super::ground::{At, grounds};
use super::house::{House, NAME};

/// How every text of the sighting begins.
const MARKER: &str = "Zxqv";

fn marked(field: &str) -> String {
    format!("{MARKER}-{field}")
}

fn place(field: &str) -> Located<String> {
    Located::new(marked(field))
}

/// A sighting with a marker in every text; no `..`, so that a new field has to be thought of here.
fn sighting() -> Sighting {
    let described = Described {
        reference: Some(marked("reference")),
        roles: vec![RoleHeld {
            role: IncidentRole::Victim,
            towards: Some(marked("towards")),
        }],
        name: PersonName::new(marked("given"), marked("surname")),
        birth: BirthDate::Unreadable(marked("birth")),
        sex: None,
        ethnicity: Some(marked("ethnicity")),
        language: Some(marked("language")),
        interpreter: Known::Unknown,
        disability: Some(marked("disability")),
        nhs_number: Some("9434765919".parse().unwrap()),
        upn: Some("N890123412345".parse().unwrap()),
        relationship_to_victim: Some(marked("relationship")),
        safe_contact: SafeContact::Only(marked("safe")),
        child_present: Known::Unknown,
        child_spoken_to: Known::Unknown,
        child_words: Some(marked("words")),
        added_here: false,
        unread: vec![(marked("column"), marked("value"))],
    };
    let places = Places {
        address_state: Some(AddressState::Refuge),
        address: Some(place("address")),
        postcode: Some(place("postcode")),
        phone: Some(place("phone")),
        school: Some(place("school")),
        unread: vec![(marked("place-column"), place("place-value"))],
    };
    Sighting { described, places }
}

/// The files of the folder that hold the text, whatever its capitals.
fn holding(folder: &Path, text: &str) -> Vec<String> {
    let holds = |bytes: &[u8]| {
        bytes
            .windows(text.len())
            .any(|part| part.eq_ignore_ascii_case(text.as_bytes()))
    };
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let file = file.unwrap();
        if holds(&std::fs::read(file.path()).unwrap()) {
            found.push(file.file_name().to_string_lossy().into_owned());
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn the_file_and_its_log_hold_no_word_of_a_sighting() {
    for ground in grounds().await {
        let At::File(folder) = &ground.at else {
            continue;
        };
        let house = House::build(&ground, 890).await;
        house.write(sighting()).await;
        let secrets = [MARKER, "9434765919", "N890123412345"];
        let logged = holding(folder.path(), NAME);
        assert_eq!(logged, ["trefoil.db-wal"], "the search finds what is there");
        for secret in secrets {
            assert_eq!(
                holding(folder.path(), secret),
                [] as [String; 0],
                "{secret}"
            );
        }
        // Closed, the log is folded into the file.
        ground.db.close().await;
        assert_eq!(holding(folder.path(), NAME), ["trefoil.db"]);
        for secret in secrets {
            assert_eq!(
                holding(folder.path(), secret),
                [] as [String; 0],
                "{secret}"
            );
        }
    }
}
