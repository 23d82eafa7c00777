package vn.khue.signing.authority;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.khue.pki.PkiException;
import vn.khue.pki.crl.CrlPublication;

/**
 * Publishes the lists of the online authorities at the start and once a minute: those past half their life, and those that a
 * change of state has made old. The root's is made at the start, when its key is at hand.
 */
@Component
public class CrlSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(CrlSchedule.class);

    private final CrlPublication publication;

    public CrlSchedule(CrlPublication publication) {
        this.publication = publication;
    }

    @Scheduled(fixedDelayString = "PT1M")
    public void publishWhatIsDue() {
        try {
            publication.run();
        } catch (PkiException failure) {
            // The next run tries again; readers see the old list's end until then.
            LOG.error("lists could not be published", failure);
        }
    }
}
