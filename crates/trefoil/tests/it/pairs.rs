//! Persons who may be one: who is told of them, what is said of them, and that it can be undone to the byte.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test ends where its ground gives way"
)]

mod apart;
mod guarded;
mod joined;
mod sticks;

use trefoil_app::Asker;
use trefoil_app::pairs::decide::pair_decide;
use trefoil_app::pairs::list::{PairsPage, pairs_view};
use trefoil_app::pairs::one::pair_view;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{ContactId, PairId, PersonId};
use trefoil_core::pair::{PairKnown, PairSaid, PairTyped};
use trefoil_core::refusal::Refusal;
use trefoil_testkit::FeedRow;

use crate::custody::story;
use crate::hub::browser::Answer;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::hub::people::{family, row};
use crate::matching::{everybody_new, take_in};

on_both_engines! {
    who_may_be_one_is_told_to_those_who_see_both,
    the_pages_ask_and_answer,
}

/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// A page to the byte, but for what every visit draws anew: the token; of a contact its words alone, without who else just looked at it and
/// without the ids of what is being typed.
fn still(path: &str, answer: &Answer, token: &str) -> String {
    let status = answer.status;
    if !path.starts_with("/contacts/") {
        return format!("{path} {status} {}", answer.body.replace(token, "token"));
    }
    let words = answer.words();
    let (_, quiet) = words
        .split_once("the first decision stands.")
        .unwrap_or(("", &words));
    let quiet = quiet
        .split_once("How the time")
        .map_or(quiet, |(_, rest)| rest);
    format!("{path} {status} {quiet}")
}

/// Imogen as she is met again.
fn again(incident: &str) -> FeedRow<'_> {
    FeedRow {
        person: "q",
        ..row(incident, "child", "Imogen", "Ashdown", "2014-03-14")
    }
}

/// Somebody known from a whole family, and said to be new when they are met again.
struct Twice {
    house: House,
    contacts: [ContactId; 2],
    /// Who was known first, and who was said to be new.
    persons: [PersonId; 2],
    pair: PairId,
}

impl Twice {
    async fn new(on: Engine) -> Self {
        Self::of(on, &family("A", "Ashdown"), &again("B")).await
    }

    /// One of the family's people is met again.
    async fn of(on: Engine, known: &[FeedRow<'_>], again: &FeedRow<'_>) -> Self {
        let house = House::on(on).await;
        take_in(&house, known).await;
        let first = house.contact("A").await;
        let whole = everybody_new(&house, first).await;
        let named = known.iter().position(|row| row.given == again.given);
        take_in(&house, &[*again]).await;
        let second = house.contact("B").await;
        let met = everybody_new(&house, second).await[0];
        let page = pairs_view(house.app(), &house.staff.custodian)
            .await
            .unwrap();
        Self {
            pair: page.open[0].row.pair,
            house,
            contacts: [first, second],
            persons: [whole[named.unwrap()], met],
        }
    }

    async fn list(&self, who: &Asker) -> PairsPage {
        pairs_view(self.house.app(), who).await.unwrap()
    }

    /// Who is one with whom, or not; who was known first stands first.
    async fn say(&self, who: &Asker, pair: PairId, said: PairSaid) -> Result<(), Refusal> {
        let typed = PairTyped {
            said: Some(said),
            first: Some(self.persons[0]),
            known: Some(PairKnown::Both),
            reason: "She told me so herself.".to_owned(),
        };
        pair_decide(self.house.app(), who, pair, typed).await
    }
}

async fn who_may_be_one_is_told_to_those_who_see_both(on: Engine) {
    let twice = Twice::new(on).await;
    let (house, staff) = (&twice.house, &twice.house.staff);
    let mut ends = twice.persons;
    ends.sort_unstable();
    for who in [&staff.triage, &staff.manager, &staff.duty, &staff.custodian] {
        let page = twice.list(who).await;
        assert_eq!(page.open.len(), 1, "{who:?}");
        assert_eq!(page.open[0].row.ends, ends);
        assert!(page.open[0].row.guards.is_empty() && page.done.is_empty());
        let seen = pair_view(house.app(), who, page.open[0].row.pair).await;
        let sides = seen.unwrap().sides;
        assert!(sides.iter().all(|side| side.contacts.len() == 1));
    }
    for who in [&staff.returns, &staff.administrator] {
        let refused = pairs_view(house.app(), who).await.err();
        assert!(matches!(refused, Some(Refusal::NotAllowed(_))));
    }

    // Of whom nothing waits any more, triage does not know: the list, and the pair, are as if she had been met once.
    let pair = twice.pair;
    let outcome = Outcome::NoFurtherAction;
    story::decide(house, &staff.duty, twice.contacts[0], outcome).await;
    house.rest().await;
    let other = House::on(on).await;
    let mut triage = house.browser(&staff.triage).await;
    let mut nobody = other.browser(&other.staff.triage).await;
    let (here, there) = (
        triage.open("/duplicates").await,
        nobody.open("/duplicates").await,
    );
    assert_eq!(here.words(), there.words());
    let token = triage.token().await;
    let typed = |id: &str| {
        let fields = [
            ("csrf", token.as_str()),
            ("answer", "two"),
            ("first", id),
            ("reason", "Why."),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    let pair = pair.to_string();
    for path in ["", "/undo"] {
        let path = |id: &str| format!("/duplicates/{id}{path}");
        let hidden = triage.post(&path(&pair), &typed(&pair)).await;
        let none = triage.post(&path(NOTHING), &typed(NOTHING)).await;
        assert_eq!((hidden.status, &hidden.body), (404, &none.body));
    }
    let hidden = triage.get(&format!("/duplicates/{pair}")).await;
    let none = triage.get(&format!("/duplicates/{NOTHING}")).await;
    assert_eq!((hidden.status, hidden.body), (404, none.body));
    assert_eq!(twice.list(&staff.duty).await.open.len(), 1);
}

/// Without script: the list, the question with what is wrong, the answer on both pages, and the way back.
async fn the_pages_ask_and_answer(on: Engine) {
    let twice = Twice::new(on).await;
    let [first, second] = twice.persons;
    let mut triage = twice.house.browser(&twice.house.staff.triage).await;
    let list = triage.open("/duplicates").await;
    let link = format!("/duplicates/{}", twice.pair);
    assert!(list.body.contains(&link) && list.words().contains("Very likely the same"));
    assert!(list.form("/duplicates", &[]).is_none(), "the custodian's");
    let page = triage.open(&link).await;
    assert!(page.words().contains("Same birth date"));
    let form = page.form(&link, &["answer"]).unwrap();
    let wrong = triage.submit(&form, &[]).await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong
            .words()
            .contains("Choose whether they are the same person.")
    );
    let said = [
        ("answer", "one"),
        ("first", &first.to_string()),
        ("reason", "The same <school>."),
    ];
    let done = triage.submit(&form, &said).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/duplicates?done=said")
    );
    let again = triage.submit(&form, &said).await;
    assert_eq!(again.status, 409);
    for (own, other) in [(first, second), (second, first)] {
        let page = triage.open(&format!("/people/{own}")).await;
        assert!(page.body.contains(&format!("/people/{other}\"")));
        let words = page.words();
        assert!(words.contains("Farida Lomas said so"), "{words}");
        assert!(words.contains("The same <school>."), "{words}");
        for contact in twice.contacts {
            assert!(page.body.contains(&format!("/contacts/{contact}\"")));
        }
    }
    let page = triage.open(&link).await;
    let undo = page.form("/undo", &[]).unwrap();
    let done = triage.submit(&undo, &[]).await;
    assert_eq!(
        (done.status, done.location()),
        (303, "/duplicates?done=undone")
    );
    assert_eq!(triage.submit(&undo, &[]).await.status, 409);
    assert_eq!(triage.open("/duplicates").await.body, list.body);
}
