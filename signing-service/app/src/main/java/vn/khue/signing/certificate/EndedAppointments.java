package vn.khue.signing.certificate;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.khue.directory.Directory;
import vn.khue.directory.Standing;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.rights.ActingPeople;

/**
 * Revokes the certificates, for signing and for signing in, of a person whose appointments in the unit that it names have ended, and publishes the next CRL
 * at once. The right to sign ends with the appointment anyway, because it is read at every act; this is for those outside, who see
 * only the certificate. Runs at the start and every ten minutes; running it again changes nothing. A person who is suspended keeps
 * the certificate, as a suspension may be lifted and a revocation may not; a person whom the directory does not know is reported and
 * left alone. Thread-safe.
 */
@Component
public class EndedAppointments {
    private static final Logger LOG = LoggerFactory.getLogger(EndedAppointments.class);

    private final CertificateRequests requests;
    private final Credentials credentials;
    private final OwnRevocations revocations;
    private final Directory directory;
    private final ActingPeople people;
    private final Clock clock;

    public EndedAppointments(
            CertificateRequests requests,
            Credentials credentials,
            OwnRevocations revocations,
            Directory directory,
            ActingPeople people,
            Clock clock) {
        this.requests = requests;
        this.credentials = credentials;
        this.revocations = revocations;
        this.directory = directory;
        this.people = people;
        this.clock = clock;
    }

    private record Ended(CertificateRecord record, RevocationReason reason) {}

    /** The same as {@link #sweep}; a failure is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT10M")
    public void run() {
        try {
            sweep();
        } catch (RuntimeException failure) {
            LOG.error("certificates of ended appointments could not be revoked; the next run tries again", failure);
        }
    }

    /**
     * Looks at every certificate of a person that is in force.
     *
     * @return how many were revoked
     * @throws vn.khue.directory.DirectoryException if the directory does not answer; then nothing is revoked
     */
    public int sweep() {
        LocalDate today = people.today();
        List<Ended> ended = new ArrayList<>();
        int inForce = 0;
        for (CertificateRequests.Issued issued : requests.issued()) {
            List<CertificateRecord> records = Stream.concat(
                            credentials.all(issued.holder(), issued.unit()).stream(),
                            credentials.logins(issued.holder(), issued.unit()).stream())
                    .filter(this::inForce)
                    .toList();
            inForce += records.size();
            if (!records.isEmpty()) {
                reason(issued, today).ifPresent(why -> records.forEach(record -> ended.add(new Ended(record, why))));
            }
        }
        if (RevocationBrake.usual().stops(ended.size(), inForce)) {
            LOG.error(
                    "expected a few ended appointments, found {} of {} certificates without one: none is revoked;"
                            + " look into the directory",
                    ended.size(),
                    inForce);
            return 0;
        }
        int revoked = 0;
        for (Ended each : ended) {
            if (revocations.revoke(each.record(), each.reason())) {
                revoked++;
            }
        }
        if (revoked > 0) {
            revocations.publish();
        }
        return revoked;
    }

    private boolean inForce(CertificateRecord record) {
        return !(record.status() instanceof CertificateStatus.Revoked)
                && clock.instant().isBefore(record.notAfter());
    }

    /** Why the certificate must go; empty where it stays. */
    private Optional<RevocationReason> reason(CertificateRequests.Issued issued, LocalDate today) {
        Optional<Standing> standing = directory.standing(issued.holder(), today);
        if (standing.isEmpty()) {
            LOG.warn("the directory does not know {}, who has a certificate; nothing is revoked", issued.holder());
            return Optional.empty();
        }
        Set<String> units = standing.get().units();
        if (units.contains(issued.unit())) {
            return Optional.empty();
        }
        return Optional.of(
                units.isEmpty() ? RevocationReason.CESSATION_OF_OPERATION : RevocationReason.AFFILIATION_CHANGED);
    }
}
