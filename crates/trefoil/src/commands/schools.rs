//! The schools of a made-up authority: its register, terms of the years around its story, and a key adult each.

use jiff::Span;
use trefoil_app::App;
use trefoil_app::schools::adults::adult_add;
use trefoil_app::schools::intake::{schools_take, terms_take};
use trefoil_app::schools::list::COMMON;
use trefoil_core::calendar::local_date;
use trefoil_core::school::{School, Urn};
use trefoil_town::{AUTHORITY_CODE, Seed, Town, key_adult, terms};

use super::console;

/// Years of terms, the story's and the next.
const YEARS: i64 = 3;

/// Takes them in.
pub(super) async fn schools_make(app: &App, seed: Seed, town: &Town) -> anyhow::Result<()> {
    let schools = town.schools();
    let listed: Vec<School> = schools
        .iter()
        .filter_map(|school| school.listed(AUTHORITY_CODE))
        .collect();
    schools_take(app, &console(), &listed).await?;
    let today = local_date(app.now());
    let from = today.checked_sub(Span::new().years(YEARS))?;
    let to = today.checked_add(Span::new().years(1))?;
    let lines: Vec<_> = terms(from, to)
        .into_iter()
        .map(|days| (COMMON, days))
        .collect();
    terms_take(app, &console(), &lines).await?;
    let told = listed.iter().map(|school| school.urn).chain([Urn::OFFICER]);
    for (place, urn) in (0..).zip(told) {
        let (name, email) = key_adult(seed, place);
        adult_add(app, &console(), urn, &name, &email).await?;
    }
    Ok(())
}
