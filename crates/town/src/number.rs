//! NHS numbers and pupil numbers that are valid and unique but belong to nobody: the 999 test range, and schools of
//! this town only.

use trefoil_core::nhs_number::NhsNumber;
use trefoil_core::upn::Upn;

/// How many numbers begin with 999; the check digit makes one in eleven of them unusable.
const RANGE: u64 = 1_000_000;

/// The NHS number of the `ordinal`th of `total` people, or none: the range holds about 909,000, so in a town of more
/// people a share has none. Different ordinals have different numbers.
pub(crate) fn nhs_number(ordinal: u64, total: u64) -> Option<NhsNumber> {
    let place = scattered(ordinal, total.max(RANGE));
    if place >= RANGE {
        return None;
    }
    let nine = format!("999{place:06}");
    let sum: u32 = nine
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = (11 - sum % 11) % 11;
    format!("{nine}{check}").parse().ok()
}

/// A one-to-one scattering of `0..domain`, so that neighbours do not get neighbouring numbers.
pub(crate) fn scattered(ordinal: u64, domain: u64) -> u64 {
    let mut factor = 618_033_989_u64;
    while common(factor, domain) != 1 {
        factor += 2;
    }
    let wide = u128::from(ordinal) * u128::from(factor) + 271_828;
    u64::try_from(wide % u128::from(domain)).unwrap_or(0)
}

fn common(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

/// The pupil number: authority, establishment, the school year's last two digits, and a serial of three digits.
/// `None` where a part does not fit.
pub(crate) fn upn(authority: u16, estab: u16, year: i16, serial: u64) -> Option<Upn> {
    const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let twelve = format!(
        "{authority:03}{estab:04}{:02}{serial:03}",
        year.rem_euclid(100)
    );
    let sum: usize = twelve
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(2_usize..)
        .map(|(digit, weight)| usize::try_from(digit).unwrap_or(0) * weight)
        .sum();
    let letter = char::from(*LETTERS.get(sum % 23)?);
    format!("{letter}{twelve}").parse().ok()
}

#[cfg(test)]
mod tests;
