//! What leaves, taken apart by tools that are not ours: nothing in it but what it is for, whoever it goes to and whatever the kind of
//! file. Its name says nothing, it says for whom it was made, and it is to the byte what its releaser was shown.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use trefoil_app::Asker;
use trefoil_app::outputs::draft::{Draft, output_draft};
use trefoil_app::outputs::gather::access_draft;
use trefoil_app::outputs::send::output_collect;
use trefoil_app::outputs::view::{output_view, outputs_view};
use trefoil_core::ids::OutputId;
use trefoil_core::output::Channel;

use super::seen::Seen;
use super::stage::{MARKERS, Stage};
use crate::outputs::release::{letter, outcome};
use crate::outputs::tools;

/// What is written, each in a kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paper {
    /// A letter in the worker's words, by hand, to Gareth.
    Letter,
    /// An appointment by hand, to Rosalind.
    Appointment,
    /// An appointment, posted to the parent whom Imogen lives with.
    ToParent,
    Invitation,
    /// To the police, about Imogen.
    Outcome,
    /// What is held about Rosalind, for her.
    OwnFile,
}

const SAID: &str = "We are glad that you came.";

impl Paper {
    /// What it may say of those whom the markers name.
    fn may_say(self) -> &'static [&'static str] {
        match self {
            Self::Letter => &["Gareth", "Ashdown"],
            Self::OwnFile => &["Rosalind", "Ashdown", "panic button"],
            Self::Appointment => &["Rosalind", "Ashdown"],
            Self::Invitation => &[],
            Self::ToParent => &["Rosalind", "Ashdown", "Thistledown", "TR1 9ZZ"],
            Self::Outcome => &["PC Dale"],
        }
    }

    /// Who writes it, and on whose side.
    fn by(self, stage: &Stage) -> (&Asker, usize) {
        let scene = &stage.scene;
        match self {
            Self::Letter => (&scene.perpetrator_worker, 3),
            Self::Appointment | Self::Invitation => (&scene.idva, 2),
            Self::ToParent | Self::Outcome => (&scene.social_worker, 0),
            Self::OwnFile => (&scene.house.staff.custodian, 2),
        }
    }

    async fn draft(self, stage: &Stage, format: &str) -> OutputId {
        let app = stage.scene.house.app();
        let (by, place) = self.by(stage);
        let strand = stage.scene.strand(place);
        if self == Self::OwnFile {
            let nothing_said = BTreeMap::new();
            return access_draft(app, by, strand, (format, &nothing_said))
                .await
                .unwrap();
        }
        let tomorrow = app
            .now()
            .checked_add(SignedDuration::from_hours(24))
            .unwrap();
        let appointment = |template: &str| Draft {
            template: template.to_owned(),
            meeting: Some(tomorrow),
            ..letter("")
        };
        let draft = match self {
            Self::Letter => letter(SAID),
            Self::Appointment => appointment("appointment"),
            Self::Invitation => appointment("invitation"),
            Self::Outcome => outcome(),
            Self::ToParent | Self::OwnFile => Draft {
                to: format!("parent:{}", parent(stage).await),
                channel: Some(Channel::Post),
                ..appointment("appointment")
            },
        };
        let draft = Draft {
            format: format.to_owned(),
            ..draft
        };
        output_draft(app, by, strand, &draft).await.unwrap()
    }
}

async fn parent(stage: &Stage) -> String {
    let scene = &stage.scene;
    let page = outputs_view(scene.house.app(), &scene.social_worker, scene.strand(0)).await;
    let persons = page.unwrap().persons;
    let parent = persons.iter().find(|(_, name)| name == "Rosalind Ashdown");
    parent.unwrap().0.person().unwrap().to_string()
}

pub(super) async fn sees(stage: &Stage, paper: Paper, format: &str) -> Seen {
    let app = stage.scene.house.app();
    let judge = &stage.custodian;
    let mut seen = Seen::default();
    let (one, other) = (
        paper.draft(stage, format).await,
        paper.draft(stage, format).await,
    );
    let page = output_view(app, judge, one).await.unwrap();
    let leaving = output_collect(app, judge, one).await.unwrap();
    let (text, told) = tools::read(&leaving.bytes, format);
    let forbidden = MARKERS
        .iter()
        .filter(|word| !paper.may_say().contains(word));
    let forbidden: Vec<&str> = forbidden.copied().collect();
    let place = format!("{paper:?} as {format}");
    seen.words_in(&text, &forbidden, &place);
    seen.words_in(
        &text.to_lowercase(),
        &["abuse", "http://www.example", "letters.example"],
        &place,
    );
    seen.words_in(&told, &["Marramsea"], "what the file says of itself");
    let marked = match paper {
        Paper::Invitation => text.contains(&page.row.number),
        _ => text.contains("Made for "),
    };
    seen.when(!marked, format!("{place}: it is not marked"));
    let name = format!("{}.{format}", page.row.number);
    seen.when(
        leaving.name != name,
        format!("it is called {}", leaving.name),
    );
    let hash: [u8; 32] = Sha256::digest(&leaving.bytes).into();
    seen.when(hash != page.row.hash, "what leaves is not what was shown");
    let said = paper != Paper::Letter || page.facts.text.contains(SAID);
    seen.when(!said, "the releaser is not shown what it says");
    let next = output_view(app, judge, other).await.unwrap().row.number;
    let first = |number: &str| number.split('-').next().map(str::to_owned);
    seen.when(
        first(&next) == first(&page.row.number),
        "the numbers go in order",
    );
    structure(&mut seen, &text, format);
    seen
}

/// What a kind of file may hold where nobody looks.
fn structure(seen: &mut Seen, text: &str, format: &str) {
    let hidden: &[&str] = match format {
        "docx" => &["w:vanish", "w:comment", "w:del ", "dc:creator"],
        "xlsx" => &[
            "state=\"hidden\"",
            "hidden=\"1\"",
            "<comments",
            "definedName",
        ],
        "html" => &["<!--", "<img", "<script", "<link"],
        "ics" => &[
            "LOCATION",
            "ORGANIZER",
            "ATTENDEE",
            "DESCRIPTION",
            "Council",
        ],
        _ => &[],
    };
    seen.words_in(text, hidden, format);
    let runs = |line: &str| line.trim_start_matches('"').starts_with(['=', '+', '@']);
    seen.when(
        format == "csv" && text.lines().any(runs),
        "a cell that runs",
    );
}
