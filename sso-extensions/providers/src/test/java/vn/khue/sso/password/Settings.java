package vn.khue.sso.password;

import java.util.Map;
import java.util.Set;
import org.keycloak.Config;

/** Server settings from a map. */
final class Settings extends Config.AbstractScope {
    private final Map<String, String> values;

    Settings(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    @Override
    public String get(String key) {
        return values.get(key);
    }

    @Override
    public Config.Scope scope(String... scope) {
        return new Settings(Map.of());
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public Config.Scope root() {
        return this;
    }
}
