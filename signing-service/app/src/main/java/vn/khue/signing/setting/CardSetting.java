package vn.khue.signing.setting;

import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.ecard.trust.Jwk;
import vn.khue.pki.PkiException;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.card.CardKeys;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.card.CardPolicy;
import vn.khue.signing.card.CardStore;
import vn.khue.signing.cardcheck.TrustListKey;
import vn.khue.signing.cardoffice.PhotoStore;
import vn.khue.signing.cardoffice.PhotoVault;
import vn.khue.signing.familycard.FamilyCardPolicy;
import vn.khue.signing.staffcard.CardReader;
import vn.khue.web.security.BodyLimit;

/** What cards say of themselves and where their places come from. */
@Configuration(proxyBeanMethods = false)
class CardSetting {
    @Bean
    CardPolicy cardPolicy() {
        return CardPolicy.shipped();
    }

    @Bean
    CardAddresses cardAddresses(SigningProperties properties) {
        return CardAddresses.of(properties.url());
    }

    @Bean
    CardPlaces cardPlaces(SigningProperties properties, CardStore cards, JdbcClient jdbc) {
        return new CardPlaces(properties.secret("card-index-key"), cards, jdbc);
    }

    @Bean
    PhotoStore photoStore(SigningProperties properties, JdbcClient jdbc) {
        return new PhotoStore(jdbc, new PhotoVault(properties.secret("card-photo-key")));
    }

    @Bean
    FamilyCardPolicy familyCardPolicy() {
        return FamilyCardPolicy.shipped();
    }

    @Bean
    CardReader cardReader(CardTokenProperties properties) {
        return new CardReader(properties.token());
    }

    @Bean
    BodyLimit photoLimit() {
        return new BodyLimit("/card-office/classes/*/photos", 51L << 20);
    }

    /** The page that checks cards says that it knows no signers yet, for as long as the card CA waits for the root. */
    @Bean
    TrustListKey trustListKey(CardKeys keys) {
        return () -> {
            try {
                return Optional.of(Jwk.of(keys.trustKey().open()).toString());
            } catch (PkiException e) {
                if (e.fault() == PkiException.Fault.KEY) {
                    return Optional.empty();
                }
                throw e;
            }
        };
    }
}
