//! Statements: every SQL text is a named constant; those that take many rows or a list are rendered at a few lengths only,
//! so that both engines keep few prepared plans and one test can prepare them all.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{LazyLock, PoisonError, RwLock};

use super::open::Engine;

/// How the binds of a statement are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `$1` to `$n`, as written.
    Plain,
    /// `{rows}` stands for tuples of this many columns.
    Rows(usize),
    /// `{list}` stands for a list whose first bind is this number; the binds before it are as written.
    List(usize),
}

/// The lengths at which rows are rendered: any number of them is cut to few of these, each a round trip.
pub(super) const ROW_SIZES: [usize; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];
/// The lengths at which lists are rendered; they are padded up with their last value.
pub(super) const LIST_SIZES: [usize; 5] = [1, 4, 16, 64, 256];

/// The texts rendered so far by where the statement's own stands, each kept as long as the process: there are no more than the
/// registry has statements and each has lengths.
type Texts = HashMap<(usize, Engine, usize), &'static str>;

static TEXTS: LazyLock<RwLock<Texts>> = LazyLock::new(RwLock::default);

/// A named SQL text, portable between the engines.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    /// Its name, for faults and for the test that prepares all.
    pub name: &'static str,
    /// Its text.
    pub sql: &'static str,
    /// Its binds.
    pub shape: Shape,
}

/// Declares a module's statements and their `ALL`.
macro_rules! statement {
    ($($name:ident $(($shape:ident $n:literal))? = $sql:expr;)*) => {
        $(const $name: $crate::db::Statement = $crate::db::Statement {
            name: stringify!($name),
            sql: $sql,
            shape: statement!(@shape $($shape $n)?),
        };)*
        /// Every statement of this module.
        pub(crate) const ALL: &[$crate::db::Statement] = &[$($name,)*];
    };
    (@shape) => { $crate::db::Shape::Plain };
    (@shape $shape:ident $n:literal) => { $crate::db::Shape::$shape($n) };
}
pub(crate) use statement;

impl Statement {
    /// The text at one length for one engine, rendered once; `length` is ignored for plain statements. SQLite is given places for
    /// binds, and not names that it would look up one after the other; the binds of rows stand in order without either.
    pub fn rendered(&self, engine: Engine, length: usize) -> &'static str {
        let length = match self.shape {
            Shape::Plain if engine == Engine::Postgres => return self.sql,
            Shape::Plain => 1,
            Shape::Rows(_) | Shape::List(_) => length,
        };
        let key = (self.sql.as_ptr().addr(), engine, length);
        let kept = TEXTS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = kept.get(&key) {
            return text;
        }
        drop(kept);
        let text = match self.shape {
            Shape::Plain => self.sql.to_owned(),
            Shape::Rows(columns) => self.sql.replace("{rows}", &tuples(engine, columns, length)),
            Shape::List(first) => self.sql.replace("{list}", &binds(first, length)),
        };
        let text = match engine {
            Engine::Sqlite => text.replace('$', "?"),
            Engine::Postgres => text,
        };
        let mut kept = TEXTS.write().unwrap_or_else(PoisonError::into_inner);
        kept.entry(key)
            .or_insert_with(|| Box::leak(text.into_boxed_str()))
    }

    /// The lengths that this statement is rendered at.
    pub fn lengths(&self) -> &'static [usize] {
        match self.shape {
            Shape::Plain => &ROW_SIZES[..1],
            Shape::Rows(_) => &ROW_SIZES,
            Shape::List(_) => &LIST_SIZES,
        }
    }
}

fn binds(first: usize, length: usize) -> String {
    (first..first + length).fold(String::new(), |mut list, bind| {
        let comma = if list.is_empty() { "" } else { ", " };
        let _ = write!(list, "{comma}${bind}");
        list
    })
}

fn tuples(engine: Engine, columns: usize, length: usize) -> String {
    (0..length).fold(String::new(), |mut rows, row| {
        let comma = if rows.is_empty() { "" } else { ", " };
        let tuple = match engine {
            Engine::Sqlite => vec!["?"; columns].join(", "),
            Engine::Postgres => binds(row * columns + 1, columns),
        };
        let _ = write!(rows, "{comma}({tuple})");
        rows
    })
}
