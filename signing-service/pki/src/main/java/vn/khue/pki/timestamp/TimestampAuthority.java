package vn.khue.pki.timestamp;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.DigestSigner;
import vn.khue.pki.SigningKey;
import vn.khue.pki.policy.PkiPolicy;

/**
 * A time-stamping authority (RFC 3161, ESSCertIDv2 by RFC 5816). Tokens carry millisecond time, the claimed accuracy, a
 * random 128-bit serial and {@code ordering} false: two tokens of the same moment are not ordered by us. It refuses
 * (timeNotAvailable) while the clock is not believed, and where it lies behind what it certified by more than the accuracy. Never
 * throws for a bad request; thread-safe.
 */
public final class TimestampAuthority {
    private static final int MAX_BYTES = 16 * 1024;

    private final SigningKey key;
    private final ASN1ObjectIdentifier policy;
    private final PkiPolicy.Timestamp limits;
    private final Clock clock;
    private final ClockWatch watch;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private final Set<String> accepted;
    private final X509CertificateHolder certificate;

    /**
     * @param key its certificate has timeStamping as the only, critical extended key usage
     * @param policy OID of the time-stamping policy
     * @param watch says whether the clock is to be believed
     */
    public TimestampAuthority(
            SigningKey key, String policy, PkiPolicy.Timestamp limits, Clock clock, ClockWatch watch) {
        this.key = key;
        this.policy = new ASN1ObjectIdentifier(policy);
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
        this.accepted = limits.digests().stream().map(d -> d.oid().getId()).collect(Collectors.toSet());
        this.certificate = new X509CertificateHolder(Certificate.getInstance(Certificates.der(key.certificate())));
    }

    /**
     * The answer to a POST body, {@code application/timestamp-query}.
     *
     * @return DER {@code TimeStampResp}, {@code application/timestamp-reply}: granted, or rejected with its failInfo
     */
    public byte[] respond(byte[] der) {
        try {
            return answer(der).getEncoded();
        } catch (IOException | TSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException("a time-stamp response in memory always encodes", e);
        }
    }

    private TimeStampResponse answer(byte[] der)
            throws TSPException, IOException, OperatorCreationException, CertificateEncodingException {
        Optional<TimeStampRequest> request = parse(der);
        TimeStampTokenGenerator tokens = tokens();
        TimeStampResponseGenerator generator =
                new TimeStampResponseGenerator(tokens, accepted, Set.of(policy.getId()), Set.of());
        if (request.isEmpty()) {
            return generator.generateFailResponse(2, PKIFailureInfo.badDataFormat, "not a time-stamp request");
        }
        if (watch.look() instanceof ClockState.Untrusted untrusted) {
            return generator.generateFailResponse(
                    2, PKIFailureInfo.timeNotAvailable, "the clock is not to be believed: " + untrusted.why());
        }
        Optional<Instant> now = trustworthyNow();
        if (now.isEmpty()) {
            return generator.generateFailResponse(2, PKIFailureInfo.timeNotAvailable, "the clock went back");
        }
        try {
            return generator.generateGrantedResponse(request.get(), serial(), Date.from(now.get()));
        } catch (TSPValidationException e) {
            int failure = e.getFailureCode() == -1 ? PKIFailureInfo.badRequest : e.getFailureCode();
            return generator.generateFailResponse(2, failure, e.getMessage());
        }
    }

    private static Optional<TimeStampRequest> parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try (ASN1InputStream in = new ASN1InputStream(der, true)) {
            TimeStampReq request = TimeStampReq.getInstance(in.readObject());
            return in.read() == -1 ? Optional.of(new TimeStampRequest(request.getEncoded())) : Optional.empty();
        } catch (Exception e) {
            // Bouncy Castle answers malformed DER with many kinds of runtime exception.
            return Optional.empty();
        }
    }

    /** The time, or nothing where it lies behind a time already certified. */
    private Optional<Instant> trustworthyNow() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant before = latest.getAndUpdate(seen -> seen.isAfter(now) ? seen : now);
        return now.plus(limits.accuracy()).isBefore(before) ? Optional.empty() : Optional.of(now);
    }

    private BigInteger serial() {
        return new BigInteger(128, random).setBit(127);
    }

    private TimeStampTokenGenerator tokens()
            throws TSPException, OperatorCreationException, CertificateEncodingException {
        DigestCalculators digests = new DigestCalculators();
        SignerInfoGenerator signer = new SignerInfoGeneratorBuilder(digests).build(new DigestSigner(key), certificate);
        TimeStampTokenGenerator generator =
                new TimeStampTokenGenerator(signer, digests.of(DigestAlgorithm.SHA256), policy);
        Duration accuracy = limits.accuracy();
        if (accuracy.toSeconds() > 0) {
            generator.setAccuracySeconds(Math.toIntExact(accuracy.toSeconds()));
        }
        if (accuracy.toMillisPart() > 0) {
            generator.setAccuracyMillis(accuracy.toMillisPart());
        }
        generator.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
        generator.addCertificates(new JcaCertStore(key.chain()));
        return generator;
    }
}
