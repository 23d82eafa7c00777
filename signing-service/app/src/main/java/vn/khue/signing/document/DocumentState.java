package vn.khue.signing.document;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a document stands. The only way from one state to the next is {@link #after}; what the table does not list cannot
 * happen. Order of acts: NĐ 30/2020 Đ14 (number, register, seal, issue) and Đ33 (no seal before the person's signature).
 */
public enum DocumentState {
    /** Waits for its signer. */
    SUBMITTED,
    /** Signed by the authorised person, not yet numbered. */
    SIGNED,
    /** Number and date are filled in, not yet sealed. */
    NUMBERED,
    /** Carries both signatures. */
    SEALED,
    /** Has a public page. */
    PUBLISHED,
    /** Sent back by its signer, with a reason. An end. */
    RETURNED,
    /** The file cannot be signed safely; it is kept with the rule that refused it. An end. */
    REFUSED,
    /** Taken back after it was signed. An end. */
    RECALLED;

    private static final Map<DocumentState, Map<DocumentAct, DocumentState>> NEXT = new EnumMap<>(DocumentState.class);

    static {
        NEXT.put(SUBMITTED, Map.of(DocumentAct.SIGN, SIGNED, DocumentAct.RETURN, RETURNED));
        NEXT.put(SIGNED, Map.of(DocumentAct.NUMBER, NUMBERED, DocumentAct.RECALL, RECALLED));
        NEXT.put(NUMBERED, Map.of(DocumentAct.SEAL, SEALED, DocumentAct.RECALL, RECALLED));
        NEXT.put(SEALED, Map.of(DocumentAct.PUBLISH, PUBLISHED, DocumentAct.RECALL, RECALLED));
        NEXT.put(PUBLISHED, Map.of(DocumentAct.RECALL, RECALLED));
    }

    /** The state that {@code act} leads to from here, or empty where the act may not be done in this state. */
    public Optional<DocumentState> after(DocumentAct act) {
        return Optional.ofNullable(NEXT.getOrDefault(this, Map.of()).get(act));
    }

    /** Whether the authorised person's signature is on the document, so that a seal is lawful (R1.24). */
    public boolean signedByPerson() {
        return this == SIGNED || this == NUMBERED || this == SEALED || this == PUBLISHED;
    }
}
