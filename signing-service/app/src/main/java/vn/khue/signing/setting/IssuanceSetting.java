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
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    IssuanceKeeper issuanceKeeper(
            JoinedConnections connections, SigningProperties properties, ServiceAddress address, Clock clock) {
        IssuancePlace place = IssuancePlace.in(properties.state());
        String origin = address.base().getAuthority() + "/pki/log";
        return new IssuanceKeeper(
                place,
                new IssuanceTable(connections),
                () -> place.key(origin, properties.secret("issuance-key-passphrase")),
                clock);
    }
}
