//! One story told twice, with the worker's own family in the hub and without it. The worker does the same in both, and the custodian
//! takes what they did from them without a word: everything that they can observe, and what comes of each of their acts, is the same to
//! the byte, but for ids, which are random. The custodian, and a colleague, see the difference.

use std::collections::BTreeMap;

use trefoil_app::custody::answer::{Said, task_answer};
use trefoil_core::custody::CustodyAnswer;
use trefoil_core::decision::Outcome;
use trefoil_core::ids::{ContactId, FollowId};

use super::story::{decide, known, seen_in};
use super::{facts, open};
use crate::histories::names::Names;
use crate::hub::browser::Browser;
use crate::hub::house::{Engine, House, on_both_engines};
use crate::interests::{gareth, identify};

on_both_engines! {
    a_worker_cannot_tell_that_their_work_went_to_somebody_else,
}

/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// What a worker is shown, each page as it stands, by the order in which it is looked at.
struct Observed {
    browser: Browser,
    names: Names,
    seen: BTreeMap<String, String>,
}

impl Observed {
    async fn by(house: &House, asker: &trefoil_app::Asker) -> Self {
        Self {
            browser: house.browser(asker).await,
            names: Names::default(),
            seen: BTreeMap::new(),
        }
    }

    fn note(&mut self, what: String, answer: &crate::hub::browser::Answer) {
        let whole = format!("{} {:?}\n{}", answer.status, answer.headers, answer.body);
        let whole = self.names.canonical(&whole);
        self.seen.insert(what, whole);
    }

    async fn get(&mut self, when: &str, path: &str) -> crate::hub::browser::Answer {
        let answer = self.browser.get(path).await;
        self.note(format!("{when} {path}"), &answer);
        answer
    }

    /// The pages of the hub, what follows decisions each by itself, a search, and what has the given id.
    async fn pages(&mut self, when: &str, other: &str) {
        let orders = ["time", "risk", "source", "family", "earlier", "worker"];
        for order in orders {
            self.get(when, &format!("/queue?sort={order}")).await;
        }
        for path in ["/", "/people/search", "/account", "/notices", "/board"] {
            self.get(when, path).await;
        }
        let list = self.get(when, "/follow-ups").await;
        let parts = list.body.split("/follow-ups/").skip(1);
        let ids: Vec<String> = parts
            .filter_map(|part| Some(part.get(..36)?.to_owned()))
            .filter(|id| id.parse::<FollowId>().is_ok())
            .collect();
        self.get(when, "/follow-ups/police").await;
        for (place, id) in ids.iter().enumerate() {
            let answer = self.browser.get(&format!("/follow-ups/{id}")).await;
            self.note(format!("{when} follow {place}"), &answer);
        }
        let answer = self.browser.get(&format!("/contacts/{other}")).await;
        self.note(format!("{when} other"), &answer);
        let token = self.browser.token().await;
        let search = [
            ("csrf", token.as_str()),
            ("given", "Imogen"),
            ("surname", "Ashdown"),
            ("birth-day", "14"),
            ("birth-month", "3"),
            ("birth-year", "2014"),
        ];
        let search = search.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let answer = self.browser.post("/people/search", &search).await;
        self.note(format!("{when} search"), &answer);
    }

    /// Sends a form of a page that must be there.
    async fn sends(&mut self, what: &str, page: &str, form: &str, typed: &[(&str, &str)]) {
        let shown = self.browser.get(page).await;
        self.note(format!("{what}, before"), &shown);
        let form = shown.form(form, &[]);
        let form = form.unwrap_or_else(|| panic!("{what}: {}", shown.words()));
        let answer = self.browser.submit(&form, typed).await;
        self.note(what.to_owned(), &answer);
    }
}

struct Told {
    worker: BTreeMap<String, String>,
    colleague: BTreeMap<String, String>,
    tasks: usize,
}

/// What the worker does: takes it, says who she is, decides.
async fn acts(worker: &mut Observed, contact: ContactId) {
    let page = format!("/contacts/{contact}");
    worker.sends("take", &page, "/take", &[]).await;
    worker.sends("new", &page, "/match/new", &[]).await;
    let decided = [
        ("outcome-0", "no_further_action"),
        ("reason-0", "Nothing else is known of her."),
    ];
    worker.sends("decide", &page, "/decide", &decided).await;
}

async fn told(on: Engine, with: bool) -> Told {
    let house = House::on(on).await;
    let (app, staff) = (house.app(), &house.staff);
    let mut worker = Observed::by(&house, &staff.second).await;
    let mut colleague = Observed::by(&house, &staff.triage).await;
    identify(&house, &staff.second, &gareth("Ashdown")).await;
    if with {
        known(&house, "high").await;
    }
    let contact = seen_in(&house, "SCHOOL-1").await;
    acts(&mut worker, contact).await;
    worker.pages("at once", NOTHING).await;
    house.rest().await;
    worker.pages("looked at", NOTHING).await;
    let tasks = open(&house).await;
    let mut other = NOTHING.to_owned();
    if let Some(task) = tasks.last() {
        assert_eq!(facts(task)[0], trefoil_core::custody::UnseenFact::Hidden);
        let said = Said {
            answer: Some(CustodyAnswer::Reroute),
            to: staff.triage.worker.as_ref().map(|facts| facts.worker),
            reason: "He may be her father.".to_owned(),
        };
        task_answer(app, &staff.custodian, task.row.custody, said)
            .await
            .unwrap();
        house.rest().await;
        assert!(
            open(&house).await.is_empty(),
            "all of it is answered in one"
        );
        other = house.waiting().await[0].head.contact.to_string();
    }
    worker.pages("taken", &other).await;
    colleague.pages("taken", &other).await;
    if with {
        let id = other.parse().unwrap();
        decide(&house, &staff.triage, id, Outcome::StrategyDiscussion).await;
        house.rest().await;
    }
    worker.pages("decided anew", &other).await;
    colleague.pages("decided anew", &other).await;
    Told {
        worker: worker.seen,
        colleague: colleague.seen,
        tasks: tasks.len(),
    }
}

async fn a_worker_cannot_tell_that_their_work_went_to_somebody_else(on: Engine) {
    let (with, without) = (told(on, true).await, told(on, false).await);
    assert_eq!(
        (with.tasks, without.tasks),
        (2, 0),
        "what the custodian has"
    );
    assert!(with.worker.len() > 50);
    for (what, seen) in &with.worker {
        assert_eq!(Some(seen), without.worker.get(what), "{what}");
    }
    let differing = with
        .colleague
        .iter()
        .filter(|(what, seen)| without.colleague.get(*what) != Some(*seen));
    assert!(differing.count() > 8, "the control sees the difference");
}
