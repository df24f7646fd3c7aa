//! Just enough reading of our own pages: their forms, their words, and pages made comparable. No general parser.

/// A form of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// Where it goes.
    pub(crate) action: String,
    /// Its hidden fields, in order.
    pub(crate) fields: Vec<(String, String)>,
    /// All of it, for what a test looks for in it.
    pub(crate) text: String,
}

impl Form {
    /// The value of a hidden field.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The forms of a page that send something; and for each of their buttons that goes elsewhere, the form as that button sends it.
pub(crate) fn forms(page: &str) -> Vec<Form> {
    let parts = page.split("<form ").skip(1);
    let whole = parts.filter_map(|part| part.split("</form>").next());
    whole
        .filter(|part| part.contains("method=\"post\""))
        .flat_map(|part| {
            let whole = form(part);
            let by_button = buttons(part, &whole);
            std::iter::once(whole).chain(by_button)
        })
        .collect()
}

/// The form as each button sends it: its text is what stands between the button before and this one, its fields are what the button
/// says, then the form's own.
fn buttons(text: &str, whole: &Form) -> Vec<Form> {
    let by_button = |part: &str| {
        let (_, button) = part.rsplit_once("<button ")?;
        let tag = button.split('>').next()?;
        let pressed = attribute(tag, "value").filter(|_| tag.contains("name=\"pressed\""));
        let pressed = pressed.unwrap_or_default();
        let pairs = pressed.split('&').filter_map(|pair| pair.split_once('='));
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Some(Form {
            action: attribute(tag, "formaction")?,
            fields: pairs.map(own).chain(whole.fields.clone()).collect(),
            text: part.to_owned(),
        })
    };
    text.split("</button>").filter_map(by_button).collect()
}

fn form(text: &str) -> Form {
    let hidden = text
        .split("<input ")
        .skip(1)
        .filter_map(|input| input.split('>').next());
    let hidden = hidden.filter(|input| input.contains("type=\"hidden\""));
    let field = |input: &str| {
        Some((
            attribute(input, "name")?,
            attribute(input, "value").unwrap_or_default(),
        ))
    };
    Form {
        action: attribute(text, "action").unwrap_or_default(),
        fields: hidden.filter_map(field).collect(),
        text: text.to_owned(),
    }
}

/// The value of the first attribute of that name.
pub(crate) fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    Some(unescaped(rest.split('"').next()?))
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&#39;", "'"),
        ("&#34;", "\""),
        ("&quot;", "\""),
        ("&#60;", "<"),
        ("&lt;", "<"),
        ("&#62;", ">"),
        ("&gt;", ">"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    pairs
        .iter()
        .fold(text.to_owned(), |text, (written, meant)| {
            text.replace(written, meant)
        })
}

/// What a reader reads: the words of the main part, without tags, in one line.
pub(crate) fn words(page: &str) -> String {
    let main = page
        .split("<main")
        .nth(1)
        .and_then(|rest| rest.split("</main>").next())
        .unwrap_or(page);
    let words: Vec<&str> = main
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .collect();
    unescaped(&words.join(" "))
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each id, token and secret named by its first place on the page, so that two runs can be compared.
pub(crate) fn masked(page: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(place) = rest.find(|letter: char| letter.is_ascii_alphanumeric()) {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_')
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        if !is_id(word) {
            out.push_str(word);
            continue;
        }
        let number = known
            .iter()
            .position(|one| *one == word)
            .unwrap_or_else(|| {
                known.push(word);
                known.len() - 1
            });
        out.extend(["[", &number.to_string(), "]"]);
    }
    out + rest
}

/// A UUID, or the forty and more letters of a token.
fn is_id(word: &str) -> bool {
    let hyphens = word.matches('-').count();
    let uuid = word.len() == 36
        && hyphens == 4
        && word
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    uuid || (word.len() >= 40
        && word.bytes().any(|byte| byte.is_ascii_digit())
        && word.bytes().any(|byte| byte.is_ascii_alphabetic()))
}

#[test]
fn pages_are_read() {
    let page = "<main><form method=\"post\" action=\"/a/b\"><input type=\"hidden\" name=\"csrf\" value=\"x&amp;y\"><button>Go &#39;on</button></form></main>";
    let found = forms(page);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].action.as_str(), found[0].field("csrf")),
        ("/a/b", Some("x&y"))
    );
    assert_eq!(words(page), "Go 'on");
    let buttons = "<form method=\"post\" action=\"/a\"><input type=\"hidden\" name=\"csrf\" value=\"x\"><button>Keep</button><p>Kelly<button formaction=\"/a/c\" name=\"pressed\" value=\"who=7&amp;to=8\">Go</button></form>";
    let found = forms(buttons);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (
            found[1].action.as_str(),
            found[1].field("to"),
            found[1].field("csrf")
        ),
        ("/a/c", Some("8"), Some("x"))
    );
    assert!(found[1].text.contains("Kelly"));
    let id = "019cf9b0-7c80-7000-8000-000000000001";
    assert_eq!(
        masked(&format!("a {id} b{id} {id}-x /{id}")),
        format!("a [0] b{id} {id}-x /[0]")
    );
}
