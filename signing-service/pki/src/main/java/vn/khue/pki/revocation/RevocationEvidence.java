package vn.khue.pki.revocation;

import java.util.ArrayList;
import java.util.List;

/**
 * Revocation data at hand for a validation: found in a signed document, or fetched. Nothing in it is trusted yet.
 *
 * @param ocspResponses DER {@code OCSPResponse} values, at most {@value #MAX_ITEMS}
 * @param crls DER {@code CertificateList} values, at most {@value #MAX_ITEMS}
 */
public record RevocationEvidence(List<byte[]> ocspResponses, List<byte[]> crls) {
    /** More than any honest document carries; a bound for hostile ones. */
    public static final int MAX_ITEMS = 512;

    public RevocationEvidence {
        ocspResponses = List.copyOf(ocspResponses);
        crls = List.copyOf(crls);
        if (ocspResponses.size() > MAX_ITEMS || crls.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("at most " + MAX_ITEMS + " OCSP answers and CRLs each, found "
                    + ocspResponses.size() + " and " + crls.size());
        }
    }

    public static RevocationEvidence none() {
        return new RevocationEvidence(List.of(), List.of());
    }

    /** Both together. */
    public RevocationEvidence and(RevocationEvidence other) {
        List<byte[]> ocsp = new ArrayList<>(ocspResponses);
        ocsp.addAll(other.ocspResponses);
        List<byte[]> lists = new ArrayList<>(crls);
        lists.addAll(other.crls);
        return new RevocationEvidence(ocsp, lists);
    }
}
