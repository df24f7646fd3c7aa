//! What the forms of family work send, by the last word of their path.

use super::scene::Scene;

impl Scene {
    /// The fields of a form, without its token.
    pub(super) fn family_fields(&self, form: &str) -> Vec<(String, String)> {
        let worker = self.social_worker.to_string();
        let fields: &[(&str, &str)] = match form {
            "note" | "shared" => &[("note", "They rang at noon.")],
            "signal" => &[("kind", "threat"), ("text", "He said he will find her.")],
            "places" => &[("kind", "phone"), ("value", "01632 960 001")],
            "safe-contact" => &[("safe", "yes"), ("channel", "phone")],
            "own-file" => &[("format", "txt")],
            "allocate" => &[("worker", &worker)],
            _ => &[],
        };
        let owned = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        owned.collect()
    }
}
