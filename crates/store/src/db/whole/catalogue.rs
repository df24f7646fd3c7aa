//! Which tables there are, and their columns. The table of applied changes is none of them: a backup says its schema's number.

use serde::{Deserialize, Serialize};

use crate::db::{Engine, Shape, Statement, Tx, Value};
use crate::fault::Fault;

// Outside the registry, because each is one engine's own.
const OF_SQLITE: Statement = Statement {
    name: "TABLES_SQLITE",
    sql: "SELECT m.name, c.name, c.type FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_' AND m.name <> 'schema_version' ORDER BY m.name, c.cid",
    shape: Shape::Plain,
};
const OF_POSTGRES: Statement = Statement {
    name: "TABLES_POSTGRES",
    sql: "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT), CAST(GREATEST(k.reltuples, 0) AS BIGINT) FROM information_schema.columns c JOIN pg_namespace n ON n.nspname = c.table_schema JOIN pg_class k ON k.relnamespace = n.oid AND k.relname = c.table_name AND k.relkind IN ('r', 'p') WHERE c.table_schema = current_schema() AND c.is_generated = 'NEVER' AND c.table_name <> 'schema_version' ORDER BY CAST(c.table_name AS TEXT) COLLATE \"C\", c.ordinal_position",
    shape: Shape::Plain,
};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// BIGINT.
    Int,
    /// TEXT.
    Text,
    /// BLOB.
    Blob,
    /// BOOLEAN.
    Bool,
}

impl Kind {
    fn of(declared: &str) -> Option<Self> {
        match declared.to_ascii_uppercase().as_str() {
            "BIGINT" => Some(Self::Int),
            "TEXT" => Some(Self::Text),
            "BLOB" | "BYTEA" => Some(Self::Blob),
            "BOOLEAN" => Some(Self::Bool),
            _ => None,
        }
    }

    /// The value of a field; `None` where the bytes are none of this kind.
    pub(crate) fn value(self, field: Option<&[u8]>) -> Option<Value> {
        Some(match self {
            Self::Int => Value::Int(match field {
                None => None,
                Some(field) => Some(i64::from_be_bytes(field.try_into().ok()?)),
            }),
            Self::Text => Value::Text(match field {
                None => None,
                Some(field) => Some(String::from_utf8(field.to_vec()).ok()?),
            }),
            Self::Blob => Value::Blob(field.map(<[u8]>::to_vec)),
            Self::Bool => match field? {
                [0] => Value::Bool(false),
                [1] => Value::Bool(true),
                _ => return None,
            },
        })
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) kind: Kind,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Catalogued {
    /// Its name.
    pub(crate) name: String,
    /// Its columns, in order.
    pub(crate) columns: Vec<Column>,
    /// About how many rows it has, to tell how far one is.
    pub(crate) about: u64,
}

impl Catalogued {
    /// Whether its rows are an authority's.
    pub(crate) fn by_authority(&self) -> bool {
        self.columns
            .iter()
            .any(|column| column.name == "authority_id")
    }

    /// What its columns hold.
    pub(crate) fn kinds(&self) -> Vec<Kind> {
        self.columns.iter().map(|column| column.kind).collect()
    }
}

impl Tx {
    /// The tables of this database, by name.
    pub(crate) async fn catalogue(&mut self) -> Result<Vec<Catalogued>, Fault> {
        let engine = self.engine();
        let statement = match engine {
            Engine::Sqlite => &OF_SQLITE,
            Engine::Postgres => &OF_POSTGRES,
        };
        let mut tables: Vec<Catalogued> = Vec::new();
        for row in self.all(statement, &[]).await? {
            let (table, name, declared) = (row.text(0)?, row.text(1)?, row.text(2)?);
            let kind = Kind::of(&declared).ok_or_else(|| {
                Fault::Broken(format!("column {name} of table {table} is {declared}"))
            })?;
            if tables.last().is_none_or(|last| last.name != table) {
                let about = match engine {
                    Engine::Sqlite => 0,
                    Engine::Postgres => u64::try_from(row.int(3)?).unwrap_or(0),
                };
                tables.push(Catalogued {
                    name: table,
                    columns: Vec::new(),
                    about,
                });
            }
            if let Some(last) = tables.last_mut() {
                last.columns.push(Column { name, kind });
            }
        }
        if engine == Engine::Sqlite {
            for table in &mut tables {
                table.about = self.about(&table.name).await?;
            }
        }
        Ok(tables)
    }
}
