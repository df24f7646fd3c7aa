//! The table: each route, on what, and what each role is answered. Written from the access model.

use trefoil_web::{Method, routes};

/// The roles, in the order of the table's columns; the last is nobody signed in.
pub(super) const ROLES: [&str; 7] = [
    "triage",
    "manager",
    "duty",
    "returns",
    "custodian",
    "administrator",
    "nobody",
];

/// A line: method, path of the route, what it is about, and the statuses by role.
///
/// `-` nothing; `waiting`, `held` a contact that waits, held by nobody or by the one who asks; `decided` one that does not
/// wait; `seen` a person of a waiting contact; `unseen` one of whom nothing waits; `matched` a contact of which one person is
/// matched; `family`, `strand` of a decided contact, allocated to nobody yet; `output` the custodian's, which waits; `worker` one of the
/// office; `agency` one that there is; `interest` of a triage worker of the hub in a contact of its own, which waits; `review` a broken
/// glass; `no-notice` nothing of that kind; `known` a contact whose people are all known from another one.
const LINES: &str = "
get  /                             -        303 303 303 303 303 303 303
get  /queue                        -        200 200 200 403 200 403 303
get  /work                         -        200 200 200 200 200 200 303
get  /board                        -        200 200 200 403 200 403 303
get  /clocks                       -        403 403 403 403 403 200 303
post /clocks                       -        403 403 403 403 403 303 401
post /clocks/high-risk             -        403 403 403 403 403 303 401
get  /people/search                -        200 200 200 403 200 403 303
post /people/search                -        200 200 200 403 200 403 401
get  /people/{id}                  seen     200 200 200 404 200 404 303
get  /people/{id}                  unseen   404 404 200 404 200 404 303
post /people/{id}/apart            seen     403 403 403 403 303 403 401
post /people/{id}/apart            unseen   403 403 403 403 303 403 401
get  /duplicates                   -        200 200 200 403 200 403 303
post /duplicates                   -        403 403 403 403 422 403 401
get  /duplicates/{id}              no-notice 404 404 404 403 404 403 303
post /duplicates/{id}              no-notice 404 404 404 403 404 403 401
post /duplicates/{id}/undo         no-notice 404 404 404 403 404 403 401
get  /contacts/{id}                waiting  200 200 200 404 200 404 303
get  /contacts/{id}                decided  404 404 200 404 200 404 303
post /contacts/{id}/take           waiting  303 303 303 404 403 404 401
post /contacts/{id}/take           decided  404 404 409 404 403 404 401
post /contacts/{id}/hand-over      waiting  303 303 303 404 403 404 401
post /contacts/{id}/hand-over      decided  404 404 409 404 403 404 401
post /contacts/{id}/release        held     303 303 303 404 403 404 401
post /contacts/{id}/release        waiting  403 403 403 404 403 404 401
post /contacts/{id}/regrade        waiting  303 303 303 404 403 404 401
post /contacts/{id}/regrade        decided  404 404 303 404 403 404 401
post /contacts/{id}/attachments    waiting  303 303 303 404 403 404 401
post /contacts/{id}/attachments    decided  404 404 409 404 403 404 401
get  /contacts/{id}/attachments/{attachment} waiting 404 404 404 404 404 404 303
get  /contacts/{id}/attachments/{attachment} decided 404 404 404 404 404 404 303
post /contacts/{id}/high-risk      waiting  422 422 422 404 403 404 401
post /contacts/{id}/high-risk      decided  404 404 422 404 403 404 401
post /contacts/{id}/checks         waiting  422 422 422 404 403 404 401
post /contacts/{id}/checks         decided  404 404 409 404 403 404 401
post /contacts/{id}/checks/chase   waiting  409 409 409 404 403 404 401
post /contacts/{id}/checks/chase   decided  404 404 409 404 403 404 401
post /contacts/{id}/checks/end     waiting  409 409 409 404 403 404 401
post /contacts/{id}/checks/end     decided  404 404 409 404 403 404 401
get  /high-risk                    -        200 200 200 403 200 403 303
get  /high-risk/{id}               no-notice 404 404 404 403 404 403 303
post /high-risk/{id}               no-notice 404 404 404 403 403 403 401
get  /follow-ups                   -        200 200 200 403 200 403 303
get  /follow-ups/police            -        200 200 200 403 200 403 303
get  /follow-ups/police.csv        -        200 200 200 403 200 403 303
post /follow-ups/police            -        422 422 422 403 403 403 401
get  /follow-ups/{id}              no-notice 404 404 404 403 404 403 303
post /follow-ups/{id}              no-notice 404 404 404 403 403 403 401
get  /checks                       -        403 403 403 403 403 403 303
get  /checks/{id}                  no-notice 403 403 403 403 403 403 303
post /checks/{id}                  no-notice 403 403 403 403 403 403 401
post /contacts/{id}/decide         waiting  303 303 303 404 403 404 401
post /contacts/{id}/decide         decided  404 404 409 404 403 404 401
post /contacts/{id}/match/confirm  known    303 303 303 404 303 404 401
post /contacts/{id}/match/new      known    303 303 303 404 403 404 401
post /contacts/{id}/match/new      decided  404 404 409 404 403 404 401
post /contacts/{id}/match/refuse   known    303 303 303 404 403 404 401
post /contacts/{id}/match/family   known    303 303 303 404 403 404 401
post /contacts/{id}/match/undo     matched  303 303 303 404 303 404 401
post /contacts/{id}/match/kin      waiting  404 404 404 404 403 404 401
post /contacts/{id}/match/kin      decided  404 404 409 404 403 404 401
post /contacts/{id}/people         waiting  303 303 303 404 403 404 401
post /contacts/{id}/people         decided  404 404 409 404 403 404 401
post /contacts/{id}/people/take-out waiting 409 409 409 404 403 404 401
post /contacts/{id}/people/take-out decided 404 404 409 404 403 404 401
get  /contacts/{id}/match/search   known    200 200 200 404 200 404 303
get  /contacts/{id}/match/search   decided  404 404 409 404 409 404 303
post /contacts/{id}/match/search   known    200 200 200 404 200 404 401
post /contacts/{id}/match/search   decided  404 404 409 404 409 404 401
get  /contacts/new                 -        200 200 200 403 403 403 303
post /contacts/new                 -        422 422 422 403 403 403 401
post /drafts/{draft}               -        303 303 303 303 303 303 401
post /drafts/{draft}/drop          -        404 404 404 404 404 404 401
get  /families                     -        403 200 200 403 403 403 303
get  /families/{id}                family   404 404 200 404 200 404 303
post /families/{id}/shared         family   404 404 303 404 403 404 401
post /families/{id}/shared/{note}/opt-in family 404 404 403 404 403 404 401
post /families/{id}/shared/{note}/recall family 404 404 403 404 403 404 401
post /families/{id}/listings       family   404 404 403 404 403 404 401
post /families/{id}/listings/{listing}/end family 404 404 403 404 403 404 401
post /families/{id}/aggressor      family   404 404 403 404 403 404 401
get  /strands/{id}                 strand   404 200 200 404 200 404 303
post /strands/{id}/note            strand   404 403 303 404 403 404 401
post /strands/{id}/note/move       strand   404 403 422 404 403 404 401
get  /strands/{id}/signal          strand   404 404 404 404 404 404 303
post /strands/{id}/signal          strand   404 403 409 404 403 404 401
get  /strands/{id}/places          strand   404 200 200 404 200 404 303
post /strands/{id}/places          strand   404 403 303 404 403 404 401
post /strands/{id}/places/{place}/end strand 404 403 409 404 403 404 401
post /strands/{id}/safe-contact    strand   404 403 303 404 403 404 401
get  /strands/{id}/door            strand   404 404 200 404 200 404 303
post /strands/{id}/releases        strand   404 403 403 404 403 404 401
post /strands/{id}/releases/{release}/recall strand 404 403 403 404 403 404 401
post /strands/{id}/shares          strand   404 403 403 404 403 404 401
post /strands/{id}/shares/{share}/recall strand 404 403 403 404 403 404 401
post /strands/{id}/close           strand   404 403 403 404 403 404 401
get  /strands/{id}/access          strand   404 403 403 404 200 404 303
get  /strands/{id}/outputs         strand   404 403 200 404 200 404 303
post /strands/{id}/outputs         strand   404 403 403 404 403 404 401
get  /strands/{id}/own-file        strand   404 403 403 404 200 404 303
post /strands/{id}/own-file        strand   404 403 403 404 303 404 401
post /strands/{id}/allocate        strand   404 303 409 404 403 404 401
get  /signals                      -        403 200 200 403 403 403 303
post /signals/{id}/acknowledge     strand   404 404 404 404 404 404 401
get  /outputs/{id}                 output   404 404 200 404 200 404 303
get  /outputs/{id}/file            output   404 404 404 404 404 404 303
post /outputs/{id}/release         output   404 404 403 404 409 404 401
post /outputs/{id}/refuse          output   404 404 403 404 409 404 401
post /outputs/{id}/send            output   404 404 403 404 409 404 401
get  /disclosures                  -        403 200 403 403 200 403 303
get  /families/{id}/barred         family   404 404 403 404 403 404 303
post /families/{id}/barred         family   404 404 403 404 403 404 401
post /families/{id}/barred/{entry}/remove family 404 404 403 404 403 404 401
get  /reports/scrutiny             -        200 200 200 200 200 403 303
get  /reports/scrutiny/rows        -        403 200 403 200 200 403 303
post /reports/scrutiny/publish     -        303 303 303 303 303 403 401
get  /reports/published/{id}       report   200 200 200 200 200 403 303
get  /reports/published/{id}/csv   report   200 200 200 200 200 403 303
get  /reports/published/{id}/html  report   200 200 200 200 200 403 303
get  /imports                      -        200 200 200 403 200 403 303
post /imports                      -        303 303 303 403 403 403 401
get  /imports/{id}                 import   200 200 200 403 200 403 303
get  /imports/{id}/issues.csv      import   200 200 200 403 200 403 303
get  /quarantine                   -        200 200 200 403 200 403 303
post /quarantine/{id}/close        row      303 303 303 403 403 403 401
get  /agencies                     -        403 403 403 403 403 200 303
post /agencies                     -        403 403 403 403 403 303 401
get  /agencies/{id}                agency   403 403 403 403 403 200 303
post /agencies/{id}                agency   403 403 403 403 403 422 401
post /agencies/{id}/end            agency   403 403 403 403 403 422 401
post /agencies/{id}/teams          agency   403 403 403 403 403 422 401
get  /teams/{team}                 -        403 403 403 403 403 404 303
post /teams/{team}                 -        403 403 403 403 403 404 401
post /teams/{team}/end             -        403 403 403 403 403 404 401
post /agencies/{id}/tokens         agency   403 403 403 403 403 200 401
post /agencies/{id}/tokens/{api_token}/revoke agency 403 403 403 403 403 409 401
get  /api/openapi.json             -        200 200 200 200 200 200 200
post /api/v1/contacts              -        401 401 401 401 401 401 401
get  /api/v1/contacts/{receipt}    -        401 401 401 401 401 401 401
get  /workers                      -        403 403 403 403 403 200 303
get  /workers/new                  -        403 403 403 403 403 200 303
post /workers                      -        403 403 403 403 403 200 401
get  /workers/{id}                 worker   403 403 403 403 403 200 303
post /workers/{id}/work            worker   403 403 403 403 403 422 401
post /workers/{id}/close           worker   403 403 403 403 403 422 401
post /workers/{id}/sign-out        worker   403 403 403 403 403 303 401
post /workers/{id}/link            worker   403 403 403 403 403 422 401
post /workers/{id}/identity        worker   403 403 403 403 403 303 401
get  /interests                    -        403 200 403 403 200 403 303
get  /interests/{id}               interest 403 200 403 403 200 403 303
post /interests/{id}/decide        interest 403 303 403 403 409 403 401
get  /meetings                     -        403 403 403 403 403 403 303
post /meetings                     -        403 403 403 403 403 403 401
get  /notices                      -        200 200 200 403 200 403 303
get  /notices/{id}                 no-notice 404 404 404 403 404 403 303
post /notices/{id}                 no-notice 404 404 404 403 403 403 401
post /notices/{id}/deal            no-notice 404 404 404 403 403 403 401
post /notices/{id}/send            no-notice 404 404 404 403 403 403 401
get  /contacts/{id}/school         waiting  200 200 200 404 200 404 303
get  /contacts/{id}/school         decided  404 404 200 404 200 404 303
post /contacts/{id}/school         waiting  422 422 422 403 403 403 401
get  /schools                      -        200 200 200 403 200 200 303
post /schools                      -        403 403 403 403 403 422 401
get  /schools/telling              -        200 200 200 403 200 200 303
post /schools/telling              -        403 403 403 403 403 422 401
get  /schools/holidays             -        200 200 200 403 200 200 303
post /schools/holidays             -        403 403 403 403 403 422 401
post /schools/holidays/strike      -        403 403 403 403 403 422 401
get  /schools/{urn}                -        200 200 200 403 200 200 303
post /schools/{urn}                -        403 403 403 403 403 422 401
post /schools/{urn}/days           -        403 403 403 403 403 422 401
post /schools/{urn}/days/{term}/end - 403 403 403 403 403 409 401
post /schools/{urn}/adults         -        403 403 403 403 403 422 401
post /schools/{urn}/adults/{worker}/end - 403 403 403 403 403 409 401
post /schools/{urn}/adults/{worker}/link - 403 403 403 403 403 404 401
get  /covers                       -        403 200 403 403 403 403 303
post /covers                       -        403 303 403 403 403 403 401
post /covers/end                   -        403 303 403 403 403 403 401
get  /glass                        -        200 200 403 403 403 403 303
post /glass                        -        303 303 403 403 403 403 401
get  /glass/open                   -        200 200 403 403 403 403 303
get  /reviews                      -        403 403 403 403 200 403 303
get  /reviews/{id}                 review   403 403 403 403 200 403 303
post /reviews/{id}/decide          review   403 403 403 403 303 403 401
get  /custodian                    -        403 403 403 403 200 403 303
get  /custodian/{id}               no-notice 403 403 403 403 404 403 303
post /custodian/{id}               no-notice 403 403 403 403 404 403 401
get  /limits                       -        403 403 403 403 200 403 303
get  /account                      -        200 200 200 200 200 200 303
get  /account/confirm              -        200 200 200 200 200 200 303
post /account/confirm              -        422 422 422 422 422 422 401
post /account/confirm/passkey      -        422 422 422 422 422 422 401
get  /account/passkeys             -        200 200 200 200 200 200 303
post /account/passkeys             -        422 422 422 422 422 422 401
post /account/passkeys/{passkey}/remove - 404 404 404 404 404 404 401
post /account/password             -        422 422 422 422 422 422 401
post /account/sessions/end         -        303 303 303 303 303 303 401
get  /sign-in                      -        200 200 200 200 200 200 200
post /sign-in                      -        422 422 422 422 422 422 422
get  /sign-in/link/{token}         -        410 410 410 410 410 410 410
post /sign-in/link/{token}         -        410 410 410 410 410 410 410
get  /sign-in/passkey              -        200 200 200 200 200 200 200
post /sign-in/passkey              -        422 422 422 422 422 422 422
get  /sign-in/provider             -        404 404 404 404 404 404 404
get  /sign-in/provider/done        -        404 404 404 404 404 404 404
post /sign-in/provider/logout      -        404 404 404 404 404 404 404
get  /notice                       -        404 404 404 404 404 404 404
post /notice/turn                  -        404 404 404 404 404 404 404
post /notice/acknowledge           -        404 404 404 404 404 404 404
post /notice/answer                -        404 404 404 404 404 404 404
get  /notice/copy                  -        404 404 404 404 404 404 404
get  /notice/open/{token}          -        200 200 200 200 200 200 200
post /notice/open/{token}          -        422 422 422 422 422 422 422
get  /school-codes/{token}         -        200 200 200 200 200 200 200
post /school-codes/{token}         -        422 422 422 422 422 422 422
get  /receipts                     -        404 404 404 404 404 404 303
get  /tell                         -        200 200 200 200 200 200 200
post /tell                         -        200 200 200 200 200 200 200
get  /help/accessibility           -        200 200 200 200 200 200 200
get  /help/leave                   -        200 200 200 200 200 200 200
get  /help/privacy                 -        200 200 200 200 200 200 200
get  /healthz                      -        200 200 200 200 200 200 200
get  /readyz                       -        200 200 200 200 200 200 200
get  /assets/{hash}/{name}         -        404 404 404 404 404 404 404
post /sign-out                     -        303 303 303 303 303 303 401
";

/// A line, read.
pub(super) struct Line {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) about: &'static str,
    /// By role, in the order of [`ROLES`].
    pub(super) statuses: Vec<u16>,
}

/// Every line.
pub(super) fn lines() -> Vec<Line> {
    let lines = LINES.lines().filter(|line| !line.is_empty());
    let read = lines.map(|line| {
        let mut words = line.split_whitespace();
        let method = match words.next().unwrap() {
            "get" => Method::Get,
            "post" => Method::Post,
            other => panic!("{other} is no method"),
        };
        let (path, about) = (words.next().unwrap(), words.next().unwrap());
        let statuses: Vec<u16> = words.map(|word| word.parse().unwrap()).collect();
        assert_eq!(statuses.len(), ROLES.len(), "{line}");
        Line {
            method,
            path,
            about,
            statuses,
        }
    });
    read.collect()
}

#[test]
fn every_route_of_the_router_is_in_the_table_and_no_other() {
    let name = |method: Method, path: &str| format!("{method:?} {path}");
    let mut known: Vec<String> = routes()
        .iter()
        .map(|route| name(route.method, route.path))
        .collect();
    let mut told: Vec<String> = lines()
        .iter()
        .map(|line| name(line.method, line.path))
        .collect();
    known.sort();
    told.sort();
    told.dedup();
    assert_eq!(known, told);
}
