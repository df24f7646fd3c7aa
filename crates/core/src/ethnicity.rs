//! Ethnicity as people say of themselves: the codes in which police and schools write it, in words. What is no code stays as it was written.

/// The police's 18+1 self-defined codes (Home Office), with those of 16+1 that differ; and the codes of the school census and the
/// Children in Need census (DfE common basic data set).
const CODES: &[(&str, &str)] = &[
    ("W1", "White: British"),
    ("W2", "White: Irish"),
    ("W3", "White: Gypsy or Irish Traveller"),
    ("W9", "White: any other background"),
    ("M1", "Mixed: White and Black Caribbean"),
    ("M2", "Mixed: White and Black African"),
    ("M3", "Mixed: White and Asian"),
    ("M9", "Mixed: any other background"),
    ("A1", "Asian: Indian"),
    ("A2", "Asian: Pakistani"),
    ("A3", "Asian: Bangladeshi"),
    ("A4", "Asian: Chinese"),
    ("A9", "Asian: any other background"),
    ("B1", "Black: Caribbean"),
    ("B2", "Black: African"),
    ("B9", "Black: any other background"),
    ("O1", "Chinese"),
    ("O2", "Arab"),
    ("O9", "Any other ethnic group"),
    ("NS", "Not stated"),
    ("WBRI", "White: British"),
    ("WIRI", "White: Irish"),
    ("WIRT", "White: Traveller of Irish heritage"),
    ("WROM", "White: Gypsy or Roma"),
    ("WOTH", "White: any other background"),
    ("MWBC", "Mixed: White and Black Caribbean"),
    ("MWBA", "Mixed: White and Black African"),
    ("MWAS", "Mixed: White and Asian"),
    ("MOTH", "Mixed: any other background"),
    ("AIND", "Asian: Indian"),
    ("APKN", "Asian: Pakistani"),
    ("ABAN", "Asian: Bangladeshi"),
    ("AOTH", "Asian: any other background"),
    ("BCRB", "Black: Caribbean"),
    ("BAFR", "Black: African"),
    ("BOTH", "Black: any other background"),
    ("CHNE", "Chinese"),
    ("OOTH", "Any other ethnic group"),
    ("REFU", "Asked, and not said"),
    ("NOBT", "Not known: nobody was told"),
];

/// A code in words; anything else as it was written.
pub fn ethnicity_words(written: &str) -> String {
    let code = written.trim();
    let found = CODES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(code));
    found.map_or(written, |(_, words)| *words).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_is_said_in_words_and_other_words_stay() {
        let check = |written, expect| assert_eq!(ethnicity_words(written), expect);
        check("WBRI", "White: British");
        check(" w1 ", "White: British");
        check("O2", "Arab");
        check("Kurdish", "Kurdish");
        check("XX", "XX");
        let once: BTreeSet<&str> = CODES.iter().map(|(code, _)| *code).collect();
        assert_eq!(once.len(), CODES.len());
    }
}
