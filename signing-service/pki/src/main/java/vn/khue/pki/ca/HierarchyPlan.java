package vn.khue.pki.ca;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;
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
        ReportService reports,
        Responder responder) {
    /**
     * An issuing CA, or one key of it ({@link #generation}).
     *
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

        /**
         * This authority with its {@code number}-th key. Each key has a name of its own in the register, in URLs and in the subject
         * (RFC 5280 section 4.1.2.6): whatever looks a CA up by its name, as CRLs do, finds one key. The first has the plan's names.
         *
         * @param number from 1
         */
        Authority generation(int number) {
            return number == 1
                    ? this
                    : new Authority(
                            name + "-" + number,
                            commonName + " G" + number,
                            key,
                            profile,
                            issues,
                            crlValidity,
                            certificatesPerCrl,
                            mainCrl);
        }

        /** What makes this authority's lists. */
        public CrlIssuer crls(SigningKey ownKey, StatusUrls urls, Clock clock) {
            return new CrlIssuer(name, ownKey, crlValidity, mainCrl, urls::crl, clock);
        }
    }

    /** @param policy OID written in time-stamp tokens */
    public record TimestampService(String issuer, String commonName, KeySpec key, String profile, String policy) {}

    /** What seals the reports of this service on signatures of others, and nothing else. */
    public record ReportService(String issuer, String commonName, KeySpec key, String profile) {}

    /** Delegated OCSP responders, one for each CA. */
    public record Responder(String commonName, KeySpec key, String profile) {}

    /** With " G" and three digits it is a name of 64 characters (RFC 5280 appendix A.1). */
    private static final int LONGEST_COMMON_NAME = 59;

    public HierarchyPlan {
        authorities = List.copyOf(authorities);
        for (Authority planned : authorities) {
            // people-2 is the second key of people.
            if (!planned.name().matches("(?!.*-[0-9]+$)[a-z][a-z0-9-]{0,26}")
                    || planned.commonName()
                                    .codePointCount(0, planned.commonName().length())
                            > LONGEST_COMMON_NAME) {
                throw new IllegalArgumentException(
                        "a CA name of at most 27 characters that does not end in a number, and a"
                                + " common name of at most " + LONGEST_COMMON_NAME
                                + " characters expected, for the names of later keys;"
                                + " found \"" + planned.name() + "\"");
            }
        }
    }

    /**
     * The issuing CA of that name.
     *
     * @throws PkiException fault INPUT where there is none
     */
    Authority authority(String name) {
        return authorities.stream()
                .filter(planned -> planned.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PkiException(
                        Fault.INPUT,
                        "one of the issuing CAs "
                                + authorities.stream().map(Authority::name).toList() + " expected, found \"" + name
                                + "\""));
    }

    public static HierarchyPlan shipped() {
        return DataFile.resource(HierarchyPlan.class, "hierarchy.json", HierarchyPlan.class);
    }
}
