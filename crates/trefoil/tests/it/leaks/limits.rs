//! Limits and oracles: what may be done only so often, and answers that are the same whatever is there.

use jiff::SignedDuration;
use trefoil_app::families::access::access_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::persons::search::{PersonSearch, person_search};
use trefoil_app::reviews::list::reviews_view;
use trefoil_core::budget::Limits;
use trefoil_core::refusal::Refusal;

use super::seen::Seen;
use super::stage::Stage;
use crate::glass::emergency;

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let house = &stage.scene.house;
    let (app, triage) = (house.app(), &house.staff.triage);
    house.kit.world.pass(SignedDuration::from_hours(25));
    let named = PersonSearch {
        given: "Rosalind".to_owned(),
        surname: "Ashdown".to_owned(),
        ..PersonSearch::default()
    };
    let came = person_search(app, triage, &named).await;
    let asked = matches!(came, Err(Refusal::Invalid(_)));
    seen.when(!asked, "a name alone is enough");
    let few = Limits {
        searches_an_hour: 2,
        persons_an_hour: 2,
        tries_from_source: 2,
        tries_at_account: 2,
        ..Limits::default()
    };
    house.kit.world.set_limits(few);
    let dated = PersonSearch {
        birth: "1991-04-02".parse().ok(),
        ..named
    };
    let mut searched = Vec::new();
    for _ in 0..4 {
        searched.push(person_search(app, triage, &dated).await);
    }
    let over = |came: &Result<_, Refusal>| matches!(came, Err(Refusal::TooMany(_)));
    seen.when(!searched.iter().any(over), "searches have no limit");
    opened(stage, &mut seen).await;
    tried(stage, &mut seen).await;
    house.kit.world.set_limits(Limits::default());
    let glass = glass_break(app, triage, &emergency()).await;
    seen.when(glass.is_err(), "broken glass says that nobody fits");
    let told = async || {
        let page = access_view(app, &stage.scene.idva, stage.scene.strand(2)).await;
        let newest = page.unwrap().opened?.into_iter().next();
        newest.map(|one| one.at)
    };
    let opened = told().await;
    let waiting = async || {
        reviews_view(app, &stage.custodian)
            .await
            .unwrap()
            .open
            .len()
    };
    let before = waiting().await;
    house.kit.world.pass(SignedDuration::from_secs(1));
    let mut browser = house.browser(&house.staff.custodian).await;
    browser
        .open(&format!("/strands/{}", stage.scene.strand(2)))
        .await;
    seen.when(
        told().await == opened,
        "her worker is not told who opened it",
    );
    seen.when(
        waiting().await == before,
        "nobody reviews a look at all families",
    );
    seen
}

/// Opens people, whether they are there or not.
async fn opened(stage: &Stage, seen: &mut Seen) {
    let house = &stage.scene.house;
    let mut browser = house.browser(&house.staff.custodian).await;
    let mut over = false;
    for one in 0..4 {
        let path = format!("/people/018f0000-0000-7000-8000-00000000000{one}");
        over |= browser.get(&path).await.status == 429;
    }
    seen.when(!over, "people opened have no limit");
}

/// Tries links that are none, from one network.
async fn tried(stage: &Stage, seen: &mut Seen) {
    let from = std::net::SocketAddr::from(([192, 0, 2, 7], 40_000));
    let from = axum::Extension(axum::extract::ConnectInfo(from));
    let router = stage.scene.house.router.clone().layer(from);
    let mut browser = crate::hub::browser::Browser::new(router);
    let mut over = false;
    for _ in 0..4 {
        over |= browser.get("/sign-in/link/none").await.status == 429;
    }
    seen.when(!over, "tries to sign in have no limit");
}
