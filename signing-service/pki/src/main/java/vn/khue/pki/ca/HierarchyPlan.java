package vn.khue.pki.ca;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import vn.khue.pki.SigningKey;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.policy.DataFile;
import vn.khue.pki.store.MainCrl;

/**
 * Which authorities there are and what each may issue; read from {@code hierarchy.json}. The root issues CA certificates
 * and the responder for their status; each purpose has its own issuing CA.
 */
public record HierarchyPlan(
        String country,
        String organization,
        Authority root,
        List<Authority> authorities,
        TimestampService timestampAuthority,
        Responder responder) {
    /**
     * @param name as in URLs: lower-case letters, digits and hyphens
     * @param issues profiles it may issue
     * @param crlValidity from thisUpdate to nextUpdate of its lists
     * @param certificatesPerCrl how many certificates name one partition of the CRL, 0 for no partitions; at most {@value
     *     #MOST_PER_CRL}, with which a partition stays below 64 KiB even where every one of them is revoked
     * @param mainCrl what the list at the CA's own address covers
     */
    public record Authority(
            String name,
            String commonName,
            KeySpec key,
            String profile,
            Set<String> issues,
            Duration crlValidity,
            int certificatesPerCrl,
            MainCrl mainCrl) {
        static final int MOST_PER_CRL = 1200;

        public Authority {
            issues = Set.copyOf(issues);
            if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
                throw new IllegalArgumentException(
                        "a CA name of lower-case letters, digits and hyphens expected, found \"" + name + "\"");
            }
            if (certificatesPerCrl < 0 || certificatesPerCrl > MOST_PER_CRL) {
                throw new IllegalArgumentException(
                        "0 to " + MOST_PER_CRL + " certificates per CRL expected, found " + certificatesPerCrl);
            }
        }

        /** What makes this authority's lists. */
        public CrlIssuer crls(SigningKey ownKey, StatusUrls urls, Clock clock) {
            return new CrlIssuer(name, ownKey, crlValidity, mainCrl, urls::crl, clock);
        }
    }

    /** @param policy OID written in time-stamp tokens */
    public record TimestampService(String issuer, String commonName, KeySpec key, String profile, String policy) {}

    /** Delegated OCSP responders, one for each CA. */
    public record Responder(String commonName, KeySpec key, String profile) {}

    public HierarchyPlan {
        authorities = List.copyOf(authorities);
    }

    public static HierarchyPlan shipped() {
        return DataFile.resource(HierarchyPlan.class, "hierarchy.json", HierarchyPlan.class);
    }
}
