//! The identity provider that the test plays, and the browsers that go to it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::{Signer as _, SigningKey};
use jiff::SignedDuration;
use serde_json::{Value, json};
use trefoil_app::accounts::passkeys::Passkeys;
use trefoil_app::accounts::provider::{Answer, Provider, ProviderSettings, Wire, WireFault};
use trefoil_core::act::{Act, ActOutcome};
use trefoil_core::ids::WorkerId;
use trefoil_core::principal::Role;
use trefoil_web::State;

use crate::hub::browser::{Answer as Page, Browser};
use crate::hub::house::{Engine, House};

pub(super) const ISSUER: &str = "https://id.test";
pub(super) const SUBJECT: &str = "f3a9-77";

/// What the provider knows and is told to say.
pub(super) struct Told {
    pub(super) key: u8,
    pub(super) kid: &'static str,
    claims: Value,
    challenge: String,
    pub(super) kinds: BTreeMap<&'static str, &'static str>,
    pub(super) asked_for_keys: usize,
}

/// The provider.
pub(super) struct Played(pub(super) Mutex<Told>);

fn encoded(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

pub(super) fn signed(key: u8, head: &Value, claims: &Value) -> String {
    let message = format!("{}.{}", encoded(head), encoded(claims));
    let signature = SigningKey::from_bytes(&[key; 32]).sign(message.as_bytes());
    let signature = URL_SAFE_NO_PAD.encode(signature.to_bytes());
    format!("{message}.{signature}")
}

impl Played {
    fn answer(&self, url: &str, fields: &[(&str, &str)]) -> Result<Value, WireFault> {
        let mut told = self.0.lock().unwrap();
        match url {
            "https://id.test/.well-known/openid-configuration" => Ok(json!({
                "issuer": ISSUER,
                "authorization_endpoint": "https://id.test/auth",
                "token_endpoint": "https://id.test/token",
                "jwks_uri": "https://id.test/keys",
            })),
            "https://id.test/keys" => {
                told.asked_for_keys += 1;
                let key = SigningKey::from_bytes(&[told.key; 32]).verifying_key();
                let x = URL_SAFE_NO_PAD.encode(key.as_bytes());
                let odd = json!({ "kty": "new-kind", "kid": "odd" });
                let ours = json!({ "kty": "OKP", "crv": "Ed25519", "x": x, "kid": told.kid, "use": "sig" });
                Ok(json!({ "keys": [odd, ours] }))
            }
            "https://id.test/token" => {
                let sent = |name| fields.iter().find(|(known, _)| *known == name).unwrap().1;
                assert_eq!(
                    sent("redirect_uri"),
                    "https://trefoil.test/sign-in/provider/done"
                );
                let hash = sha256(sent("code_verifier"));
                if sent("code") != "good" || hash != told.challenge {
                    return Err(WireFault("400".to_owned()));
                }
                let alg = told.kinds.get("alg").copied().unwrap_or("EdDSA");
                let kid = told.kinds.get("kid").copied().unwrap_or(told.kid);
                let head = json!({ "alg": alg, "kid": kid, "typ": "JWT" });
                let by = if told.kinds.contains_key("forged") {
                    99
                } else {
                    told.key
                };
                Ok(json!({ "id_token": signed(by, &head, &told.claims), "access_token": "x" }))
            }
            other => panic!("asked for {other}"),
        }
    }
}

fn sha256(text: &str) -> String {
    use sha2::{Digest as _, Sha256};
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

impl Wire for Played {
    fn get<'a>(&'a self, url: &'a str) -> Answer<'a> {
        let answer = self.answer(url, &[]);
        Box::pin(async move { answer.map(|value| value.to_string().into_bytes()) })
    }

    fn post<'a>(
        &'a self,
        url: &'a str,
        basic: Option<(&'a str, &'a str)>,
        fields: &'a [(&'a str, &'a str)],
    ) -> Answer<'a> {
        assert_eq!(basic, Some(("trefoil", "hush")));
        let answer = self.answer(url, fields);
        Box::pin(async move { answer.map(|value| value.to_string().into_bytes()) })
    }
}

pub(super) struct Scene {
    pub(super) house: House,
    pub(super) played: Arc<Played>,
    router: axum::Router,
}

impl Scene {
    pub(super) async fn new(on: Engine, groups: &[(&str, Role)]) -> Self {
        let house = House::on(on).await;
        let told = Told {
            key: 1,
            kid: "one",
            claims: Value::Null,
            challenge: String::new(),
            kinds: BTreeMap::new(),
            asked_for_keys: 0,
        };
        let played = Arc::new(Played(Mutex::new(told)));
        let groups = groups
            .iter()
            .map(|(name, role)| ((*name).to_owned(), *role));
        let settings = ProviderSettings {
            issuer: ISSUER.to_owned(),
            client_id: "trefoil".to_owned(),
            client_secret: Some("hush".to_owned()),
            address: "https://trefoil.test".to_owned(),
            name: "Council account".to_owned(),
            scopes: vec!["profile".to_owned()],
            groups_claim: "groups".to_owned(),
            groups: groups.collect(),
            privileged_by_group: false,
            acr: None,
            skew: SignedDuration::from_secs(60),
        };
        let router = trefoil_web::router(State {
            app: house.app().clone(),
            demo: false,
            secure: false,
            proxies: Arc::new([]),
            provider: Some(Provider::new(settings, played.clone())),
            passkeys: Passkeys::new("https://trefoil.test", false).ok(),
            partners: None,
            stopwatch: Arc::new(|| 0),
            beat: std::time::Duration::ZERO,
            metrics: trefoil_web::Metrics::default(),
        });
        Self {
            house,
            played,
            router,
        }
    }

    pub(super) fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Goes to the provider, which will answer with these claims changed; the address that it sends the browser back to.
    pub(super) async fn went(&self, browser: &mut Browser, change: &Value) -> String {
        let answer = browser.get("/sign-in/provider?next=%2Faccount").await;
        assert_eq!(answer.status, 303, "{}", answer.words());
        let address = answer.location();
        assert!(
            address.starts_with("https://id.test/auth?response_type=code&"),
            "{address}"
        );
        assert!(address.contains("code_challenge_method=S256"), "{address}");
        let asked = |name: &str| {
            let (_, query) = address.split_once('?').unwrap();
            let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs
                .into_iter()
                .find(|(known, _)| *known == name)
                .unwrap()
                .1
                .to_owned()
        };
        let now = self.house.app().now().as_second();
        let mut claims = json!({
            "iss": ISSUER, "aud": "trefoil", "sub": SUBJECT, "nonce": asked("nonce"), "iat": now,
            "exp": now + 300, "auth_time": now, "sid": "s1", "groups": ["hub"],
        });
        for (name, value) in change.as_object().unwrap() {
            let all = claims.as_object_mut().unwrap();
            all.insert(name.clone(), value.clone());
        }
        let mut told = self.played.0.lock().unwrap();
        told.claims = claims;
        told.challenge = asked("code_challenge");
        format!(
            "/sign-in/provider/done?state={}&code=good&iss=https%3A%2F%2Fid.test",
            asked("state")
        )
    }

    pub(super) async fn signs_in(&self, browser: &mut Browser, change: &Value) -> Page {
        let back = self.went(browser, change).await;
        browser.get(&back).await
    }

    pub(super) fn worker(&self) -> WorkerId {
        self.house.staff.triage.worker.as_ref().unwrap().worker
    }

    /// The administrator links the triage worker, by the page.
    pub(super) async fn link(&self) -> Page {
        let session = self
            .house
            .kit
            .signed_in(&self.house.staff.administrator)
            .await;
        let mut browser = Browser::with_session(self.router.clone(), &session);
        let page = browser.open(&format!("/workers/{}", self.worker())).await;
        let form = page.form("/link", &[]).unwrap();
        browser.submit(&form, &[("subject", SUBJECT)]).await
    }

    /// Why the last sign-in was refused, as the ledger has it.
    pub(super) async fn why(&self, from: i64) -> Vec<String> {
        let entries = self.house.entries_from(from).await;
        let refused = entries.into_iter().filter(|one| {
            one.act == Act::SignInRefused.code() && one.outcome == ActOutcome::Refused.code()
        });
        refused.map(|one| one.purpose).collect()
    }

    pub(super) fn tell(&self, change: impl FnOnce(&mut Told)) {
        change(&mut self.played.0.lock().unwrap());
    }
}
