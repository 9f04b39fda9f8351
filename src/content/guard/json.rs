//! JSON as blocks of text, read without being kept: an export of a large section is large.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::blocks::{Blocks, Mode};

/// Reads every key and every value; `false` if it is no JSON, and what comes after the slip has not been read.
pub fn read(text: &str, out: &mut Blocks<'_>) -> bool {
    let mut reader = serde_json::Deserializer::from_str(text);
    let read = Json(out).deserialize(&mut reader);
    read.and_then(|()| reader.end()).is_ok()
}

/// One value.
struct Json<'b, 'a>(&'b mut Blocks<'a>);

impl<'de> DeserializeSeed<'de> for Json<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Json<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.string(text);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Json(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key_seed(Json(self.0))?.is_some() {
            map.next_value_seed(Json(self.0))?;
        }
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.0.put(Mode::Text, &number.to_string());
        Ok(())
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.0.put(Mode::Text, &number.to_string());
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        // As it is written: «87.0».
        if let Some(number) = serde_json::Number::from_f64(number) {
            self.0.put(Mode::Text, &number.to_string());
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
