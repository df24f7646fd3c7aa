//! How many persons a second are written down for good, are followed by the live index and have their cluster found anew: what
//! `cargo xtask bench linkage --durable` measures.
//! Usage: durable PEOPLE.csv HELD MEASURED FOLDER
//!
//! A person here is what the store keeps of one: the sealed card as a version under a key of its own, the row, the hashed lookups, and
//! the entry of the ledger that names them, in one commit on SQLite that waits for the disk. Then the index reads on in the ledger, opens
//! the cards that it tells of, takes them in and finds the cluster of each. What the product does besides when a contact comes in, above
//! all comparing it with whom it meets and proposing, is not measured here.

#![expect(
    clippy::disallowed_methods,
    reason = "a measurement keeps the time itself"
)]

use std::collections::VecDeque;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::chance::{Chance, MintAt};
use trefoil_core::ids::{AuthorityId, PersonId};
use trefoil_core::name::PersonName;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::principal::{Job, Principal};
use trefoil_core::seal::Authority32;
use trefoil_core::vocabulary::Sex;
use trefoil_linkage::batch::{Column, Model};
use trefoil_linkage::live::{Index, Standing};
use trefoil_linkage::{Description, Record};
use trefoil_policy::{Asker, Permit, Policy};
use trefoil_store::authority::{Authority, authority_create};
use trefoil_store::known::written_since;
use trefoil_store::ledger::{Entry, SubjectKind};
use trefoil_store::person::{cards_for_act, keys_put, persons_put};
use trefoil_store::scribe::{WEIGHT_FEED, WEIGHT_WRITE};
use trefoil_store::version::{RecordKind, Recording};
use trefoil_store::{Db, Place, Ring, Scribe, Written};

type Or<T> = Result<T, Box<dyn Error>>;

/// As `app::matching::recall` has them.
const COLUMNS: [Column; 5] = [
    Column::GivenNames,
    Column::Surname,
    Column::DateOfBirth,
    Column::Sex,
    Column::NationalId,
];
const MODEL: &str = include_str!("../src/matching/recall/model.json");

/// So many rows are a part, as of a feed.
const PART: usize = 500;
/// So many callers wait at once for one person each.
const CALLERS: usize = 64;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [people, held, measured, folder] = words.as_slice() else {
        eprintln!("durable PEOPLE.csv HELD MEASURED FOLDER");
        return ExitCode::from(64);
    };
    let run = || -> Or<()> {
        let (held, measured) = (held.parse()?, measured.parse()?);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(measure(people, (held, measured), Path::new(folder)))
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(people: &str, (held, measured): (usize, usize), folder: &Path) -> Or<()> {
    let mut people = People::open(people)?;
    let mut place = Desk::make(folder).await?;
    let before = place.parts(people.next(held)?).await?;
    let alone = place.one_by_one(people.next(measured / 4)?).await?;
    let callers = place.by_callers(people.next(measured)?).await?;
    let parts = place.parts(people.next(measured)?).await?;
    let line = serde_json::json!({
        "held": held, "indexed": place.index.len(),
        "first": before.told(), "alone": alone.told(), "callers": callers.told(), "parts": parts.told(),
    });
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}

/// The generator's records, one after the other.
struct People(std::io::Lines<BufReader<File>>);

impl People {
    fn open(path: &str) -> Or<Self> {
        let mut lines = BufReader::new(File::open(path)?).lines();
        lines.next();
        Ok(Self(lines))
    }

    /// No value of the generator's has a comma.
    fn next(&mut self, count: usize) -> Or<Vec<PersonCard>> {
        let card = |line: std::io::Result<String>| -> Or<PersonCard> {
            let line = line?;
            let values: Vec<&str> = line
                .split(',')
                .map(|value| value.trim_matches('"'))
                .collect();
            let value = |at: usize| values.get(at).copied().unwrap_or_default();
            Ok(PersonCard {
                name: PersonName::new(value(3), value(5)),
                birth: value(6).parse().map_or(BirthDate::Missing, BirthDate::On),
                sex: match value(7) {
                    "f" => Some(Sex::Female),
                    "m" => Some(Sex::Male),
                    _ => None,
                },
                nhs_number: value(11).parse().ok(),
                ..PersonCard::default()
            })
        };
        self.0.by_ref().take(count).map(card).collect()
    }
}

/// The system's randomness, drawn as the product draws it.
struct System(Mutex<(File, VecDeque<u8>)>);

impl Chance for System {
    fn fill(&self, bytes: &mut [u8]) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (file, drawn) = &mut *held;
        for byte in bytes {
            if drawn.is_empty() {
                let mut more = [0; 4096];
                // Nothing may be sealed under a key that anybody could guess.
                if file.read_exact(&mut more).is_err() {
                    std::process::abort();
                }
                drawn.extend(more);
            }
            *byte = drawn.pop_front().unwrap_or_default();
        }
    }
}

/// What one way of writing came to.
struct Took {
    persons: usize,
    wall: Duration,
    /// From being handed in to having a cluster, of each part.
    longest: Duration,
    /// How many have somebody in their cluster besides themselves.
    joined: usize,
}

impl Took {
    fn told(&self) -> serde_json::Value {
        let seconds = self.wall.as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred thousand")]
        let rate = self.persons as f64 / seconds.max(1e-9);
        serde_json::json!({
            "persons": self.persons, "seconds": seconds, "a_second": rate,
            "longest_ms": self.longest.as_secs_f64() * 1e3, "joined": self.joined,
        })
    }
}

/// A database, its writer, and the index that follows it.
struct Desk {
    db: Db,
    ring: Arc<Ring>,
    authority: AuthorityId,
    scribe: Scribe,
    chance: Arc<System>,
    permit: Permit,
    index: Index<PersonId>,
    next: u64,
}

impl Desk {
    async fn make(folder: &Path) -> Or<Self> {
        let chance = System(Mutex::new((File::open("/dev/urandom")?, VecDeque::new())));
        let authority = AuthorityId::new(890)?;
        let db = Db::open(&Place::File(folder.join("trefoil.db"))).await?;
        trefoil_store::migrate::make(&db).await?;
        let made = Authority {
            authority,
            name: "Marramsea Council".to_owned(),
        };
        let entry = entry(Act::AuthorityCreate, Vec::new());
        let key = Authority32::new([7; 32]);
        let ring = Arc::new(authority_create(&db, &made, &key, &chance, entry).await?);
        let job = Asker::machine(Principal::Job(Job::AutoLink));
        let permit = Policy::load()?.permit(&job, Act::MatchAuto, None);
        let model: Model = serde_json::from_str(MODEL)?;
        Ok(Self {
            scribe: Scribe::start(db.clone(), Arc::clone(&ring), authority),
            permit: permit.map_err(|refusal| format!("{refusal:?}"))?,
            index: Index::new(&model, &COLUMNS)?,
            chance: Arc::new(chance),
            next: 0,
            db,
            ring,
            authority,
        })
    }

    /// Each waits for its commit and its cluster before the next is handed in.
    async fn one_by_one(&mut self, people: Vec<PersonCard>) -> Or<Took> {
        let ways = people.into_iter().map(|one| vec![one]).collect();
        self.written(ways, 1, WEIGHT_WRITE).await
    }

    /// Many callers at once, each with one person: the writer commits together what comes together.
    async fn by_callers(&mut self, people: Vec<PersonCard>) -> Or<Took> {
        let ways = people.into_iter().map(|one| vec![one]).collect();
        self.written(ways, CALLERS, WEIGHT_WRITE).await
    }

    /// Part by part, as a feed is taken in: a part is sealed while the one before it is committed.
    async fn parts(&mut self, people: Vec<PersonCard>) -> Or<Took> {
        let ways = people.chunks(PART).map(<[PersonCard]>::to_vec).collect();
        self.written(ways, 2, WEIGHT_FEED).await
    }

    /// Hands units in, so many at a time, and follows what is committed.
    async fn written(
        &mut self,
        units: Vec<Vec<PersonCard>>,
        at_once: usize,
        weight: usize,
    ) -> Or<Took> {
        let mut took = Took {
            persons: units.iter().map(Vec::len).sum(),
            wall: Duration::ZERO,
            longest: Duration::ZERO,
            joined: 0,
        };
        let begun = Instant::now();
        let mut waiting = VecDeque::new();
        for unit in units {
            if waiting.len() == at_once {
                self.answered(&mut waiting, at_once == CALLERS, &mut took)
                    .await?;
            }
            waiting.push_back((Instant::now(), self.hand_in(unit, weight).await?));
        }
        while !waiting.is_empty() {
            self.answered(&mut waiting, false, &mut took).await?;
        }
        took.wall = begun.elapsed();
        Ok(took)
    }

    /// Waits for the commit of the first that was handed in, or of all, and follows.
    async fn answered(
        &mut self,
        waiting: &mut VecDeque<(Instant, HandedIn)>,
        all: bool,
        took: &mut Took,
    ) -> Or<()> {
        let count = if all { waiting.len() } else { 1 };
        let mut first = None;
        for (since, one) in waiting.drain(..count) {
            first = first.or(Some(since));
            one.answer().await?;
        }
        took.joined += self.follow().await?;
        let lasted = first.map(|since: Instant| since.elapsed());
        took.longest = took.longest.max(lasted.unwrap_or_default());
        Ok(())
    }

    /// Seals some persons and hands them in, to be committed.
    async fn hand_in(&self, cards: Vec<PersonCard>, weight: usize) -> Or<HandedIn> {
        let (authority, now) = (self.authority, Timestamp::now());
        let mut recording = Recording::new(authority, &self.ring, &*self.chance, now);
        let (mut rows, mut keys) = (Vec::new(), Vec::new());
        for card in &cards {
            let person = PersonId::mint(&MintAt {
                now,
                chance: &*self.chance,
            });
            recording.put(RecordKind::Person, person.uuid(), 1, "shared", card);
            rows.push((now, person, false));
            let hashed = lookups(card);
            keys.extend(
                hashed
                    .iter()
                    .map(|key| (self.ring.index().hash("person", key), person)),
            );
        }
        let touched = recording.touched();
        let sealed = recording.sealed();
        let handed_in = self.scribe.hand_in(weight, move |tx| {
            Box::pin(async move {
                sealed.write(tx).await?;
                persons_put(tx, authority, &rows).await?;
                keys_put(tx, authority, &keys).await?;
                let entries = vec![entry(Act::MatchAuto, touched)];
                Ok(Written { value: (), entries })
            })
        });
        Ok(handed_in.await?)
    }

    /// Reads on to the end of the ledger; says how many of those who came have somebody in their cluster.
    async fn follow(&mut self) -> Or<usize> {
        let mut joined = 0;
        loop {
            let mut tx = self.db.read(self.authority).await?;
            let wrote = written_since(&mut tx, self.authority, self.next, 500).await?;
            let ids: Vec<PersonId> = wrote.records.keys().copied().collect();
            let cards =
                cards_for_act(&mut tx, &self.ring, self.authority, &self.permit, &ids).await?;
            for (person, believed) in &cards {
                let card = &believed.card;
                let (born, sex) = (born(card), sex(card));
                let nhs = card
                    .nhs_number
                    .as_ref()
                    .map_or("", |number| number.digits());
                let values = [&card.name.given, &card.name.surname, &*born, sex, nhs];
                self.index.insert(*person, Standing::Open, &values);
                joined += usize::from(self.index.cluster(*person).records.len() > 1);
            }
            self.next = wrote.next;
            if !wrote.more {
                return Ok(joined);
            }
        }
    }
}

type HandedIn = trefoil_store::scribe::HandedIn<()>;

fn entry(act: Act, touched: Vec<trefoil_store::ledger::Touch>) -> Entry {
    Entry {
        at: Timestamp::now(),
        principal: Principal::Console,
        act,
        outcome: ActOutcome::Done,
        subject_kind: SubjectKind::Authority,
        subject: None,
        purpose: String::new(),
        touched,
    }
}

fn born(card: &PersonCard) -> String {
    card.birth
        .born()
        .map_or_else(String::new, |date| date.to_string())
}

fn sex(card: &PersonCard) -> &'static str {
    match card.sex {
        Some(Sex::Female) => "f",
        Some(Sex::Male) => "m",
        Some(Sex::Unknown) | None => "",
    }
}

/// What a person is looked up by, in plain; it is kept hashed.
fn lookups(card: &PersonCard) -> Vec<String> {
    let born = card.birth.born();
    let described = Description {
        given_names: Some(&card.name.given),
        surname: Some(&card.name.surname),
        date_of_birth: born.map_or(trefoil_linkage::BirthDate::None, |date| {
            trefoil_linkage::BirthDate::Exact {
                year: date.year(),
                month: date.month().unsigned_abs(),
                day: date.day().unsigned_abs(),
            }
        }),
        ..Description::default()
    };
    trefoil_linkage::keys(&Record::read(&described))
}
