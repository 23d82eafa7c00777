package vn.khue.web.login;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The OpenID provider, found by OpenID Connect Discovery 1.0 when first needed: an app starts while the gate is still
 * down. What was found is kept for the life of the process; a failure is not kept. Safe for concurrent use.
 */
public final class Gate {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI issuer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicReference<Endpoints> found = new AtomicReference<>();

    public Gate(URI issuer) {
        this.issuer = issuer;
    }

    /**
     * Where the provider's parts are.
     *
     * @param endSession RP-Initiated Logout 1.0; empty if the provider has none
     */
    public record Endpoints(URI authorization, URI token, URI keys, Optional<URI> endSession) {}

    public URI issuer() {
        return issuer;
    }

    /** @throws GateUnreachableException if the provider cannot be asked or its answer is not for this issuer */
    public Endpoints endpoints() {
        Endpoints known = found.get();
        if (known == null) {
            known = discover();
            found.set(known);
        }
        return known;
    }

    private Endpoints discover() {
        URI where = URI.create(issuer + "/.well-known/openid-configuration");
        try {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(where).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofInputStream());
            byte[] body;
            try (InputStream in = answer.body()) {
                body = in.readNBytes(LARGEST_ANSWER + 1);
            }
            if (answer.statusCode() != 200 || body.length > LARGEST_ANSWER) {
                throw new GateUnreachableException("expected a discovery document at " + where + ", found status "
                        + answer.statusCode() + " and " + body.length + " bytes; check that the realm is there");
            }
            return read(where, json.readTree(body));
        } catch (IOException | JacksonException e) {
            throw new GateUnreachableException(
                    "expected a discovery document at " + where + ", found none; check that Keycloak runs", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GateUnreachableException("interrupted while asking " + where, e);
        }
    }

    private Endpoints read(URI where, JsonNode document) {
        String claimed = document.path("issuer").asString("");
        if (!claimed.equals(issuer.toString())) {
            throw new GateUnreachableException("expected issuer " + issuer + " at " + where + ", found " + claimed
                    + "; set KHUE_ISSUER to what Keycloak calls itself");
        }
        return new Endpoints(
                endpoint(document, "authorization_endpoint"),
                endpoint(document, "token_endpoint"),
                endpoint(document, "jwks_uri"),
                Optional.ofNullable(document.path("end_session_endpoint").asString(null))
                        .map(URI::create));
    }

    private URI endpoint(JsonNode document, String name) {
        String value = document.path(name).asString("");
        if (!value.startsWith("http")) {
            throw new GateUnreachableException("expected a URL as " + name + " of " + issuer + ", found none");
        }
        return URI.create(value);
    }
}
