package vn.khue.sso.consent;

/** What somebody does about consent. */
enum ConsentAct {
    GIVE,
    WITHDRAW
}
