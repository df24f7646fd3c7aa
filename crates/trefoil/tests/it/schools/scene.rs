//! A hub with a few schools, a year of terms and key adults; and police files that say which school an officer was told of.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use trefoil_app::Asker;
use trefoil_app::notices::list::{Listed, notices_view};
use trefoil_app::schools::intake::{adults_import, schools_import, terms_import};
use trefoil_testkit::console;

use crate::hub::house::{Engine, House};

pub(super) const SCHOOLS: &str = "urn,laestab,la_code,la_name,estab,school_name,school_type,pupils_on_roll,opening_time,closed_on\n\
    100001,890,890,X,1,Marram Primary School,Community school,210,08:45,\n\
    100002,890,890,X,2,Marram High School,Academy,900,08:30,\n\
    100003,890,890,X,3,Dunlin Bay Primary School,Community school,240,09:00,\n\
    100004,888,888,Y,4,Dunlin Bay Primary School,Community school,260,,\n\
    100005,890,890,X,5,Sandpiper Junior School,Community school,180,,2025-09-01\n\
    100006,890,890,X,6,Kittiwake CofE Academy,Academy,300,08:50,\n";

/// Terms of 2025/26 for all, and one inset day of the first school.
pub(super) const TERMS: &str = "urn,kind,from,to\n\
    ,term,2025-09-02,2025-10-24\n,term,2025-11-03,2025-12-19\n,term,2026-01-05,2026-02-13\n\
    ,term,2026-02-23,2026-04-01\n,term,2026-04-20,2026-05-22\n,term,2026-06-01,2026-07-21\n\
    100001,inset,2026-03-18,\n";

pub(super) const ADULTS: &str = "urn,name,email\n\
    100001,Ada Novak,ada@marram.example.org\n100001,Bo Field,bo@marram.example.org\n\
    100002,Cy Hart,cy@high.example.org\n0,Di Marsh,officer@example.org\n";

/// The house with its registers.
pub(super) async fn house(on: Engine) -> House {
    let house = House::on(on).await;
    registers(&house).await;
    house
}

/// Takes the registers in.
pub(super) async fn registers(house: &House) {
    let app = house.app();
    let console = console();
    schools_import(app, &console, SCHOOLS.as_bytes(), &[])
        .await
        .unwrap();
    terms_import(app, &console, TERMS.as_bytes()).await.unwrap();
    adults_import(app, &console, ADULTS.as_bytes())
        .await
        .unwrap();
}

/// A child of an incident: reference, given name, surname, born, school as written, words.
pub(super) struct Child<'a> {
    pub(super) incident: &'a str,
    pub(super) given: &'a str,
    pub(super) surname: &'a str,
    pub(super) born: &'a str,
    pub(super) school: &'a str,
    pub(super) words: &'a str,
}

impl Default for Child<'_> {
    fn default() -> Self {
        Self {
            incident: "ENC-1",
            given: "Tom",
            surname: "Ashdown",
            born: "2016-05-04",
            school: "Marram Primary",
            words: "",
        }
    }
}

/// A police file of these children, each incident with a mother and a father; `attended` as the feed says it.
pub(super) fn file(children: &[Child<'_>], attended: &str) -> String {
    file_at(children, attended, "2026-03-17T08:50:00Z".parse().unwrap())
}

/// The same, received at an instant; each incident began seven hours and forty minutes before.
pub(super) fn file_at(children: &[Child<'_>], attended: &str, received: Timestamp) -> String {
    let began = received - SignedDuration::from_mins(460);
    let mut text = "incident_reference,received_at,incident_started_at,police_attended,domestic_abuse,person_reference,role,given_names,surname,date_of_birth,address_lines,postcode,child_present,child_spoken_to,child_words,school_name\n".to_owned();
    let mut met: Vec<&str> = Vec::new();
    for (place, one) in children.iter().enumerate() {
        let Child {
            incident,
            given,
            surname,
            born,
            school,
            words,
        } = one;
        let head = format!("{incident},{received},{began},{attended},yes");
        if !met.contains(incident) {
            met.push(incident);
            let _ = writeln!(
                text,
                "{head},m,victim,Rosalind,{surname},1991-04-02,12 Larch Road,FY1 4AA,,,,"
            );
            let _ = writeln!(
                text,
                "{head},f,perpetrator,Gareth,{surname},1988-11-21,12 Larch Road,FY1 4AA,,,,"
            );
        }
        let _ = writeln!(
            text,
            "{head},c{place},child,{given},{surname},{born},12 Larch Road,FY1 4AA,yes,yes,\"{words}\",\"{school}\""
        );
    }
    text
}

/// Takes children in, and does what that leaves to be done.
pub(super) async fn take(house: &House, children: &[Child<'_>]) {
    house.kit.import(&file(children, "yes")).await;
    house.rest().await;
}

/// What the hub has to see to, as somebody sees it.
pub(super) async fn open(house: &House, asker: &Asker) -> Vec<Listed> {
    notices_view(house.app(), asker).await.unwrap().open
}
