package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import vn.khue.signing.refusal.SigningException;

/**
 * The fields of the form as they were typed.
 *
 * @param trustClass {@code OFFICIAL}, {@code PUBLIC} or {@code TEST}
 * @param first {@code yyyy-mm-dd}
 * @param last {@code yyyy-mm-dd}
 */
public record AnchorFields(
        String trustClass, String label, String source, String first, String last, boolean intermediate) {

    static AnchorFields of(AnchorTerms terms) {
        return new AnchorFields(
                terms.trustClass().name(),
                terms.label(),
                terms.source(),
                terms.firstDay().toString(),
                terms.lastDay().toString(),
                terms.intermediate());
    }

    /** @throws SigningException as {@link AnchorTerms#of} */
    AnchorTerms terms(X509Certificate certificate) {
        return AnchorTerms.of(trustClass, label, source, first, last, intermediate, certificate);
    }
}
