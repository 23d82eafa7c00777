package vn.khue.signing.cardcheck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.signing.house.TrialPort;
import vn.khue.web.security.OpenServices;

/** The page that checks cards as it is shipped, behind the real filters, with the lists of a card office of the test. No database, no gate. */
public final class CardCheckServer implements AutoCloseable {
    private final ConfigurableApplicationContext app;
    private final String base;
    private final TrialCards cards;
    private final AtomicReference<TrialKey> pinned;

    CardCheckServer() {
        base = "http://localhost:" + TrialPort.free();
        cards = new TrialCards(base, Instant.now().getEpochSecond());
        pinned = new AtomicReference<>(cards.trustKey);
        Path secret;
        try {
            secret = Files.createTempFile("khue-card-check", ".secret");
            Files.writeString(secret, "trial-secret\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        secret.toFile().deleteOnExit();
        app = new SpringApplicationBuilder(Parts.class)
                .initializers(context -> {
                    context.getBeanFactory().registerSingleton("trialCards", cards);
                    context.getBeanFactory().registerSingleton("trialTrustKey", (TrustListKey) () -> Optional.of(
                            new JsonMapper().writeValueAsString(pinned.get().jwk())));
                })
                .run(
                        "--server.port=" + base.substring(base.lastIndexOf(':') + 1),
                        "--khue.web.public-url=" + base,
                        "--khue.signing.url=" + base,
                        "--khue.web.issuer=http://localhost:1/realms/khue",
                        "--khue.web.client-secret=" + secret,
                        "--khue.web.database-secret=" + secret,
                        "--management.endpoint.health.validate-group-membership=false");
    }

    String base() {
        return base;
    }

    TrialCards cards() {
        return cards;
    }

    /** From now on the page pins this key. */
    void pin(TrialKey key) {
        pinned.set(key);
    }

    @Override
    public void close() {
        app.close();
    }

    /** No stereotype, so that the application itself, which looks for its parts from a package above, does not take this for one. */
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
            })
    @ComponentScan(basePackageClasses = CardCheckController.class)
    static class Parts {
        @Bean
        OpenServices cardPaths() {
            return OpenServices.of("/cards/**");
        }

        @Bean
        RouterFunction<ServerResponse> lists(TrialCards cards) {
            return RouterFunctions.route()
                    .GET(
                            "/cards/trust-list",
                            request -> ServerResponse.ok()
                                    .contentType(MediaType.valueOf("application/jwt"))
                                    .body(cards.trustList()))
                    .GET("/cards/status/{shard}", request -> {
                        int shard = Integer.parseInt(request.pathVariable("shard"));
                        byte[] list = cards.status(shard);
                        return list.length == 0 || shard == TrialCards.STALE_SHARD
                                ? ServerResponse.notFound().build()
                                : ServerResponse.ok()
                                        .contentType(MediaType.valueOf("application/statuslist+cwt"))
                                        .body(list);
                    })
                    .build();
        }
    }
}
