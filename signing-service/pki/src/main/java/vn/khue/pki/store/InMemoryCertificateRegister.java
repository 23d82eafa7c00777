package vn.khue.pki.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** A register for the life of the process: tests, benchmarks, command-line tools. Thread-safe. */
public final class InMemoryCertificateRegister implements CertificateRegister {
    private record Key(String ca, BigInteger serial) {}

    private final Map<Key, CertificateRecord> certificates = new LinkedHashMap<>();
    private final Map<String, BigInteger> numbers = new HashMap<>();
    private final Map<String, PublishedCrl> crls = new HashMap<>();

    @Override
    public synchronized void add(CertificateRecord certificate) {
        if (certificates.putIfAbsent(new Key(certificate.ca(), certificate.serial()), certificate) != null) {
            throw new PkiException(
                    Fault.STORE,
                    "a new serial expected, found " + certificate.serial().toString(16) + " issued before by "
                            + certificate.ca());
        }
    }

    @Override
    public synchronized Optional<CertificateRecord> find(String ca, BigInteger serial) {
        return Optional.ofNullable(certificates.get(new Key(ca, serial)));
    }

    @Override
    public synchronized List<CertificateRecord> ofHolder(UUID holder) {
        return newestFirst(c -> c.holder().filter(holder::equals).isPresent());
    }

    @Override
    public synchronized List<CertificateRecord> ofUnit(String unit, String profile) {
        return newestFirst(c ->
                c.profile().equals(profile) && c.unit().filter(unit::equals).isPresent());
    }

    @Override
    public synchronized List<CertificateRecord> expiring(Instant from, Instant to, int limit) {
        return certificates.values().stream()
                .filter(c -> !(c.status() instanceof CertificateStatus.Revoked))
                .filter(c -> !c.notAfter().isBefore(from) && c.notAfter().isBefore(to))
                .sorted(Comparator.comparing(CertificateRecord::notAfter))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized CertificateRecord change(String ca, BigInteger serial, CertificateStatus status) {
        CertificateRecord present = find(ca, serial).orElseThrow(() -> unknown(ca, serial));
        if (!StatusChange.needed(present, status)) {
            return present;
        }
        CertificateRecord changed = present.with(status);
        certificates.put(new Key(ca, serial), changed);
        return changed;
    }

    @Override
    public synchronized List<CertificateRecord> withdrawn(String ca, Instant notExpiredBefore) {
        return certificates.values().stream()
                .filter(c -> c.ca().equals(ca))
                .filter(c -> !(c.status() instanceof CertificateStatus.Good))
                .filter(c -> !c.notAfter().isBefore(notExpiredBefore))
                .sorted(Comparator.comparing(CertificateRecord::serial))
                .toList();
    }

    @Override
    public synchronized BigInteger takeCrlNumber(String ca) {
        return numbers.merge(ca, BigInteger.ONE, BigInteger::add);
    }

    @Override
    public synchronized void publish(PublishedCrl crl) {
        PublishedCrl present = crls.get(crl.ca());
        if (present != null && present.number().compareTo(crl.number()) >= 0) {
            throw olderCrl(crl);
        }
        crls.put(crl.ca(), crl);
    }

    @Override
    public synchronized Optional<PublishedCrl> latestCrl(String ca) {
        return Optional.ofNullable(crls.get(ca));
    }

    static PkiException unknown(String ca, BigInteger serial) {
        return new PkiException(
                Fault.INPUT, "a certificate issued by " + ca + " expected, found no serial " + serial.toString(16));
    }

    static PkiException olderCrl(PublishedCrl crl) {
        return new PkiException(
                Fault.STORE,
                "a CRL of " + crl.ca() + " newer than the published one expected, found number " + crl.number());
    }

    private List<CertificateRecord> newestFirst(Predicate<CertificateRecord> wanted) {
        List<CertificateRecord> found = new ArrayList<>();
        for (CertificateRecord certificate : certificates.values()) {
            if (wanted.test(certificate)) {
                found.add(0, certificate);
            }
        }
        return List.copyOf(found);
    }
}
