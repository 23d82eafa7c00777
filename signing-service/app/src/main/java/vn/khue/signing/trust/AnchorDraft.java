package vn.khue.signing.trust;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;

/**
 * A certificate of a file that was handed in. It gives no trust and is gone after a day.
 *
 * @param file which file it came in
 * @param terms once they are filled in
 */
public record AnchorDraft(UUID id, UUID file, X509Certificate certificate, UUID owner, Optional<AnchorTerms> terms) {}
