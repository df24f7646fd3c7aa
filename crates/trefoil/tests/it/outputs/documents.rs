//! Twenty families (`cargo xtask prove`: 500), every template, every format: taken apart by tools that are not ours, no document holds a place of anybody but
//! where it is delivered. A letter that leaks is found, by the tools and by the guard.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use trefoil_app::Asker;
use trefoil_app::families::allocate::strand_allocate;
use trefoil_app::families::list::strands_view;
use trefoil_app::families::note::note_write;
use trefoil_app::matching::new::match_new;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::gather::access_draft;
use trefoil_app::outputs::send::output_collect;
use trefoil_app::outputs::templates::ALL;
use trefoil_app::outputs::view::{output_view, outputs_view};
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{OutputId, StrandId};
use trefoil_core::output::Channel;
use trefoil_core::principal::Role;
use trefoil_core::strand::CompartmentKind;
use trefoil_testkit::{FeedRow, feed};

use super::release::{appointment, grounds, letter};
use super::tools;
use crate::hub::house::{Engine, House};
use crate::hub::people::row;
use crate::wall::scene::{decide, team, worker};

/// Families, where `TREFOIL_PROVE_FAMILIES` names no other number.
const FAMILIES: usize = 20;

#[expect(
    clippy::disallowed_methods,
    reason = "how many families are told of is said from outside"
)]
fn how_many() -> usize {
    let told = std::env::var("TREFOIL_PROVE_FAMILIES");
    told.ok()
        .and_then(|told| told.parse().ok())
        .unwrap_or(FAMILIES)
}

/// Where the people of one family are: a street each, so that nobody's place is another's.
struct Places {
    reference: String,
    addresses: [String; 3],
    postcodes: [String; 3],
    phones: [String; 3],
}

fn places(number: usize) -> Places {
    let streets = ["Quay Street", "Elm Road", "St Anne's Lane"];
    let of = |make: &dyn Fn(usize) -> String| [make(0), make(1), make(2)];
    Places {
        reference: format!("DOC{number}"),
        // As many digits in each, so that no place ends as another does.
        addresses: of(&|who| {
            format!(
                "{} {}{}",
                1003 + number * 3 + who,
                ["North ", "South ", "Old "][who],
                streets[(number + who) % 3]
            )
        }),
        postcodes: of(&|who| {
            let area = ["TR", "PL", "EX", "TQ", "BA", "BS", "TA"][number / 80 % 7];
            format!("{area}{} {}ZZ", 10 + number % 80, who + 1)
        }),
        phones: of(&|who| match number * 3 + who {
            line @ 0..1_000 => format!("01632 960{line:03}"),
            line => format!("0113 496 {:04}", line % 1_000),
        }),
    }
}

fn rows(places: &Places) -> Vec<FeedRow<'_>> {
    let surname = ["Alder", "Beech", "Cedar", "Elder", "Hazel"][places.reference.len() % 5];
    let person = |who: usize, person, role, given, born| FeedRow {
        person,
        address: &places.addresses[who],
        postcode: &places.postcodes[who],
        phone: &places.phones[who],
        safe_to_contact: "yes",
        ..row(&places.reference, role, given, surname, born)
    };
    vec![
        person(0, "p1", "victim", "Rosalind", "1991-04-02"),
        person(1, "p2", "perpetrator", "Gareth", "1988-11-21"),
        person(2, "p3", "child", "Imogen", "2014-03-14"),
    ]
}

struct Town {
    house: House,
    /// Social worker, victim's adviser, perpetrator's worker.
    workers: [Asker; 3],
    /// Of each family: child, victim, perpetrator.
    families: Vec<(Places, [StrandId; 3])>,
}

async fn town() -> Town {
    let house = House::on(Engine::Sqlite).await;
    let council = team(&house, "Children's services", "Family team").await;
    let charity = team(&house, "Harbour charity", "Advisers").await;
    let probation = team(&house, "Probation", "Change team").await;
    let workers = [
        worker(&house, "Sade Okoro", Role::SocialWorker, council).await,
        worker(&house, "Ruchi Patel", Role::VictimAdviser, charity).await,
        worker(&house, "Morgan Hughes", Role::PerpetratorWorker, probation).await,
    ];
    let mut families = Vec::new();
    for number in 0..how_many() {
        let places = places(number);
        house.kit.import(&feed(&rows(&places))).await;
        let contact = house.contact(&places.reference).await;
        for one in house.page(&house.staff.duty, contact).await.people {
            match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
                .await
                .unwrap();
        }
        decide(&house, contact, Outcome::Referral).await;
        let listed = strands_view(house.app(), &house.staff.manager)
            .await
            .unwrap();
        let kinds = [
            CompartmentKind::Child,
            CompartmentKind::Victim,
            CompartmentKind::Perpetrator,
        ];
        let strands = kinds.map(|kind| {
            let all = listed.iter().flat_map(|family| &family.strands);
            all.filter(|one| one.strand.kind == kind)
                .map(|one| one.strand.strand)
                .next()
                .unwrap()
        });
        for (strand, worker) in strands.into_iter().zip(&workers) {
            let worker = worker.worker.as_ref().unwrap().worker;
            strand_allocate(house.app(), &house.staff.manager, strand, Some(worker))
                .await
                .unwrap();
        }
        families.push((places, strands));
    }
    Town {
        house,
        workers,
        families,
    }
}

/// Letters and digits alone: not the guard's own folding, so that one does not excuse the other.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

/// What a document holds of anybody's places but those of whom it is delivered to.
fn leaks(text: &str, all: &[(Places, [StrandId; 3])], own: Option<(usize, usize)>) -> Vec<String> {
    let text = plain(text);
    let mut found = Vec::new();
    for (number, (places, _)) in all.iter().enumerate() {
        for who in 0..3 {
            if own == Some((number, who)) {
                continue;
            }
            for place in [
                &places.addresses[who],
                &places.postcodes[who],
                &places.phones[who],
            ] {
                if text.contains(&plain(place)) {
                    found.push(place.clone());
                }
            }
        }
    }
    found
}

/// A template's drafts in one family: on whose side, to whom, and whether by post.
fn drafts(
    template: &str,
    strands: [StrandId; 3],
    parent: &str,
) -> Vec<(usize, StrandId, Draft, Option<usize>)> {
    let base = match template {
        "letter" => letter("We are glad that you came."),
        _ => Draft {
            template: template.to_owned(),
            ..appointment()
        },
    };
    let [child, victim, perpetrator] = strands;
    let to = |to: &str, channel| Draft {
        to: to.to_owned(),
        channel: Some(channel),
        ..base.clone()
    };
    match template {
        "outcome" => {
            let agency = to("agency:police", Channel::Secure);
            vec![(
                0,
                child,
                Draft {
                    recipient: "PC Dale".to_owned(),
                    grounds: grounds(),
                    ..agency
                },
                None,
            )]
        }
        _ => vec![
            (
                0,
                child,
                to(&format!("parent:{parent}"), Channel::Post),
                Some(0),
            ),
            (1, victim, to("person", Channel::Post), Some(0)),
            (1, victim, to("person", Channel::Hand), None),
            (2, perpetrator, to("person", Channel::Hand), None),
        ],
    }
}

impl Town {
    async fn bytes(&self, id: OutputId) -> Vec<u8> {
        let custodian = &self.house.staff.custodian;
        let app = self.house.app();
        let held = output_view(app, custodian, id).await.unwrap().facts.held;
        assert_eq!(held, [], "the guard finds nothing in what says nothing");
        output_collect(app, custodian, id).await.unwrap().bytes
    }
}

#[tokio::test]
async fn no_document_holds_a_place_but_where_it_is_delivered() {
    let town = town().await;
    let app = town.house.app();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, (places, strands)) in town.families.iter().enumerate() {
        let secret = format!(
            "She is at {} {} and on {}.",
            places.addresses[0], places.postcodes[0], places.phones[0]
        );
        note_write(app, &town.workers[1], strands[1], &secret)
            .await
            .unwrap();
        note_write(app, &town.workers[2], strands[2], "He came on time.")
            .await
            .unwrap();
        let persons = outputs_view(app, &town.workers[0], strands[0])
            .await
            .unwrap()
            .persons;
        let parent = persons
            .iter()
            .find(|(addressee, _)| addressee.kind() == "parent")
            .unwrap();
        let parent = parent.0.person().unwrap().to_string();
        for (turn, template) in ALL.iter().enumerate() {
            let format = template.formats[(number + turn) % template.formats.len()];
            let mut made = Vec::new();
            if template.code == "access" {
                // His own file, with what is held of her beside it.
                let own = access_draft(
                    app,
                    &town.house.staff.custodian,
                    strands[2],
                    (format, &BTreeMap::new()),
                )
                .await
                .unwrap();
                let bytes = output_collect(app, &town.workers[0], own)
                    .await
                    .unwrap()
                    .bytes;
                made.push((bytes, None));
            } else {
                for (by, strand, draft, delivered) in drafts(template.code, *strands, &parent) {
                    let draft = Draft {
                        format: format.to_owned(),
                        ..draft
                    };
                    let id = output_draft(app, &town.workers[by], strand, &draft)
                        .await
                        .unwrap();
                    made.push((town.bytes(id).await, delivered));
                }
            }
            for (bytes, delivered) in made {
                let (text, properties) = tools::read(&bytes, format);
                let own = delivered.map(|who| (number, who));
                assert_eq!(
                    leaks(&text, &town.families, own),
                    Vec::<String>::new(),
                    "{} {format}: {text}",
                    template.code
                );
                if delivered.is_some() && format != "ics" {
                    assert!(
                        plain(&text).contains(&plain(&places.postcodes[0])),
                        "{format} is delivered: {text}"
                    );
                }
                let mut told = String::new();
                for word in ["Okoro", "Patel", "Hughes", "2026", "GPS"] {
                    // The times of an appointment are what a calendar file is.
                    if properties.contains(word) && (format, word) != ("ics", "2026") {
                        let _ = write!(told, "{word} ");
                    }
                }
                assert_eq!(told, "", "{format} says beside its text: {properties}");
                *seen.entry(template.code).or_default() += 1;
            }
        }
    }
    for template in ALL {
        assert!(
            seen[template.code] >= how_many(),
            "{}: {seen:?}",
            template.code
        );
    }
    leaking_letters_are_found(&town).await;
}

/// Each letter by itself.
fn apart(text: &str) -> String {
    let letters: Vec<String> = text.chars().map(String::from).collect();
    letters.join(" ")
}

/// The control: a letter into which somebody wrote where she is, in each format and in several ways, is found by the tools where it
/// stands plainly, and held by the guard however it stands.
async fn leaking_letters_are_found(town: &Town) {
    let app = town.house.app();
    let (places, strands) = &town.families[3];
    let address = &places.addresses[0];
    for (plainly, words) in [
        (true, format!("Do not go to {address}.")),
        (true, format!("Do not ring {}.", places.phones[0])),
        (
            false,
            address
                .replace("Street", "St")
                .replace("Road", "Rd")
                .replace("Lane", "Ln")
                .to_uppercase(),
        ),
        (false, apart(address)),
        (false, places.postcodes[0].replace(' ', "")),
    ] {
        for format in ["pdf", "docx", "html", "txt"] {
            let draft = Draft {
                format: format.to_owned(),
                ..letter(&words)
            };
            let id = output_draft(app, &town.workers[2], strands[2], &draft)
                .await
                .unwrap();
            let judge = &town.house.staff.custodian;
            let held = output_view(app, judge, id).await.unwrap().facts.held;
            assert!(!held.is_empty(), "{format}: {words}");
            let bytes = output_collect(app, judge, id).await.unwrap().bytes;
            let (text, _) = tools::read(&bytes, format);
            assert!(
                !plainly || !leaks(&text, &town.families, None).is_empty(),
                "{format}: {words}: {text}"
            );
        }
    }
}
