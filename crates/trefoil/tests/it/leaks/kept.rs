//! What is given to the hub to keep is kept, and can be read again.

use trefoil_app::contacts::view::contact_view;
use trefoil_app::imports::quarantine::quarantine_view;
use trefoil_app::queue::{QueueFilter, queue_view};
use trefoil_store::contact::version_last;
use trefoil_testkit::FeedRow;

use super::seen::Seen;
use crate::hub::house::House;
use crate::hub::people::row;
use crate::matching::take_in;

pub(super) async fn sees() -> Seen {
    let mut seen = Seen::default();
    let house = House::sqlite().await;
    let (app, duty) = (house.app(), &house.staff.duty);
    let ivy = FeedRow {
        nhs_number: "9434765918",
        ..row("A", "child", "Ivy", "Nair", "2021-05-04")
    };
    let second = FeedRow {
        version: "2",
        ..ivy
    };
    let lost = FeedRow {
        incident: "",
        ..ivy
    };
    take_in(&house, &[second, lost]).await;
    take_in(
        &house,
        &[FeedRow {
            version: "1",
            ..ivy
        }],
    )
    .await;
    let Ok(waiting) = quarantine_view(app, &house.staff.custodian, 1).await else {
        seen.when(true, "what was written cannot be read");
        return seen;
    };
    seen.when(
        waiting.total != 1,
        format!("{} rows that fit nowhere", waiting.total),
    );
    let queue = queue_view(app, duty, &QueueFilter::default()).await;
    let Some(contact) = queue
        .ok()
        .and_then(|page| page.rows.first().map(|row| row.head.contact))
    else {
        seen.when(true, "nothing can be listed");
        return seen;
    };
    let Ok(page) = contact_view(app, duty, contact, None).await else {
        seen.when(true, "what was written cannot be read");
        return seen;
    };
    let unread = &page.people[0].seen.described.unread;
    seen.when(unread.is_empty(), "what could not be read is gone");
    let versions = version_last(&mut house.tx().await, app.authority(), contact).await;
    let versions = versions.unwrap();
    seen.when(versions != 2, format!("{versions} versions of two"));
    seen
}
