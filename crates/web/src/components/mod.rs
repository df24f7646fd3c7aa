//! The parts that pages are made of: one folder a component, each a typed struct with its template, checked against
//! the fixtures of GOV.UK Frontend. No page, no wording of a journey and nothing about a family lives here.

// beside ALL: content, field, heading (what components are filled with), layout (what stands around a page), gallery (all of them on one)
mod back_link;
mod breadcrumbs;
mod button;
mod checkboxes;
mod content;
mod date_input;
mod details;
mod error_message;
mod error_summary;
mod field;
mod fieldset;
mod file_upload;
mod gallery;
mod heading;
mod hint;
mod input;
mod inset_text;
mod label;
mod layout;
mod notification_banner;
mod pagination;
mod panel;
mod password_input;
mod phase_banner;
mod radios;
mod select;
mod service_navigation;
mod skip_link;
mod summary_list;
mod table;
mod tag;
mod textarea;
mod warning_text;

pub use back_link::BackLink;
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonAction, ButtonStyle};
pub use checkboxes::Checkboxes;
pub use content::{Attr, AttrValue, Attributes, Classes, Content, Markup, Text, attr};
pub use date_input::{DateInput, DatePart, DatePartWidth};
pub use details::Details;
pub use error_message::ErrorMessage;
pub use error_summary::{ErrorLink, ErrorSummary};
pub use field::{Choice, ChoiceItem, Field, Group};
pub use fieldset::{Fieldset, FieldsetRole, Legend};
pub use file_upload::{DropZone, FileUpload};
pub use gallery::Gallery;
pub use heading::HeadingLevel;
pub use hint::Hint;
pub use input::{Affix, Input, InputKind, InputMode};
pub use inset_text::InsetText;
pub use label::Label;
pub use layout::Layout;
pub use notification_banner::{BannerKind, NotificationBanner};
pub use pagination::{NumberedPage, Page, PageLink, Pagination};
pub use panel::{Panel, PanelAction, PanelActions, PanelKind, PanelLink};
pub use password_input::{PasswordInput, ShowHide};
pub use phase_banner::PhaseBanner;
pub use radios::Radios;
pub use select::{Select, SelectItem};
pub use service_navigation::{NavigationItem, NavigationSlots, Place, ServiceNavigation};
pub use skip_link::SkipLink;
pub use summary_list::{ActionLink, Actions, SummaryCard, SummaryCell, SummaryList, SummaryRow};
pub use table::{Cell, CellFormat, HeadCell, Sort, SortOrder, Table};
pub use tag::{Tag, TagColour};
pub use textarea::Textarea;
pub use warning_text::WarningText;

/// A component with a sample of itself, for the page that shows them all and for its tests.
pub struct Component {
    /// Its name in GOV.UK Frontend.
    pub name: &'static str,
    /// One of it, filled in.
    pub sample: fn() -> Content,
}

/// Every component. Each passes all the fixtures that GOV.UK Frontend ships for its name.
pub const ALL: &[Component] = &[
    Component {
        name: "back-link",
        sample: back_link::sample,
    },
    Component {
        name: "breadcrumbs",
        sample: breadcrumbs::sample,
    },
    Component {
        name: "button",
        sample: button::sample,
    },
    Component {
        name: "checkboxes",
        sample: checkboxes::sample,
    },
    Component {
        name: "date-input",
        sample: date_input::sample,
    },
    Component {
        name: "details",
        sample: details::sample,
    },
    Component {
        name: "error-message",
        sample: error_message::sample,
    },
    Component {
        name: "error-summary",
        sample: error_summary::sample,
    },
    Component {
        name: "fieldset",
        sample: fieldset::sample,
    },
    Component {
        name: "file-upload",
        sample: file_upload::sample,
    },
    Component {
        name: "hint",
        sample: hint::sample,
    },
    Component {
        name: "input",
        sample: input::sample,
    },
    Component {
        name: "inset-text",
        sample: inset_text::sample,
    },
    Component {
        name: "label",
        sample: label::sample,
    },
    Component {
        name: "notification-banner",
        sample: notification_banner::sample,
    },
    Component {
        name: "pagination",
        sample: pagination::sample,
    },
    Component {
        name: "panel",
        sample: panel::sample,
    },
    Component {
        name: "password-input",
        sample: password_input::sample,
    },
    Component {
        name: "phase-banner",
        sample: phase_banner::sample,
    },
    Component {
        name: "radios",
        sample: radios::sample,
    },
    Component {
        name: "select",
        sample: select::sample,
    },
    Component {
        name: "service-navigation",
        sample: service_navigation::sample,
    },
    Component {
        name: "skip-link",
        sample: skip_link::sample,
    },
    Component {
        name: "summary-list",
        sample: summary_list::sample,
    },
    Component {
        name: "table",
        sample: table::sample,
    },
    Component {
        name: "tag",
        sample: tag::sample,
    },
    Component {
        name: "textarea",
        sample: textarea::sample,
    },
    Component {
        name: "warning-text",
        sample: warning_text::sample,
    },
];

/// What makes a template a component: it may stand inside others unescaped, become content, and has a sample.
macro_rules! component {
    ($name:ident, sample: $sample:expr) => {
        impl askama::filters::HtmlSafe for $name {}

        impl From<$name> for super::Content {
            fn from(component: $name) -> Self {
                Self::part(component)
            }
        }

        /// One of this component, filled in.
        pub(super) fn sample() -> super::Content {
            $sample.into()
        }
    };
}
use component;

#[cfg(test)]
pub(crate) mod tests;
