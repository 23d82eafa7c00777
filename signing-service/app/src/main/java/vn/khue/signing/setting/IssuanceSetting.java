package vn.khue.signing.setting;

import java.time.Clock;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.pki.issuance.IssuancePlace;
import vn.khue.pki.issuance.IssuanceTable;
import vn.khue.signing.authority.IssuanceKeeper;
import vn.khue.signing.authority.JoinedConnections;
import vn.khue.signing.authority.ServiceAddress;

/** The log of what our authorities issue. */
@Configuration(proxyBeanMethods = false)
class IssuanceSetting {
    @Bean
    IssuancePlace issuancePlace(SigningProperties properties) {
        return IssuancePlace.in(properties.state());
    }

    @Bean
    IssuanceTable issuanceTable(JoinedConnections connections) {
        return new IssuanceTable(connections);
    }

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    IssuanceKeeper issuanceKeeper(
            IssuancePlace place,
            IssuanceTable table,
            SigningProperties properties,
            ServiceAddress address,
            Clock clock) {
        String origin = address.base().getAuthority() + "/pki/log";
        return new IssuanceKeeper(
                place, table, () -> place.key(origin, properties.secret("issuance-key-passphrase")), clock);
    }
}
