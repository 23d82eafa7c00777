package vn.khue.pki.store;

import java.security.cert.CertificateParsingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.khue.pki.Certificates;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/**
 * Who needs a new certificate because a key of their CA was lost: the certificates that were revoked with that key and have no
 * successor in force. Thread-safe where the connections are.
 */
public final class UnreplacedCertificates {
    /** Revoked in the very act that revoked the CA, and not before for a reason of their own. */
    private static final String LOST = "state = 'R' and changed_at = (select a.changed_at from pki_certificate a"
            + " where a.unit = '" + CertificateRegister.AUTHORITY + "' || c.ca order by a.issued desc limit 1)";

    /** What a certificate and its successor have in common. */
    private record Subject(String profile, Optional<String> unit, Optional<UUID> holder, Set<String> hosts) {}

    private final JdbcCertificateRegister register;

    public UnreplacedCertificates(Connections connections) {
        this.register = new JdbcCertificateRegister(connections);
    }

    /**
     * Certificates of people, seals and hosts, in the order of their issue.
     *
     * @param ca name in the plan; all of its keys count
     * @param now certificates that have ended by then need no successor
     */
    public List<CertificateRecord> of(String ca, Instant now) {
        List<CertificateRecord> found = register.list(
                "where ca in " + JdbcCertificateRegister.KEYS
                        + " and not_after > ? and unit not like 'khue:%' and (state = 'G' or " + LOST
                        + ") order by issued",
                s -> {
                    JdbcCertificateRegister.bindKeys(s, ca);
                    s.setObject(JdbcCertificateRegister.AFTER_KEYS, now.atOffset(ZoneOffset.UTC));
                });
        Set<Subject> served = found.stream()
                .filter(record -> record.status() instanceof CertificateStatus.Good)
                .map(UnreplacedCertificates::subject)
                .collect(Collectors.toSet());
        return found.stream()
                .filter(record -> !served.contains(subject(record)))
                .toList();
    }

    /** The names of a certificate's hosts, in order; none where it is nobody's host. */
    public static Set<String> hosts(CertificateRecord record) {
        try {
            var names = Certificates.parse(record.der()).getSubjectAlternativeNames();
            return names == null
                    ? Set.of()
                    : names.stream().map(name -> name.get(1).toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (CertificateParsingException e) {
            throw new PkiException(
                    Fault.STORE, "a certificate whose names can be read expected in the register, found another", e);
        }
    }

    private static Subject subject(CertificateRecord record) {
        return new Subject(record.profile(), record.unit(), record.holder(), hosts(record));
    }
}
