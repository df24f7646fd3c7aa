//! What the page of places shows.

use askama::Template;
use trefoil_app::families::moving::Offered;
use trefoil_app::families::places::{PlaceShown, PlacesPage, SafeContactHeld};
use trefoil_core::date_words::moment;
use trefoil_core::place::{Channel, PlaceKind, PlaceState};
use trefoil_core::refusal::Problem;
use trefoil_core::seeded::{Leak, leaks};

use crate::components::{
    Button, ButtonStyle, Checkboxes, Choice, Content, ErrorSummary, Input, Layout,
    NotificationBanner, Radios, Select, SelectItem, Textarea,
};
use crate::csrf::FormToken;
use crate::form::Fields;
use crate::pages::problems::{error_at, summary, titled};
use crate::shell::{Shell, Tab};

/// What came of the request that the page answers, and what was typed.
#[derive(Default)]
pub(super) struct Typed {
    notice: Option<&'static str>,
    form: Fields,
    problems: Vec<Problem>,
}

impl Typed {
    /// After an act, by its word in the address.
    pub(super) fn done(word: &str) -> Self {
        let notice = match word {
            "place" => Some("The place is kept."),
            "moved" => Some("The place is kept here, and the note without it."),
            "ended" => Some("It is kept as a former place."),
            "safe" => Some("How to contact them safely is kept."),
            _ => None,
        };
        Self {
            notice,
            ..Self::default()
        }
    }

    /// What was taken out of a note.
    fn offered(one: &Offered) -> Self {
        let place = &one.place;
        let fields = [
            ("kind", place.kind.map_or("", PlaceKind::code)),
            ("value", place.value.as_str()),
            ("postcode", place.postcode.as_str()),
            ("note", one.note.as_str()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Self {
            form: Fields(fields.into()),
            ..Self::default()
        }
    }

    /// What was typed and could not be kept.
    pub(super) fn refused(form: &Fields, problems: Vec<Problem>) -> Self {
        Self {
            form: form.clone(),
            problems,
            notice: None,
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "pages/places.html")]
pub(super) struct PlacesShown {
    layout: Layout,
    token: FormToken,
    errors: Option<ErrorSummary>,
    notice: Option<NotificationBanner>,
    base: String,
    name: String,
    safe: Vec<SafeShown>,
    /// Where some kinds alone are open: which.
    kinds: Option<String>,
    places: Option<(Vec<LineShown>, Vec<LineShown>)>,
    place: Option<PlaceForm>,
    contact: Option<ContactForm>,
}

struct SafeShown {
    words: String,
    code_word: Option<String>,
    written: String,
}

struct LineShown {
    what: String,
    value: Option<String>,
    written: String,
    end: Option<(String, Button)>,
}

struct PlaceForm {
    kind: Select,
    state: Select,
    value: Textarea,
    postcode: Input,
    /// The note out of which it was taken, kept with it.
    note: Option<Textarea>,
    button: Button,
}

struct ContactForm {
    safe: Radios,
    channel: Select,
    window: Input,
    code_word: Input,
    rules: Checkboxes,
    button: Button,
}

/// The page with a place that was taken out of a note.
pub(in crate::pages) fn moved(
    shell: &Shell,
    page: &PlacesPage,
    offered: &Offered,
) -> impl Template {
    PlacesShown::new(shell, page, &Typed::offered(offered))
}

impl PlacesShown {
    /// The page of what the door gave.
    pub(super) fn new(shell: &Shell, page: &PlacesPage, typed: &Typed) -> Self {
        let title = titled("Places and safe contact", &typed.problems);
        Self {
            layout: shell.layout(&title, Tab::Families),
            token: shell.token(),
            errors: summary(&typed.problems),
            notice: typed.notice.map(NotificationBanner::success),
            base: format!("/strands/{}", page.strand),
            name: page.name.clone(),
            safe: page.safe.iter().map(|one| safe(one, page.full)).collect(),
            kinds: (!page.kinds.is_all()).then(|| page.kinds.words()),
            places: page.places.as_deref().map(|places| {
                let line = |one: &&PlaceShown| line(page, one);
                let now = places.iter().filter(|one| one.until.is_none());
                let former = places.iter().filter(|one| one.until.is_some());
                let now: Vec<LineShown> = now.map(|one| line(&one)).collect();
                (now, former.map(|one| line(&one)).collect())
            }),
            place: page.writes.then(|| place_form(typed)),
            contact: page.writes.then(|| contact_form(typed)),
        }
    }
}

fn safe(one: &SafeContactHeld, full: bool) -> SafeShown {
    let code_word = &one.content.code_word;
    SafeShown {
        words: one.content.words(),
        code_word: ((full || leaks(Leak::CodeWordShown)) && !code_word.is_empty())
            .then(|| code_word.clone()),
        written: format!("{}, {}", moment(one.at), one.by),
    }
}

fn line(page: &PlacesPage, one: &PlaceShown) -> LineShown {
    let what = match (one.kind, one.state) {
        (PlaceKind::Address, PlaceState::Current | PlaceState::Former) => "Address".to_owned(),
        (PlaceKind::Address, state) => format!("Address: {}", state.words()),
        (kind, _) => kind.words().to_owned(),
    };
    let parts = [one.value.as_deref(), one.postcode.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    let known = format!("Since {}, written by {}", moment(one.from), one.by);
    LineShown {
        what,
        value: (!parts.is_empty()).then(|| parts.join(", ")),
        written: match one.until {
            Some(until) => format!("{known}; former from {}", moment(until)),
            None => known,
        },
        end: (page.writes && one.until.is_none()).then(|| {
            let action = format!("/strands/{}/places/{}/end", page.strand, one.place);
            let button = Button::new("This holds no longer").styled(ButtonStyle::Secondary);
            (action, button)
        }),
    }
}

fn chosen(
    typed: &Typed,
    name: &'static str,
    label: &'static str,
    items: Vec<SelectItem>,
) -> Select {
    let first = [SelectItem::new("", "Choose")];
    let mut select = Select::new(name, label, first.into_iter().chain(items).collect());
    select.value = Some(typed.form.get(name).to_owned().into());
    select.field.error = error_at(&typed.problems, name);
    select
}

fn place_form(typed: &Typed) -> PlaceForm {
    let kinds = PlaceKind::ALL.iter();
    let kinds = kinds.map(|one| SelectItem::new(one.code(), one.words()));
    let states = PlaceState::ALL.iter();
    let states = states.map(|one| SelectItem::new(one.code(), one.words()));
    let mut value = Textarea::new("value", "Address, number or name");
    value.value = typed.form.raw("value").to_owned().into();
    value.field.error = error_at(&typed.problems, "value");
    value.field.hint = Content::from(
        "Of a refuge write its code and PO box alone. Where it is stays with the refuge.",
    );
    let mut postcode = Input::new("postcode", "Postcode, if it is an address");
    postcode.value = Some(typed.form.raw("postcode").to_owned().into());
    postcode.field.error = error_at(&typed.problems, "postcode");
    let rest = typed.form.raw("note");
    let note = (!rest.is_empty()).then(|| {
        let mut note = Textarea::new("note", "The note, kept with it");
        note.value = rest.to_owned().into();
        let wrong = ["note", "kept"].map(|field| error_at(&typed.problems, field));
        note.field.error = wrong
            .into_iter()
            .find(|one| !one.is_empty())
            .unwrap_or_default();
        note
    });
    PlaceForm {
        note,
        kind: chosen(typed, "kind", "What kind of place?", kinds.collect()),
        state: chosen(
            typed,
            "state",
            "If it is an address: what is known of it?",
            states.collect(),
        ),
        value,
        postcode,
        button: Button::new("Keep the place"),
    }
}

fn contact_form(typed: &Typed) -> ContactForm {
    let yes_no = [Choice::new("yes", "Yes"), Choice::new("no", "No")];
    let mut safe = Radios::new("safe", "Is it safe to contact them now?", yes_no.into());
    safe.value = Some(typed.form.get("safe").to_owned().into());
    safe.group.error = error_at(&typed.problems, "safe");
    let channels = Channel::ALL.iter();
    let channels = channels.map(|one| SelectItem::new(one.code(), one.words()));
    let input = |name: &'static str, label: &'static str, hint: &'static str| {
        let mut input = Input::new(name, label);
        input.value = Some(typed.form.raw(name).to_owned().into());
        input.field.hint = Content::from(hint);
        input.field.error = error_at(&typed.problems, name);
        input
    };
    let rules = vec![
        Choice::new("no-voicemail", "Leave no message"),
        Choice::new("no-letters", "Send no letter"),
    ];
    let mut rules = Checkboxes::new("rules", "What must never be done?", rules);
    let ticked = typed.form.all("rules").map(|one| one.to_owned().into());
    rules.values = ticked.collect();
    ContactForm {
        safe,
        channel: chosen(typed, "channel", "How?", channels.collect()),
        window: input("window", "When?", "Such as weekdays 10 to 12"),
        code_word: input(
            "code-word",
            "Code word",
            "What they answer, so that you know it is them and that they are alone",
        ),
        rules,
        button: Button::new("Keep how to contact them"),
    }
}
