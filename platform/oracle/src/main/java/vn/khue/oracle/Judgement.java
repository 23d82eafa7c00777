package vn.khue.oracle;

import java.util.List;

/**
 * What DSS says of a file.
 *
 * @param file name
 * @param indication the worst of its signatures', or {@code NO_SIGNATURE_FOUND}
 * @param signatures each of them
 */
public record Judgement(String file, String indication, List<Signature> signatures) {
    public Judgement {
        signatures = List.copyOf(signatures);
    }

    /**
     * A signature.
     *
     * @param indication TOTAL_PASSED, TOTAL_FAILED or INDETERMINATE
     * @param subIndication as ETSI EN 319 102-1 names it, or empty
     * @param level as {@code PAdES-BASELINE-LT}
     * @param signedBy name of the certificate's subject
     * @param errors what DSS gives as reasons
     */
    public record Signature(
            String indication, String subIndication, String level, String signedBy, List<String> errors) {
        public Signature {
            errors = List.copyOf(errors);
        }
    }
}
