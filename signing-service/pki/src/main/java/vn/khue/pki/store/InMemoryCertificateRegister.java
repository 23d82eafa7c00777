package vn.khue.pki.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.khue.pki.PkiException;
import vn.khue.pki.PkiException.Fault;

/** A register for the life of the process: tests, benchmarks, command-line tools. Thread-safe. */
public final class InMemoryCertificateRegister implements CertificateRegister {
    private final Map<IssuerAndSerial, CertificateRecord> certificates = new LinkedHashMap<>();
    private final Map<String, BigInteger> numbers = new HashMap<>();
    private final Map<CrlName, PublishedCrl> crls = new HashMap<>();
    /** Lists that cover a change since they were published. */
    private final Set<CrlName> outdated = new HashSet<>();
    /** CAs of which any certificate changed since the list at their own address was published. */
    private final Set<String> changed = new HashSet<>();

    /** The newest certificate of each unit that is a CA. */
    private final Map<String, IssuerAndSerial> authorities = new HashMap<>();

    private long places;

    @Override
    public synchronized boolean add(CertificateRecord certificate) {
        requireInForce(certificate.ca());
        if (certificates.putIfAbsent(certificate.name(), certificate) != null) {
            throw new PkiException(
                    Fault.STORE,
                    "a new serial expected, found " + certificate.serial().toString(16) + " issued before by "
                            + certificate.ca());
        }
        certificate
                .unit()
                .filter(unit -> unit.startsWith(AUTHORITY))
                .ifPresent(unit -> authorities.put(unit, certificate.name()));
        return crls.containsKey(certificate.crl());
    }

    @Override
    public synchronized Optional<CertificateRecord> find(String ca, BigInteger serial) {
        return Optional.ofNullable(certificates.get(new IssuerAndSerial(ca, serial)));
    }

    @Override
    public synchronized Optional<CertificateRecord> findByAnyKey(String ca, BigInteger serial) {
        Stream<String> later = Stream.iterate(
                        2, number -> authorities.containsKey(AUTHORITY + ca + "-" + number), number -> number + 1)
                .map(number -> ca + "-" + number);
        return Stream.concat(Stream.of(ca), later)
                .flatMap(name -> find(name, serial).stream())
                .findFirst();
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
    public synchronized List<CertificateRecord> unrevoked(
            String ca, Instant notExpiredBefore, Optional<BigInteger> after, int limit) {
        return certificates.values().stream()
                .filter(c -> c.ca().equals(ca) && !(c.status() instanceof CertificateStatus.Revoked))
                .filter(c -> !c.notAfter().isBefore(notExpiredBefore))
                .filter(c -> after.map(last -> c.serial().compareTo(last) > 0).orElse(true))
                .sorted(Comparator.comparing(CertificateRecord::serial))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized CertificateRecord change(String ca, BigInteger serial, CertificateStatus status) {
        CertificateRecord present = find(ca, serial).orElseThrow(() -> unknown(ca, serial));
        if (!StatusChange.needed(present, status)) {
            return present;
        }
        CertificateRecord next = present.with(status);
        certificates.put(new IssuerAndSerial(ca, serial), next);
        outdated.add(next.crl());
        changed.add(ca);
        return next;
    }

    @Override
    public synchronized boolean authorityRevoked(String ca) {
        return Optional.ofNullable(authorities.get(AUTHORITY + ca))
                .map(certificates::get)
                .filter(newest -> newest.status() instanceof CertificateStatus.Revoked)
                .isPresent();
    }

    private void requireInForce(String ca) {
        if (authorityRevoked(ca)) {
            throw revokedAuthority(ca);
        }
    }

    @Override
    public synchronized boolean holdsUnended(String ca, Instant after, String besides) {
        return certificates.values().stream()
                .anyMatch(c -> c.ca().equals(ca)
                        && c.notAfter().isAfter(after)
                        && !c.profile().equals(besides));
    }

    @Override
    public synchronized List<Withdrawal> withdrawn(String ca, Instant notExpiredBefore) {
        return withdrawals(c -> c.ca().equals(ca) && !c.notAfter().isBefore(notExpiredBefore));
    }

    @Override
    public synchronized List<Withdrawal> withdrawn(CrlName list, Instant notExpiredBefore) {
        return withdrawals(c -> c.crl().equals(list) && !c.notAfter().isBefore(notExpiredBefore));
    }

    @Override
    public synchronized long takeIssuingPlace() {
        return places++;
    }

    @Override
    public synchronized BigInteger takeCrlNumber(String ca) {
        return numbers.merge(ca, BigInteger.ONE, BigInteger::add);
    }

    @Override
    public synchronized void publish(PublishedCrl crl) {
        requireInForce(crl.name().ca());
        PublishedCrl present = crls.get(crl.name());
        if (present != null && present.number().compareTo(crl.number()) >= 0) {
            throw olderCrl(crl);
        }
        crls.put(crl.name(), crl);
        outdated.remove(crl.name());
        if (crl.name().isMain()) {
            changed.remove(crl.name().ca());
        }
    }

    @Override
    public synchronized Optional<PublishedCrl> latestCrl(CrlName list) {
        return authorityRevoked(list.ca()) ? Optional.empty() : Optional.ofNullable(crls.get(list));
    }

    @Override
    public synchronized List<CrlName> dueCrls(String ca, MainCrl covers, Instant needed, Instant endsBy, int limit) {
        if (authorityRevoked(ca)) {
            return List.of();
        }
        Stream<CrlName> partitions = certificates.values().stream()
                .filter(c -> c.ca().equals(ca)
                        && c.crlPartition().isPresent()
                        && !c.notAfter().isBefore(needed))
                .map(CertificateRecord::crl)
                .distinct();
        return Stream.concat(Stream.of(CrlName.main(ca)), partitions)
                .filter(list -> due(list, covers, endsBy))
                .sorted(Comparator.comparing(
                        list -> latestCrl(list).map(PublishedCrl::nextUpdate).orElse(Instant.MIN)))
                .limit(limit)
                .toList();
    }

    private boolean due(CrlName list, MainCrl covers, Instant endsBy) {
        PublishedCrl last = crls.get(list);
        return last == null
                || !last.nextUpdate().isAfter(endsBy)
                || outdated.contains(list)
                || (list.isMain() && covers == MainCrl.EVERYTHING && changed.contains(list.ca()));
    }

    private List<Withdrawal> withdrawals(Predicate<CertificateRecord> wanted) {
        return certificates.values().stream()
                .filter(c -> !(c.status() instanceof CertificateStatus.Good))
                .filter(wanted)
                .sorted(Comparator.comparing(CertificateRecord::serial))
                .map(c -> new Withdrawal(c.serial(), c.status()))
                .toList();
    }

    static PkiException unknown(String ca, BigInteger serial) {
        return new PkiException(
                Fault.INPUT, "a certificate issued by " + ca + " expected, found no serial " + serial.toString(16));
    }

    static PkiException revokedAuthority(String ca) {
        return new PkiException(
                Fault.POLICY,
                "a CA in force expected, found the certificate of " + ca
                        + " revoked: it signs nothing any more; start Khuê again so that its successor is used");
    }

    static PkiException olderCrl(PublishedCrl crl) {
        return new PkiException(
                Fault.STORE,
                "a CRL of " + crl.name().ca() + " newer than the published one expected, found number " + crl.number());
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
