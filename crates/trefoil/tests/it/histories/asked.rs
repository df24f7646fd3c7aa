//! What a reader asks for: each kind of output that there is, with the questions that look at it. Names in braces stand for ids.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::Rng as _;

use super::leaving::FORMATS;

/// A kind of output, of those in which something could be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Output {
    Start,
    Lists,
    Signals,
    Queue,
    Family,
    OwnStrand,
    TheirStrands,
    Access,
    Contact,
    Persons,
    Search,
    Report,
    ReportFiles,
    Register,
    Outputs,
    /// A file in one of the formats.
    File(&'static str),
    /// Forms that cannot be accepted, on their own side and on the other.
    Errors,
    /// What nobody put there: other addresses, other ids.
    Nowhere,
}

/// A question.
#[derive(Debug, Clone)]
pub(super) enum Ask {
    Get(String),
    Post(String, Vec<(&'static str, &'static str)>),
    /// The page of what left last in this format.
    Output(&'static str),
    /// Its file.
    File(&'static str),
}

/// Nothing has this id.
const NOTHING: &str = "019cf9b0-7c80-7000-8000-0000deadbeef";
const PARTS: [&str; 7] = [
    "",
    "/signal",
    "/places",
    "/door",
    "/outputs",
    "/own-file",
    "/access",
];

impl Output {
    /// Every kind.
    pub(super) fn all() -> Vec<Self> {
        let files = FORMATS.map(|(format, _)| Self::File(format));
        let others = [
            Self::Start,
            Self::Lists,
            Self::Signals,
            Self::Queue,
            Self::Family,
            Self::OwnStrand,
            Self::TheirStrands,
            Self::Access,
            Self::Contact,
            Self::Persons,
            Self::Search,
            Self::Report,
            Self::ReportFiles,
            Self::Register,
            Self::Outputs,
            Self::Errors,
            Self::Nowhere,
        ];
        others.into_iter().chain(files).collect()
    }

    /// Who of the readers has something there to be told by: his worker, their team-mate, their manager, the returns officer. What
    /// is refused to everybody alike is looked at too, and counts for those who are let in.
    pub(super) fn readers(self) -> &'static [usize] {
        match self {
            Self::File(_) | Self::Outputs | Self::OwnStrand => &[0, 1, 2],
            Self::Access | Self::Register => &[2],
            Self::Report | Self::ReportFiles => &[2, 3],
            _ => &[0, 1, 2, 3],
        }
    }

    /// The questions of one look: of several places of a kind, one by chance.
    pub(super) fn asks(self, chance: &mut ChaCha20Rng) -> Vec<Ask> {
        let get = |path: &str| Ask::Get(path.to_owned());
        match self {
            Self::Start => vec![get("/"), get("/account")],
            Self::Lists => {
                let lists = [
                    "/families",
                    "/covers",
                    "/interests",
                    "/reviews",
                    "/glass/open",
                    "/imports",
                    "/limits",
                    "/quarantine",
                ];
                vec![get("/families"), get(pick(&lists, chance))]
            }
            Self::Signals => vec![get("/signals")],
            Self::Queue => vec![get("/queue")],
            Self::Family => vec![get("/families/{family}"), get("/families/{family}/barred")],
            Self::OwnStrand => {
                let part = pick(&PARTS, chance);
                vec![
                    get("/strands/{strand 3}"),
                    Ask::Get(format!("/strands/{{strand 3}}{part}")),
                ]
            }
            Self::TheirStrands => {
                let (place, part) = (pick(&[0, 1, 2], chance), pick(&PARTS, chance));
                vec![Ask::Get(format!("/strands/{{strand {place}}}{part}"))]
            }
            Self::Access => vec![get("/strands/{strand 3}/access")],
            Self::Contact => vec![get("/contacts/{contact}")],
            Self::Persons => {
                let people = ["Rosalind", "Gareth", "Imogen", "Tobias"];
                vec![Ask::Get(format!("/people/{{{}}}", pick(&people, chance)))]
            }
            Self::Search => vec![search(chance)],
            Self::Report => vec![get("/reports/scrutiny")],
            Self::ReportFiles => {
                let measure = "/reports/scrutiny/rows?measure=contacts.children";
                vec![get(measure)]
            }
            Self::Register => vec![get("/disclosures")],
            Self::Outputs => {
                let (format, _) = pick(&FORMATS, chance);
                vec![get("/strands/{strand 3}/outputs"), Ask::Output(format)]
            }
            Self::File(format) => vec![Ask::File(format)],
            Self::Errors => vec![error(chance)],
            Self::Nowhere => {
                let kinds = [
                    "strands", "families", "contacts", "people", "outputs", "nowhere",
                ];
                vec![Ask::Get(format!("/{}/{NOTHING}", pick(&kinds, chance)))]
            }
        }
    }
}

fn pick<T: Copy>(all: &[T], chance: &mut ChaCha20Rng) -> T {
    all[usize::try_from(chance.next_u32()).unwrap() % all.len()]
}

/// Somebody of the family, or nobody. Nothing completes what is typed: there is no other way to ask by name.
fn search(chance: &mut ChaCha20Rng) -> Ask {
    let (given, day, month, year) = pick(
        &[
            ("Rosalind", "2", "4", "1991"),
            ("Imogen", "14", "3", "2014"),
            ("Gareth", "21", "11", "1988"),
            ("Zola", "1", "1", "1981"),
        ],
        chance,
    );
    let fields = vec![
        ("given", given),
        ("surname", "Ashdown"),
        ("birth-day", day),
        ("birth-month", month),
        ("birth-year", year),
    ];
    Ask::Post("/people/search".to_owned(), fields)
}

/// A form that says too little, on one of the strands or the family.
fn error(chance: &mut ChaCha20Rng) -> Ask {
    let place = pick(&[0, 1, 2, 3], chance);
    let of_strand = |part: &str| format!("/strands/{{strand {place}}}/{part}");
    let nothing = format!("/families/{{family}}/shared/{NOTHING}/opt-in");
    let forms = [
        (of_strand("note"), vec![("note", "")]),
        (
            of_strand("note"),
            vec![("note", "At 4 Quay Street, TR1 9ZZ.")],
        ),
        (of_strand("signal"), vec![]),
        (of_strand("places"), vec![("kind", "address")]),
        (of_strand("safe-contact"), vec![]),
        (of_strand("releases"), vec![("reason", "")]),
        (of_strand("shares"), vec![]),
        (of_strand("outputs"), vec![("template", "letter")]),
        (of_strand("close"), vec![]),
        (of_strand("allocate"), vec![("worker", "nobody")]),
        ("/families/{family}/shared".to_owned(), vec![("text", "")]),
        ("/families/{family}/barred".to_owned(), vec![("name", "")]),
        ("/families/{family}/aggressor".to_owned(), vec![]),
        (nothing, vec![("reason", "")]),
        ("/people/search".to_owned(), vec![("surname", "Ashdown")]),
        ("/glass".to_owned(), vec![("given", "Rosalind")]),
        ("/contacts/{contact}/take".to_owned(), vec![]),
    ];
    let which = usize::try_from(chance.next_u32()).unwrap() % forms.len();
    let (path, fields) = forms.into_iter().nth(which).unwrap();
    Ask::Post(path, fields)
}
