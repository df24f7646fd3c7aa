//! Bank holidays, by which every clock counts: those that are built in, those that were told since, and those that were struck because
//! they were moved. A day that has begun is not judged anew.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use trefoil_core::act::Act;
use trefoil_core::calendar::{Calendar, local_date};
use trefoil_core::refusal::Refusal;
use trefoil_policy::Asker;
use trefoil_store::ledger::SubjectKind;
use trefoil_store::school::{holiday_put, holidays_history};
use trefoil_store::search::principal_key;
use trefoil_store::{Fault, Written};

use super::changed_entry;
use crate::door::{App, refusal};
use crate::names::Names;

/// What was said of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The day.
    pub day: Date,
    /// Whether that it is a day of work.
    pub working: bool,
    /// Since when.
    pub from: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
    /// By whom, by name.
    pub by: String,
}

/// The page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HolidaysPage {
    /// Bank holidays from today on, in order.
    pub ahead: Vec<Date>,
    /// The last day of which the program knows the year.
    pub known_to: Option<Date>,
    /// What was ever said beside what is built in, the latest days first.
    pub said: Vec<Said>,
    /// Whether the viewer may change them.
    pub may_change: bool,
}

/// The bank holidays.
///
/// # Errors
/// As the policy refuses.
pub async fn holidays_view(app: &App, asker: &Asker) -> Result<HolidaysPage, Refusal> {
    let act = Act::SchoolsView;
    let permit = app.leave(asker, act, None).await?;
    let mut tx = app.read().await?;
    let read = async {
        let calendar = app.calendar(&mut tx).await?;
        let history = holidays_history(&mut tx, app.authority, &permit).await?;
        Ok::<_, Fault>((calendar, history, Names::read(app, &mut tx).await?))
    };
    let (calendar, history, names) = read.await.map_err(refusal)?;
    drop(tx);
    app.record(asker, act, (SubjectKind::Authority, None), Vec::new())
        .await?;
    let today = local_date(app.now());
    let ahead = calendar.holidays().iter().filter(|day| **day >= today);
    let said = history.into_iter().map(|(known, by)| Said {
        day: known.day,
        working: known.working,
        from: known.from,
        until: known.until,
        by: names.of(&by),
    });
    Ok(HolidaysPage {
        ahead: ahead.copied().collect(),
        known_to: app.built_in.holidays().last().copied(),
        said: said.collect(),
        may_change: app.policy.permit(asker, Act::SchoolsChange, None).is_ok(),
    })
}

/// Says that a day is a bank holiday.
///
/// # Errors
/// `Invalid` where it has begun, or is one already.
pub async fn holiday_add(app: &App, asker: &Asker, day: Option<Date>) -> Result<(), Refusal> {
    say(app, asker, day, false).await
}

/// Says that a day is no bank holiday: people work on it.
///
/// # Errors
/// `Invalid` where it has begun, or is none.
pub async fn holiday_strike(app: &App, asker: &Asker, day: Option<Date>) -> Result<(), Refusal> {
    say(app, asker, day, true).await
}

async fn say(app: &App, asker: &Asker, day: Option<Date>, working: bool) -> Result<(), Refusal> {
    let permit = app.leave(asker, Act::SchoolsChange, None).await?;
    let day = day.ok_or_else(|| Refusal::invalid("day", "Write the day."))?;
    let (door, principal) = (app.clone(), asker.principal);
    app.write(move |tx| {
        Box::pin(async move {
            let now = door.now();
            let calendar = door.calendar(tx).await?;
            fits(&calendar, day, working, local_date(now))?;
            let built_in = door.built_in.holidays().contains(&day);
            // What is built in needs no word where that is what is said.
            let said = (working == built_in).then_some(working);
            let by = principal_key(&principal);
            holiday_put(tx, door.authority, &permit, (day, said), (&by, now)).await?;
            Ok(Written {
                value: (),
                entries: vec![changed_entry(&door, principal)],
            })
        })
    })
    .await
}

/// Years ahead that anybody says a day of: later is a mistake in the year.
const AHEAD_YEARS: i32 = 10;

fn fits(calendar: &Calendar, day: Date, working: bool, today: Date) -> Result<(), Refusal> {
    let known: BTreeSet<&Date> = calendar.holidays().iter().collect();
    let words = if day <= today {
        "This day has begun, or is over: what was done on it is not judged anew."
    } else if i32::from(day.year()) > i32::from(today.year()) + AHEAD_YEARS {
        "This day is more than ten years away. Check the year."
    } else if !working && matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        "This is a Saturday or a Sunday, and no working day anyway. Where a bank holiday falls on a weekend, write the day that is given in its place."
    } else if working && !known.contains(&day) {
        "This is no bank holiday."
    } else if !working && known.contains(&day) {
        "This is a bank holiday already."
    } else {
        return Ok(());
    };
    Err(Refusal::invalid("day", words))
}
