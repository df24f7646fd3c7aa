//! Systems of agencies that tell the hub while it is killed: what was answered is there, and whatever is sent again under its name, as a
//! system does that had no answer, is there once.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use trefoil_app::agencies::add::agency_add;
use trefoil_app::agencies::token::token_make;
use trefoil_core::token::TokenTyped;
use trefoil_testkit::console;

use super::Site;
use super::check::Looked;
use crate::hub::binary::send_with;
use crate::hub::house::Engine;
use crate::hub::real;

/// Who sends at once.
const SYSTEMS: usize = 8;
/// How often the server is killed.
const ROUNDS: usize = 3;
/// Nobody runs out here.
const LIMITS: &str = "[limits]\napi_from_source = 100000\napi_an_hour = 100000\n";

/// Receipts by the name of what was sent.
type Answered = Arc<Mutex<BTreeMap<String, Option<String>>>>;

/// Sends one; the receipt, where an answer came.
fn send(address: SocketAddr, token: &str, name: &str) -> Option<(u16, String)> {
    let headers = format!(
        "Authorization: Bearer {token}\r\nIdempotency-Key: {name}\r\nContent-Type: application/json\r\n"
    );
    let body = format!(
        "{{\"source\":\"health\",\"summary\":\"She fell, {name}.\",\"teller\":\"A. Reed\",\"reached\":\"01632 960003\"}}"
    );
    let path = ("POST", "/api/v1/contacts");
    let answer = send_with(address, path, &headers, &body)?;
    let (_, rest) = answer.text.split_once("\"receipt\":\"")?;
    Some((answer.status, rest.split('"').next()?.to_owned()))
}

fn work(address: SocketAddr, token: &str, names: Vec<String>, answered: &Answered) {
    for name in names {
        answered.lock().unwrap().insert(name.clone(), None);
        match send(address, token, &name) {
            Some((status, receipt)) => {
                assert_eq!(status, 201, "{name}");
                answered.lock().unwrap().insert(name, Some(receipt));
            }
            None => return,
        }
    }
}

/// The test.
pub(super) async fn what_was_answered_is_there_and_once(on: Engine) {
    let site = Site::on(on).await;
    let app = &site.kit.app;
    let agency = agency_add(app, &console(), "Larch Trust").await.unwrap();
    let typed = TokenTyped {
        system: "Cases".to_owned(),
        days: 30,
    };
    let made = token_make(app, &console(), agency, &typed).await.unwrap();
    app.close().await;
    let looked = Looked::open(&site.kit, site.server.as_ref()).await;
    let answered = Answered::default();
    for round in 0..ROUNDS {
        let mut serving = site.serve_with(LIMITS);
        let (address, before) = (serving.address, receipts(&answered));
        let systems = (0..SYSTEMS).map(|system| {
            let names = (0..20)
                .map(|nth| format!("{round}-{system}-{nth}"))
                .collect();
            let (token, answered) = (made.secret.clone(), Arc::clone(&answered));
            std::thread::spawn(move || work(address, &token, names, &answered))
        });
        let systems: Vec<JoinHandle<()>> = systems.collect();
        let started = real::started();
        while receipts(&answered) < before + SYSTEMS && started.elapsed() < Duration::from_secs(30)
        {
            real::pause(Duration::from_millis(2));
        }
        real::pause(Duration::from_millis(150));
        serving.kill();
        for system in systems {
            system.join().unwrap();
        }
    }
    let sent = answered.lock().unwrap().clone();
    let unheard = sent.values().filter(|receipt| receipt.is_none()).count();
    assert!(unheard > 0 && receipts(&answered) > ROUNDS, "{sent:?}");
    // Whatever had no answer is sent again, and whatever had one too.
    let serving = site.serve_with(LIMITS);
    for (name, receipt) in &sent {
        let (status, again) = send(serving.address, &made.secret, name).unwrap();
        if let Some(receipt) = receipt {
            assert_eq!(
                (status, &again),
                (200, receipt),
                "{name} was answered before"
            );
        }
    }
    let held = looked.raw.column("BLOB", "SELECT contact_id FROM contact");
    assert_eq!(held.await.len(), sent.len(), "each is there, and once");
}

fn receipts(answered: &Answered) -> usize {
    let answered = answered.lock().unwrap();
    answered
        .values()
        .filter(|receipt| receipt.is_some())
        .count()
}
