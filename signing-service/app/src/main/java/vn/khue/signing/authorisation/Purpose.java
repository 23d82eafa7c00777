package vn.khue.signing.authorisation;

/** What an authorisation may be used for, and for nothing else. */
public enum Purpose {
    SIGN,
    SEAL
}
