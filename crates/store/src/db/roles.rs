//! The role by which rows are read and written on PostgreSQL: never one that passes over row-level security. An operator who
//! connects as a superuser, or as a role with BYPASSRLS, would take the second wall down without a word; such a connection
//! steps down to a role that owns nothing, and steps up again for changes of the schema alone.

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{AssertSqlSafe, Connection, Row};

use super::open::Place;
use super::way;
use crate::fault::Fault;

/// How a change of the schema begins: as whoever connected.
pub(super) const AS_OWNER: &str = "BEGIN; SET LOCAL ROLE NONE";

const PASSES_OVER: &str =
    "SELECT rolsuper OR rolbypassrls FROM pg_catalog.pg_roles WHERE rolname = current_user";

/// What the role is made of: it logs in nowhere, owns nothing, and is cut by every policy. Two servers that start together
/// may both try to make it.
const MADE: &str = "
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'trefoil_rows') THEN
    CREATE ROLE trefoil_rows NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ DECLARE here text := quote_ident(current_schema()); BEGIN
  EXECUTE 'GRANT USAGE ON SCHEMA ' || here || ' TO trefoil_rows';
  EXECUTE 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ' || here || ' TO trefoil_rows';
  EXECUTE 'ALTER DEFAULT PRIVILEGES IN SCHEMA ' || here || ' GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO trefoil_rows';
END $$;
";

/// Whether whoever connects would pass over row-level security. Then the role to step down to is made ready.
pub(super) async fn steps_down(options: &PgConnectOptions) -> Result<bool, Fault> {
    let mut connection = PgConnection::connect_with(options).await?;
    let passes_over = passes_over(&mut connection).await?;
    if passes_over {
        let mut tx = connection.begin().await?;
        // Grants of several servers that start together take turns.
        let turn = "SELECT pg_advisory_xact_lock(7253001)";
        sqlx::raw_sql(turn).execute(&mut *tx).await?;
        sqlx::raw_sql(AssertSqlSafe(MADE.to_owned()))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
    }
    connection.close().await?;
    Ok(passes_over)
}

async fn passes_over(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    let row = sqlx::query(PASSES_OVER).fetch_one(connection).await?;
    row.try_get(0)
}

/// Whether the role of a place passes over row-level security by itself, so that every connection to it has to step down.
pub async fn role_passes_over(place: &Place) -> Result<bool, Fault> {
    let Place::Server(url) = place else {
        return Ok(false);
    };
    let mut connection = PgConnection::connect_with(&way::options(url)?).await?;
    let passes = passes_over(&mut connection).await?;
    connection.close().await?;
    Ok(passes)
}

/// Steps down.
pub(super) async fn step_down(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("SET ROLE trefoil_rows")
        .execute(connection)
        .await
        .map(drop)
}
