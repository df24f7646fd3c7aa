//! Every route as every role in every relationship that the product can make: one table of what is answered, read by eye and held in
//! `routes.txt`. Written anew with `UPDATE_GOLDEN=1`; what changed in it is then read again. A route that is about nobody's family is
//! asked for once a role: no tie can matter to it, because its path names no record.

use std::fmt::Write as _;
use std::path::Path;

use tokio::task::JoinSet;
use trefoil_app::families::note::note_write;
use trefoil_app::families::signal::signal_send;
use trefoil_app::families::signals::signals_view;
use trefoil_app::outputs::draft::output_draft;
use trefoil_core::principal::Role;
use trefoil_core::signal::SignalKind;
use trefoil_web::{Entry, Method, Route, routes};

use super::scene::Scene;
use super::ties::{TIES, Teams, Tie, back, somebody, tied};
use crate::hub::browser::Browser;
use crate::hub::house::Engine;
use crate::outputs::release::letter;

/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";

/// One request of the table.
struct Asked {
    route: &'static Route,
    path: String,
    /// Beside the path: of which strand.
    of: &'static str,
}

impl Asked {
    fn name(&self) -> String {
        let method = match self.route.method {
            Method::Get => "get",
            Method::Post => "post",
        };
        format!("{method:<5}{} {}", self.route.path, self.of)
            .trim_end()
            .to_owned()
    }

    /// Whether the path names a record.
    fn names(&self) -> bool {
        self.route.path.contains('{')
    }
}

/// What each route is asked about: a strand's once as hers and once as his.
async fn all(scene: &Scene) -> Vec<Asked> {
    let app = scene.house.app();
    let draft = letter("She is to come on Monday.");
    let output = output_draft(app, &scene.idva, scene.strand(2), &draft).await;
    let output = output.unwrap().to_string();
    let (his, said) = (scene.strand(3), "He knows her car.");
    signal_send(
        app,
        &scene.perpetrator_worker,
        his,
        Some(SignalKind::Threat),
        said,
    )
    .await
    .unwrap();
    let warnings = signals_view(app, &scene.idva).await.unwrap();
    let signal = warnings[0].signal.signal.to_string();
    let mut asked = Vec::new();
    for route in routes().iter().filter(|one| one.entry == Entry::SignedIn) {
        let first = route.path.split('/').nth(1).unwrap_or_default();
        let ids: Vec<(&str, String)> = match first {
            "families" => vec![("", scene.family.to_string())],
            "contacts" => vec![("", scene.contact.to_string())],
            "outputs" => vec![("", output.clone())],
            "signals" => vec![("", signal.clone())],
            "strands" => vec![
                ("(hers)", scene.strand(2).to_string()),
                ("(his)", his.to_string()),
            ],
            _ => vec![("", NOTHING.to_owned())],
        };
        for (of, id) in ids {
            let mut path = route.path.replacen("{id}", &id, 1);
            while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
                path.replace_range(from..=to, NOTHING);
            }
            asked.push(Asked { route, path, of });
        }
    }
    asked
}

/// One letter for what is answered.
fn mark(status: u16) -> char {
    match status {
        200 | 303 => 'o',
        404 => '-',
        403 => 'f',
        409 | 410 => 'c',
        422 | 400 => 'i',
        429 => 'm',
        _ => '?',
    }
}

/// What a worker is answered, everything at once: nothing waits for another answer's beat.
async fn answers(browser: &Browser, token: &str, asked: &[&Asked]) -> Vec<char> {
    let mut all = JoinSet::new();
    for (place, one) in asked.iter().enumerate() {
        let (mut browser, path, method) = (browser.clone(), one.path.clone(), one.route.method);
        let fields = [("csrf".to_owned(), token.to_owned())];
        all.spawn(async move {
            let answer = match method {
                Method::Get => browser.get(&path).await,
                Method::Post => browser.post(&path, &fields).await,
            };
            (place, mark(answer.status))
        });
    }
    let mut told = all.join_all().await;
    told.sort_unstable();
    told.into_iter().map(|(_, mark)| mark).collect()
}

/// The letters of each role, in the order of [`Role::ALL`], for one request under one tie; `.` where the tie cannot be.
type Cell = String;

async fn table(scene: &Scene) -> String {
    let asked = all(scene).await;
    let teams = Teams::of(scene).await;
    let mut cells: Vec<Vec<Cell>> = asked.iter().map(|_| Vec::new()).collect();
    for (nth, (tie, _)) in TIES.iter().enumerate() {
        let mut columns: Vec<Cell> = asked.iter().map(|_| String::new()).collect();
        for role in Role::ALL {
            let who = somebody(scene, *role, (nth + 100, *tie), &teams).await;
            let could = tied(scene, &who, *tie).await;
            let mut browser = scene.house.browser(&who).await;
            let account = browser.open("/account").await;
            let token = account
                .form("/sign-out", &[])
                .and_then(|form| form.field("csrf").map(str::to_owned))
                .unwrap();
            let about = |one: &&Asked| {
                let leaves = one.route.path == "/sign-out";
                could && !leaves && (*tie == Tie::None || one.names())
            };
            let wanted: Vec<&Asked> = asked.iter().filter(about).collect();
            let mut told = answers(&browser, &token, &wanted).await.into_iter();
            for (column, one) in columns.iter_mut().zip(&asked) {
                let asked = about(&one);
                column.push(if asked { told.next().unwrap() } else { '.' });
            }
            back(scene).await;
        }
        for (row, column) in cells.iter_mut().zip(columns) {
            row.push(column);
        }
    }
    written(&asked, &cells)
}

fn written(asked: &[Asked], cells: &[Vec<Cell>]) -> String {
    let mut out = String::from(
        "o answered  i something is wanting  c no longer  f not yours  - not there  m too many  . not asked, or no such tie\n",
    );
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.code()).collect();
    writeln!(out, "in each column: {}\n", roles.join(", ")).unwrap();
    let width = Role::ALL.len() + 2;
    let heads = TIES.map(|(_, head)| format!("{head:<width$}")).concat();
    writeln!(out, "{:<52}{}", "", heads.trim_end()).unwrap();
    for (one, row) in asked.iter().zip(cells) {
        let row: Vec<String> = row.iter().map(|cell| format!("{cell:<width$}")).collect();
        writeln!(out, "{:<52}{}", one.name(), row.concat().trim_end()).unwrap();
    }
    out
}

#[tokio::test]
async fn every_route_as_every_role_in_every_relationship() {
    let scene = Scene::build(Engine::Sqlite).await;
    note_write(
        scene.house.app(),
        &scene.idva,
        scene.strand(2),
        "She feels safer.",
    )
    .await
    .unwrap();
    let table = Box::pin(table(&scene)).await;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/wall/routes.txt");
    if super::update_golden() {
        std::fs::write(&path, &table).unwrap();
    }
    let held = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(held, table, "read what changed, then UPDATE_GOLDEN=1");
}
