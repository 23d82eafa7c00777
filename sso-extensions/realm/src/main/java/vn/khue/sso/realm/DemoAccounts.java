package vn.khue.sso.realm;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gives people of the demo district a password and a one-time code of their own, as if they had been through activation. The person
 * must be in the directory; asking Keycloak for the login name brings the person in. Idempotent. Not thread-safe.
 */
public final class DemoAccounts {
    private static final String LABEL = "demo-";

    private final AdminApi api;
    private final JsonMapper json;

    /**
     * @param server Keycloak's base URL
     * @param administrator who may manage users of the realm
     */
    public DemoAccounts(URI server, Administrator administrator) {
        this.json = JsonMapper.shared();
        var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
        this.api = new AdminApi(http, json, Clock.systemUTC(), server, RealmApplier.REALM, administrator);
    }

    /**
     * Sets the credentials of each account.
     *
     * @throws RealmException if a person is not in the directory, or Keycloak refuses
     */
    public void ensure(Collection<DemoAccount> accounts) {
        accounts.forEach(this::ensure);
    }

    private void ensure(DemoAccount account) {
        JsonNode user = user(account.username());
        String path = "/users/" + user.path("id").asString();
        password(path, account.password());
        account.totp().ifPresent(secret -> totp(user, path, secret));
        if (!user.path("requiredActions").isEmpty()) {
            ObjectNode ready = ((ObjectNode) api.get(path)).deepCopy();
            ready.putArray("requiredActions");
            api.put(path, ready);
        }
    }

    /**
     * Sets the password of somebody who has none, or still has another of the demo's. One that the person chose stays: an administrator's may
     * not go back to one of the last ten.
     */
    private void password(String path, String password) {
        String label = LABEL + fingerprint(password);
        List<String> found = passwordLabels(path);
        if (found.contains(label) || found.stream().anyMatch(own -> !own.startsWith(LABEL))) {
            return;
        }
        api.put(
                path + "/reset-password",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "password")
                        .put("value", password)
                        .put("temporary", false));
        credentials(path, "password")
                .forEach(set ->
                        api.putText(path + "/credentials/" + set.path("id").asString() + "/userLabel", label));
    }

    private List<String> passwordLabels(String path) {
        return credentials(path, "password").stream()
                .map(set -> set.path("userLabel").asString(""))
                .toList();
    }

    private List<JsonNode> credentials(String path, String type) {
        var found = new ArrayList<JsonNode>();
        for (JsonNode credential : api.get(path + "/credentials")) {
            if (credential.path("type").asString("").equals(type)) {
                found.add(credential);
            }
        }
        return found;
    }

    private JsonNode user(String username) {
        JsonNode found = api.get("/users?exact=true&username=" + AdminApi.segment(username));
        if (found.size() != 1) {
            throw new RealmException("expected one person with the login name " + username + ", found " + found.size()
                    + "; load the demo district into the directory first");
        }
        return found.get(0);
    }

    private void totp(JsonNode user, String path, String secret) {
        String label = LABEL + fingerprint(secret);
        boolean there = false;
        for (JsonNode credential : credentials(path, "otp")) {
            String old = credential.path("userLabel").asString("");
            if (old.equals(label)) {
                there = true;
            } else if (old.startsWith(LABEL)) {
                api.delete(path + "/credentials/" + credential.path("id").asString());
            }
        }
        if (!there) {
            api.put(path, withTotp(user, label, secret));
        }
    }

    private ObjectNode withTotp(JsonNode user, String label, String secret) {
        var credentialData = JsonNodeFactory.instance
                .objectNode()
                .put("subType", "totp")
                .put("digits", 6)
                .put("counter", 0)
                .put("period", 30)
                .put("algorithm", "HmacSHA1")
                .put("secretEncoding", "BASE32");
        var changed = ((ObjectNode) user).deepCopy();
        changed.putArray("credentials")
                .addObject()
                .put("type", "otp")
                .put("userLabel", label)
                .put("credentialData", json.writeValueAsString(credentialData))
                .put(
                        "secretData",
                        json.writeValueAsString(
                                JsonNodeFactory.instance.objectNode().put("value", secret)));
        return changed;
    }

    /** Tells one random secret from another without keeping it; 32 bits of a digest of at least 90 random bits. */
    private static String fingerprint(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new RealmException("expected SHA-256, which every JDK has; use another JDK", e);
        }
    }
}
