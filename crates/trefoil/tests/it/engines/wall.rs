//! The second wall, PostgreSQL's own: a connection sees the rows of the authority that it names, and of no other.

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, ConnectOptions, Row};

use crate::hub::server::Server;

use super::ground::{At, Ground};
use super::house::lived_in;

/// Tables of an authority's rows that have no wall. The list of authorities is what sign-in starts from.
const OPEN: [&str; 1] = ["authority"];

async fn connect(server: &Server, authority: Option<&str>) -> PgConnection {
    let options = server.options();
    let options = match authority {
        Some(code) => options.options([("trefoil.authority", code)]),
        None => options,
    };
    options.connect().await.unwrap()
}

async fn texts(connection: &mut PgConnection, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(sql.to_owned()))
        .fetch_all(connection)
        .await
        .unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn count(connection: &mut PgConnection, table: &str) -> Result<i64, sqlx::Error> {
    let sql = format!("SELECT COUNT(*) FROM {table}");
    let row = sqlx::query(AssertSqlSafe(sql))
        .fetch_one(connection)
        .await?;
    Ok(row.get(0))
}

const FILLED: [&str; 6] = [
    "keyring",
    "ledger_entry",
    "ledger_head",
    "sighting",
    "sighting_key",
    "version",
];

#[tokio::test]
async fn a_connection_sees_the_authority_that_it_names() {
    let Some(ground) = Ground::postgres().await else {
        return;
    };
    let _houses = (lived_in(&ground, 890).await, lived_in(&ground, 891).await);
    let At::Server(server) = &ground.at else {
        panic!("not a server")
    };
    for (authority, sees) in [
        (Some("890"), true),
        (Some("891"), true),
        (Some("892"), false),
        (None, false),
    ] {
        let mut connection = connect(server, authority).await;
        for table in FILLED {
            let rows = count(&mut connection, table).await.unwrap();
            assert_eq!(rows > 0, sees, "{rows} rows of {table} as {authority:?}");
        }
        let others = "SELECT authority_id::text FROM ledger_entry GROUP BY authority_id";
        let seen = texts(&mut connection, others).await;
        let expect: Vec<&str> = authority.filter(|_| sees).into_iter().collect();
        assert_eq!(seen, expect, "as {authority:?}");
    }
}

#[tokio::test]
async fn a_connection_used_before_and_naming_nobody_sees_nothing() {
    let Some(ground) = Ground::postgres().await else {
        return;
    };
    let _house = lived_in(&ground, 890).await;
    let At::Server(server) = &ground.at else {
        panic!("not a server")
    };
    let mut connection = connect(server, None).await;
    let used = "BEGIN; SET LOCAL trefoil.authority = '890'; COMMIT";
    sqlx::raw_sql(used).execute(&mut connection).await.unwrap();
    for table in FILLED {
        let rows = count(&mut connection, table).await.unwrap_or(0);
        assert_eq!(rows, 0, "{table}");
    }
}

#[tokio::test]
async fn every_table_of_an_authority_is_walled_even_for_its_owner() {
    let Some(ground) = Ground::postgres().await else {
        return;
    };
    let At::Server(server) = &ground.at else {
        panic!("not a server")
    };
    let mut connection = connect(server, None).await;
    let open = "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'authority_id' WHERE c.relkind = 'r' AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1";
    assert_eq!(texts(&mut connection, open).await, OPEN);
    let walled = "SELECT tablename::text FROM pg_policies ORDER BY 1";
    assert!(texts(&mut connection, walled).await.len() > 20);
}

/// The cluster of the test run lets its superuser in; a server that somebody else named may not.
async fn superuser(server: &Server) -> Option<String> {
    let options = server.options().username("postgres");
    options.connect().await.ok()?;
    Some(options.to_url_lossy().to_string())
}

#[tokio::test]
async fn who_connects_as_superuser_steps_down() {
    let Some(ground) = Ground::postgres().await else {
        return;
    };
    let At::Server(server) = &ground.at else {
        panic!("not a server")
    };
    let Some(url) = superuser(server).await else {
        return;
    };
    // A superuser makes it all, and so owns it all.
    let kit = trefoil_testkit::TestApp::server(&url, crate::hub::house::now()).await;
    kit.staffed().await;
    let db = trefoil_store::Db::open(&kit.place).await.unwrap();
    for (code, sees) in [(890, true), (891, false)] {
        let authority = trefoil_core::ids::AuthorityId::new(code).unwrap();
        let mut tx = db.read(authority).await.unwrap();
        let own = kit.app.authority();
        let entries = trefoil_store::ledger::entries_page(&mut tx, own, i64::MAX, 10).await;
        assert_eq!(!entries.unwrap().is_empty(), sees, "as {code}");
    }
    // The control: the same connection without stepping down sees every row.
    let mut connection = server
        .options()
        .username("postgres")
        .connect()
        .await
        .unwrap();
    assert!(count(&mut connection, "ledger_entry").await.unwrap() > 0);
}
