package vn.khue.pki.ca;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import vn.khue.pki.keystore.KeySpec;

/**
 * What certificates of one kind are like. Profiles are data: {@code profiles/<id>.json} beside this class, read
 * strictly. Immutable.
 *
 * @param id name, for instance {@code person-signing}
 * @param subject which kind of subject it is for
 * @param validity from the issue to notAfter, 1 to 7300 days
 * @param keys kinds of key it may certify
 * @param keyUsage RFC 5280 section 4.2.1.3; always critical
 * @param extendedKeyUsage OIDs, may be empty
 * @param extendedKeyUsageCritical as RFC 3161 asks for time-stamping
 * @param policies certificate policy OIDs, may be empty
 * @param qcTypes what it is made for, written as a QCStatement; may be empty
 * @param pathLength for a CA 0 or more; -1: not a CA
 * @param permittedSubtrees of a CA: the only names of their kinds in what it issues; may be empty
 * @param excludedSubtrees of a CA: names that nothing it issues bears; may be empty
 * @param ocspNoCheck whether to write id-pkix-ocsp-nocheck
 * @param statusUrls whether to write where status is found (AIA OCSP, CRL distribution point)
 * @param source the standard or law the profile follows
 */
public record CertificateProfile(
        String id,
        SubjectKind subject,
        Duration validity,
        Set<KeySpec> keys,
        Set<Usage> keyUsage,
        List<String> extendedKeyUsage,
        boolean extendedKeyUsageCritical,
        List<String> policies,
        Set<QcType> qcTypes,
        int pathLength,
        List<Subtree> permittedSubtrees,
        List<Subtree> excludedSubtrees,
        boolean ocspNoCheck,
        boolean statusUrls,
        String source) {
    /** Key usages, spelt as RFC 5280 spells them because profiles are read beside it. */
    public enum Usage {
        digitalSignature(KeyUsage.digitalSignature),
        nonRepudiation(KeyUsage.nonRepudiation),
        keyCertSign(KeyUsage.keyCertSign),
        cRLSign(KeyUsage.cRLSign);

        private final int bit;

        Usage(int bit) {
            this.bit = bit;
        }

        int bit() {
            return bit;
        }
    }

    /** Kinds of subject. */
    public enum SubjectKind {
        PERSON,
        UNIT,
        SERVICE,
        /** A host, by its names: the certificate has a subject alternative name with them. */
        SERVER,
        AUTHORITY
    }

    public CertificateProfile {
        keys = Set.copyOf(keys);
        keyUsage = Set.copyOf(keyUsage);
        extendedKeyUsage = List.copyOf(extendedKeyUsage);
        policies = List.copyOf(policies);
        qcTypes = Set.copyOf(qcTypes);
        permittedSubtrees = List.copyOf(permittedSubtrees);
        excludedSubtrees = List.copyOf(excludedSubtrees);
        if (keys.isEmpty() || keyUsage.isEmpty()) {
            throw new IllegalArgumentException("profile " + id + ": at least one key kind and one key usage expected");
        }
        if (validity.compareTo(Duration.ofDays(1)) < 0 || validity.compareTo(Duration.ofDays(7300)) > 0) {
            throw new IllegalArgumentException(
                    "profile " + id + ": a validity of 1 to 7300 days expected (PnD), found " + validity);
        }
        boolean authority = keyUsage.contains(Usage.keyCertSign);
        if (authority != (pathLength >= 0) || authority != (subject == SubjectKind.AUTHORITY)) {
            throw new IllegalArgumentException("profile " + id
                    + ": keyCertSign, a path length and an AUTHORITY subject belong together; found " + keyUsage + ", "
                    + pathLength + ", " + subject);
        }
        if (!authority && !(permittedSubtrees.isEmpty() && excludedSubtrees.isEmpty())) {
            throw new IllegalArgumentException("profile " + id + ": name constraints of a CA only expected");
        }
    }

    /** Name constraints (RFC 5280 section 4.2.1.10), where there are any. */
    Optional<NameConstraints> nameConstraints() {
        return permittedSubtrees.isEmpty() && excludedSubtrees.isEmpty()
                ? Optional.empty()
                : Optional.of(new NameConstraints(
                        Subtree.structures(permittedSubtrees), Subtree.structures(excludedSubtrees)));
    }

    boolean isAuthority() {
        return pathLength >= 0;
    }

    /** Whether its certificates name hosts (dNSName). */
    public boolean namesHosts() {
        return subject == SubjectKind.SERVER;
    }

    /** Whether it certifies keys of this kind and size. */
    public boolean certifies(PublicKey key) {
        return keys.stream().anyMatch(spec -> switch (spec) {
            case EC_P256 ->
                key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 256;
            case EC_P384 ->
                key instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() == 384;
            case RSA_3072 -> key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 3072;
        });
    }
}
