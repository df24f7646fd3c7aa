//! Files of a contact as its page names them. None is ever shown here: it is saved, by those who see the contact, or was not taken in.

use trefoil_app::contacts::view::{AttachmentSeen, ContactPage};
use trefoil_core::attachment::{ASK_AGAIN, Sizes, size_words};
use trefoil_core::date_words::moment;
use trefoil_core::refusal::Problem;

use crate::components::{Field, FileUpload};
use crate::pages::problems::error_at;

/// The part of the page.
#[derive(Default)]
pub(super) struct AttachmentsShown {
    pub(super) files: Vec<FileShown>,
    /// Said under those that were not taken in.
    pub(super) ask_again: Option<&'static str>,
    /// The box to add one, where the viewer may.
    pub(super) add: Option<FileUpload>,
}

/// One file.
pub(super) struct FileShown {
    pub(super) name: String,
    /// Where it is saved from; `None` where it was not taken in.
    pub(super) href: Option<String>,
    /// What it is and how large; or why it was not taken in.
    pub(super) words: String,
    /// From whom and when.
    pub(super) source: String,
}

fn file(one: &AttachmentSeen, base: &str) -> FileShown {
    let size = size_words(one.facts.size);
    let words = match one.facts.told {
        Ok(kind) => format!("{}, {size}", kind.words()),
        Err(why) => format!("Not taken in: {}. {size}", uncapitalised(why.words())),
    };
    let href = one.row.file.map(|_| {
        let id = one.row.attachment;
        format!("{base}/attachments/{id}")
    });
    FileShown {
        name: one.facts.name.clone(),
        href,
        words,
        source: format!("From {}, {}", one.added_by, moment(one.row.added_at)),
    }
}

/// What may be added, and how large.
fn hint(sizes: Sizes) -> String {
    let (each, all) = (size_words(sizes.each), size_words(sizes.contact));
    format!(
        "PDF, Word or Excel without macros, a photo, plain text or an e-mail, of at most {each}; all files of a contact together at most {all}. It is kept with the contact, and is never opened here"
    )
}

/// As words go on inside a sentence.
pub(super) fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}

pub(super) fn attachments(page: &ContactPage, problems: &[Problem]) -> AttachmentsShown {
    let base = format!("/contacts/{}", page.head.contact);
    let files = page.attachments.iter();
    let refused = files.clone().any(|one| one.row.file.is_none());
    let add = page.may.decide.then(|| {
        let mut field = Field::new("file", "Add a file to this contact");
        field.hint = hint(page.sizes).into();
        field.error = error_at(problems, "file");
        FileUpload {
            field,
            ..FileUpload::default()
        }
    });
    AttachmentsShown {
        files: files.map(|one| file(one, &base)).collect(),
        ask_again: refused.then_some(ASK_AGAIN),
        add,
    }
}

/// One that is there, one that was not taken in, and the box.
#[cfg(test)]
pub(super) fn sample() -> AttachmentsShown {
    let file = |name: &str, href: Option<&str>, words: &str| FileShown {
        name: name.to_owned(),
        href: href.map(str::to_owned),
        words: words.to_owned(),
        source: "From Farah Lomas, 30 November 2021 at 9:00am".to_owned(),
    };
    AttachmentsShown {
        files: vec![
            file(
                "note <1>.pdf",
                Some("/contacts/1/attachments/2"),
                "PDF document, 2 KB",
            ),
            file("form & list.docm", None, "Not taken in: it can run. 3 KB"),
        ],
        ask_again: Some(ASK_AGAIN),
        add: Some(FileUpload {
            field: Field::new("file", "Add a file"),
            ..FileUpload::default()
        }),
    }
}
