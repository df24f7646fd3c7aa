//! Logging: JSON lines on standard error, from an allow-list of fields. A person's data is in none of them: what is not on
//! the list is left out, whatever a dependency or a colleague logs.

use std::fmt;

use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

/// The fields that may be logged.
const ALLOWED: &[&str] = &[
    "event", "method", "route", "status", "millis", "micros", "why", "what", "jobs", "rows",
    "message",
];
/// Whose messages may be logged: ours. Others may quote what they were given.
const OURS: &str = "trefoil";

struct Line(serde_json::Map<String, serde_json::Value>);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if ALLOWED.contains(&field.name()) {
            self.0.insert(
                field.name().to_owned(),
                format!("{value:?}").trim_matches('"').into(),
            );
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if ALLOWED.contains(&field.name()) {
            self.0.insert(field.name().to_owned(), value.into());
        }
    }
}

struct Allowed;

impl<S, N> FormatEvent<S, N> for Allowed
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
{
    fn format_event(
        &self,
        _: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let metadata = event.metadata();
        let mut line = Line(serde_json::Map::new());
        line.0
            .insert("level".to_owned(), metadata.level().to_string().into());
        line.0.insert("target".to_owned(), metadata.target().into());
        if metadata.target().starts_with(OURS) {
            event.record(&mut line);
        }
        writeln!(writer, "{}", serde_json::Value::Object(line.0))
    }
}

/// Starts logging at the level of warnings, and of every answered request where `TREFOIL_LOG` says `info`.
pub(crate) fn start() {
    let level = crate::outside::variable("TREFOIL_LOG")
        .and_then(|level| level.parse().ok())
        .unwrap_or(tracing::Level::WARN);
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(level)
        .with_writer(std::io::stderr)
        .event_format(Allowed)
        .finish();
    let _ = tracing::subscriber::set_global_default(subscriber);
}
