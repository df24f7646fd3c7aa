//! How it is recorded that a school was told, for the reports that count it.

use crate::vocabulary::closed_list;

closed_list! {
    /// How a school came to know, as it is recorded.
    Told {
        Police = "police", "The police told the school";
        Telephoned = "telephoned", "The hub told the school by telephone";
        Mailed = "mailed", "The mail server took the notice";
        // To whoever sent it, it reads as one that went.
        Held = "held", "Held before it was mailed";
        Acknowledged = "acknowledged", "The school says that it knows";
    }
}
