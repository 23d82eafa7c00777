package vn.khue.signing.est;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.EventKind;
import vn.khue.pki.CertsOnly;
import vn.khue.pki.pkcs10.CsrAttributes;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.signing.enrolment.HostEnrolment;
import vn.khue.signing.enrolment.HostEnrolment.Operation;
import vn.khue.signing.enrolment.HostEnrolment.Outcome;
import vn.khue.signing.enrolment.HostRenewal;
import vn.khue.signing.event.Acts;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.web.event.RequestOrigin;
import vn.khue.web.problem.RefusalListener;

/**
 * Enrolment over Secure Transport (RFC 7030, with the corrections of RFC 8951) for hosts. The host proves itself with the id of an
 * approved request and its enrolment secret (HTTP Basic, section 3.2.3). TLS is the front server's to give: section 3.3 asks for it,
 * and the secret is worth nothing without it. On EST's own port, where TLS is ours, a host renews by the certificate that it has
 * (section 3.3.2); a secret that comes along counts first.
 */
@RestController
@RequestMapping("/.well-known/est")
public class EstController {
    private static final MediaType CERTS = new MediaType("application", "pkcs7-mime");
    private static final MediaType CERTS_ONLY =
            MediaType.parseMediaType("application/pkcs7-mime;smime-type=certs-only");
    private static final MediaType ATTRIBUTES = new MediaType("application", "csrattrs");
    private static final String CHALLENGE = "Basic realm=\"khue-est\", charset=\"UTF-8\"";

    private final HostEnrolment enrolment;
    private final HostRenewal renewal;
    private final Acts acts;
    private final RefusalListener refusals;

    public EstController(HostEnrolment enrolment, HostRenewal renewal, Acts acts, RefusalListener refusals) {
        this.enrolment = enrolment;
        this.renewal = renewal;
        this.acts = acts;
        this.refusals = refusals;
    }

    /** The authority of hosts and the root (section 4.1). */
    @GetMapping("/cacerts")
    public ResponseEntity<byte[]> authorities() {
        return base64(ResponseEntity.ok(), CERTS, CertsOnly.of(enrolment.authorities()));
    }

    /** What to put into a request (section 4.5). */
    @GetMapping("/csrattrs")
    public ResponseEntity<byte[]> attributes() {
        return base64(ResponseEntity.ok(), ATTRIBUTES, CsrAttributes.der());
    }

    @PostMapping(path = "/simpleenroll", consumes = "application/pkcs10")
    public ResponseEntity<byte[]> enrol(
            HttpServletRequest request, HttpServletResponse response, @RequestBody byte[] body) {
        return answer(Operation.ENROL, request, response, body);
    }

    /** For a request that follows a former certificate (section 4.2.2). */
    @PostMapping(path = "/simplereenroll", consumes = "application/pkcs10")
    public ResponseEntity<byte[]> enrolAgain(
            HttpServletRequest request, HttpServletResponse response, @RequestBody byte[] body) {
        return answer(Operation.RE_ENROL, request, response, body);
    }

    private ResponseEntity<byte[]> answer(
            Operation operation, HttpServletRequest request, HttpServletResponse response, byte[] body) {
        Actor host = Actor.service("est").from(RequestOrigin.of(request));
        try {
            return answer(outcome(operation, request, body, host));
        } catch (SigningException refused) {
            switch (refused.refusal()) {
                case ENROLMENT_SECRET_WRONG -> {
                    refusals.refused(EventKind.TOKEN_REFUSED, refused.refusal().name(), request);
                    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
                }
                case CLIENT_CERTIFICATE_REFUSED ->
                    refusals.refused(EventKind.TOKEN_REFUSED, refused.refusal().name(), request);
                default -> acts.refused(host, request.getRequestURI(), refused.refusal());
            }
            throw refused;
        }
    }

    private Outcome outcome(Operation operation, HttpServletRequest request, byte[] body, Actor host) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<X509Certificate> presented = PresentedCertificate.of(request);
        if (authorization == null && presented.isPresent() && operation == Operation.RE_ENROL) {
            return new Outcome.Issued(renewal.renew(presented.get(), csr(body), host));
        }
        BasicCredentials who = BasicCredentials.of(authorization)
                .orElseThrow(() -> new SigningException(Refusal.ENROLMENT_SECRET_WRONG));
        return enrolment.enrol(who.request(), who.secret(), operation, csr(body), host);
    }

    private static byte[] csr(byte[] body) {
        return Pkcs10Reader.base64(new String(body, StandardCharsets.ISO_8859_1))
                .orElseThrow(() -> new SigningException(Refusal.CSR_UNREADABLE));
    }

    private static ResponseEntity<byte[]> answer(Outcome outcome) {
        if (outcome instanceof Outcome.Issued issued) {
            return base64(ResponseEntity.ok(), CERTS_ONLY, CertsOnly.of(List.of(issued.certificate())));
        }
        Outcome.Pending pending = (Outcome.Pending) outcome;
        return ResponseEntity.accepted()
                .header(
                        HttpHeaders.RETRY_AFTER,
                        Long.toString(pending.retryAfter().toSeconds()))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<byte[]> base64(ResponseEntity.BodyBuilder answer, MediaType type, byte[] der) {
        return answer.contentType(type)
                .header("Content-Transfer-Encoding", "base64")
                .cacheControl(CacheControl.noStore())
                .body(Base64.getMimeEncoder().encode(der));
    }
}
