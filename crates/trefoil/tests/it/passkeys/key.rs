//! A passkey that the test plays: it makes itself and answers as the protocol says (WebAuthn level 2, sections 6 and 7), and can be
//! told to do so wrongly in one way at a time.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// What it says of itself and of the page, where nothing is wrong.
#[derive(Clone)]
pub(crate) struct Says {
    pub(crate) origin: &'static str,
    pub(crate) cross_origin: bool,
    pub(crate) relying_party: &'static str,
    /// "webauthn.get" or "webauthn.create".
    pub(crate) kind: Option<&'static str>,
    /// Bit 0: somebody was there. Bit 2: the key asked who they are.
    pub(crate) flags: u8,
    pub(crate) challenge: Option<String>,
    /// Whose key it says that it is.
    pub(crate) user: Option<String>,
    /// Whether a bit of the signature is changed on the way.
    pub(crate) bent: bool,
    pub(crate) algorithm: i8,
}

impl Default for Says {
    fn default() -> Self {
        Self {
            origin: "https://trefoil.test",
            cross_origin: false,
            relying_party: "trefoil.test",
            kind: None,
            flags: 0b101,
            challenge: None,
            user: None,
            bent: false,
            algorithm: -7,
        }
    }
}

/// The key.
#[derive(Clone)]
pub(crate) struct Key {
    secret: SigningKey,
    credential: Vec<u8>,
    user: String,
    /// What it counted last; 0 for a key that does not count.
    pub(crate) counter: u32,
    counts: bool,
}

fn text(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Key {
    /// A key that is not anybody's yet; `counts` where it counts its uses.
    pub(crate) fn new(seed: u8, counts: bool) -> Self {
        Self {
            secret: SigningKey::from_slice(&[seed; 32]).unwrap(),
            credential: vec![seed; 24],
            user: String::new(),
            counter: 0,
            counts,
        }
    }

    /// Another key of the same name: it signs otherwise.
    pub(crate) fn forged(&self) -> Self {
        Self {
            secret: SigningKey::from_slice(&[99; 32]).unwrap(),
            ..self.clone()
        }
    }

    /// As a page carries it.
    pub(crate) fn credential(&self) -> String {
        text(&self.credential)
    }

    fn client(says: &Says, kind: &str, asked: &Value) -> Vec<u8> {
        let challenge = says.challenge.clone();
        let challenge =
            challenge.unwrap_or_else(|| asked["challenge"].as_str().unwrap().to_owned());
        let client = json!({
            "type": says.kind.unwrap_or(kind), "challenge": challenge, "origin": says.origin,
            "crossOrigin": says.cross_origin,
        });
        client.to_string().into_bytes()
    }

    /// Section 6.1: whose it is for, what was asked of its owner, its count.
    fn data(&self, says: &Says, more_flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(says.relying_party.as_bytes()).to_vec();
        data.push(says.flags | more_flags);
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn count(&mut self) {
        if self.counts {
            self.counter += 1;
        }
    }

    /// Comes into being for a page's question; what the script sends.
    pub(crate) fn made(&mut self, asked: &Value, says: &Says) -> String {
        self.count();
        asked["user"]["id"]
            .as_str()
            .unwrap()
            .clone_into(&mut self.user);
        let mut data = self.data(says, 0b0100_0000);
        data.extend([0; 16]);
        let length = u16::try_from(self.credential.len()).unwrap();
        data.extend(length.to_be_bytes());
        data.extend(&self.credential);
        data.extend(self.cose(says.algorithm));
        // {"fmt": "none", "attStmt": {}, "authData": data}, in CBOR.
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let client = Self::client(says, "webauthn.create", asked);
        self.written(&json!({
            "attestationObject": text(&object), "clientDataJSON": text(&client),
        }))
    }

    /// Section 6.5.1.1: {1: 2, 3: algorithm, -1: 1, -2: x, -3: y}, in CBOR.
    fn cose(&self, algorithm: i8) -> Vec<u8> {
        let point = self.secret.verifying_key().to_sec1_point(false);
        let [x, y] = [point.x().unwrap(), point.y().unwrap()];
        let algorithm = u8::try_from(-1 - i16::from(algorithm)).unwrap() | 0x20;
        let mut key = vec![0xa5, 1, 2, 3, algorithm, 0x20, 1, 0x21, 0x58, 32];
        key.extend(x.iter());
        key.extend([0x22, 0x58, 32]);
        key.extend(y.iter());
        key
    }

    /// Answers a page's question; what the script sends.
    pub(crate) fn said(&mut self, asked: &Value, says: &Says) -> String {
        self.count();
        let data = self.data(says, 0);
        let client = Self::client(says, "webauthn.get", asked);
        let signed = [data.clone(), Sha256::digest(&client).to_vec()].concat();
        let signature: Signature = self.secret.sign(&signed);
        let mut signature = signature.to_der().as_bytes().to_vec();
        if says.bent {
            *signature.last_mut().unwrap() ^= 1;
        }
        let user = says.user.clone().unwrap_or_else(|| self.user.clone());
        self.written(&json!({
            "authenticatorData": text(&data), "clientDataJSON": text(&client),
            "signature": text(&signature), "userHandle": user,
        }))
    }

    fn written(&self, response: &Value) -> String {
        let id = self.credential();
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response, "extensions": {},
        })
        .to_string()
    }
}
