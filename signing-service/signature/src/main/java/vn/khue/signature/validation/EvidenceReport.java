package vn.khue.signature.validation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.trust.TrustClass;

/**
 * What was concluded about an evidence record (RFC 4998, 4.3 and 5.3). It passes only if every timestamp in it holds.
 *
 * @param record name of its file, without its folder
 * @param at the time for which it was judged
 * @param indication conclusion; never {@code NOT_SIGNED}
 * @param subIndication of the finding that decides; empty exactly where it passed
 * @param findings every check that did not hold, the gravest first
 * @param covers names of the files that were given; where it passed, all of them are proven, and of several that there were no others. One
 *     file alone may have been one of a group: its record does not tell
 * @param provenAt the files were there at this time: the oldest timestamp; empty where it did not pass
 * @param provableUntil end of the newest authority's certificate, by which the record has to be renewed; empty where it cannot be told
 * @param timestamps those whose own signature holds, the oldest first
 */
public record EvidenceReport(
        String record,
        Instant at,
        Indication indication,
        Optional<SubIndication> subIndication,
        List<Finding> findings,
        List<String> covers,
        Optional<Instant> provenAt,
        Optional<Instant> provableUntil,
        List<Timestamp> timestamps) {
    public EvidenceReport {
        findings = List.copyOf(findings);
        covers = List.copyOf(covers);
        timestamps = List.copyOf(timestamps);
    }

    /**
     * One of its timestamps.
     *
     * @param chain counted from 1
     * @param time it states
     * @param algorithm of the hash tree and the imprint, as {@code SHA-256}
     * @param authority common name of the certificate; hostile, so escape it
     * @param until end of that certificate
     * @param trustClass of the anchor at the end of its path, where there is one
     */
    public record Timestamp(
            int chain,
            Instant time,
            String algorithm,
            String authority,
            Instant until,
            Optional<TrustClass> trustClass) {}
}
