package vn.khue.pki.ca;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.policy.DataFile;

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
     * @param crlValidity days from thisUpdate to nextUpdate
     */
    public record Authority(
            String name, String commonName, KeySpec key, String profile, Set<String> issues, Duration crlValidity) {
        public Authority {
            issues = Set.copyOf(issues);
            if (!name.matches("[a-z][a-z0-9-]{0,30}")) {
                throw new IllegalArgumentException(
                        "a CA name of lower-case letters, digits and hyphens expected, found \"" + name + "\"");
            }
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
