package vn.khue.signing.est;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.Actor;
import vn.khue.pki.DnsName;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.ca.Subject;
import vn.khue.pki.path.PathValidator;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.tls.TlsServer;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signing.enrolment.EnrolmentPolicy;
import vn.khue.signing.event.SigningEvents;

/**
 * The certificate of EST's own port, issued by the authority of hosts to this process at its start and again before it ends. Its
 * record and its event are one transaction. Thread-safe.
 */
public class EstServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(EstServerCertificate.class);
    private static final Duration LIFE = Duration.ofDays(7);

    private final DnsName name;
    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final EnrolmentPolicy policy;
    private final SigningEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final TlsServer server;

    /** @throws PkiException where no certificate can be issued now */
    public EstServerCertificate(
            DnsName name,
            Hierarchy hierarchy,
            CertificateRegister register,
            EnrolmentPolicy policy,
            PathValidator validator,
            SigningEvents events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.name = name;
        this.hierarchy = hierarchy;
        this.register = register;
        this.policy = policy;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        // Our root alone: other anchors of the house say who signs documents, not who is one of our hosts.
        TrustStore ours = TrustStore.of(TrustAnchor.of(
                hierarchy.root(), TrustClass.INTERNAL, "Khuê", "clients of EST have certificates of ours"));
        List<X509Certificate> asked =
                List.of(hierarchy.authorityFor(policy.profile()).certificate());
        this.server = new TlsServer(this::certify, validator, ours, asked, clock);
    }

    public TlsServer server() {
        return server;
    }

    private List<X509Certificate> certify(PublicKey key) {
        Instant end = clock.instant().plus(LIFE);
        IssuedCertificate issued = transaction.execute(status -> {
            IssuedCertificate made = hierarchy
                    .authorityFor(policy.profile())
                    .issue(
                            new CertificateRequest(
                                    policy.profile(),
                                    Subject.server(hierarchy.plan().organization(), List.of(name)),
                                    key,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of(end)),
                            register);
            events.serviceIssued(Actor.service("khue-signing"), made.record());
            return made;
        });
        return issued.chain().subList(0, issued.chain().size() - 1);
    }

    /** Renews when half of the time is over; what fails is tried again until the other half is over too. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1H")
    public void renewInTime() {
        Instant end = server.chain().get(0).getNotAfter().toInstant();
        if (clock.instant().isBefore(end.minus(LIFE.dividedBy(2)))) {
            return;
        }
        try {
            server.renew();
        } catch (PkiException e) {
            LOG.error("the certificate of the EST port could not be renewed; it ends {}; trying again", end, e);
        }
    }
}
