//! Controls of the rules that look at Rust and at SQL.

use super::super::{
    ambient, forgotten, openings, portable, sizes, skipped, sql, templates, unsafety,
};
use super::Control;

const LONG_FILE: &str = concat!("//! x", include_str!("long_file.txt"));
const LONG_FUNCTION: &str = include_str!("long_function.txt");

/// The parent of `dash` (named), `dara` (forgotten) and `layout` (no entry).
const PARENT: &str = "// beside ALL: layout (shared)
mod dash;
mod dara;
pub const ALL: &[&X] = &[&dash::X, &Y(\"é\", \"w.cedar\")];
";

pub(super) const CONTROLS: &[Control] = &[
    Control::of(&openings::RULE)
        .files(&[
            ("a.rs", "//! What lives here.\n"),
            ("b.rs", "use std::io;\n//! Too late.\n"),
            ("c.rs", "//!\n"),
            ("d.md", "no Rust\n"),
        ])
        .finds(&["b.rs:1: say in a `//!`", "c.rs:1: say in a `//!`"]),
    Control::of(&sizes::RULE)
        .files(&[("long.rs", LONG_FILE), ("deep.rs", LONG_FUNCTION)])
        .finds(&["long.rs: 401 lines", "deep.rs:4: `too_long` has 51 lines"]),
    Control::of(&skipped::RULE)
        .files(&[
            (
                "a.rs",
                "#[test]\n#[ignore = \"slow\"]\nfn a() { todo!() }\n",
            ),
            ("b.rs", "// todo!() in prose\nlet a = \"#[ignore]\";\n"),
            ("x/tests/browser/a.mjs", "test.skip('later')\n"),
            ("x/src/a.mjs", "list.skip(1)\n"),
        ])
        .finds(&[
            "a.rs:2: `#[ignore`",
            "a.rs:3: `todo!`",
            "x/tests/browser/a.mjs:1: `.skip(`",
        ]),
    Control::of(&ambient::RULE)
        .files(&[
            (
                "crates/app/src/a.rs",
                "use std::time::Instant;\nlet a = Instant::now();\n",
            ),
            (
                "crates/store/src/b.rs",
                "let b = std::env::var(\"HOME\");\n",
            ),
            (
                "crates/web/src/c.rs",
                "// Instant::now would be wrong\nenv!(\"A\");\n",
            ),
            ("crates/web/src/tests.rs", "Instant::now();\n"),
            ("crates/web/tests/it.rs", "Instant::now();\n"),
            (
                "crates/web/src/parts/mod.rs",
                "#[cfg(test)]\npub(crate) mod fixtures;\nmod shown;\n",
            ),
            ("crates/web/src/parts/fixtures.rs", "Instant::now();\n"),
            ("crates/web/src/parts/shown.rs", "Instant::now();\n"),
            ("crates/trefoil/src/clock.rs", "SystemTime::now();\n"),
        ])
        .finds(&[
            "crates/app/src/a.rs:2: `Instant::now`",
            "crates/store/src/b.rs:1: `env::var`",
            "crates/web/src/parts/shown.rs:1: `Instant::now`",
        ]),
    Control::of(&sql::RULE)
        .files(&[
            (
                "crates/app/src/a.rs",
                "let a = \"SELECT 1\";\nlet b = r#\"\n  DELETE FROM t\"#;\n",
            ),
            (
                "crates/web/src/b.rs",
                "// \"SELECT 1\"\nlet a = \"Select a date, UPDATE it\";\n",
            ),
            (
                "crates/store/src/c.rs",
                "let a = \"INSERT INTO t VALUES ($1)\";\n",
            ),
            (
                "crates/trefoil/tests/it/d.rs",
                "let a = \"UPDATE t SET a = 1\";\n",
            ),
        ])
        .finds(&["crates/app/src/a.rs:1: SQL", "crates/app/src/a.rs:2: SQL"]),
    Control::of(&portable::RULE)
        .files(&[
            (
                "crates/store/src/a.rs",
                "let a = \"SELECT x::text FROM t\n WHERE y LIKE $1\";\n",
            ),
            (
                "crates/store/src/b.rs",
                "let a = \"AND z ILIKE $1\";\nuse std::fmt;\nlet b = \"like so\";\n",
            ),
            (
                "crates/store/src/c.rs",
                "let a = \"SELECT liked, is_json_text FROM json_like_names\";\n",
            ),
            (
                "crates/store/migrations/1_x.sql",
                "-- a LIKE b\nSELECT a FOR UPDATE SKIP LOCKED;\n",
            ),
            (
                "crates/store/migrations/1_postgres.sql",
                "SELECT a::text;\nSELECT set_config('a', 'b');\n",
            ),
        ])
        .finds(&[
            "crates/store/src/a.rs:1: `::`",
            "crates/store/src/a.rs:2: `like`",
            "crates/store/src/b.rs:1: `ilike`",
            "crates/store/src/c.rs:1: `json_`",
            "crates/store/migrations/1_x.sql:2: `skip locked`",
            "crates/store/migrations/1_postgres.sql:2: `set_config`",
        ]),
    Control::of(&unsafety::RULE)
        .files(&[
            ("crates/core/src/lib.rs", "//! x\n"),
            ("crates/core/src/a.rs", "pub unsafe trait Opens {}\n"),
            ("crates/core/src/b.rs", "unsafe { a() }\n"),
            ("crates/policy/src/a.rs", "unsafe impl Opens for A {}\n"),
            ("crates/linkfiles/src/map.rs", "unsafe { map() }\n"),
            ("crates/linkfiles/src/csv.rs", "unsafe { map() }\n"),
            (
                "crates/web/src/lib.rs",
                "#![forbid(unsafe_code)]\n// unsafe\n",
            ),
            (
                "crates/app/src/lib.rs",
                "//! x\n// #![forbid(unsafe_code)]\n",
            ),
            ("xtask/src/main.rs", "//! x\n"),
        ])
        .finds(&[
            "crates/core/src/b.rs:1: `unsafe`",
            "crates/linkfiles/src/csv.rs:1: `unsafe`",
            "crates/app/src/lib.rs:1: say",
            "xtask/src/main.rs:1: say",
        ]),
    Control::of(&forgotten::RULE)
        .files(&[
            ("a/mod.rs", PARENT),
            ("a/dash/mod.rs", "//! x\n"),
            ("a/dara.rs", "//! x\n"),
            ("a/dara/tests.rs", "//! x\n"),
            ("a/layout.rs", "//! x\n"),
            ("a/w.cedar", ""),
            ("a/v.cedar", ""),
            ("a/tests.rs", "//! x\n"),
            (
                "b/mod.rs",
                "impl Kind {\n    pub const ALL: [Kind; 1] = [Kind::A];\n}\n",
            ),
            ("b/other.rs", "//! x\n"),
            ("c/mod.rs", "pub const ALL: &[&X] = &[];\n"),
            ("c/first.rs", "//! x\n"),
            ("d/mod.rs", "pub const ALL: &[&str] = &[\"x\", \"y\"];\n"),
            ("d/other.rs", "//! x\n"),
        ])
        .finds(&[
            "a/mod.rs: `dara.rs`",
            "a/mod.rs: `v.cedar`",
            "c/mod.rs: `first.rs`",
        ]),
    Control::of(&templates::RULE)
        .files(&[
            (
                "crates/web/src/a.rs",
                "#[template(path = \"a.html\")]\nstruct A;\n// \"lost.html\"\n",
            ),
            (
                "crates/web/templates/a.html",
                "{% extends \"base/layout.html\" %}",
            ),
            (
                "crates/web/templates/base/layout.html",
                "{% import 'parts/x.html' as x %}",
            ),
            ("crates/web/templates/parts/x.html", ""),
            (
                "crates/web/templates/lost.html",
                "{% extends \"alone.html\" %}",
            ),
            ("crates/web/templates/alone.html", ""),
        ])
        .finds(&[
            "crates/web/templates/lost.html",
            "crates/web/templates/alone.html",
        ]),
];
