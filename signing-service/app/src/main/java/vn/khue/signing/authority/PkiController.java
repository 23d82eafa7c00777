package vn.khue.signing.authority;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ocsp.OcspAnswer;
import vn.khue.pki.ocsp.OcspResponder;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** What stands behind the addresses in our certificates (RFC 5280, RFC 6960, RFC 5019, RFC 3161). Public; answers are signed. */
@RestController
public class PkiController {
    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final OcspResponder ocsp;
    private final TimestampAuthority timestamps;
    private final Clock clock;

    public PkiController(
            Hierarchy hierarchy,
            CertificateRegister register,
            OcspResponder ocsp,
            TimestampAuthority timestamps,
            Clock clock) {
        this.hierarchy = hierarchy;
        this.register = register;
        this.ocsp = ocsp;
        this.timestamps = timestamps;
        this.clock = clock;
    }

    @GetMapping("/pki/{ca}.crt")
    public ResponseEntity<byte[]> certificate(@PathVariable String ca) {
        byte[] der = Optional.ofNullable(hierarchy.certificates().get(ca))
                .map(Certificates::der)
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "pkix-cert"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .body(der);
    }

    @GetMapping("/pki/{ca}.crl")
    public ResponseEntity<byte[]> crl(@PathVariable String ca) {
        PublishedCrl crl = register.latestCrl(ca).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        // Half an hour at most, so that a revocation is seen soon; never beyond the list's own end.
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "pkix-crl"))
                .cacheControl(until(crl.nextUpdate(), Duration.ofMinutes(30)))
                .lastModified(crl.thisUpdate())
                .body(crl.der());
    }

    @PostMapping(path = "/ocsp", consumes = "application/ocsp-request")
    public ResponseEntity<byte[]> ocsp(@RequestBody byte[] request) {
        return answer(ocsp.respond(request), false);
    }

    @GetMapping("/ocsp/{*request}")
    public ResponseEntity<byte[]> ocspByPath(HttpServletRequest request) {
        return answer(ocsp.respondToGet(request.getRequestURI().substring("/ocsp/".length())), true);
    }

    @PostMapping(path = "/tsa", consumes = "application/timestamp-query")
    public ResponseEntity<byte[]> timestamp(@RequestBody byte[] request) {
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "timestamp-reply"))
                .cacheControl(CacheControl.noStore())
                .body(timestamps.respond(request));
    }

    private ResponseEntity<byte[]> answer(OcspAnswer answer, boolean cacheable) {
        CacheControl cache = cacheable
                ? answer.cacheableUntil()
                        .map(end -> until(end, Duration.ofHours(1)))
                        .orElse(CacheControl.noStore())
                : CacheControl.noStore();
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "ocsp-response"))
                .cacheControl(cache)
                .body(answer.der());
    }

    private CacheControl until(Instant end, Duration most) {
        Duration left = Duration.between(clock.instant(), end);
        Duration age = left.compareTo(most) < 0 ? left : most;
        return age.isNegative() || age.isZero()
                ? CacheControl.noStore()
                : CacheControl.maxAge(age).cachePublic().mustRevalidate();
    }
}
