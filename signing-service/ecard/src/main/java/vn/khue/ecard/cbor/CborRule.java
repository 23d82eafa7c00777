package vn.khue.ecard.cbor;

/** In which form an item must be. */
public enum CborRule {
    /** Core deterministic encoding (RFC 8949 section 4.2.1): keys of maps in bytewise order. One meaning has one encoding. */
    DETERMINISTIC,
    /** The same, but keys in any order, each once: what others write. */
    ANY_KEY_ORDER
}
