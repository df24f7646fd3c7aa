//! What is sealed comes back the same, and nothing else opens it.

use super::*;
use crate::located::Located;
use crate::name::PersonName;
use crate::sighting::{Described, Places, Sighting};

fn key(byte: u8) -> RecordKey {
    RecordKey::new(&Authority32::new([byte; KEY_LENGTH]))
}

fn sighting() -> Sighting {
    Sighting {
        described: Described {
            name: PersonName::new("Kelly", "Ashdown"),
            ..Described::default()
        },
        places: Places {
            postcode: Some(Located::new("ZZ9 9ZZ".to_owned())),
            ..Places::default()
        },
    }
}

#[test]
fn a_sighting_comes_back_with_its_places() {
    let sealed = seal(&sighting(), &key(1), [7; NONCE_LENGTH], b"record 1");
    let back: Sighting = unseal(&sealed.0, &key(1), b"record 1").expect("it unseals");
    assert_eq!(back.described, sighting().described);
    assert_eq!(
        back.places
            .postcode
            .map(|postcode| postcode.guarded().clone())
            .as_deref(),
        Some("ZZ9 9ZZ")
    );
}

#[test]
fn sealed_bytes_hold_no_plain_text() {
    let sealed = seal(&sighting(), &key(1), [7; NONCE_LENGTH], b"record 1");
    let text = String::from_utf8_lossy(&sealed.0);
    assert!(!text.contains("ZZ9") && !text.contains("Ashdown"));
}

#[test]
fn another_key_another_record_or_a_changed_bit_does_not_open() {
    let sealed = seal(&sighting(), &key(1), [7; NONCE_LENGTH], b"record 1").0;
    let refused = |bytes: &[u8], key: &RecordKey, place: &[u8]| {
        unseal::<Sighting>(bytes, key, place).is_err()
    };
    assert!(refused(&sealed, &key(2), b"record 1"));
    assert!(refused(&sealed, &key(1), b"record 2"));
    assert!(refused(&sealed[..5], &key(1), b"record 1"));
    for place in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[place] ^= 1;
        assert!(refused(&changed, &key(1), b"record 1"), "bit {place}");
    }
}

#[test]
fn a_wrapped_key_opens_in_its_place_only() {
    let sealing = SealingKey::new(&Authority32::new([3; KEY_LENGTH]));
    let wrapped = sealing.wrap(
        &Authority32::new([9; KEY_LENGTH]),
        [1; NONCE_LENGTH],
        b"here",
    );
    assert_eq!(
        sealing.unwrap(&wrapped, b"here").map(|key| *key.bytes()),
        Ok([9; KEY_LENGTH])
    );
    assert!(sealing.unwrap(&wrapped, b"there").is_err());
}

#[test]
fn hashes_differ_by_key_kind_and_text_and_are_never_negative() {
    let index = |byte| IndexKey::new(&Authority32::new([byte; KEY_LENGTH]));
    assert_eq!(index(1).hash("phone", "1"), index(1).hash("phone", "1"));
    assert_ne!(index(1).hash("phone", "1"), index(2).hash("phone", "1"));
    assert_ne!(index(1).hash("phone", "1"), index(1).hash("postcode", "1"));
    assert!((0..1000).all(|n| index(1).hash("n", &n.to_string()) >= 0));
}
