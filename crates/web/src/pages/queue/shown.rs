//! What the page of the queue shows.

use askama::Template;
use trefoil_app::queue::{ClockState, QueueFilter, QueueOrder, QueuePage};
use trefoil_core::principal::Role;

use super::address::{Address, ORDERS, href};
use super::choices::{choices, is_set};
use super::receipt::receipt_box;
use super::row::{COLUMNS, Line, cells};
use crate::components::{
    Cell, Content, Details, HeadCell, InsetText, Layout, NotificationBanner, Pagination, SortOrder,
    Table, WarningText,
};
use crate::shell::{Shell, Tab};

/// The queue.
#[derive(Template)]
#[template(path = "pages/queue.html")]
pub(super) struct QueueShown {
    layout: Layout,
    done: Option<NotificationBanner>,
    urgent: Option<WarningText>,
    quarantined: i64,
    /// Whether the viewer may take a contact in.
    records: bool,
    ignored: Option<InsetText>,
    filters: Details,
    receipt: Option<Details>,
    total: i64,
    filtered: bool,
    table: Option<Table>,
    pagination: Option<Pagination>,
}

/// How many contacts are late or will be, each with its filter.
#[derive(Template)]
#[template(path = "pages/queue_urgent.html")]
struct Urgent {
    overdue: i64,
    overdue_href: String,
    going_late: i64,
    going_late_href: String,
}

/// Who may take contacts. The policy is asked when they do.
const TAKERS: &[Role] = &[Role::Triage, Role::EmergencyDuty, Role::TeamManager];

impl QueueShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, address: &Address, mut queue: QueuePage) -> Self {
        let rows = std::mem::take(&mut queue.rows);
        let lines: Vec<Line> = rows.into_iter().map(Line::from).collect();
        Self::of(shell, address, &queue, &lines)
    }

    /// The page of these lines, in place of the rows of `queue`.
    pub(super) fn of(shell: &Shell, address: &Address, queue: &QueuePage, lines: &[Line]) -> Self {
        let filter = QueueFilter {
            page: queue.page,
            ..address.filter
        };
        let may_take = shell
            .viewer
            .as_ref()
            .is_some_and(|viewer| viewer.has_any(TAKERS));
        let looks = shell
            .viewer
            .as_ref()
            .is_some_and(|viewer| viewer.has(Tab::Quarantine));
        let token = may_take.then(|| shell.token());
        let rows: Vec<Vec<Cell>> = lines.iter().map(|row| cells(row, token.as_ref())).collect();
        Self {
            layout: shell.layout("Hub queue", Tab::Queue),
            done: address.done.map(NotificationBanner::success),
            urgent: urgent(queue),
            records: may_take,
            quarantined: if looks { queue.quarantined } else { 0 },
            ignored: ignored(&address.ignored),
            filters: choices(&filter, &queue.workers),
            receipt: may_take.then(receipt_box),
            total: queue.total,
            filtered: is_set(&filter),
            table: (!rows.is_empty()).then(|| table(&filter, rows)),
            pagination: pagination(&filter, queue.pages),
        }
    }
}

fn urgent(queue: &QueuePage) -> Option<WarningText> {
    let only = |clock| {
        href(&QueueFilter {
            clock,
            ..QueueFilter::default()
        })
    };
    let words = Urgent {
        overdue: queue.overdue,
        overdue_href: only(ClockState::Overdue),
        going_late: queue.going_late,
        going_late_href: only(ClockState::GoingLate),
    };
    (queue.overdue + queue.going_late > 0).then(|| WarningText::new(Content::part(words)))
}

fn ignored(names: &[&'static str]) -> Option<InsetText> {
    let words = format!(
        "Part of the address is not known here and was left out: {}.",
        names.join(", ").replace('_', " ")
    );
    (!names.is_empty()).then(|| InsetText {
        content: words.into(),
        ..InsetText::default()
    })
}

/// Whether a column begins with most: the highest risk, the family with most that waits, the most contacts before.
fn most_first(order: QueueOrder) -> bool {
    match order {
        QueueOrder::Risk | QueueOrder::Family | QueueOrder::Earlier => true,
        QueueOrder::Time | QueueOrder::Source | QueueOrder::Worker => false,
    }
}

/// A column that sorts turns round when it is asked for again.
fn head(filter: &QueueFilter, column: &'static str) -> HeadCell {
    let Some((order, ..)) = ORDERS.iter().find(|(.., words)| *words == column) else {
        return HeadCell::new(column);
    };
    let now = filter.order == *order;
    let shown = match (now, most_first(*order) == filter.reversed) {
        (false, _) => SortOrder::None,
        (true, true) => SortOrder::Ascending,
        (true, false) => SortOrder::Descending,
    };
    let next = QueueFilter {
        order: *order,
        reversed: now && !filter.reversed,
        page: 1,
        ..*filter
    };
    HeadCell::sortable(column, href(&next), shown)
}

fn table(filter: &QueueFilter, rows: Vec<Vec<Cell>>) -> Table {
    Table {
        classes: "trefoil-queue".into(),
        head: COLUMNS
            .into_iter()
            .map(|column| head(filter, column))
            .collect(),
        rows,
        ..Table::default()
    }
}

fn pagination(filter: &QueueFilter, pages: i64) -> Option<Pagination> {
    let (page, last) = (u32::try_from(filter.page).ok()?, u32::try_from(pages).ok()?);
    let to = |page: u32| {
        href(&QueueFilter {
            page: page.into(),
            ..*filter
        })
    };
    (last > 1).then(|| Pagination::numbered(page, last, to))
}
