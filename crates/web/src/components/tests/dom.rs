//! A small reader of the HTML that components write, for tests: it forgets what does not matter (the order of
//! attributes and classes, white space) and keeps what does. It reads our own and the fixtures' HTML, not the web's.

/// One piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    /// A start tag with its attributes, sorted.
    Open(String, Vec<(String, String)>),
    /// An end tag.
    Close(String),
    /// Words, entities read, white space made single.
    Words(String),
}

/// Elements without an end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "path"];

/// Elements that do not part the words around them.
const INLINE: &[&str] = &["a", "b", "br", "em", "i", "span", "strong"];

impl Node {
    /// The value of an attribute of a start tag.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let Self::Open(_, attributes) = self else {
            return None;
        };
        let found = attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// True for a start tag of this name.
    pub(crate) fn opens(&self, name: &str) -> bool {
        matches!(self, Self::Open(tag, _) if tag == name)
    }
}

/// Everything in `html`, in order.
pub(crate) fn nodes(html: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix('<') {
            let end = end_of_tag(tag);
            read_tag(&tag[..end], &mut nodes);
            rest = &tag[end + 1..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let words = single_spaced(&rest[..end]);
            if !words.is_empty() {
                nodes.push(Node::Words(words));
            }
            rest = &rest[end..];
        }
    }
    nodes
}

/// The words as they would be read out: tags of blocks part them, those of inline elements do not.
pub(crate) fn read_out(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while !rest.is_empty() {
        if let Some(tag) = rest.strip_prefix('<') {
            let end = end_of_tag(tag);
            if !INLINE.contains(&name_of(tag[..end].trim_start_matches('/'))) {
                out.push(' ');
            }
            rest = &tag[end + 1..];
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            out.push_str(&decoded(&rest[..end]));
            rest = &rest[end..];
        }
    }
    single_spaced(&out)
}

fn end_of_tag(tag: &str) -> usize {
    let mut quoted = false;
    tag.find(|letter| {
        quoted ^= letter == '"';
        letter == '>' && !quoted
    })
    .expect("every tag ends")
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|l: char| l.is_whitespace() || l == '/');
    &tag[..end.unwrap_or(tag.len())]
}

fn read_tag(tag: &str, nodes: &mut Vec<Node>) {
    if let Some(name) = tag.strip_prefix('/') {
        nodes.push(Node::Close(name.trim().to_owned()));
    } else if !tag.starts_with('!') {
        let name = name_of(tag).to_owned();
        let empty = tag.ends_with('/') || VOID.contains(&name.as_str());
        let attributes = attributes(tag[name.len()..].trim_end_matches('/'));
        nodes.push(Node::Open(name.clone(), attributes));
        if empty {
            nodes.push(Node::Close(name));
        }
    }
}

fn attributes(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|l: char| l == '=' || l.is_whitespace());
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        let (value, after) = match after.strip_prefix("=\"") {
            Some(value) => value.split_once('"').expect("every value is closed"),
            None => ("", after),
        };
        found.push((name.to_owned(), normal_value(name, &decoded(value))));
        rest = after.trim_start();
    }
    found.sort();
    found
}

fn normal_value(name: &str, value: &str) -> String {
    if name != "class" {
        return value.to_owned();
    }
    let mut classes: Vec<&str> = value.split_whitespace().collect();
    classes.sort_unstable();
    classes.join(" ")
}

fn single_spaced(text: &str) -> String {
    let text = decoded(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    const NAMED: &[(&str, &str)] = &[
        ("&lt;", "<"),
        ("&#60;", "<"),
        ("&gt;", ">"),
        ("&#62;", ">"),
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&ctdot;", "\u{22ef}"),
        ("&#38;", "&"),
        ("&amp;", "&"),
    ];
    let read = |text: String, (name, letter): &(&str, &str)| text.replace(name, letter);
    NAMED.iter().fold(text.to_owned(), read)
}
