package vn.khue.signing.cardcheck;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** The present edition of a page; as a bean, of the page that checks cards. Thread-safe. */
@Component
public class PageEdition {
    private final Editions editions;
    private final ObjectProvider<TrustListKey> trustKey;

    public PageEdition(@Qualifier("cardCheckEditions") Editions editions, ObjectProvider<TrustListKey> trustKey) {
        this.editions = editions;
        this.trustKey = trustKey;
    }

    /** For the key of trust lists that holds now. */
    public Edition present() {
        return editions.of(Optional.ofNullable(trustKey.getIfAvailable()).flatMap(TrustListKey::jwk));
    }
}
