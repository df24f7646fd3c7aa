//! A report as JSON: the dotted names of its measures become nested objects, in the report's order.

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::HIDDEN;
use crate::report::{Cell, Printed, Report};

/// A report's JSON, indented, with a newline at the end.
///
/// # Errors
/// None are known: every value is a plain number, text or null.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("period", &self.period)?;
        map.serialize_entry("as_at", &self.as_at)?;
        for (key, node) in tree(self) {
            map.serialize_entry(key, &node)?;
        }
        map.end()
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Share { .. } => serializer.serialize_f64(self.share().unwrap_or_default()),
            Self::Hidden => serializer.serialize_str(HIDDEN),
            Self::NotInUse => serializer.serialize_none(),
        }
    }
}

type Members = Vec<(&'static str, Node)>;

enum Node {
    Leaf(Option<Cell>),
    Branch(Members),
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Leaf(cell) => cell.serialize(serializer),
            Self::Branch(members) => {
                serializer.collect_map(members.iter().map(|(key, node)| (key, node)))
            }
        }
    }
}

fn tree(report: &Report) -> Members {
    let mut members = Members::new();
    for line in report.printed() {
        match line {
            Printed::Figure(measure, cell) => set(&mut members, measure.name, Some(cell)),
            Printed::NotInUse(part) => set(&mut members, part, None),
        }
    }
    members
}

fn set(members: &mut Members, path: &'static str, cell: Option<Cell>) {
    let Some((first, rest)) = path.split_once('.') else {
        members.push((path, Node::Leaf(cell)));
        return;
    };
    let known = members.iter_mut().find(|(key, _)| *key == first);
    if let Some((_, Node::Branch(inner))) = known {
        set(inner, rest, cell);
    } else {
        let mut inner = Members::new();
        set(&mut inner, rest, cell);
        members.push((first, Node::Branch(inner)));
    }
}
