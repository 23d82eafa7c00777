package vn.khue.signature.validation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.pki.path.RevocationFact;

/** Notes what one judgement stands on while it is made; a hostile file brings no more than the limits. One use. */
final class ObjectCollector {

    private static final int MAX_TIMESTAMPS = 20;
    private static final int MAX_VALUE = 16 << 10;
    private static final int MAX_REVOCATION = 64 << 10;

    private Optional<ValidationObjects.Digest> signedDigest = Optional.empty();
    private Optional<byte[]> value = Optional.empty();
    private Optional<Instant> claimedTime = Optional.empty();
    private List<X509Certificate> path = List.of();
    private Optional<X509Certificate> anchor = Optional.empty();
    private final List<ValidationObjects.Timestamp> timestamps = new ArrayList<>();
    private List<ValidationObjects.Revocation> revocation = List.of();

    void signed(DigestAlgorithm algorithm, byte[] digest, byte[] signatureValue) {
        signedDigest = Optional.of(new ValidationObjects.Digest(algorithm, digest));
        value = Optional.of(signatureValue).filter(v -> v.length <= MAX_VALUE);
    }

    void claimed(Optional<Instant> time) {
        claimedTime = time;
    }

    void path(PathJudge.Verdict verdict) {
        path = verdict.path();
        anchor = verdict.anchor();
        revocation = revocation(verdict);
    }

    void timestamp(TimestampFacts token, ValidationObjects.Over over, PathJudge.Verdict verdict) {
        if (timestamps.size() < MAX_TIMESTAMPS) {
            timestamps.add(new ValidationObjects.Timestamp(
                    token.token(), token.time(), over, verdict.path(), verdict.anchor(), revocation(verdict)));
        }
    }

    private static List<ValidationObjects.Revocation> revocation(PathJudge.Verdict verdict) {
        List<ValidationObjects.Revocation> found = new ArrayList<>();
        for (RevocationFact fact : verdict.revocation()) {
            fact.evidence()
                    .ifPresent(der -> found.add(new ValidationObjects.Revocation(
                            fact.means() == RevocationFact.Means.CRL,
                            HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(der)),
                            Optional.of(der).filter(d -> d.length <= MAX_REVOCATION))));
        }
        return found;
    }

    ValidationObjects collected() {
        return new ValidationObjects(signedDigest, value, claimedTime, path, anchor, timestamps, revocation);
    }
}
