package vn.khue.signature.validation;

import java.util.List;

/**
 * Whether the file is a complete official document: at least one signature of a person, and the seal of the unit last (Nghị định
 * 30/2020/NĐ-CP, Điều 5; R1.20), with certificates of a class that may sign official documents (R2.1-R2.3, T16).
 *
 * @param complete signed by a person and sealed last, all valid
 * @param administrativeValue complete, and every signature's trust class is OFFICIAL or PUBLIC
 * @param reasons why not; empty where both are true
 */
public record OfficialDocument(boolean complete, boolean administrativeValue, List<Reason> reasons) {
    public OfficialDocument {
        reasons = List.copyOf(reasons);
    }

    /** Why a file is no complete official document. */
    public enum Reason {
        NO_PERSON_SIGNATURE,
        NO_SEAL,
        SEAL_NOT_LAST,
        SIGNATURE_NOT_VALID,
        /** "Không có giá trị văn bản hành chính": a certificate of an internal or a test CA (T16). */
        TRUST_CLASS
    }
}
