package vn.khue.pki.timestamp;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIFreeText;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import vn.khue.pki.Der;
import vn.khue.pki.DigestAlgorithm;
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
    private static final byte[] GRANTED = Der.of(new DERSequence(new ASN1Integer(PKIStatus.GRANTED)));

    private final ASN1ObjectIdentifier policy;
    private final PkiPolicy.Timestamp limits;
    private final Clock clock;
    private final ClockWatch watch;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);
    private final TokenAssembly assembly;

    /**
     * @param key its certificate has timeStamping as the only, critical extended key usage
     * @param policy OID of the time-stamping policy
     * @param watch says whether the clock is to be believed
     */
    public TimestampAuthority(
            SigningKey key, String policy, PkiPolicy.Timestamp limits, Clock clock, ClockWatch watch) {
        this.policy = new ASN1ObjectIdentifier(policy);
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
        this.assembly = new TokenAssembly(key, this.policy, limits.accuracy());
    }

    /**
     * The answer to a POST body, {@code application/timestamp-query}.
     *
     * @return DER {@code TimeStampResp}, {@code application/timestamp-reply}: granted, or rejected with its failInfo
     */
    public byte[] respond(byte[] der) {
        Optional<TimeStampReq> parsed = parse(der);
        if (parsed.isEmpty()) {
            return refusal(PKIFailureInfo.badDataFormat, "not a time-stamp request");
        }
        TimeStampReq request = parsed.get();
        MessageImprint imprint = request.getMessageImprint();
        Optional<DigestAlgorithm> algorithm =
                DigestAlgorithm.byOid(imprint.getHashAlgorithm().getAlgorithm()).filter(limits.digests()::contains);
        if (algorithm.isEmpty()) {
            return refusal(PKIFailureInfo.badAlg, "a hash of the policy expected");
        }
        if (imprint.getHashedMessage().length != algorithm.get().length()) {
            return refusal(PKIFailureInfo.badDataFormat, "an imprint as long as its hash expected");
        }
        if (request.getReqPolicy() != null && !policy.equals(request.getReqPolicy())) {
            return refusal(PKIFailureInfo.unacceptedPolicy, "policy " + policy.getId() + " expected");
        }
        if (request.getExtensions() != null) {
            return refusal(PKIFailureInfo.unacceptedExtension, "no extensions expected");
        }
        if (watch.look() instanceof ClockState.Untrusted untrusted) {
            return refusal(PKIFailureInfo.timeNotAvailable, "the clock is not to be believed: " + untrusted.why());
        }
        return trustworthyNow()
                .map(now -> Der.of(
                        Der.SEQUENCE,
                        GRANTED,
                        assembly.token(
                                Der.of(imprint),
                                serial(),
                                now,
                                request.getNonce() == null ? new byte[0] : Der.of(request.getNonce()),
                                request.getCertReq() != null
                                        && request.getCertReq().isTrue())))
                .orElseGet(() -> refusal(PKIFailureInfo.timeNotAvailable, "the clock went back"));
    }

    private static byte[] refusal(int failure, String why) {
        ASN1EncodableVector status = new ASN1EncodableVector();
        status.add(new ASN1Integer(PKIStatus.REJECTION));
        status.add(new PKIFreeText(why));
        status.add(new PKIFailureInfo(failure));
        return Der.of(new DERSequence(new DERSequence(status)));
    }

    private static Optional<TimeStampReq> parse(byte[] der) {
        if (der.length == 0 || der.length > MAX_BYTES) {
            return Optional.empty();
        }
        try (ASN1InputStream in = new ASN1InputStream(der, true)) {
            TimeStampReq request = TimeStampReq.getInstance(in.readObject());
            // Bouncy Castle reads on only where it is asked; what cannot be read is to be found here.
            Der.of(request);
            return in.read() == -1 && request.getVersion().hasValue(1) ? Optional.of(request) : Optional.empty();
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
}
