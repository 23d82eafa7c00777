package vn.khue.signing.setting;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.khue.pki.keystore.JdbcVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.pkcs11.Pkcs11KeyVault;
import vn.khue.signing.authority.JoinedConnections;

/**
 * Opens the vault that was chosen. Each kind has a name of its own in the database, so that neither reads the other's keys. What a
 * passphrase costs is {@link KdfParameters#RECOMMENDED} but where the context holds something else, as in tests.
 */
@Configuration(proxyBeanMethods = false)
class KeySetting {
    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    KeyVault keyVault(
            JoinedConnections connections,
            SigningProperties properties,
            KeysProperties keys,
            ObjectProvider<KdfParameters> cost,
            Clock clock) {
        return switch (keys.vault()) {
            case SOFTWARE -> {
                try (Passphrase passphrase = Passphrase.fromFile(properties.secret("vault-passphrase"))) {
                    yield SoftwareKeyVault.open(
                            new JdbcVaultStore("signing", connections),
                            passphrase,
                            cost.getIfAvailable(() -> KdfParameters.RECOMMENDED));
                }
            }
            case PKCS11 -> Pkcs11KeyVault.open(keys.token(), new JdbcVaultStore("signing-token", connections), clock);
        };
    }
}
