package vn.khue.signing.card;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.khue.pki.PkiException;

/** Publishes at once what says something of a card that was just changed. Thread-safe. */
@Component
public class ChangedLists {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedLists.class);

    private final CardStore cards;
    private final StatusPublication lists;

    public ChangedLists(CardStore cards, StatusPublication lists) {
        this.cards = cards;
        this.lists = lists;
    }

    /** After the change is committed; a list that cannot be signed now comes with the next run. */
    public void publish(Card card) {
        try {
            cards.shards(card).forEach(lists::publish);
        } catch (PkiException e) {
            LOG.error("the list of a changed card could not be published; the next run tries again", e);
        }
    }
}
