package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.List;
import vn.khue.pki.trust.TrustClass;

/** Judges whether a file is a complete official document (R1.20, R2.1-R2.3, T16). */
final class OfficialDocumentRule {

    private OfficialDocumentRule() {}

    static OfficialDocument judge(List<SignatureReport> signatures, boolean fileHolds) {
        List<SignatureReport> acts = signatures.stream()
                .filter(s -> s.kind() != SignatureKind.DOCUMENT_TIMESTAMP)
                .toList();
        List<OfficialDocument.Reason> reasons = new ArrayList<>();
        if (acts.stream().noneMatch(s -> s.kind() == SignatureKind.PERSON)) {
            reasons.add(OfficialDocument.Reason.NO_PERSON_SIGNATURE);
        }
        if (acts.stream().noneMatch(s -> s.kind() == SignatureKind.SEAL)) {
            reasons.add(OfficialDocument.Reason.NO_SEAL);
        } else if (acts.get(acts.size() - 1).kind() != SignatureKind.SEAL) {
            reasons.add(OfficialDocument.Reason.SEAL_NOT_LAST);
        }
        if (!fileHolds || signatures.stream().anyMatch(s -> s.indication() != Indication.TOTAL_PASSED)) {
            reasons.add(OfficialDocument.Reason.SIGNATURE_NOT_VALID);
        }
        boolean complete = reasons.isEmpty();
        boolean classes = !acts.isEmpty()
                && acts.stream()
                        .allMatch(s -> s.trustClass()
                                .filter(c -> c == TrustClass.OFFICIAL || c == TrustClass.PUBLIC)
                                .isPresent());
        if (!classes) {
            reasons.add(OfficialDocument.Reason.TRUST_CLASS);
        }
        return new OfficialDocument(complete, complete && classes, reasons);
    }
}
