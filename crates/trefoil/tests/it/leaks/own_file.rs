//! A person's own file holds what is of their own side and what somebody decided to give, and no trace of anything else.

use std::collections::BTreeMap;

use trefoil_app::outputs::PassageAnswer;
use trefoil_app::outputs::gather::{access_draft, access_view};
use trefoil_app::outputs::send::output_collect;
use trefoil_core::ids::StrandId;
use trefoil_core::output::passage::WithholdReason;

use super::seen::Seen;
use super::stage::Stage;

const LATE: &str = "He came on time.";

/// The file, with what holds these words withheld by the custodian.
async fn file(stage: &Stage, strand: StrandId, withheld: Option<&str>) -> String {
    let scene = &stage.scene;
    let (app, gathers) = (scene.house.app(), &scene.house.staff.custodian);
    let gathered = access_view(app, gathers, strand).await.unwrap().passages;
    let withhold = PassageAnswer::Withhold(WithholdReason::SeriousHarm);
    let chosen = gathered
        .iter()
        .filter(|one| withheld.is_some_and(|words| one.text == words));
    let said: BTreeMap<_, _> = chosen.map(|one| (one.origin.record, withhold)).collect();
    let id = access_draft(app, gathers, strand, ("txt", &said))
        .await
        .unwrap();
    let leaving = output_collect(app, &stage.custodian, id).await.unwrap();
    String::from_utf8(leaving.bytes).unwrap()
}

pub(super) async fn sees(stage: &Stage) -> Seen {
    let mut seen = Seen::default();
    let scene = &stage.scene;
    let hers = [
        "panic button",
        "school knows",
        "drew a boat",
        "likes her school",
        "left out.",
    ];
    let his = file(stage, scene.strand(3), None).await;
    seen.words_in(&his, &hers, "his file");
    assert!(his.contains(LATE), "his file has what is his: {his}");
    // The days of what others wrote say that they wrote.
    let days = ["17 March", "18 March", "19 March", "22 March"];
    let told = his.lines().filter(|line| !line.starts_with("Made for"));
    for line in told {
        seen.words_in(line, &days, "his file");
    }
    let child = file(stage, scene.strand(0), None).await;
    seen.words_in(&child, &["panic button", "drew a boat"], "a child's file");
    let less = file(stage, scene.strand(3), Some(LATE)).await;
    seen.words_in(&less, &[LATE], "a file from which it was withheld");
    seen
}
