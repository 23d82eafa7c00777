package vn.khue.pki.ca;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.khue.pki.DnsName;
import vn.khue.pki.keystore.VaultKey;

/**
 * What is to be certified. Whoever makes it has proved that the subject may have it and that the key is the subject's.
 *
 * @param profile id of the profile
 * @param publicKey the key to certify
 * @param key its name in the vault, where the vault holds the private half
 * @param holder Khuê id of the person, where it is a person's
 * @param unit id of the unit the certificate speaks for
 * @param notAfter an end earlier than the profile's, for instance of the appointment (UTC)
 */
public record CertificateRequest(
        String profile,
        Subject subject,
        PublicKey publicKey,
        Optional<String> key,
        Optional<UUID> holder,
        Optional<String> unit,
        Optional<Instant> notAfter) {
    public CertificateRequest {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(publicKey, "publicKey");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(notAfter, "notAfter");
    }

    /** A person's signing certificate over a vault key. */
    public static CertificateRequest person(
            VaultKey key, UUID khueId, String fullName, String unitId, String unitName) {
        return new CertificateRequest(
                "person-signing",
                Subject.person(fullName, khueId, unitName, unitId),
                key.publicKey(),
                Optional.of(key.id().toString()),
                Optional.of(khueId),
                Optional.of(unitId),
                Optional.empty());
    }

    /**
     * A person's certificate for signing in, over a key that the person holds on a card or token.
     *
     * @param publicKey proved to be the person's, see {@link vn.khue.pki.pkcs10.Pkcs10Reader}
     */
    public static CertificateRequest login(
            PublicKey publicKey, UUID khueId, String fullName, String unitId, String unitName) {
        return new CertificateRequest(
                "person-login",
                Subject.person(fullName, khueId, unitName, unitId),
                publicKey,
                Optional.empty(),
                Optional.of(khueId),
                Optional.of(unitId),
                Optional.empty());
    }

    /** The same, ending then where the profile's end is later (UTC). */
    public CertificateRequest until(Instant end) {
        return new CertificateRequest(profile, subject, publicKey, key, holder, unit, Optional.of(end));
    }

    /** A unit's seal certificate over a vault key. */
    public static CertificateRequest seal(VaultKey key, String unitId, String unitName) {
        return new CertificateRequest(
                "unit-seal",
                Subject.unit(unitName, unitId),
                key.publicKey(),
                Optional.of(key.id().toString()),
                Optional.empty(),
                Optional.of(unitId),
                Optional.empty());
    }

    /**
     * A certificate for a unit's host, over a key that the asker holds.
     *
     * @param publicKey proved to be the asker's, see {@link vn.khue.pki.pkcs10.Pkcs10Reader}
     * @param hosts names that the unit may use; at least one
     */
    public static CertificateRequest server(
            PublicKey publicKey, Collection<DnsName> hosts, String unitId, String unitName) {
        return new CertificateRequest(
                "service-tls",
                Subject.server(unitName, hosts),
                publicKey,
                Optional.empty(),
                Optional.empty(),
                Optional.of(unitId),
                Optional.empty());
    }

    /**
     * A certificate for a service of Khuê itself, which no name of a person or host tells apart.
     *
     * @param profile of a SERVICE
     * @param plan whose country and organisation it bears
     * @param commonName for people, at most 64 characters
     * @param unit under which it is found in the register, for instance {@code khue:card:status}
     */
    public static CertificateRequest service(
            String profile, HierarchyPlan plan, VaultKey key, String commonName, String unit) {
        return own(profile, Subject.service(plan.country(), plan.organization(), commonName), key, unit);
    }

    static CertificateRequest own(String profile, Subject subject, VaultKey key, String name) {
        return new CertificateRequest(
                profile,
                subject,
                key.publicKey(),
                Optional.of(key.id().toString()),
                Optional.empty(),
                Optional.of(name),
                Optional.empty());
    }
}
