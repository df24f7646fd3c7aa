//! A hub in which every route has something to be about: contacts that wait and one that does not, persons seen and unseen,
//! an import and quarantined rows; and the requests of each line of the table.

use std::collections::BTreeMap;

use jiff::civil::date;
use trefoil_app::Asker;
use trefoil_app::agencies::view::agencies_view;
use trefoil_app::contacts::decide::contact_decide;
use trefoil_app::contacts::hold::contact_take;
use trefoil_app::contacts::view::ContactPerson;
use trefoil_app::families::list::strands_view;
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::imports::quarantine::quarantine_view;
use trefoil_app::interests::list::interests_view;
use trefoil_app::matching::new::match_new;
use trefoil_app::outputs::gather::access_draft;
use trefoil_app::reports::publish::scrutiny_publish;
use trefoil_app::reports::published::published_list;
use trefoil_app::reviews::list::reviews_view;
use trefoil_app::schools::change::school_write;
use trefoil_core::decision::{Answer, Outcome};
use trefoil_core::ids::{
    AgencyId, ConflictId, ContactId, FamilyId, ImportId, OutputId, PersonId, PublicationId,
    QuarantineId, ReviewId, StrandId, WorkerId,
};
use trefoil_core::principal::Role;
use trefoil_core::school::SchoolTyped;
use trefoil_store::imports::runs_last;
use trefoil_testkit::{FeedRow, feed};
use trefoil_web::Method;

use super::table::{Line, ROLES, lines};
use crate::glass::emergency;
use crate::hub::browser::{Answer as Answered, Browser};
use crate::hub::house::{Engine, House};
use crate::hub::people::{family, row};
use crate::interests::{called, identify};
use crate::wall::scene::{team, worker};

/// An id of nothing.
pub(super) const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// The scene.
pub(super) struct Scene {
    pub(super) house: House,
    /// By reference.
    pub(super) contacts: BTreeMap<String, ContactId>,
    pub(super) decided: ContactId,
    pub(super) seen: PersonId,
    pub(super) unseen: PersonId,
    pub(super) family: FamilyId,
    strand: StrandId,
    output: OutputId,
    pub(super) social_worker: WorkerId,
    agency: AgencyId,
    interest: ConflictId,
    review: ReviewId,
    import: ImportId,
    report: PublicationId,
    rows: Vec<QuarantineId>,
}

/// A request: its path and, for a form, its fields without the token.
pub(super) struct Asking {
    pub(super) path: String,
    pub(super) fields: Vec<(String, String)>,
}

/// The contact that a line and a role have to themselves.
fn reference(line: usize, role: usize) -> String {
    format!("L{line}R{role}")
}

fn own_contact(line: &Line) -> bool {
    ["waiting", "held", "known", "matched"].contains(&line.about)
}

/// A family like no other in the file, so that nobody in it is proposed for anybody.
fn apart() -> [FeedRow<'static>; 2] {
    [
        FeedRow {
            person: "p1",
            ..row("DONE", "victim", "Oluwaseun", "Birchwood", "1979-12-30")
        },
        FeedRow {
            person: "p2",
            ..row("DONE", "child", "Xanthe", "Birchwood", "2011-10-11")
        },
    ]
}

/// The file: the family that is known, one that is decided, a contact per line and role, rows that belong to none.
fn file() -> String {
    let mut references = Vec::new();
    for (place, line) in lines()
        .iter()
        .enumerate()
        .filter(|(_, line)| own_contact(line))
    {
        let signed_in = 0..ROLES.len() - 1;
        references.extend(signed_in.map(|role| (line.about, reference(place, role))));
    }
    let mut rows: Vec<FeedRow<'_>> = family("OPEN", "Ashdown");
    rows.extend(apart());
    rows.push(FeedRow {
        person: "p1",
        ..row("QUAIL", "victim", "Zeno", "Quail", "1969-08-07")
    });
    for (about, reference) in &references {
        match *about {
            "known" => rows.extend(family(reference, "Ashdown")),
            _ => rows.push(FeedRow {
                person: "p1",
                ..row(reference, "child", "Wilfred", reference, "2015-06-07")
            }),
        }
    }
    // A row that came before is held already, so each says something else.
    rows.extend(
        ["Ada", "Bo", "Cy", "Di", "Ed", "Flo", "Gus"]
            .map(|given| row("", "child", given, "Nowhere", "")),
    );
    feed(&rows)
}

/// A report that was published.
async fn published(house: &House) -> PublicationId {
    let day = date(2026, 3, 17);
    scrutiny_publish(house.app(), &house.staff.manager, day, day, None)
        .await
        .unwrap();
    let list = published_list(house.app(), &house.staff.manager, 1)
        .await
        .unwrap();
    list.rows[0].publication.publication
}

/// A school in the register.
async fn school(house: &House) {
    let typed = SchoolTyped {
        urn: "100001".to_owned(),
        name: "Marram Primary School".to_owned(),
        ..SchoolTyped::default()
    };
    school_write(house.app(), &house.staff.administrator, None, &typed)
        .await
        .unwrap();
}

/// A triage worker may be somebody of a contact of its own.
async fn interest(house: &House) -> ConflictId {
    identify(
        house,
        &house.staff.second,
        &called("Zeno", "Quail", "1969-08-07"),
    )
    .await;
    let page = interests_view(house.app(), &house.staff.custodian)
        .await
        .unwrap();
    page.pending[0].listed.row.interest
}

/// A triage worker broke the glass.
async fn review(house: &House) -> ReviewId {
    glass_break(house.app(), &house.staff.triage, &emergency())
        .await
        .unwrap();
    let page = reviews_view(house.app(), &house.staff.custodian)
        .await
        .unwrap();
    page.open[0].row.review
}

impl Scene {
    pub(super) async fn build(on: Engine) -> Self {
        let house = House::on(on).await;
        // The two families first, so that the other contacts find them known.
        let first: Vec<FeedRow<'_>> = family("OPEN", "Ashdown")
            .into_iter()
            .chain(apart())
            .collect();
        house.kit.import(&feed(&first)).await;
        let (open, done) = (house.contact("OPEN").await, house.contact("DONE").await);
        for contact in [open, done] {
            everybody_new(&house, contact).await;
        }
        let of = |people: &[ContactPerson]| people[0].link.as_ref().unwrap().person;
        let seen = of(&house.page(&house.staff.duty, open).await.people);
        let unseen = of(&house.page(&house.staff.duty, done).await.people);
        decide(&house, done).await;
        house.kit.import(&file()).await;
        house.rest().await;
        let mut contacts = BTreeMap::new();
        for waiting in house.waiting().await {
            let page = house.page(&house.staff.duty, waiting.head.contact).await;
            contacts.insert(page.content.reference.unwrap(), waiting.head.contact);
        }
        let quarantined = quarantine_view(house.app(), &house.staff.duty, 1)
            .await
            .unwrap();
        let council = team(&house, "Council", "Family team").await;
        let sade = worker(&house, "Sade Okoro", Role::SocialWorker, council).await;
        let agencies = agencies_view(house.app(), &house.staff.administrator)
            .await
            .unwrap();
        let social_worker = sade.worker.as_ref().unwrap().worker;
        let listed = strands_view(house.app(), &house.staff.manager)
            .await
            .unwrap();
        let mut tx = house.tx().await;
        let runs = runs_last(&mut tx, house.app().authority(), 1)
            .await
            .unwrap();
        drop(tx);
        let report = published(&house).await;
        school(&house).await;
        let strand = listed[0].strands[0].strand.strand;
        let asked = ("txt", &BTreeMap::new());
        let output = access_draft(house.app(), &house.staff.custodian, strand, asked)
            .await
            .unwrap();
        let rows = quarantined.rows.iter().map(|row| row.quarantine).collect();
        Self {
            contacts,
            decided: done,
            seen,
            unseen,
            family: listed[0].family,
            social_worker,
            agency: agencies[0].agency.agency,
            interest: interest(&house).await,
            review: review(&house).await,
            strand,
            output,
            import: runs[0].import,
            report,
            rows,
            house,
        }
    }

    /// The worker of a role; `None` for nobody.
    pub(super) fn asker(&self, role: usize) -> Option<&Asker> {
        let found = self
            .house
            .staff
            .roles()
            .into_iter()
            .find(|(name, _)| *name == ROLES[role]);
        found.map(|(_, asker)| asker)
    }

    /// The browser of a role.
    pub(super) async fn browser(&self, role: usize) -> Browser {
        match self.asker(role) {
            Some(asker) => self.house.browser(asker).await,
            None => self.house.stranger(),
        }
    }

    /// What a line is about, for a role.
    pub(super) fn id(&self, place: usize, line: &Line, role: usize) -> String {
        match line.about {
            "seen" => self.seen.to_string(),
            "unseen" => self.unseen.to_string(),
            "decided" => self.decided.to_string(),
            "family" => self.family.to_string(),
            "strand" => self.strand.to_string(),
            "worker" => self.social_worker.to_string(),
            "agency" => self.agency.to_string(),
            "interest" => self.interest.to_string(),
            "review" => self.review.to_string(),
            "output" => self.output.to_string(),
            "import" => self.import.to_string(),
            "report" => self.report.to_string(),
            "row" => self.rows[role].to_string(),
            "no-notice" => NOTHING.to_owned(),
            // Nobody has no contact of their own: any will do to be turned away from.
            _ if own_contact(line) => {
                self.contacts[&reference(place, role.min(ROLES.len() - 2))].to_string()
            }
            _ => String::new(),
        }
    }

    /// Makes the contact of a line ready: held, or one of its people matched.
    async fn prepare(&self, line: &Line, id: &str, role: usize) {
        if id == NOTHING {
            return;
        }
        let contact = || id.parse::<ContactId>().unwrap();
        match (line.about, self.asker(role)) {
            // Who may not take it does not hold it; nobody does then.
            ("held", Some(asker)) => drop(contact_take(self.house.app(), asker, contact()).await),
            ("matched", Some(_)) => everybody_new(&self.house, contact()).await,
            _ => {}
        }
    }

    /// The request of a line for a role, about this id.
    pub(super) async fn asking(&self, line: &Line, id: &str, role: usize) -> Asking {
        self.prepare(line, id, role).await;
        let path = line
            .path
            .replace("{id}", id)
            .replace("{note}", NOTHING)
            .replace("{attachment}", NOTHING)
            .replace("{draft}", NOTHING)
            .replace("{team}", NOTHING)
            .replace("{api_token}", NOTHING)
            .replace("{receipt}", "BBBB-BBBB")
            .replace("{passkey}", NOTHING)
            .replace("{place}", NOTHING)
            .replace("{listing}", NOTHING)
            .replace("{release}", NOTHING)
            .replace("{share}", NOTHING)
            .replace("{entry}", NOTHING)
            .replace("{urn}", "100001")
            .replace("{term}", NOTHING)
            .replace("{worker}", NOTHING)
            .replace("{token}", "no-such-token")
            .replace("{hash}", "0")
            .replace("{name}", "none.css");
        let fields = self.fields(line, id).await;
        let sighting = fields.iter().find(|(name, _)| name == "sighting");
        let query = match (line.method, line.path, sighting) {
            (_, "/reports/scrutiny/rows", _) => "?measure=contacts.children".to_owned(),
            (Method::Get, _, Some((name, sighting))) => format!("?{name}={sighting}"),
            _ => String::new(),
        };
        Asking {
            path: format!("{path}{query}"),
            fields,
        }
    }

    /// Asks, as a browser of a page of ours would: with the token.
    pub(super) async fn ask(
        &self,
        browser: &mut Browser,
        line: &Line,
        asking: &Asking,
        token: &str,
    ) -> Answered {
        match (line.method, line.path) {
            (Method::Get, _) => browser.get(&asking.path).await,
            (Method::Post, "/imports") => {
                browser
                    .upload(
                        "/imports",
                        token,
                        "small.csv",
                        feed(&[row("UPLOADED", "child", "Una", "Field", "2016-01-01")]),
                    )
                    .await
            }
            (Method::Post, "/contacts/{id}/attachments") => {
                let words = "He was late on Monday.";
                browser.upload(&asking.path, token, "note.txt", words).await
            }
            (Method::Post, _) => {
                let mut fields = vec![("csrf".to_owned(), token.to_owned())];
                fields.extend(asking.fields.iter().cloned());
                browser.post(&asking.path, &fields).await
            }
        }
    }
}

/// Emergency duty says that everybody in the contact is new.
async fn everybody_new(house: &House, contact: ContactId) {
    for one in house.page(&house.staff.duty, contact).await.people {
        match_new(house.app(), &house.staff.duty, contact, one.row.sighting)
            .await
            .unwrap();
    }
}

async fn decide(house: &House, contact: ContactId) {
    let people = house.page(&house.staff.duty, contact).await.people;
    let children = people.iter().filter(|one| one.row.child);
    let answer = |one: &ContactPerson| Answer {
        child: Some(one.row.root),
        outcome: Outcome::EarlyHelp,
        reason: "Asked for.".to_owned(),
        service: None,
    };
    contact_decide(
        house.app(),
        &house.staff.duty,
        contact,
        children.map(answer).collect::<Vec<_>>(),
    )
    .await
    .unwrap();
}
