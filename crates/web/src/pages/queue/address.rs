//! The address of a queue: from its names and values to the filter, and back. What it does not know it leaves out and says
//! so, because an address is typed, kept and sent on, and must open for years.

use trefoil_app::queue::{ClockState, Holder, QueueFilter, QueueOrder};
use trefoil_core::vocabulary::{Known, RiskGrade, Source};

use crate::form::Fields;
use crate::pages::contact::done::Done;

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// The filter, with what is not known left out.
    pub(super) filter: QueueFilter,
    /// Names whose values are not known.
    pub(super) ignored: Vec<&'static str>,
    /// What was done just before.
    pub(super) done: Option<&'static str>,
}

/// Words for where the clock stands.
pub(super) const CLOCKS: &[(ClockState, &str, &str)] = &[
    (ClockState::Overdue, "overdue", "Late"),
    (ClockState::GoingLate, "going-late", "Going late"),
    (ClockState::InTime, "in-time", "In time"),
];

/// Words for the order; each but the last column of the table has one.
pub(super) const ORDERS: &[(QueueOrder, &str, &str)] = &[
    (QueueOrder::Time, "time", "Time to decide"),
    (QueueOrder::Risk, "risk", "Risk"),
    (QueueOrder::Source, "source", "From"),
    (QueueOrder::Family, "family", "Family"),
    (QueueOrder::Earlier, "earlier", "Contacts in 12 months"),
    (QueueOrder::Worker, "worker", "Worker"),
];

impl Address {
    /// From what stands after the `?`.
    pub(super) fn read(asked: &Fields) -> Self {
        let mut ignored = Vec::new();
        let (order, reversed) = order_of(asked, &mut ignored);
        let filter = QueueFilter {
            source: one(asked, "source", &mut ignored, Source::from_code),
            grade: one(asked, "risk", &mut ignored, RiskGrade::from_code),
            domestic_abuse: one(asked, "domestic_abuse", &mut ignored, Known::from_code),
            holder: one(asked, "worker", &mut ignored, holder_from).unwrap_or(Holder::Any),
            clock: one(asked, "clock", &mut ignored, clock_from).unwrap_or(ClockState::Any),
            order,
            reversed,
            page: one(asked, "page", &mut ignored, page_from).unwrap_or(1),
        };
        Self {
            filter,
            ignored,
            done: Done::words(asked),
        }
    }
}

/// One value, read; what cannot be is noted.
fn one<T>(
    asked: &Fields,
    name: &'static str,
    ignored: &mut Vec<&'static str>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = asked.get(name);
    let value = read(text);
    if value.is_none() && !text.is_empty() {
        ignored.push(name);
    }
    value
}

fn order_of(asked: &Fields, ignored: &mut Vec<&'static str>) -> (QueueOrder, bool) {
    let known = one(asked, "sort", ignored, |text| {
        let (code, reversed) = text
            .strip_prefix('-')
            .map_or((text, false), |code| (code, true));
        let found = ORDERS.iter().find(|(_, known, _)| *known == code);
        found.map(|(order, ..)| (*order, reversed))
    });
    known.unwrap_or((QueueOrder::Time, false))
}

fn holder_from(text: &str) -> Option<Holder> {
    match text {
        "mine" => Some(Holder::Mine),
        "nobody" => Some(Holder::Nobody),
        id => id.parse().ok().map(Holder::Worker),
    }
}

fn clock_from(text: &str) -> Option<ClockState> {
    let found = CLOCKS.iter().find(|(_, code, _)| *code == text);
    found.map(|(clock, ..)| *clock)
}

fn page_from(text: &str) -> Option<i64> {
    text.parse().ok().filter(|page| *page >= 1)
}

/// The word of a holder in an address; empty for anybody.
pub(super) fn holder_word(holder: Holder) -> String {
    match holder {
        Holder::Any => String::new(),
        Holder::Mine => "mine".to_owned(),
        Holder::Nobody => "nobody".to_owned(),
        Holder::Worker(worker) => worker.to_string(),
    }
}

/// The word of a clock in an address; empty for any.
pub(super) fn clock_word(clock: ClockState) -> &'static str {
    let found = CLOCKS.iter().find(|(known, ..)| *known == clock);
    found.map_or("", |(_, code, _)| code)
}

/// The word of an order in an address.
pub(super) fn order_word(order: QueueOrder, reversed: bool) -> String {
    let found = ORDERS.iter().find(|(known, ..)| *known == order);
    let code = found.map_or("", |(_, code, _)| code);
    if reversed {
        format!("-{code}")
    } else {
        code.to_owned()
    }
}

/// The address of a filter. What is as usual is left out, so that an address is short and one list has one address.
pub(super) fn href(filter: &QueueFilter) -> String {
    let order = order_word(filter.order, filter.reversed);
    let page = filter.page.to_string();
    let holder = holder_word(filter.holder);
    let all = [
        ("source", filter.source.map_or("", Source::code), ""),
        ("risk", filter.grade.map_or("", RiskGrade::code), ""),
        (
            "domestic_abuse",
            filter.domestic_abuse.map_or("", Known::code),
            "",
        ),
        ("clock", clock_word(filter.clock), ""),
        ("worker", &holder, ""),
        ("sort", &order, "time"),
        ("page", &page, "1"),
    ];
    let said = all.iter().filter(|(_, value, usual)| value != usual);
    let pairs: Vec<String> = said
        .map(|(name, value, _)| format!("{name}={value}"))
        .collect();
    if pairs.is_empty() {
        "/queue".to_owned()
    } else {
        format!("/queue?{}", pairs.join("&"))
    }
}
