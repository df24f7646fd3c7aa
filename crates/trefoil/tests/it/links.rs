//! Whoever sees a link can open it: everybody follows every link of every page that they come to, and none leads to nothing.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up should stop and say why"
)]

use std::collections::{BTreeSet, VecDeque};

use trefoil_app::Asker;
use trefoil_app::matching::confirm::match_confirm;
use trefoil_testkit::feed;

use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::family;
use crate::wall::scene::Scene;

on_both_engines! {
    no_link_leads_to_nothing,
}

/// Pages that one walk comes to, at most.
const WALKED: usize = 250;

async fn no_link_leads_to_nothing(on: Engine) {
    let scene = Scene::build(on).await;
    let house = &scene.house;
    // The family is told of again, and its people are known: the page of what waits shows what was decided before.
    house.kit.import(&feed(&family("AGAIN", "Ashdown"))).await;
    house.rest().await;
    let again = house.contact("AGAIN").await;
    let triage = &house.staff.triage;
    for one in house.page(triage, again).await.people {
        let Some(found) = one.candidates.first() else {
            continue;
        };
        let (seen, known) = (one.row.sighting, found.believed.person);
        match_confirm(house.app(), triage, again, seen, known)
            .await
            .unwrap();
    }
    let mut browser = house.browser(triage).await;
    let page = browser.open(&format!("/contacts/{again}")).await;
    assert!(page.words().contains("1 other contact"), "{}", page.words());
    let own = [
        &scene.social_worker,
        &scene.child_adviser,
        &scene.idva,
        &scene.early_help,
        &scene.perpetrator_worker,
        &scene.their_manager,
    ];
    let staff = house.staff.roles();
    let everybody = staff.iter().map(|(_, asker)| *asker).chain(own);
    for asker in everybody {
        let lost = walk(house, asker).await;
        let name = &asker.worker.as_ref().unwrap().name;
        assert!(lost.is_empty(), "{name}: {lost:#?}");
    }
}

/// Links that lead to nothing, each with the page on which it stands.
async fn walk(house: &House, asker: &Asker) -> Vec<(String, String)> {
    let mut browser = house.browser(asker).await;
    let start = browser.get("/").await.location().to_owned();
    let mut seen = BTreeSet::from([start.clone()]);
    let mut ahead = VecDeque::from([(start, String::new())]);
    let mut lost = Vec::new();
    for _ in 0..WALKED {
        let Some((path, from)) = ahead.pop_front() else {
            break;
        };
        let answer = browser.get(&path).await;
        if answer.status == 404 {
            lost.push((path, from));
            continue;
        }
        let links = hrefs(&answer.body).into_iter();
        for link in links.filter(|link| seen.insert(link.clone())) {
            ahead.push_back((link, path.clone()));
        }
    }
    lost
}

fn hrefs(body: &str) -> Vec<String> {
    let parts = body.split("href=\"").skip(1);
    let paths = parts.filter_map(|part| part.split(['"', '#']).next());
    let own = paths.filter(|path| path.starts_with('/') && !path.starts_with("/assets"));
    own.map(|path| path.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}
