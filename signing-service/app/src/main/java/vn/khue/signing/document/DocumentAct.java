package vn.khue.signing.document;

/** What may be done to a document that is already in Khuê. The order is held by {@link DocumentState}. */
public enum DocumentAct {
    /** The person named as signer signs. */
    SIGN,
    /** The person named as signer sends it back with a reason. */
    RETURN,
    /** The clerk takes the next number of the register and dates the document (NĐ 30/2020 Đ15). */
    NUMBER,
    /** The clerk puts the organisation's signature on it (NĐ 30/2020 Đ33). */
    SEAL,
    /** The clerk gives it a public page. */
    PUBLISH,
    /** The clerk or the principal takes it back; the bytes and the number stay (NĐ 30/2020 Đ18). */
    RECALL
}
