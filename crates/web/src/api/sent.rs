//! What a program sent as JSON, with each name at most once in its object: a name twice is two tellings, and nobody can say which holds.
//! What else may stand in it is for the table of fields to say.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use trefoil_core::refusal::Problem;

/// The value, and the place of each name that stands there again.
///
/// # Errors
/// Where it is no JSON.
pub(super) fn read(body: &[u8]) -> Result<(Value, Vec<Problem>), serde_json::Error> {
    let again = RefCell::default();
    let mut reader = serde_json::Deserializer::from_slice(body);
    let whole = Part {
        at: String::new(),
        again: &again,
    };
    let value = whole.deserialize(&mut reader)?;
    reader.end()?;
    Ok((value, again.into_inner()))
}

/// A name as a part of a JSON Pointer (RFC 6901).
pub(super) fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// A value at its place.
struct Part<'a> {
    at: String,
    again: &'a RefCell<Vec<Problem>>,
}

impl Part<'_> {
    fn inside(&self, name: &str) -> Part<'_> {
        Part {
            at: format!("{}/{}", self.at, escaped(name)),
            again: self.again,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Part<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Part<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(one) = list.next_element_seed(self.inside(&all.len().to_string()))? {
            all.push(one);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(name) = object.next_key::<String>()? {
            let inside = self.inside(&name);
            let at = inside.at.clone();
            let value = object.next_value_seed(inside)?;
            if all.insert(name, value).is_some() {
                let words = "This name stands in the object more than once. Send it once.";
                self.again.borrow_mut().push(Problem::new(at, words));
            }
        }
        Ok(Value::Object(all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_stands_twice_is_named_by_its_place() {
        let check = |body: &str, expect: &[&str]| {
            let (value, again) = read(body.as_bytes()).unwrap();
            assert_eq!(value, serde_json::from_str::<Value>(body).unwrap());
            let again: Vec<String> = again.into_iter().map(|one| one.field).collect();
            assert_eq!(again, expect, "{body}");
        };
        check(r#"{"a":[null,true,1,-2,0.5,"x",{}],"b":{"a":1}}"#, &[]);
        check(r#"{"a":1,"a":1}"#, &["/a"]);
        check(r#"{"p":[{},{"x/y":1,"x\u002fy":2}]}"#, &["/p/1/x~1y"]);
        check(r#"{"a":{"b":1,"b":2},"a":3}"#, &["/a/b", "/a"]);
        for body in ["", "{", "{} {}", "{\"a\":\u{0}}"] {
            assert!(read(body.as_bytes()).is_err(), "{body}");
        }
        let deep = "[".repeat(10_000);
        assert!(read(deep.as_bytes()).is_err(), "deep, and no fault");
    }
}
