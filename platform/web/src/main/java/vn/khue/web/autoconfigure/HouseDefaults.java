package vn.khue.web.autoconfigure;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import vn.khue.web.login.SecretFile;

/** Settings that are the same in every app. They come last: whatever an app or its environment says wins. */
public final class HouseDefaults implements EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String app = environment.getProperty("khue.web.app");
        if (app == null) {
            return;
        }
        Map<String, Object> defaults = new LinkedHashMap<>();
        defaults.put("spring.application.name", "khue-" + app);
        defaults.put("khue.web.client-id", "khue-" + app);

        int port = environment.getProperty("khue.web.base-port", Integer.class, 0);
        int base = environment.getProperty("KHUE_PORT_BASE", Integer.class, 0);
        defaults.put("server.port", port == 0 ? 0 : port + base);
        defaults.put("server.address", "127.0.0.1");
        defaults.put("server.shutdown", "graceful");
        defaults.put("spring.lifecycle.timeout-per-shutdown-phase", "10s");
        defaults.put("server.servlet.session.cookie.name", "khue_" + app);
        defaults.put("server.servlet.session.cookie.http-only", "true");
        defaults.put("server.servlet.session.cookie.same-site", "lax");
        defaults.put(
                "server.servlet.session.cookie.secure",
                environment.getProperty("khue.web.public-url", "").startsWith("https:"));
        defaults.put("server.servlet.session.tracking-modes", "cookie");
        defaults.put("server.servlet.session.timeout", "30m");
        defaults.put("server.max-http-request-header-size", "16KB");
        defaults.put("server.tomcat.max-http-form-post-size", "256KB");
        defaults.put("server.tomcat.max-swallow-size", "2MB");
        defaults.put("server.tomcat.connection-timeout", "20s");
        defaults.put("server.tomcat.uri-encoding", "UTF-8");
        defaults.put("server.compression.enabled", "true");
        defaults.put(
                "server.compression.mime-types",
                "text/html,text/css,text/javascript,image/svg+xml,application/json,application/wasm,application/manifest+json");
        defaults.put("server.error.include-stacktrace", "never");
        defaults.put("server.error.include-message", "never");
        defaults.put("server.error.whitelabel.enabled", "false");

        defaults.put("spring.flyway.locations", "classpath:db/migration,classpath:db/khue-web");
        defaults.put("spring.messages.basename", "messages,khue/web-messages");
        defaults.put("spring.messages.encoding", "UTF-8");
        defaults.put("spring.messages.fallback-to-system-locale", "false");
        defaults.put("spring.mvc.problemdetails.enabled", "false");
        defaults.put("spring.web.resources.add-mappings", "false");
        defaults.put("spring.jpa.open-in-view", "false");
        defaults.put("spring.main.banner-mode", "off");

        defaults.put("khue.web.outbox.rows", "${KHUE_OUTBOX_ROWS:1000000}");
        defaults.put("management.endpoints.web.exposure.include", "health,prometheus");
        defaults.put("management.endpoint.health.probes.enabled", "true");
        defaults.put("management.endpoint.health.show-details", "never");
        defaults.put("management.endpoint.health.show-components", "always");
        defaults.put("management.endpoint.health.group.readiness.include", "readinessState,db");
        defaults.put("management.endpoint.health.group.readiness.show-components", "always");
        defaults.put("management.health.diskspace.enabled", "false");
        defaults.put("management.health.ssl.enabled", "false");
        defaults.put("springdoc.paths-to-match", "/api/**");
        String secret = environment.getProperty("khue.web.database-secret");
        if (secret != null) {
            defaults.put("spring.datasource.password", new SecretFile(Path.of(secret)).read());
        }
        environment.getPropertySources().addLast(new MapPropertySource("khueHouseDefaults", defaults));
    }

    /** After the config files are read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
