package vn.khue.signing.authority;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ocsp.OcspAnswer;
import vn.khue.pki.ocsp.PublicResponder;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.timestamp.TimestampAuthority;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** What stands behind the addresses in our certificates (RFC 5280, RFC 6960, RFC 5019, RFC 3161). Public; answers are signed. */
@RestController
public class PkiController {
    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final PublicResponder ocsp;
    private final CachePeriod caches;
    private final TimestampAuthority timestamps;
    private final Clock clock;

    public PkiController(
            Hierarchy hierarchy,
            CertificateRegister register,
            PublicResponder ocsp,
            CachePeriod caches,
            TimestampAuthority timestamps,
            Clock clock) {
        this.hierarchy = hierarchy;
        this.register = register;
        this.ocsp = ocsp;
        this.caches = caches;
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
        return list(CrlName.main(ca));
    }

    @GetMapping("/pki/{ca}/{partition:[1-9][0-9]{0,6}}.crl")
    public ResponseEntity<byte[]> crl(@PathVariable String ca, @PathVariable int partition) {
        return list(new CrlName(ca, partition));
    }

    private ResponseEntity<byte[]> list(CrlName name) {
        PublishedCrl crl = register.latestCrl(name).orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        // Half an hour at most, so that a revocation is seen soon; never beyond the list's own end.
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "pkix-crl"))
                .cacheControl(until(crl.nextUpdate(), Duration.ofMinutes(30)))
                .eTag("\"" + name.partition() + "-" + crl.number() + "\"")
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

    /** What {@link TimestampValve} did not answer. */
    @PostMapping(path = "/tsa", consumes = "application/timestamp-query")
    public ResponseEntity<byte[]> timestamp(
            @RequestAttribute(name = TimestampValve.FAILURE, required = false) PkiException failure,
            @RequestBody(required = false) byte[] body) {
        if (failure != null) {
            throw failure;
        }
        byte[] request = body == null ? new byte[0] : body;
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "timestamp-reply"))
                .cacheControl(CacheControl.noStore())
                .body(timestamps.respond(request));
    }

    /** A POST is answered to one who asked; a GET also to caches between us and many. Conditions are judged by Spring. */
    private ResponseEntity<byte[]> answer(OcspAnswer answer, boolean get) {
        ResponseEntity.BodyBuilder response =
                ResponseEntity.ok().contentType(new MediaType("application", "ocsp-response"));
        Optional<OcspAnswer.Period> period = answer.cacheable().filter(p -> get);
        if (period.isEmpty()) {
            return response.cacheControl(CacheControl.noStore()).body(answer.der());
        }
        Instant end = period.get().nextUpdate();
        return response.header(HttpHeaders.CACHE_CONTROL, caches.header(Duration.between(clock.instant(), end)))
                .eTag(answer.etag())
                .lastModified(period.get().thisUpdate())
                .header(HttpHeaders.EXPIRES, DateTimeFormatter.RFC_1123_DATE_TIME.format(end.atOffset(ZoneOffset.UTC)))
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
