package vn.khue.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Status at 2,000,000 certificates beside 10,000: single answers that are not in memory, and the partitions of the CRL with every
 * tenth certificate revoked and one partition wholly revoked. Runs only where it is named: it writes 2 GB and takes minutes.
 */
public final class StatusAtTwoMillionBench implements Bench {

    private static final int FEW = 10_000;
    private static final int MANY = 2_000_000;
    private static final int ASKED = 5_000;
    private static final int ROUNDS = 3;
    private static final double MOST = 2;
    private static final int KIB_64 = 64 * 1024;
    private static final String WAITING = "select count(*) from pki_ocsp_answer where der is null";

    @Override
    public String name() {
        return "status-2m";
    }

    @Override
    public String about() {
        return "p99 of status answers and size of CRL partitions at 2,000,000 certificates (minutes, 2 GB; only where named)";
    }

    @Override
    public boolean onlyByName() {
        return true;
    }

    @Override
    public List<Measurement> run() {
        try (SigningService service = new SigningService()) {
            service.await(WAITING, Duration.ofMinutes(1));
            service.execute(InventedCertificates.insert(0, FEW));
            service.await(WAITING, Duration.ofMinutes(2));
            InventedCertificates certificates = new InventedCertificates(service.get("/pki/people.crt"));
            double few = p99(service, certificates, FEW);
            fill(service);
            double many = p99(service, certificates, MANY);
            double kept = p99OfKept(service, certificates);
            service.execute(
                    "update pki_certificate set state = 'R', changed_at = date_trunc('second', now()), reason = 1"
                            + " where ca = 'people' and crl_partition between 1000 and 1099 and state = 'G'"
                            + " and (get_byte(serial, 15) % 10 = 0 or crl_partition = 1050)");
            service.await(
                    "select count(*) from pki_crl_partition p left join pki_crl l using (ca, partition)"
                            + " where l.number is null or (partition between 1000 and 1099"
                            + " and not exists (select 1 from pki_crl where ca = 'people' and partition = 1050"
                            + " and length(der) > 40000))",
                    Duration.ofMinutes(5));
            return List.of(
                    new Measurement(
                            name(),
                            "answers from the database, p99 at 2,000,000 certificates",
                            "ms",
                            Measurement.Better.LOWER,
                            many,
                            few,
                            "ours at 10,000",
                            Optional.of(MOST)),
                    new Measurement(
                            name(),
                            "the same",
                            "ms",
                            Measurement.Better.LOWER,
                            many,
                            kept,
                            "ours from memory",
                            Optional.empty()),
                    size(service, "CRL partition, every tenth of 1,000 revoked", "partition = 1001"),
                    size(service, "CRL partition, all of 1,000 revoked", "partition = 1050"),
                    size(service, "largest of all CRL partitions", "partition > 0"));
        } catch (IOException e) {
            throw new BenchException("expected a signing service of its own, found " + e, e);
        }
    }

    /** The rows themselves; each answer is a copy of a signed one, since its content does not matter to how fast it is found. */
    private static void fill(SigningService service) {
        service.execute(
                "alter table pki_certificate disable trigger pki_certificate_added",
                InventedCertificates.insert(FEW, MANY),
                "alter table pki_certificate enable trigger pki_certificate_added",
                "insert into pki_ocsp_answer (ca, serial, not_after, der, this_update, next_update, refresh_at)"
                        + " select c.ca, c.serial, c.not_after, a.der, a.this_update, a.next_update, a.refresh_at"
                        + " from pki_certificate c, (select * from pki_ocsp_answer where ca = 'people' and der is not null"
                        + " limit 1) a where c.ca = 'people' on conflict do nothing",
                "insert into pki_crl_partition (ca, partition, ends) select 'people', n, now() + interval '701 days'"
                        + " from generate_series(1, " + MANY / 1000 + ") n on conflict do nothing",
                "vacuum analyze pki_certificate",
                "vacuum analyze pki_ocsp_answer",
                "checkpoint");
    }

    /** The middle of three rounds, each of other certificates that the service's memory does not hold. */
    private static double p99(SigningService service, InventedCertificates certificates, int of) throws IOException {
        List<Double> rounds = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(of);
        for (int round = 0; round <= ROUNDS; round++) {
            forget(service);
            List<String> paths = random.ints(0, of)
                    .distinct()
                    .limit(ASKED)
                    .mapToObj(certificates::path)
                    .toList();
            rounds.add(Latency.p99(service.port(), paths));
        }
        // The first was for the machine to warm up.
        return rounds.subList(1, rounds.size()).stream().sorted().toList().get(ROUNDS / 2);
    }

    private static double p99OfKept(SigningService service, InventedCertificates certificates) throws IOException {
        List<String> paths = new SplittableRandom(1)
                .ints(ASKED, 0, 1000)
                .mapToObj(certificates::path)
                .toList();
        Latency.p99(service.port(), paths);
        return Latency.p99(service.port(), paths);
    }

    /** More changes at once than are taken one by one make the service forget all that it keeps. */
    private static void forget(SigningService service) {
        service.execute("insert into pki_status_change (ca, serial, partition)"
                + " select 'none', '\\x01', 0 from generate_series(1, 1001)");
        service.rest(Duration.ofSeconds(1));
    }

    private Measurement size(SigningService service, String metric, String which) {
        return new Measurement(
                name(),
                metric,
                "bytes",
                Measurement.Better.LOWER,
                service.number("select max(length(der)) from pki_crl where ca = 'people' and " + which),
                KIB_64,
                "limit",
                Optional.of(1.0));
    }
}
