package vn.khue.signature.validation;

import java.time.Instant;
import java.util.Optional;

/**
 * What the report shows of a signer's certificate (R2.27).
 *
 * @param signer common name of the subject, or the whole name where it has none
 * @param title title of the subject, as {@code Hiệu trưởng}
 * @param organisation the unit that manages the certificate: O of the subject, else of its OU
 * @param issuer common name of the issuing CA, or its whole name
 * @param notBefore start of validity
 * @param notAfter end of validity
 * @param serial serial number, upper-case hex
 * @param sha256 of the certificate, lower-case hex
 */
public record CertificateFacts(
        String signer,
        Optional<String> title,
        Optional<String> organisation,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        String serial,
        String sha256) {}
