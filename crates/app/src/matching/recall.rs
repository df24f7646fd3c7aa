//! Who is on record and may be the one described, recalled from memory: the linkage's live index of every person, by all the keys of the batch's
//! engine, beside the lookups in SQL. A misspelt name, a wrong day or a surname that changed meets by one key or another.
//!
//! The index knows names, birth date, sex and NHS number, the cards beside it also the UPN; neither knows a place. Whoever is recalled is loaded,
//! compared and shown as anybody who shares a lookup: under the leave, the reach and the sight of who asks. Everybody stands on the shelf of those
//! who are counted nowhere and push nobody out (docs/decisions/0039), so that no person changes who else is recalled.
//!
//! It follows the ledger, in the transaction in which it is asked (docs/decisions/0041): each process reads on from the last entry that it
//! knows, so all of them agree, and one that was killed reads all persons anew. Nothing of it is written.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use tokio::sync::Mutex;
use trefoil_core::ids::PersonId;
use trefoil_core::name::PersonName;
use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::person::{BirthDate, PersonCard};
use trefoil_core::refusal::Refusal;
use trefoil_core::sighting::Described;
use trefoil_core::vocabulary::Sex;
use trefoil_linkage::Record;
use trefoil_linkage::batch::{Column, Model};
use trefoil_linkage::live::{Asked, Index, Standing};
use trefoil_policy::Permit;
use trefoil_store::known::{persons_after, written_since};
use trefoil_store::ledger::head_read;
use trefoil_store::person::{Believed, cards_for_act};
use trefoil_store::{Fault, Tx};

use super::describe::card_record;
use super::evidence::leave_to_compare;
use crate::door::{App, refusal};

/// What is known of each, in the order of [`values`].
const COLUMNS: [Column; 5] = [
    Column::GivenNames,
    Column::Surname,
    Column::DateOfBirth,
    Column::Sex,
    Column::NationalId,
];
/// Other names of one person that are looked under.
const MOST_NAMES: u8 = 5;
/// Entries of the ledger, or persons, read at once.
const PART: i64 = 500;

/// What each comparison says, learned from made-up records: see `recall/README.md`.
static MODEL: LazyLock<Result<Model, serde_json::Error>> =
    LazyLock::new(|| serde_json::from_str(include_str!("recall/model.json")));

/// The index, and how far it has followed. It has no `Debug`: it holds names.
#[derive(Default)]
pub(crate) struct Recall(Mutex<Option<Known>>);

/// Everybody, as far as the ledger was read.
struct Known {
    /// A person stands in it under each name.
    index: Index<(PersonId, u8)>,
    /// What is compared of each, and whether they hide.
    cards: HashMap<PersonId, (bool, PersonCard)>,
    /// The number of the next entry.
    next: u64,
    /// Who was read as no entry had told yet, at a later version or gone: the transaction of it may still fail.
    early: BTreeMap<PersonId, i64>,
}

impl Known {
    fn empty(next: u64) -> Result<Self, Fault> {
        let broken = |error: &dyn std::fmt::Display| Fault::Broken(format!("recall: {error}"));
        let model = MODEL.as_ref().map_err(|error| broken(error))?;
        Ok(Self {
            index: Index::new(model, &COLUMNS).map_err(|error| broken(&error))?,
            cards: HashMap::new(),
            next,
            early: BTreeMap::new(),
        })
    }

    /// Everybody there is.
    async fn read(app: &App, tx: &mut Tx, permit: &Permit) -> Result<Self, Fault> {
        let (next, _) = head_read(tx, app.authority).await?;
        let mut known = Self::empty(next)?;
        let mut after = None;
        loop {
            let part = persons_after(tx, &app.ring, app.authority, permit, after, PART).await?;
            for one in &part {
                known.put(one);
            }
            match part.last() {
                Some(last) => after = Some(last.person),
                None => return Ok(known),
            }
        }
    }

    /// Reads on to the end of the ledger.
    async fn follow(&mut self, app: &App, tx: &mut Tx, permit: &Permit) -> Result<(), Fault> {
        loop {
            let wrote = written_since(tx, app.authority, self.next, PART).await?;
            let told = self.told(wrote.records);
            let ids: Vec<PersonId> = told.keys().copied().collect();
            let cards = cards_for_act(tx, &app.ring, app.authority, permit, &ids).await?;
            self.hear(&told, &cards, tx.has_moved_persons());
            self.next = wrote.next;
            if !wrote.more {
                return Ok(());
            }
        }
    }

    /// What is to be read: whom the ledger tells of, and who was read early. It is kept until it was: whoever asks may go away meanwhile.
    fn told(&self, written: BTreeMap<PersonId, i64>) -> BTreeMap<PersonId, i64> {
        let mut told = self.early.clone();
        told.extend(written);
        told
    }

    /// `moved`: somebody was moved in the transaction that was read in, so that who is not there may yet stay.
    fn hear(
        &mut self,
        told: &BTreeMap<PersonId, i64>,
        cards: &BTreeMap<PersonId, Believed>,
        moved: bool,
    ) {
        for (person, version) in told {
            let card = cards.get(person);
            match card {
                Some(card) => self.put(card),
                None => self.forget(*person),
            }
            if card.map_or(moved, |card| card.version > *version) {
                self.early.insert(*person, *version);
            } else {
                self.early.remove(person);
            }
        }
    }

    fn put(&mut self, one: &Believed) {
        let mut number = 0;
        let names = std::iter::once(&one.card.name).chain(&one.card.aliases);
        for (name, at) in names.zip(0..MOST_NAMES) {
            let said = Said::of_card(&one.card, name);
            self.index
                .insert((one.person, at), Standing::Hidden, &said.values());
            number = at + 1;
        }
        self.drop(one.person, number);
        let card = PersonCard {
            name: one.card.name.clone(),
            aliases: one.card.aliases.clone(),
            birth: one.card.birth.clone(),
            sex: one.card.sex,
            nhs_number: one.card.nhs_number.clone(),
            upn: one.card.upn.clone(),
            ..PersonCard::default()
        };
        self.cards.insert(one.person, (one.protected, card));
    }

    fn forget(&mut self, person: PersonId) {
        self.drop(person, 0);
        self.cards.remove(&person);
    }

    /// Drops somebody's names from one of them on.
    fn drop(&mut self, person: PersonId, from: u8) {
        let mut names = from..=MOST_NAMES;
        while names
            .next()
            .is_some_and(|at| self.index.remove((person, at)))
        {}
    }

    /// The cards of these, where it stands where the ledger does.
    fn held(&self, next: u64, persons: &[PersonId]) -> Option<Vec<(PersonId, (bool, PersonCard))>> {
        let held = |person: &PersonId| Some((*person, self.cards.get(person)?.clone()));
        let stands = next == self.next && self.early.is_empty();
        stands.then(|| persons.iter().filter_map(held).collect())
    }

    /// Who this may be, likeliest first.
    fn ask(&mut self, said: &Said<'_>) -> Vec<PersonId> {
        let mut met = BTreeSet::new();
        let answers = self
            .index
            .ask(Asked::Values(&said.values()), usize::MAX, |_| true);
        let persons = answers.into_iter().map(|answer| answer.id.0);
        persons.filter(|person| met.insert(*person)).collect()
    }
}

/// What is compared of somebody, without where.
pub(crate) struct Compared {
    /// Whether they must be taken as hiding.
    pub(crate) protected: bool,
    /// By what is believed of them.
    pub(crate) record: Record,
}

/// What is said of somebody, as the columns have it.
pub(crate) struct Said<'a> {
    name: &'a PersonName,
    born: String,
    sex: Option<Sex>,
    nhs: Option<&'a NhsNumber>,
}

impl<'a> Said<'a> {
    pub(crate) fn of(one: &'a Described) -> Self {
        Self {
            name: &one.name,
            born: born(&one.birth),
            sex: one.sex,
            nhs: one.nhs_number.as_ref(),
        }
    }

    /// Of somebody who is believed to be so, under one of their names.
    pub(crate) fn of_card(card: &'a PersonCard, name: &'a PersonName) -> Self {
        Self {
            name,
            born: born(&card.birth),
            sex: card.sex,
            nhs: card.nhs_number.as_ref(),
        }
    }

    fn values(&self) -> [&str; COLUMNS.len()] {
        let sex = match self.sex {
            Some(Sex::Female) => "f",
            Some(Sex::Male) => "m",
            Some(Sex::Unknown) | None => "",
        };
        let nhs = self.nhs.map_or("", NhsNumber::digits);
        [&self.name.given, &self.name.surname, &self.born, sex, nhs]
    }
}

/// The day of birth; a day on which somebody is due is not one.
fn born(birth: &BirthDate) -> String {
    match birth {
        BirthDate::On(date) => date.to_string(),
        BirthDate::Expected(_) | BirthDate::Missing | BirthDate::Unreadable(_) => String::new(),
    }
}

impl App {
    /// Reads everybody, so that whoever asks first need not wait for it. A process that is not told to does it when it is first asked.
    ///
    /// # Errors
    /// `Unavailable` where the database does not answer.
    pub async fn remember(&self) -> Result<(), Refusal> {
        let mut tx = self.read().await?;
        self.recalled(&mut tx, &[]).await.map_err(refusal)?;
        Ok(())
    }

    /// For each who is described, who on record they may be, likeliest first, as of this transaction.
    pub(crate) async fn recalled(
        &self,
        tx: &mut Tx,
        said: &[Said<'_>],
    ) -> Result<Vec<Vec<PersonId>>, Fault> {
        let permit = leave_to_compare(self)?;
        let mut held = self.recall.0.lock().await;
        let known = match &mut *held {
            Some(known) => known,
            none => none.insert(Known::read(self, tx, &permit).await?),
        };
        known.follow(self, tx, &permit).await?;
        Ok(said.iter().map(|one| known.ask(one)).collect())
    }

    /// What is compared of those of these who are on record. Their cards are opened only where the memory is not at this transaction: it is
    /// ahead of it, or somebody was moved in it.
    pub(crate) async fn compared(
        &self,
        tx: &mut Tx,
        permit: &Permit,
        persons: &[PersonId],
    ) -> Result<BTreeMap<PersonId, Compared>, Fault> {
        let (next, _) = head_read(tx, self.authority).await?;
        let held = match &*self.recall.0.lock().await {
            Some(known) if !tx.has_moved_persons() => known.held(next, persons),
            _ => None,
        };
        let compared = |protected, card: &PersonCard| Compared {
            protected,
            record: card_record(card),
        };
        if let Some(held) = held {
            let held = held.into_iter();
            return Ok(held
                .map(|(person, (hides, card))| (person, compared(hides, &card)))
                .collect());
        }
        let opened = cards_for_act(tx, &self.ring, self.authority, permit, persons).await?;
        let opened = opened.into_values();
        Ok(opened
            .map(|one| (one.person, compared(one.protected, &one.card)))
            .collect())
    }
}

#[cfg(test)]
mod tests;
