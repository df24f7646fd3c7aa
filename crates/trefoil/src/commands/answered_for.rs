//! What a demonstration's custodian, managers and chair have before them: meetings with families on their lists, letters that wait and
//! one that went, broken glass to be reviewed, and a worker who may be kin of a family. All of it goes in as a person's act would.

use jiff::{SignedDuration, Span};
use trefoil_app::families::strand::{StrandPage, strand_view};
use trefoil_app::glass::break_glass::glass_break;
use trefoil_app::interests::identity::worker_identify;
use trefoil_app::meetings::list::meetings_view;
use trefoil_app::meetings::listing::listing_make;
use trefoil_app::meetings::make::meeting_make;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::send::output_send;
use trefoil_app::{App, Asker};
use trefoil_core::calendar::{Calendar, local_date};
use trefoil_core::glass::{GlassAsked, GlassReason};
use trefoil_core::interest::IdentityTyped;
use trefoil_core::meeting::{ListingReason, MeetingKind, MeetingTyped};
use trefoil_core::output::Channel;
use trefoil_core::output::disclosure::{Basis, Gateway, Purpose, Told, Typed};
use trefoil_core::principal::{Role, WorkerFacts};
use trefoil_core::refusal::Refusal;
use trefoil_core::strand::CompartmentKind;

use super::lived_in::Begun;
use super::town::Staff;

const LETTER: &str = "Thank you for coming on Tuesday. You asked for the name of the group that meets on Mondays. I will bring it when we meet.";
const LETTER_TO_HIM: &str = "You missed the last session. The next is on Thursday at the usual hour. If you cannot come, ring me before.";

/// Of so many victims one is on the list of a meeting.
const LISTED: usize = 3;

struct Stage<'a> {
    app: &'a App,
    staff: &'a Staff,
    begun: &'a [Begun],
}

/// Puts it before them.
pub(super) async fn answered_for(app: &App, staff: &Staff, begun: &[Begun]) -> anyhow::Result<()> {
    let stage = Stage { app, staff, begun };
    stage.meetings().await?;
    stage.letters().await?;
    stage.glass().await?;
    stage.kin().await
}

/// What a worker may not do to a family that is closed to them since, is left.
fn done<T>(came: Result<T, Refusal>) -> anyhow::Result<Option<T>> {
    match came {
        Ok(value) => Ok(Some(value)),
        Err(Refusal::NotFound | Refusal::Conflict(_)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

impl Stage<'_> {
    fn all(&self, role: Role) -> impl Iterator<Item = &WorkerFacts> {
        let held = self.staff.iter().filter(move |(_, held)| *held == role);
        held.map(|(facts, _)| facts)
    }

    fn first(&self, role: Role) -> Option<Asker> {
        self.all(role).next().cloned().map(Asker::worker)
    }

    fn of(&self, kind: CompartmentKind) -> impl Iterator<Item = &Begun> {
        self.begun.iter().filter(move |(one, _)| one.kind == kind)
    }

    /// Who the strand is about, as its worker sees them.
    async fn page(&self, (strand, worker): &Begun) -> anyhow::Result<Option<StrandPage>> {
        let asker = Asker::worker(worker.clone());
        done(strand_view(self.app, &asker, strand.strand).await)
    }

    async fn meetings(&self) -> anyhow::Result<()> {
        let Some(chair) = self.first(Role::MeetingChair) else {
            return Ok(());
        };
        let (today, calendar) = (local_date(self.app.now()), Calendar::england_and_wales());
        let members: Vec<_> = self
            .all(Role::MeetingMember)
            .map(|facts| facts.worker)
            .collect();
        for (kind, days) in [(MeetingKind::Daily, 0), (MeetingKind::Marac, 8)] {
            let day = calendar.working_from(today.checked_add(Span::new().days(days))?);
            let typed = MeetingTyped {
                kind: Some(kind),
                day: Some(day),
            };
            meeting_make(self.app, &chair, &typed, members.clone()).await?;
        }
        let page = meetings_view(self.app, &chair).await?;
        for (place, (strand, worker)) in self.of(CompartmentKind::Victim).enumerate() {
            let reason = ListingReason::ALL.get(place % ListingReason::ALL.len());
            let meeting = page.meetings.get(place / LISTED % 2);
            let what = (meeting.map(|one| one.meeting.meeting), reason.copied());
            if place.is_multiple_of(LISTED) {
                let asker = Asker::worker(worker.clone());
                done(listing_make(self.app, &asker, strand.family, what).await)?;
            }
        }
        Ok(())
    }

    async fn letters(&self) -> anyhow::Result<()> {
        let letter = |words: &str| Draft {
            template: "letter".to_owned(),
            format: "pdf".to_owned(),
            channel: Some(Channel::Hand),
            to: "person".to_owned(),
            words: words.to_owned(),
            grounds: grounds(),
            ..Draft::default()
        };
        let hers = self.of(CompartmentKind::Victim).take(2);
        let his = self.of(CompartmentKind::Perpetrator).take(2);
        let all = hers
            .map(|one| (one, letter(LETTER)))
            .chain(his.map(|one| (one, letter(LETTER_TO_HIM))));
        for ((strand, worker), draft) in all {
            let asker = Asker::worker(worker.clone());
            done(output_draft(self.app, &asker, strand.strand, &draft).await)?;
        }
        // Fixed fields to the police, who made the contact: nobody else needs to see it first.
        let outcome = Draft {
            template: "outcome".to_owned(),
            channel: Some(Channel::Secure),
            to: "agency:police".to_owned(),
            recipient: "Public Protection Unit".to_owned(),
            ..letter("")
        };
        if let Some((strand, worker)) = self.of(CompartmentKind::Child).next() {
            let asker = Asker::worker(worker.clone());
            match output_draft(self.app, &asker, strand.strand, &outcome).await {
                Ok(output) => drop(done(output_send(self.app, &asker, output).await)?),
                // The police made no contact about this child.
                Err(Refusal::Invalid(_) | Refusal::NotFound) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(())
    }

    async fn glass(&self) -> anyhow::Result<()> {
        let (Some(triage), Some(hers)) = (
            self.first(Role::Triage),
            self.of(CompartmentKind::Victim).nth(1),
        ) else {
            return Ok(());
        };
        let Some(page) = self.page(hers).await? else {
            return Ok(());
        };
        let card = &page.believed.card;
        let asked = GlassAsked {
            given: card.name.given.clone(),
            surname: card.name.surname.clone(),
            birth: card.birth.born(),
            reason: Some(GlassReason::Worker),
            text:
                "The ward rang. She is being discharged today, and her adviser cannot be reached."
                    .to_owned(),
            ..GlassAsked::default()
        };
        match glass_break(self.app, &triage, &asked).await {
            // Of somebody without a birth date there are no two things to go by.
            Ok(()) | Err(Refusal::Invalid(_)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }

    /// A worker's declared brother has the name and birth date of a perpetrator: it waits for a decision, and the family is closed
    /// to the worker meanwhile.
    async fn kin(&self) -> anyhow::Result<()> {
        let (Some(administrator), Some(worker), Some(his)) = (
            self.first(Role::Administrator),
            self.all(Role::EarlyHelp).last(),
            self.of(CompartmentKind::Perpetrator).last(),
        ) else {
            return Ok(());
        };
        let Some(page) = self.page(his).await? else {
            return Ok(());
        };
        let card = &page.believed.card;
        let Some(born) = card.birth.born() else {
            return Ok(());
        };
        let (given, surname) = worker
            .name
            .split_once(' ')
            .unwrap_or((&worker.name, "Trefoil"));
        let typed = IdentityTyped {
            given: given.to_owned(),
            surname: surname.to_owned(),
            birth: Some(local_date(
                self.app
                    .now()
                    .checked_sub(SignedDuration::from_hours(24 * 365 * 40))?,
            )),
            kin: format!(
                "{}, {} {} {}",
                card.name.words(),
                born.day(),
                born.month(),
                born.year()
            ),
            ..IdentityTyped::default()
        };
        match worker_identify(self.app, &administrator, worker.worker, &typed).await {
            // A single name is not one that can be declared.
            Ok(()) | Err(Refusal::Invalid(_)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }
}

fn grounds() -> Typed {
    Typed {
        asked_by: String::new(),
        purpose: Some(Purpose::Support),
        gateway: Some(Gateway::ChildrenAct11),
        basis: Some(Basis::PublicTask),
        necessity: "It is what they asked for, and says no more than that.".to_owned(),
        told: Some(Told::Told),
    }
}
