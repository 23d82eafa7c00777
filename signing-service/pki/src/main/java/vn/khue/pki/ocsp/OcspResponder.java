package vn.khue.pki.ocsp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.x509.Extension;
import vn.khue.pki.PkiException;
import vn.khue.pki.SigningKey;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;

/**
 * Answers for the status of our CAs' certificates (RFC 6960; GET by RFC 5019), each key of a CA by its delegated responder, read
 * from the register at the moment of asking and signed at once. A serial the CA never issued is {@code unknown}; where the CA's own
 * certificate is revoked it is {@code revoked}, since whoever holds the key may have made it (section 2.7). A CA that is
 * not ours is {@code unauthorized}. Never throws for a bad request. Thread-safe where the register is.
 */
public final class OcspResponder {
    private static final int MAX_GET_CHARS = 4096;

    private final List<Delegate> delegates;
    private final CertificateRegister register;
    private final Duration validity;
    private final Clock clock;

    /**
     * @param issuers certificates of the CAs by name
     * @param responders the delegated responder's key for each of them
     * @param register reading in its own transactions
     * @param validity from thisUpdate to nextUpdate
     */
    public OcspResponder(
            Map<String, X509Certificate> issuers,
            Map<String, SigningKey> responders,
            CertificateRegister register,
            Duration validity,
            Clock clock) {
        this.delegates = responders.entrySet().stream()
                .map(e -> new Delegate(e.getKey(), issuers.get(e.getKey()), e.getValue()))
                .toList();
        this.register = register;
        this.validity = validity;
        this.clock = clock;
    }

    /** The answer to a POST body, {@code application/ocsp-request}. */
    public OcspAnswer respond(byte[] der) {
        Optional<OcspRequest> parsed = OcspRequest.parse(der);
        if (parsed.isEmpty()) {
            return malformed();
        }
        OcspRequest request = parsed.get();
        return delegate(request.certificates())
                .map(by -> respond(by, request))
                .orElseGet(() -> error(OCSPResponseStatus.UNAUTHORIZED));
    }

    /**
     * The answer to a GET.
     *
     * @param path what follows {@code /ocsp/} in the request line, still percent-encoded
     */
    public OcspAnswer respondToGet(String path) {
        return decode(path).map(this::respond).orElseGet(OcspResponder::malformed);
    }

    /** The request in the path of a GET (RFC 5019 section 5); empty where there is none. */
    static Optional<byte[]> decode(String path) {
        if (path.length() > MAX_GET_CHARS) {
            return Optional.empty();
        }
        try {
            // URLDecoder would turn an unescaped plus sign of Base64 into a space.
            String base64 = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The delegate of the CA that issued all of these; empty where none of ours did. */
    Optional<Delegate> delegate(List<CertID> certificates) {
        return delegates.stream()
                .filter(d -> certificates.stream().allMatch(d::names))
                .findFirst();
    }

    List<Delegate> delegates() {
        return delegates;
    }

    Duration validity() {
        return validity;
    }

    /** Reads and signs. */
    OcspAnswer respond(Delegate by, OcspRequest request) {
        try {
            List<Optional<CertificateStatus>> states = new ArrayList<>();
            for (CertID id : request.certificates()) {
                states.add(status(by.ca(), id.getSerialNumber().getValue()));
            }
            return sign(by, request, states);
        } catch (PkiException e) {
            return failed(e);
        }
    }

    /** State of a certificate now; empty for a serial that was never issued. */
    Optional<CertificateStatus> status(String ca, BigInteger serial) {
        return register.find(ca, serial).map(CertificateRecord::status);
    }

    /**
     * Signs an answer to the request.
     *
     * @param states one for each certificate asked for, in that order; empty for one that was never issued
     */
    OcspAnswer sign(Delegate by, OcspRequest request, List<Optional<CertificateStatus>> states) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = by.end(now.plus(validity));
        boolean allKnown = states.stream().allMatch(Optional::isPresent);
        boolean lost = !allKnown && register.authorityRevoked(by.ca());
        List<Delegate.Statement> statements = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            statements.add(new Delegate.Statement(
                    request.certificates().get(i),
                    states.get(i).map(Delegate::status).orElseGet(lost ? Delegate::neverIssued : Delegate::unknown)));
        }
        List<Extension> extensions = new ArrayList<>(request.nonce().stream().toList());
        if (lost) {
            extensions.add(Delegate.extendedRevoke());
        }
        boolean cacheable = request.nonce().isEmpty() && states.size() == 1 && allKnown;
        return new OcspAnswer(
                by.sign(statements, extensions, now, next),
                cacheable ? Optional.of(new OcspAnswer.Period(now, next)) : Optional.empty());
    }

    static OcspAnswer malformed() {
        return error(OCSPResponseStatus.MALFORMED_REQUEST);
    }

    static OcspAnswer unauthorized() {
        return error(OCSPResponseStatus.UNAUTHORIZED);
    }

    static OcspAnswer tryLater() {
        return error(OCSPResponseStatus.TRY_LATER);
    }

    /** A database or a key that does not answer now may answer later; anything else is our own fault. */
    static OcspAnswer failed(PkiException e) {
        boolean later = e.fault() == PkiException.Fault.STORE || e.fault().ofKey();
        return later ? tryLater() : error(OCSPResponseStatus.INTERNAL_ERROR);
    }

    private static OcspAnswer error(int status) {
        try {
            return new OcspAnswer(
                    new OCSPResponse(new OCSPResponseStatus(status), null).getEncoded("DER"), Optional.empty());
        } catch (IOException e) {
            throw new IllegalStateException("an OCSP response in memory always encodes", e);
        }
    }
}
