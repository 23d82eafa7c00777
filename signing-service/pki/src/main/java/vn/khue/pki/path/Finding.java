package vn.khue.pki.path;

import java.time.Instant;

/** What one revocation answer says of one certificate at the time asked. */
record Finding(Kind kind, RevocationFact fact, String detail) {
    /** In the order of how much they say against the certificate. */
    enum Kind {
        REVOKED,
        SUSPENDED,
        GOOD,
        /** Answers exist, but too old. */
        STALE,
        UNKNOWN
    }

    boolean conclusive() {
        return kind == Kind.REVOKED || kind == Kind.SUSPENDED || kind == Kind.GOOD;
    }

    /**
     * Which of two findings counts: a revocation always, since it is final; else what is known over what is not; else the
     * newer answer.
     */
    static Finding stronger(Finding a, Finding b) {
        if (a.kind == Kind.REVOKED || b.kind == Kind.REVOKED) {
            return a.kind == Kind.REVOKED ? a : b;
        }
        if (a.conclusive() && b.conclusive()) {
            return told(b).isAfter(told(a)) ? b : a;
        }
        return a.kind.compareTo(b.kind) <= 0 ? a : b;
    }

    private static Instant told(Finding finding) {
        return finding.fact.thisUpdate().orElse(Instant.EPOCH);
    }

    static Finding unknown(ParsedCertificate certificate, String detail) {
        return new Finding(
                Kind.UNKNOWN, RevocationFact.unasked(certificate.x509(), RevocationFact.Means.NOT_ASKED), detail);
    }
}
