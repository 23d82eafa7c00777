package vn.khue.signing.authority;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.VaultState;

/**
 * Whether the keys can be used. The service itself stays up without them: status, lists and verification go on, and
 * starting it again would not bring a token back.
 */
@Component("keys")
public final class KeysHealth implements HealthIndicator {
    /** Shown for the component; a status of its own, so that it does not take the whole service down. */
    private static final Status GONE = new Status("KEYS_GONE");

    private final KeyVault vault;

    public KeysHealth(KeyVault vault) {
        this.vault = vault;
    }

    @Override
    public Health health() {
        if (vault.check() instanceof VaultState.Gone gone) {
            return Health.status(GONE)
                    .withDetail("since", gone.since().toString())
                    .withDetail("why", gone.why().name())
                    .build();
        }
        return Health.up().build();
    }
}
