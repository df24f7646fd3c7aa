//! The way to a server, encrypted: by a certificate that is trusted and of that name, and otherwise not at all.

use sqlx::{ConnectOptions, Row};
use trefoil_store::{Db, Place};

use crate::hub::server::Server;

/// How many connections to this database are encrypted.
async fn encrypted(server: &Server) -> i64 {
    let mut connection = server.options().connect().await.unwrap();
    let counted = "SELECT COUNT(*) FROM pg_stat_ssl s JOIN pg_stat_activity a ON a.pid = s.pid WHERE a.datname = current_database() AND s.ssl";
    let row = sqlx::query(counted).fetch_one(&mut connection).await;
    row.unwrap().get(0)
}

async fn certificate(server: &Server) -> String {
    let mut connection = server.options().connect().await.unwrap();
    let row = sqlx::query("SHOW ssl_cert_file").fetch_one(&mut connection);
    row.await.unwrap().get(0)
}

#[tokio::test]
async fn a_server_is_believed_by_its_certificate_and_by_its_name() {
    let Some(server) = Server::fresh().await else {
        return;
    };
    let (port, trusted) = (server.address().port(), certificate(&server).await);
    let name = server.options().get_database().unwrap().to_owned();
    let address = |host: &str, asked: &str| {
        Place::Server(format!("postgres://trefoil@{host}:{port}/{name}?{asked}"))
    };
    let opens = async |host: &str, asked: &str| Db::open(&address(host, asked)).await;
    let full = format!("sslmode=verify-full&sslrootcert={trusted}");
    assert_eq!(encrypted(&server).await, 0);
    let db = opens("localhost", &full).await.unwrap();
    assert!(encrypted(&server).await > 0, "it is encrypted");
    db.close().await;
    let other_name = opens("127.0.0.1", &full).await;
    assert!(other_name.is_err(), "a certificate of another name");
    let stranger = opens("localhost", "sslmode=verify-full").await;
    assert!(stranger.is_err(), "a certificate that nobody vouches for");
    let by_authority = format!("sslmode=verify-ca&sslrootcert={trusted}");
    assert!(opens("127.0.0.1", &by_authority).await.is_ok());
    assert!(opens("127.0.0.1", "sslmode=disable").await.is_ok());
}
