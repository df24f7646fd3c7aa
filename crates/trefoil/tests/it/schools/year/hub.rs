//! The hub of the year: what comes in, what is decided and told. What is on its pages is held against the count in `compare`.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::view::contact_view;
use trefoil_app::notices::deal::{Dealt, notice_deal};
use trefoil_app::notices::list::Listed;
use trefoil_app::reports::scrutiny::{Cell, scrutiny_view};
use trefoil_app::schools::change::{days_add, school_write};
use trefoil_app::schools::intake::{schools_import, terms_import};
use trefoil_app::{Arrival, town_waiting};
use trefoil_core::decision::{Answer, Decided, Outcome};
use trefoil_core::ids::{ContactId, NoticeId};
use trefoil_core::notice::NoticeStep;
use trefoil_core::person::BirthDate;
use trefoil_core::rag::Rag;
use trefoil_core::school::{Days as SchoolDays, SchoolTyped, Urn};
use trefoil_core::vocabulary::RiskGrade;
use trefoil_testkit::console;
use trefoil_town::{Happening, Town, terms};

use super::by_hand::{Days, Place, School};
use super::{instant, register, told_of};
use crate::hub::house::House;
use crate::schools::scene::{Child as Special, file_at, open};

/// A child of a contact.
pub(super) struct Child {
    pub(super) name: String,
    pub(super) birth: BirthDate,
    pub(super) school: Option<String>,
}

/// A contact as it was told.
pub(super) struct Told {
    pub(super) received: i64,
    /// The day on which the incident began.
    pub(super) began: Place,
    /// Whether schools are told of it.
    pub(super) wanted: bool,
    pub(super) grade: RiskGrade,
    pub(super) children: Vec<Child>,
}

/// How much was held against the count.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) contacts: usize,
    pub(super) clocks: usize,
    pub(super) notices: usize,
    pub(super) overdue: usize,
    pub(super) alarms: usize,
    pub(super) unknown: usize,
    in_time: u64,
    late: u64,
    told_before: u64,
    told_late: u64,
}

/// The hub and the count beside it.
pub(super) struct Hub {
    pub(super) house: House,
    pub(super) days: Days,
    pub(super) schools: Vec<School>,
    pub(super) seen: Seen,
    urns: Vec<Urn>,
    pub(super) common: Vec<(String, String)>,
    /// Waiting contacts: when received, and their level.
    pub(super) waiting: Vec<(i64, Rag)>,
    /// Notices to come: when known, the child, and the school as it was written.
    pub(super) coming: Vec<(i64, String, Option<String>)>,
    /// Open notices that were met: the school as it was written.
    pub(super) notices: BTreeMap<NoticeId, Option<String>>,
    decides: BTreeMap<ContactId, i64>,
    deals: BTreeMap<NoticeId, i64>,
    dice: ChaCha8Rng,
    digests: u64,
}

fn spans(all: &[SchoolDays]) -> Vec<(String, String)> {
    all.iter()
        .map(|one| (one.from.to_string(), one.to.to_string()))
        .collect()
}

impl Hub {
    /// With the registers of the town; one school has terms of its own.
    pub(super) async fn begin(first: &str, town: &Town) -> Self {
        let days = Days::new();
        let house = House::sqlite_at(instant(days.instant(days.place(first), 0))).await;
        let (text, schools) = register(town);
        let (urns, mut schools): (Vec<Urn>, Vec<School>) = schools.into_iter().unzip();
        let app = house.app();
        schools_import(app, &console(), text.as_bytes(), &[])
            .await
            .unwrap();
        let common = terms(date(2025, 9, 1), date(2027, 8, 31));
        let own = terms(date(2025, 9, 8), date(2027, 8, 31));
        let line = |urn: &str, one: &SchoolDays| format!("{urn},term,{},{}\n", one.from, one.to);
        let mut text = "urn,kind,from,to\n".to_owned();
        text.extend(common.iter().map(|one| line("", one)));
        text.extend(own.iter().map(|one| line(&urns[2].to_string(), one)));
        let taken = terms_import(app, &console(), text.as_bytes())
            .await
            .unwrap();
        assert_eq!(taken.issues.len(), 0);
        schools[2].terms = spans(&own);
        Self {
            common: spans(&common),
            house,
            days,
            schools,
            urns,
            seen: Seen::default(),
            waiting: Vec::new(),
            coming: Vec::new(),
            notices: BTreeMap::new(),
            decides: BTreeMap::new(),
            deals: BTreeMap::new(),
            dice: ChaCha8Rng::seed_from_u64(5),
            digests: 0,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.house.app().now()
    }

    pub(super) fn pass_to(&self, seconds: i64) {
        let time = instant(seconds).duration_since(self.now());
        self.house.kit.world.pass(time);
    }

    /// Takes in what the town tells.
    pub(super) async fn take(&mut self, part: Vec<Happening>) {
        let mut arrivals = Vec::new();
        for one in part {
            let told = told_of(self, &one.contact);
            self.expect(told);
            self.digests += 1;
            let mut digest = [0; 32];
            digest[..8].copy_from_slice(&self.digests.to_be_bytes());
            arrivals.push(Arrival {
                draft: one.draft(),
                digest,
                rows: 1,
            });
        }
        if !arrivals.is_empty() {
            town_waiting(self.house.app(), arrivals).await.unwrap();
        }
        self.house.rest().await;
    }

    /// A police file about children: name, birth date, school.
    pub(super) async fn police(&mut self, children: &[(String, String, String)]) {
        let at = self.now();
        let incident = format!("X{}", at.as_second());
        let rows: Vec<Special<'_>> = children
            .iter()
            .map(|(given, born, school)| Special {
                incident: &incident,
                given,
                born,
                school,
                ..Special::default()
            })
            .collect();
        self.house.kit.import(&file_at(&rows, "yes", at)).await;
        let child = |(given, born, school): &(String, String, String)| Child {
            name: format!("{given} Ashdown"),
            birth: BirthDate::On(born.parse().unwrap()),
            school: Some(school.clone()),
        };
        self.expect(Told {
            received: at.as_second(),
            began: self.days.local(at.as_second() - 460 * 60).0,
            wanted: true,
            grade: RiskGrade::Unknown,
            children: children.iter().map(child).collect(),
        });
    }

    /// Notes what has to be on the pages from now on.
    fn expect(&mut self, told: Told) {
        let level = match told.grade {
            RiskGrade::High => Rag::Red,
            RiskGrade::Standard => Rag::Green,
            RiskGrade::Medium | RiskGrade::Unknown => Rag::Amber,
        };
        self.seen.contacts += 1;
        self.waiting.push((told.received, level));
        for one in told.children.into_iter().filter(|_| told.wanted) {
            let told_of = match &one.birth {
                BirthDate::On(born) => self.days.is_of_school_age(&born.to_string(), told.began),
                BirthDate::Expected(_) => false,
                BirthDate::Missing | BirthDate::Unreadable(_) => true,
            };
            if told_of {
                self.coming.push((told.received, one.name, one.school));
            }
        }
    }

    /// Changes a line of the register.
    pub(super) async fn writes(&self, at: usize, typed: &SchoolTyped) {
        let admin = &self.house.staff.administrator;
        school_write(self.house.app(), admin, Some(self.urns[at]), typed)
            .await
            .unwrap();
    }

    /// Closes a school on days.
    pub(super) async fn closed_on(&self, at: usize, days: SchoolDays) {
        let admin = &self.house.staff.administrator;
        days_add(self.house.app(), admin, Some(self.urns[at]), Ok(days))
            .await
            .unwrap();
    }

    fn hours(&mut self, most: u32) -> i64 {
        i64::from(self.dice.next_u32() % (most * 3600))
    }

    /// Workers decide and record what police told: some soon, some too late.
    pub(super) async fn work(&mut self) {
        let now = self.now().as_second();
        for row in self.rows().await.0 {
            let (contact, received) = (row.head.contact, row.head.facts.received_at.as_second());
            let lag = self.hours(60);
            let when = *self.decides.entry(contact).or_insert(received + lag);
            if when <= now {
                self.decide(contact).await;
            }
        }
        for one in open(&self.house, &self.house.staff.triage).await {
            let lag = self.hours(40);
            let known = one.row.known_at.as_second();
            let when = *self.deals.entry(one.row.notice).or_insert(known + lag);
            if when <= now {
                self.tells(&one).await;
            }
        }
    }

    async fn decide(&mut self, contact: ContactId) {
        let (app, triage) = (self.house.app(), &self.house.staff.triage);
        let page = contact_view(app, triage, contact, None).await.unwrap();
        let received = page.head.facts.received_at.as_second();
        let place = self.waiting.iter();
        let place = place
            .clone()
            .position(|(at, level)| (*at, *level) == (received, page.urgency.level));
        let (_, level) = self.waiting.swap_remove(place.unwrap());
        let due = self.days.decision(received);
        assert_eq!(page.due, instant(due));
        assert_eq!(page.urgency.due, instant(self.own_due(received, level)));
        let roots: Vec<_> = page
            .people
            .iter()
            .filter(|one| one.row.child)
            .map(|one| Some(one.row.root))
            .collect();
        let counted = u64::try_from(roots.len()).unwrap();
        let roots = if roots.is_empty() { vec![None] } else { roots };
        let answer = |child| Answer {
            child,
            outcome: Outcome::NoFurtherAction,
            reason: "Seen.".to_owned(),
            service: None,
        };
        // Whoever is on the list of high risk is on it: the year counts clocks.
        let decided = Decided {
            answers: roots.into_iter().map(answer).collect(),
            sure: true,
            ..Decided::default()
        };
        contact_decide(app, triage, contact, decided).await.unwrap();
        if self.now().as_second() < due {
            self.seen.in_time += counted;
        } else {
            self.seen.late += counted;
        }
    }

    async fn tells(&mut self, one: &Listed) {
        let dealt = Dealt {
            step: Some(NoticeStep::PoliceTold),
            ..Dealt::default()
        };
        let triage = &self.house.staff.triage;
        notice_deal(self.house.app(), triage, one.row.notice, dealt)
            .await
            .unwrap();
        let said = self.notices.remove(&one.row.notice);
        let school = self.school_of(one.school.as_deref(), said.flatten().as_deref());
        let due = school.next(&self.days, &self.common, one.row.known_at.as_second());
        if due.is_none_or(|due| self.now().as_second() < due) {
            self.seen.told_before += 1;
        } else {
            self.seen.told_late += 1;
        }
    }

    /// Decided in time and late, and told in time and late, in the report of all these days.
    pub(super) async fn report(&self, from: Date, to: Date) {
        let report = scrutiny_view(self.house.app(), &console(), from, to, None)
            .await
            .unwrap();
        let number = |name| match report.cell(name) {
            Some(Cell::Count(number) | Cell::Share { part: number, .. }) => number,
            other => panic!("{name}: {other:?}"),
        };
        assert_eq!(
            number("decisions.within_one_working_day"),
            self.seen.in_time
        );
        assert_eq!(number("decisions.late"), self.seen.late);
        let Seen {
            told_before,
            told_late,
            ..
        } = self.seen;
        assert_eq!(number("school_notices.before_school"), told_before);
        assert_eq!(number("school_notices.late"), told_late);
        let open = u64::try_from(self.notices.len()).unwrap();
        let children = told_before + told_late + open;
        assert_eq!(number("school_notices.children"), children);
        assert_eq!(number("school_notices.acknowledged"), 0);
    }
}
