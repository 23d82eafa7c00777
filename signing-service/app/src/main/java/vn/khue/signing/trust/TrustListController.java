package vn.khue.signing.trust;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.Certificates;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.signing.document.Sha256;

/** What this installation trusts, for everybody: whoever reads a verdict may see on whose word it stands. Who decided is not said. */
@RestController
class TrustListController {
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final CurrentTrust current;

    TrustListController(CurrentTrust current) {
        this.current = current;
    }

    /** The list. */
    public record TrustList(List<Anchor> anchors) {}

    /**
     * @param trustClass OFFICIAL, PUBLIC, INTERNAL or TEST
     * @param sha256 of the certificate, lower-case hex
     * @param from first instant of trust (UTC); absent for our own root, as is {@code to}
     * @param certificate DER in Base64
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Anchor(
            String trustClass,
            String label,
            String source,
            String subject,
            String serial,
            String sha256,
            Instant from,
            Instant to,
            String certificate) {
        static Anchor of(TrustAnchor anchor) {
            byte[] der = Certificates.der(anchor.certificate());
            return new Anchor(
                    anchor.trustClass().name(),
                    anchor.label(),
                    anchor.source(),
                    anchor.certificate().getSubjectX500Principal().getName(),
                    anchor.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                    Sha256.of(der).hex(),
                    anchor.from().orElse(null),
                    anchor.to().orElse(null),
                    Base64.getEncoder().encodeToString(der));
        }
    }

    @GetMapping("/pki/trust-list.json")
    ResponseEntity<TrustList> list() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEPT).cachePublic())
                .body(new TrustList(
                        current.get().anchors().stream().map(Anchor::of).toList()));
    }
}
