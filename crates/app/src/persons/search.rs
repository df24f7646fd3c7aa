//! Finding a person within the asker's reach, by name and birth date or by number. Two things are needed, so that nobody
//! can leaf through the town by typing a surname.

use jiff::civil::Date;
use trefoil_core::act::Act;
use trefoil_core::calendar::local_date;
use trefoil_core::date_typed::birth_wrong;
use trefoil_core::ids::PersonId;
use trefoil_core::person::BirthDate;
use trefoil_core::refusal::{Problem, Refusal};
use trefoil_core::seeded::{Leak, leaks};
use trefoil_core::sighting::{Described, Sighting};
use trefoil_linkage::Scorer;
use trefoil_policy::{Asker, Reach};
use trefoil_store::ledger::SubjectKind;
use trefoil_store::person::{Believed, cards_seen};
use trefoil_store::search::persons_found;
use trefoil_store::{Fault, Tx};

use crate::budgets::spend::search_spend;
use crate::door::{App, read_of, refusal};
use crate::matching::describe::{card_record, keys_sought, scorer, sighting_record_closed};
use crate::matching::recall::Said;
use crate::pairs::partners;
use crate::persons::sights_of;

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PersonSearch {
    /// Given names.
    pub given: String,
    /// Surname.
    pub surname: String,
    /// Birth date.
    pub birth: Option<Date>,
    /// NHS number or UPN, as typed.
    pub number: String,
}

/// Somebody found.
#[derive(Debug, Clone)]
pub struct PersonFound {
    /// What is believed of them.
    pub believed: Believed,
    /// 0 to 1: how well they fit what was asked.
    pub probability: f64,
    /// The names of other records that are the same person, as far as the asker may know; they stand beside this one.
    pub same_as: Vec<String>,
}

/// Results shown; past this many the search is too wide to be one.
pub const SHOWN: usize = 20;
/// Results below this do not fit what was asked.
const FITS_FROM: f64 = 0.02;

/// The form alone, which holds nobody: for those who may search.
///
/// # Errors
/// As the policy refuses a search.
pub async fn search_form(app: &App, asker: &Asker) -> Result<(), Refusal> {
    let on = (SubjectKind::Authority, None);
    if let Err(refusal) = app.policy.permit(asker, Act::PersonSearch, None) {
        app.refused(asker, Act::PageView, on).await?;
        return Err(refusal);
    }
    app.record(asker, Act::PageView, on, Vec::new()).await
}

/// Who fits, best first, within the asker's reach.
///
/// # Errors
/// `Invalid` where less than a name with a birth date, or a valid number, was given; `TooMany` past the worker's budget.
pub async fn person_search(
    app: &App,
    asker: &Asker,
    search: &PersonSearch,
) -> Result<Vec<PersonFound>, Refusal> {
    let reach = app.reach(asker, Act::PersonSearch).await?;
    let asked = asked_of(search, local_date(app.now()))?;
    search_spend(app, asker, Act::PersonSearch, None).await?;
    let mut tx = app.read().await?;
    let scored = found_within(app, &mut tx, asker, &reach, &asked)
        .await
        .map_err(refusal)?;
    drop(tx);
    let read = read_of(scored.iter().map(|one| one.believed.person.uuid()));
    app.record(
        asker,
        Act::PersonSearch,
        (SubjectKind::Authority, None),
        read,
    )
    .await?;
    Ok(scored)
}

/// Who within the reach fits what was asked, best first.
pub(crate) async fn found_within(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    reach: &Reach,
    asked: &Sighting,
) -> Result<Vec<PersonFound>, Fault> {
    let record = sighting_record_closed(asked);
    let keys = keys_sought(app.ring.index(), &record);
    let recalled = app.recalled(tx, &[Said::of(&asked.described)]).await?;
    let recalled = recalled.into_iter().flatten().collect::<Vec<_>>();
    let found = persons_found(tx, app.authority, reach, keys, &recalled).await?;
    let sights = sights_of(app, tx, asker, &found).await?;
    let cards = cards_seen(tx, &app.ring, app.authority, &sights).await?;
    let mut scored: Vec<PersonFound> = cards
        .into_values()
        .map(|believed| PersonFound {
            probability: scorer()
                .score(&record, &card_record(&believed.card))
                .probability,
            believed,
            same_as: Vec::new(),
        })
        .filter(|one| one.probability >= FITS_FROM)
        .collect();
    scored.sort_by(|one, other| {
        other
            .probability
            .total_cmp(&one.probability)
            .then(one.believed.person.cmp(&other.believed.person))
    });
    scored.truncate(SHOWN);
    together(app, tx, asker, scored).await
}

/// Those who are the same person stand together, whether what was asked fits each record of them or not.
async fn together(
    app: &App,
    tx: &mut Tx,
    asker: &Asker,
    scored: Vec<PersonFound>,
) -> Result<Vec<PersonFound>, Fault> {
    let persons: Vec<PersonId> = scored.iter().map(|one| one.believed.person).collect();
    let beside = partners(app, tx, asker, &persons).await?;
    if beside.is_empty() {
        return Ok(scored);
    }
    let mut found: Vec<PersonFound> = Vec::new();
    for mut one in scored {
        let (own, fits) = (one.believed.clone(), one.probability);
        if found
            .iter()
            .any(|known| known.believed.person == own.person)
        {
            continue;
        }
        let others = beside.get(&own.person).cloned().unwrap_or_default();
        one.same_as = others.iter().map(|other| other.card.name.words()).collect();
        found.push(one);
        for other in others {
            if !found
                .iter()
                .any(|known| known.believed.person == other.person)
            {
                found.push(PersonFound {
                    same_as: vec![own.card.name.words()],
                    believed: other,
                    probability: fits,
                });
            }
        }
    }
    Ok(found)
}

/// What is looked for, as if somebody had described it.
///
/// # Errors
/// `Invalid` where less than a name with a birth date, or a valid number, was given.
pub(crate) fn asked_of(search: &PersonSearch, today: Date) -> Result<Sighting, Refusal> {
    let (nhs, upn) = (search.number.parse().ok(), search.number.parse().ok());
    let number = search.number.trim();
    if !number.is_empty() && nhs.is_none() && upn.is_none() {
        return Err(Refusal::invalid(
            "number",
            "This is not a valid NHS number or UPN. Check each digit.",
        ));
    }
    let named = !search.given.trim().is_empty() || !search.surname.trim().is_empty();
    let dated = search.birth.is_some() || leaks(Leak::NameAlone);
    if number.is_empty() && !(named && dated) {
        let mut problems = Vec::new();
        if !named {
            problems.push(Problem::new(
                "surname",
                "Enter a name, or an NHS number or UPN.",
            ));
        }
        if search.birth.is_none() {
            problems.push(Problem::new(
                "birth",
                "Enter a birth date as well as a name: a name alone finds too many people.",
            ));
        }
        return Err(Refusal::Invalid(problems));
    }
    if let Some(words) = search.birth.and_then(|birth| birth_wrong(birth, today)) {
        return Err(Refusal::invalid("birth", words));
    }
    let described = Described {
        name: trefoil_core::name::PersonName::new(search.given.trim(), search.surname.trim()),
        birth: search.birth.map_or(BirthDate::Missing, BirthDate::On),
        nhs_number: nhs,
        upn,
        ..Described::default()
    };
    Ok(Sighting {
        described,
        ..Sighting::default()
    })
}
