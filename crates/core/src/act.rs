//! Acts: everything that anybody can do, reads included, by the one name that policy, ledger and pages use.

use crate::vocabulary::closed_list;

closed_list! {
    /// What is done. The check names the act literally; what implies what is said in the policy alone.
    Act {
        SignIn = "sign_in", "Signed in";
        SignOut = "sign_out", "Signed out";
        SignInRefused = "sign_in_refused", "Sign-in refused";
        SignInLink = "sign_in_link", "Made a sign-in link";
        AccountView = "account_view", "Looked at their own account";
        PasswordChange = "password_change", "Changed their own password";
        SessionsEnd = "sessions_end", "Signed out everywhere else";
        QueueView = "queue_view", "Looked at the hub queue";
        ContactView = "contact_view", "Opened a contact";
        ContactViewPast = "contact_view_past", "Opened a contact as it was known";
        PersonView = "person_view", "Opened a person";
        PersonViewPast = "person_view_past", "Opened a person as they were known";
        PersonSearch = "person_search", "Searched for a person";
        ContactImport = "contact_import", "Took in a contact";
        ContactRevise = "contact_revise", "Took in another version of a contact";
        ImportStart = "import_start", "Began to take in a file";
        ImportFinish = "import_finish", "Finished taking in a file";
        ImportView = "import_view", "Looked at an import";
        QuarantineView = "quarantine_view", "Looked at quarantined rows";
        QuarantineClose = "quarantine_close", "Dealt with a quarantined row";
        ContactTake = "contact_take", "Took a contact";
        ContactHandOver = "contact_hand_over", "Handed a contact over";
        ContactRelease = "contact_release", "Released a contact";
        ContactRegrade = "contact_regrade", "Changed how soon a contact must be decided";
        ContactDecide = "contact_decide", "Decided a contact";
        MatchConfirm = "match_confirm", "Said that a sighting is of a person";
        MatchNew = "match_new", "Said that a sighting is of somebody new";
        MatchRefuse = "match_refuse", "Said that a sighting is not of a person";
        MatchFamily = "match_family", "Confirmed a whole family";
        MatchUndo = "match_undo", "Undid a match";
        MatchSearch = "match_search", "Searched for who somebody in a contact is";
        MatchAuto = "match_auto", "Linked a sighting that is certain and safe";
        MatchPropose = "match_propose", "Compared a person with waiting contacts";
        JobPutOff = "job_put_off", "Put work off that could not be done yet";
        ReportView = "report_view", "Made a report";
        ReportPublish = "report_publish", "Published a report";
        ReportRows = "report_rows", "Opened a number down to its rows";
        WorkerCreate = "worker_create", "Made a worker's account";
        WorkersView = "workers_view", "Looked at accounts";
        AuthorityCreate = "authority_create", "Made the authority";
        LedgerVerify = "ledger_verify", "Verified the ledger";
        LedgerCheckpoint = "ledger_checkpoint", "Signed a checkpoint of the ledger";
        KeyRotate = "key_rotate", "Rotated the key";
        KeyExport = "key_export", "Exported the key";
        TownMake = "town_make", "Made a fictional authority";
        PageView = "page_view", "Opened a page that holds no family's content";
        FamilyView = "family_view", "Opened a family";
        StrandView = "strand_view", "Opened a strand";
        StrandsView = "strands_view", "Looked at their families";
        StrandOpen = "strand_open", "Opened a strand of work";
        StrandClose = "strand_close", "Closed a strand of work";
        StrandAllocate = "strand_allocate", "Allocated a worker to a strand";
        NoteWrite = "note_write", "Wrote a note";
        PlaceWrite = "place_write", "Changed where somebody is, or how to contact them safely";
        SharedWrite = "shared_write", "Wrote an item that the family's workers share";
        SharedOptIn = "shared_opt_in", "Let a shared item through to the other side";
        SharedRecall = "shared_recall", "Took a shared item back from the other side";
        ReleaseMake = "release_make", "Released a fact to the other side";
        ReleaseRecall = "release_recall", "Recalled a released fact";
        SignalSend = "signal_send", "Sent a warning";
        SignalAcknowledge = "signal_acknowledge", "Acknowledged a warning";
        ShareMake = "share_make", "Shared a strand";
        ShareRecall = "share_recall", "Recalled a share";
        AggressorRecord = "aggressor_record", "Recorded who the primary aggressor is";
        AccessView = "access_view", "Looked at who can see a strand, and why";
        ConflictsReview = "conflicts_review", "Looked at possible interests of workers in families";
        ConflictDecide = "conflict_decide", "Decided about a worker's interest in a family";
        GlassBreak = "glass_break", "Broke the glass";
        GlassReview = "glass_review", "Reviewed a broken glass";
        CoverSet = "cover_set", "Set who covers for whom";
        GlassView = "glass_view", "Looked at what a broken glass opens";
        ReviewsView = "reviews_view", "Looked at uses to be reviewed";
        CoversView = "covers_view", "Looked at who covers for whom";
        WorkerIdentify = "worker_identify", "Recorded who a worker is outside work";
        InterestRaise = "interest_raise", "Found a possible interest of a worker in a family";
        OutputDraft = "output_draft", "Wrote something to be sent";
        OutputView = "output_view", "Opened something that was written to be sent";
        OutputRelease = "output_release", "Released something to be sent";
        OutputRefuse = "output_refuse", "Decided that something is not sent";
        OutputSend = "output_send", "Sent something";
        BarredSet = "barred_set", "Changed the list of those to whom nothing goes";
        DisclosuresView = "disclosures_view", "Looked at the register of disclosures";
        AccessGather = "access_gather", "Gathered what is held about a person, for that person";
        GuardScan = "guard_scan", "Looked for places in what was written";
        IdentityConfirm = "identity_confirm", "Confirmed that it is them";
        WorkerLink = "worker_link", "Linked an account to an identity provider";
        RolesSet = "roles_set", "Was given roles by their identity provider's groups";
        MeetingsView = "meetings_view", "Looked at their meetings";
        MeetingMake = "meeting_make", "Arranged a meeting";
        ListingMake = "listing_make", "Listed a family for a meeting";
        ListingEnd = "listing_end", "Took a family off a meeting's list";
        AccountClose = "account_close", "Closed a worker's account";
        SessionsEndOf = "sessions_end_of", "Signed a worker out everywhere";
        PasskeyAdd = "passkey_add", "Added a passkey to their own account";
        PasskeyRemove = "passkey_remove", "Removed a passkey from their own account";
        ClockRulesView = "clock_rules_view", "Looked at the authority's own clocks";
        ClockRuleSet = "clock_rule_set", "Set one of the authority's own clocks";
        DraftKeep = "draft_keep", "Kept what they were typing";
        DraftView = "draft_view", "Opened what they had typed and not sent";
        DraftDrop = "draft_drop", "Threw away what they had typed and not sent";
        AuthenticatorChange = "authenticator_change", "Put another authenticator app in the place of their own";
        BudgetsView = "budgets_view", "Looked at who went past a limit";
        BackupStart = "backup_start", "Began a backup";
        BackupFinish = "backup_finish", "Finished a backup";
        BackupRestore = "backup_restore", "Restored a backup";
        SchoolsView = "schools_view", "Looked at the register of schools";
        SchoolsChange = "schools_change", "Changed the register of schools";
        AgreementSet = "agreement_set", "Set how schools are told";
        NoticesView = "notices_view", "Looked at what schools are told";
        NoticeMake = "notice_make", "Prepared what a school is told";
        NoticeWrite = "notice_write", "Dealt with what a school is told";
        NoticeSend = "notice_send", "Sent a school a notice";
        NoticeOpen = "notice_open", "Opened a notice for their school";
        NoticeAcknowledge = "notice_acknowledge", "Acknowledged a notice for their school";
        NoticeAnswer = "notice_answer", "Answered a notice for their school";
        NoticeCopy = "notice_copy", "Took a copy of a notice for their school";
        FollowsView = "follows_view", "Looked at what follows decisions";
        FollowDeal = "follow_deal", "Dealt with what follows a decision";
        CheckAsk = "check_ask", "Asked agencies what they know";
        CheckEnd = "check_end", "Called a check by an agency off";
        ChecksView = "checks_view", "Looked at what their agency is asked";
        CheckView = "check_view", "Opened what their agency is asked";
        CheckAnswer = "check_answer", "Answered for their agency what it knows";
        ReceiptView = "receipt_view", "Looked at the receipt of a contact that their system sent";
        AgenciesView = "agencies_view", "Looked at agencies";
        AgencyChange = "agency_change", "Changed an agency or a team";
        WorkerChange = "worker_change", "Changed a worker's team or roles";
        TokenMake = "token_make", "Gave an agency's system a token";
        TokenRevoke = "token_revoke", "Revoked a token of an agency's system";
        AdultEnrol = "adult_enrol", "Set up the codes by which a key adult opens notices";
    }
}

closed_list! {
    /// How an act ended.
    ActOutcome {
        Done = "done", "Done";
        Refused = "refused", "Refused";
    }
}
