package vn.khue.signing.authority;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.store.CertificateRegister;

/**
 * Publishes the next CRL of each online authority when the last one is past half its life. The root's is made at the start,
 * when its key is at hand.
 */
@Component
public class CrlSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(CrlSchedule.class);

    private final Hierarchy hierarchy;
    private final CertificateRegister register;
    private final TransactionTemplate transaction;
    private final Clock clock;

    public CrlSchedule(
            Hierarchy hierarchy, CertificateRegister register, PlatformTransactionManager transactions, Clock clock) {
        this.hierarchy = hierarchy;
        this.register = register;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT15M", initialDelayString = "PT15M")
    public void publishWhatIsDue() {
        for (HierarchyPlan.Authority authority : hierarchy.plan().authorities()) {
            CrlIssuer issuer = new CrlIssuer(
                    authority.name(), hierarchy.authority(authority.name()).key(), authority.crlValidity(), clock);
            try {
                transaction.executeWithoutResult(status -> issuer.issueIfDue(register));
            } catch (PkiException failure) {
                // The next run tries again; readers see the old list's end until then.
                LOG.error("the CRL of {} could not be published", authority.name(), failure);
            }
        }
    }
}
