//! Small closed lists that feeds, pages and reports share, each with its one code (stored, in URLs) and its words.

/// Declares a closed list: variants, stored codes, words for people; parsing is from the code. `default` names what nobody said.
macro_rules! closed_list {
    ($(#[$doc:meta])* $name:ident default $default:ident { $($rows:tt)* }) => {
        closed_list! { $(#[$doc])* $name { $($rows)* } }

        impl Default for $name {
            fn default() -> Self {
                Self::$default
            }
        }
    };
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal, $words:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[doc = $words] #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code that is stored and sent.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// What people read.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)* }
            }

            /// From the code, exactly.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use closed_list;

closed_list! {
    /// Yes, no, or not known: never a bool, because "nobody asked" is not "no".
    Known default Unknown {
        Yes = "yes", "Yes";
        No = "no", "No";
        Unknown = "unknown", "Not known";
    }
}

closed_list! {
    /// Who told the hub.
    Source {
        Police = "police", "Police";
        School = "school", "School";
        Health = "health", "Health";
        Probation = "probation", "Probation";
        Housing = "housing", "Housing";
        Voluntary = "voluntary", "Charity";
        ChildrensServices = "childrens_services", "Children's services";
        Public = "public", "Family or public";
    }
}

closed_list! {
    /// The structured risk tool that the source used. Scores are never converted between instruments.
    RiskInstrument {
        Dash = "dash", "Dash";
        Dara = "dara", "DARA";
        Other = "other", "Another tool";
        None = "none", "No tool";
    }
}

closed_list! {
    /// The source's own grade of risk.
    RiskGrade {
        Unknown = "unknown", "Not known";
        Standard = "standard", "Standard";
        Medium = "medium", "Medium";
        High = "high", "High";
    }
}

closed_list! {
    /// What somebody was in one incident. Per incident and not per person: one person can be victim in one and perpetrator in another.
    IncidentRole {
        Child = "child", "Child";
        Victim = "victim", "Victim";
        Perpetrator = "perpetrator", "Perpetrator";
        Other = "other", "Other person";
    }
}

closed_list! {
    /// Sex as the source wrote it, in the census's values.
    Sex {
        Female = "F", "Female";
        Male = "M", "Male";
        Unknown = "U", "Not known";
    }
}

closed_list! {
    /// What the source says of a person's address.
    AddressState {
        Known = "known", "Known";
        None = "none", "No fixed address";
        Withheld = "withheld", "Withheld";
        Refuge = "refuge", "Refuge";
        Unknown = "unknown", "Not known";
    }
}

impl AddressState {
    /// Whether the person must be taken as hiding: never auto-linked, and shown as protected.
    pub fn protects(self) -> bool {
        matches!(self, Self::Withheld | Self::Refuge)
    }
}
