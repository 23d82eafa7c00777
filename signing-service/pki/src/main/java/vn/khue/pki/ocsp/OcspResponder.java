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
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.CertStatus;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.PkiException;
import vn.khue.pki.SigningKey;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;

/**
 * Answers for the status of our CAs' certificates (RFC 6960; GET by RFC 5019), each CA by its delegated responder, read
 * from the register at the moment of asking. A serial the CA never issued is {@code unknown}; a CA that is not ours is
 * {@code unauthorized}. Never throws for a bad request. Thread-safe where the register is.
 */
public final class OcspResponder {
    private static final int MAX_GET_CHARS = 4096;

    private record Served(String ca, IssuerHashes hashes, SigningKey key, ResponderID id, Certificate certificate) {}

    private final List<Served> served;
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
        this.served = responders.entrySet().stream()
                .map(e -> serve(e.getKey(), issuers.get(e.getKey()), e.getValue()))
                .toList();
        this.register = register;
        this.validity = validity;
        this.clock = clock;
    }

    /** The answer to a POST body, {@code application/ocsp-request}. */
    public OcspAnswer respond(byte[] der) {
        Optional<OcspRequest> parsed = OcspRequest.parse(der);
        if (parsed.isEmpty()) {
            return error(OCSPResponseStatus.MALFORMED_REQUEST);
        }
        OcspRequest request = parsed.get();
        Optional<Served> by = served(request.certificates());
        if (by.isEmpty()) {
            return error(OCSPResponseStatus.UNAUTHORIZED);
        }
        try {
            return sign(by.get(), request);
        } catch (PkiException e) {
            return error(
                    e.fault() == PkiException.Fault.STORE
                            ? OCSPResponseStatus.TRY_LATER
                            : OCSPResponseStatus.INTERNAL_ERROR);
        }
    }

    /**
     * The answer to a GET.
     *
     * @param path what follows {@code /ocsp/} in the request line, still percent-encoded
     */
    public OcspAnswer respondToGet(String path) {
        if (path.length() > MAX_GET_CHARS) {
            return error(OCSPResponseStatus.MALFORMED_REQUEST);
        }
        try {
            // URLDecoder would turn an unescaped plus sign of Base64 into a space.
            String base64 = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.US_ASCII);
            return respond(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return error(OCSPResponseStatus.MALFORMED_REQUEST);
        }
    }

    private static Served serve(String ca, X509Certificate issuer, SigningKey key) {
        if (issuer == null) {
            throw new IllegalArgumentException("a certificate of CA " + ca + " expected beside its responder");
        }
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(
                key.certificate().getPublicKey().getEncoded());
        byte[] keyHash = DigestAlgorithm.SHA1.of(info.getPublicKeyData().getBytes());
        return new Served(
                ca,
                new IssuerHashes(issuer),
                key,
                new ResponderID(new DEROctetString(keyHash)),
                Certificate.getInstance(Certificates.der(key.certificate())));
    }

    private Optional<Served> served(List<CertID> ids) {
        return served.stream()
                .filter(s -> ids.stream().allMatch(s.hashes()::names))
                .findFirst();
    }

    private OcspAnswer sign(Served by, OcspRequest request) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant next = now.plus(validity);
        ASN1EncodableVector answers = new ASN1EncodableVector();
        for (CertID id : request.certificates()) {
            CertStatus status = status(by.ca(), id.getSerialNumber().getValue());
            answers.add(new SingleResponse(id, status, time(now), time(next), (Extensions) null));
        }
        ResponseData data = new ResponseData(
                by.id(),
                time(now),
                new DERSequence(answers),
                request.nonce().map(Extensions::new).orElse(null));
        boolean cacheable = request.nonce().isEmpty() && request.certificates().size() == 1;
        return new OcspAnswer(encode(by, data), cacheable ? Optional.of(next) : Optional.empty());
    }

    private static byte[] encode(Served by, ResponseData data) {
        try {
            byte[] digest = by.key().algorithm().digest().of(data.getEncoded("DER"));
            BasicOCSPResponse basic = new BasicOCSPResponse(
                    data,
                    by.key().algorithm().identifier(),
                    new DERBitString(by.key().signDigest(digest)),
                    new DERSequence(by.certificate()));
            return new OCSPResponse(
                            new OCSPResponseStatus(OCSPResponseStatus.SUCCESSFUL),
                            new ResponseBytes(
                                    OCSPObjectIdentifiers.id_pkix_ocsp_basic,
                                    new DEROctetString(basic.getEncoded("DER"))))
                    .getEncoded("DER");
        } catch (IOException e) {
            throw new IllegalStateException("an OCSP response in memory always encodes", e);
        }
    }

    private CertStatus status(String ca, BigInteger serial) {
        Optional<CertificateRecord> record = register.find(ca, serial);
        if (record.isEmpty()) {
            return new CertStatus(2, DERNull.INSTANCE);
        }
        CertificateStatus status = record.get().status();
        if (status instanceof CertificateStatus.Revoked revoked) {
            return new CertStatus(new RevokedInfo(
                    time(revoked.at()), CRLReason.lookup(revoked.reason().code())));
        }
        if (status instanceof CertificateStatus.Suspended suspended) {
            return new CertStatus(
                    new RevokedInfo(time(suspended.since()), CRLReason.lookup(CRLReason.certificateHold)));
        }
        return new CertStatus();
    }

    private static ASN1GeneralizedTime time(Instant instant) {
        return new ASN1GeneralizedTime(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
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
