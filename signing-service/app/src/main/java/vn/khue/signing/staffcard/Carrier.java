package vn.khue.signing.staffcard;

/** What a key is put onto. */
public enum Carrier {
    /** A PKCS #12 file under a passphrase. */
    FILE,
    /** A card or USB token in the reader, by PKCS #11. */
    TOKEN
}
