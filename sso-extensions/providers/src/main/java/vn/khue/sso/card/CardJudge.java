package vn.khue.sso.card;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.path.PathRequest;
import vn.khue.pki.path.PathRequest.RevocationChecking;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.path.PolicyInputs;
import vn.khue.pki.path.Purpose;
import vn.khue.pki.revocation.RevocationEvidence;
import vn.khue.pki.revocation.RevocationSource;

/**
 * Judges a certificate whose key was proved in TLS. First the path, without a question to anybody; only where it leads to a root of ours
 * are the addresses in it asked, which that CA wrote. What stays open is refused. Thread-safe.
 */
final class CardJudge {
    /** Larger than any honest certificate of a person. */
    static final int MOST_BYTES = 8 * 1024;

    private final CardTrust trust;
    private final PathValidator validator;
    private final RevocationSource status;
    private final PolicyInputs policies;
    private final Clock clock;

    /** @param certificatePolicy OID that must hold for the whole path */
    CardJudge(
            CardTrust trust, PathValidator validator, RevocationSource status, String certificatePolicy, Clock clock) {
        this.trust = trust;
        this.validator = validator;
        this.status = status;
        this.policies = new PolicyInputs(Set.of(certificatePolicy), true, false, false);
        this.clock = clock;
    }

    /** @param der as presented */
    CardVerdict judge(byte[] der) {
        if (der.length > MOST_BYTES) {
            return new CardVerdict.Refused(
                    CardRefusal.CARD_UNREADABLE, "at most " + MOST_BYTES + " bytes expected, found " + der.length);
        }
        X509Certificate certificate;
        try {
            certificate = Certificates.parse(der);
        } catch (PkiException e) {
            return new CardVerdict.Refused(CardRefusal.CARD_UNREADABLE, e.getMessage());
        }
        Instant now = clock.instant();
        PathResult path =
                validator.validate(request(certificate, now, RevocationEvidence.none(), RevocationChecking.SKIPPED));
        if (path instanceof PathResult.Valid valid) {
            path = validator.validate(request(certificate, now, evidence(valid), RevocationChecking.REQUIRED));
        }
        return path instanceof PathResult.Valid ? person(certificate) : refused(path);
    }

    private PathRequest request(
            X509Certificate certificate, Instant at, RevocationEvidence evidence, RevocationChecking revocation) {
        return new PathRequest(
                certificate,
                trust.below(),
                trust.roots(),
                at,
                evidence,
                revocation,
                policies,
                Purpose.CLIENT_AUTHENTICATION);
    }

    private RevocationEvidence evidence(PathResult.Valid valid) {
        var responses = new ArrayList<byte[]>();
        var lists = new ArrayList<byte[]>();
        List<X509Certificate> path = valid.path();
        for (int i = 0; i < path.size(); i++) {
            X509Certificate issuer =
                    i + 1 < path.size() ? path.get(i + 1) : valid.anchor().certificate();
            Optional<byte[]> response = status.ocsp(path.get(i), issuer);
            response.ifPresent(responses::add);
            if (response.isEmpty()) {
                status.crl(path.get(i)).ifPresent(lists::add);
            }
        }
        return new RevocationEvidence(responses, lists);
    }

    private static CardVerdict person(X509Certificate certificate) {
        return Subject.khueIdOf(certificate)
                .<CardVerdict>map(CardVerdict.Good::new)
                .orElseGet(() -> new CardVerdict.Refused(
                        CardRefusal.CARD_WRONG_KIND, "a Khuê id in the subject expected, found none"));
    }

    private static CardVerdict refused(PathResult path) {
        if (path instanceof PathResult.Invalid invalid) {
            return new CardVerdict.Refused(reason(invalid.rule()), invalid.detail());
        }
        var open = (PathResult.Undetermined) path;
        return new CardVerdict.Refused(reason(open.rule()), open.detail());
    }

    private static CardRefusal reason(PathRule rule) {
        return switch (rule) {
            case CHAIN_CONSTRAINTS_FAILURE -> CardRefusal.CARD_WRONG_KIND;
            case NOT_YET_VALID -> CardRefusal.CARD_NOT_YET_VALID;
            case OUT_OF_BOUNDS_NO_POE -> CardRefusal.CARD_EXPIRED;
            case REVOKED_NO_POE, REVOKED_CA_NO_POE -> CardRefusal.CARD_REVOKED;
            case SUSPENDED -> CardRefusal.CARD_SUSPENDED;
            case REVOCATION_UNKNOWN, REVOCATION_OUT_OF_BOUNDS_NO_POE -> CardRefusal.CARD_STATUS_UNKNOWN;
            case NO_CERTIFICATE_CHAIN_FOUND,
                    NO_CERTIFICATE_CHAIN_FOUND_NO_POE,
                    CERTIFICATE_CHAIN_GENERAL_FAILURE,
                    CRYPTO_CONSTRAINTS_FAILURE -> CardRefusal.CARD_NOT_TRUSTED;
        };
    }
}
