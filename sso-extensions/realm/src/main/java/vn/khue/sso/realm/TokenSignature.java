package vn.khue.sso.realm;

/** How tokens of an app are signed (RFC 7518, 3.1). The names are those of app files. */
enum TokenSignature {
    ES256,
    RS256
}
