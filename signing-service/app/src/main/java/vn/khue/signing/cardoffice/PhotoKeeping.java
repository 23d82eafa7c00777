package vn.khue.signing.cardoffice;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.directory.Directory;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.Person;
import vn.khue.directory.PersonStatus;
import vn.khue.signing.event.SigningEvents;

/** Removes photos and consents of people who were erased or have left. Thread-safe. */
@Component
public class PhotoKeeping {
    private static final Logger LOG = LoggerFactory.getLogger(PhotoKeeping.class);
    private static final int AT_A_TIME = 500;

    private final PhotoStore photos;
    private final Directory directory;
    private final SigningEvents events;
    private final TransactionTemplate transaction;

    public PhotoKeeping(
            PhotoStore photos, Directory directory, SigningEvents events, PlatformTransactionManager transactions) {
        this.photos = photos;
        this.directory = directory;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Goes through everybody. A directory that does not answer ends the round; nobody is taken for erased by that. */
    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT10M")
    public void round() {
        UUID after = new UUID(0, 0);
        try {
            for (List<PhotoStore.Known> some = photos.people(after, AT_A_TIME);
                    !some.isEmpty();
                    some = photos.people(after, AT_A_TIME)) {
                for (PhotoStore.Known known : some) {
                    if (gone(known.person())) {
                        remove(known);
                    }
                    after = known.person();
                }
            }
        } catch (DirectoryException away) {
            LOG.error("photos of those who left wait for the directory", away);
        }
    }

    private boolean gone(UUID person) {
        return directory
                .person(person)
                .map(Person::status)
                .filter(status -> status != PersonStatus.LEFT)
                .isEmpty();
    }

    private void remove(PhotoStore.Known known) {
        transaction.executeWithoutResult(status -> {
            photos.remove(known.person());
            photos.forgetConsent(known.person());
            events.cardPhotoErased(known.person(), known.unit());
        });
    }
}
