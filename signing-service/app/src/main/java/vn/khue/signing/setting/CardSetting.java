package vn.khue.signing.setting;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.signing.card.CardAddresses;
import vn.khue.signing.card.CardPlaces;
import vn.khue.signing.card.CardPolicy;
import vn.khue.signing.card.CardStore;

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
}
