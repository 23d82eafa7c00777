package vn.khue.signing.authority;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import vn.khue.pki.PkiException;
import vn.khue.pki.ocsp.AnswerProduction;

/** Signs OCSP answers ahead of time: at the start and every half minute what is missing or old. */
@Component
public class AnswerSchedule {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerSchedule.class);

    private final AnswerProduction production;

    public AnswerSchedule(AnswerProduction production) {
        this.production = production;
    }

    @Scheduled(fixedDelayString = "PT30S")
    public void signWhatIsDue() {
        try {
            production.run();
        } catch (PkiException failure) {
            LOG.error("OCSP answers could not be signed ahead; the next run tries again", failure);
        }
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    public void tidy() {
        try {
            production.tidy();
        } catch (PkiException failure) {
            LOG.error("ended OCSP answers could not be removed; the next run tries again", failure);
        }
    }
}
