package vn.khue.sso.gate;

import java.util.List;
import org.keycloak.testframework.TestFrameworkExtension;
import org.keycloak.testframework.injection.Supplier;

/** Makes {@link LoopbackKeycloakSupplier} known to Keycloak's test framework. */
public final class LoopbackKeycloakExtension implements TestFrameworkExtension {
    @Override
    public List<Supplier<?, ?>> suppliers() {
        return List.of(new LoopbackKeycloakSupplier());
    }
}
