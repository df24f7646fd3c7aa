//! The staff are as many as a demonstration needs, each with an address of their own.

use super::*;
use std::collections::HashSet;

#[test]
fn the_staff_fill_every_post_and_differ() {
    for seed in 0..200 {
        let staff = staff(Seed(seed));
        let emails: HashSet<&str> = staff.iter().map(|m| m.email.as_str()).collect();
        assert_eq!(emails.len(), 37);
        assert!(
            emails
                .iter()
                .all(|email| email.ends_with("@trefoil.example") && email.is_ascii())
        );
        let check = |role, expect| {
            assert_eq!(
                staff.iter().filter(|member| member.role == role).count(),
                expect
            );
        };
        check(Role::Triage, 6);
        check(Role::TeamManager, 4);
        check(Role::EmergencyDuty, 2);
        check(Role::ReturnsOfficer, 1);
        check(Role::Custodian, 1);
        check(Role::Administrator, 1);
        check(Role::MeetingChair, 1);
        check(Role::MeetingMember, 2);
        check(Role::HubPartner, 5);
        for role in Role::FAMILIES {
            assert!(staff.iter().any(|member| member.role == role), "{role:?}");
        }
    }
}
