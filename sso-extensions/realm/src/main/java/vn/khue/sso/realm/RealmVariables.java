package vn.khue.sso.realm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the places that the files leave open: {@code ${NAME}} from the environment, {@code ${secret:name}} from the file
 * {@code name} in the folder of secrets. Only names in capitals and secrets are places; Keycloak's own {@code ${username}} stays.
 * An element of a list that says {@code "when": "NAME"} is there only where that variable is set. Immutable.
 */
public final class RealmVariables {
    private static final Pattern PLACE = Pattern.compile("\\$\\{(secret:([a-z0-9-]+)|[A-Z][A-Z0-9_]*)}");
    private static final String WHEN = "when";
    private static final int LONGEST_SECRET = 4_096;

    private final Map<String, String> environment;
    private final Path secrets;

    /**
     * @param environment values by name
     * @param secrets folder of files of one line each, UTF-8
     */
    public RealmVariables(Map<String, String> environment, Path secrets) {
        this.environment = Map.copyOf(environment);
        this.secrets = Objects.requireNonNull(secrets, "secrets");
    }

    /**
     * The secret of that name.
     *
     * @throws RealmException if the file is missing, empty or longer than 4,096 bytes
     */
    public String secret(String name) {
        Path file = secrets.resolve(name);
        try {
            if (Files.size(file) > LONGEST_SECRET) {
                throw new RealmException("expected a secret of one line in " + file + ", found more than "
                        + LONGEST_SECRET + " bytes; put the secret alone into that file");
            }
            String value = Files.readString(file).strip();
            if (value.isEmpty()) {
                throw new RealmException("expected a secret in " + file + ", found an empty file; write it again");
            }
            return value;
        } catch (IOException e) {
            throw new RealmException(
                    "expected the secret file " + file + ", could not read it; create it (mode 0600)", e);
        }
    }

    /** Where the secrets are. */
    Path secrets() {
        return secrets;
    }

    /** The folder of app files: {@code KHUE_APPS}. */
    Optional<Path> apps() {
        return Optional.ofNullable(environment.get("KHUE_APPS"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of);
    }

    /** The file that switches the national identity provider on: {@code KHUE_NATIONAL_ID}. */
    Optional<Path> nationalId() {
        return Optional.ofNullable(environment.get("KHUE_NATIONAL_ID"))
                .filter(file -> !file.isBlank())
                .map(Path::of);
    }

    JsonNode fill(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var filled = JsonNodeFactory.instance.objectNode();
            object.properties().stream()
                    .filter(field -> !field.getKey().equals(WHEN))
                    .forEach(field -> filled.set(field.getKey(), fill(field.getValue())));
            return filled;
        }
        if (node instanceof ArrayNode array) {
            var filled = JsonNodeFactory.instance.arrayNode();
            array.valueStream().filter(this::wanted).forEach(element -> filled.add(fill(element)));
            return filled;
        }
        return node.isString() ? JsonNodeFactory.instance.stringNode(fill(node.stringValue())) : node;
    }

    private boolean wanted(JsonNode element) {
        JsonNode when = element.path(WHEN);
        return !when.isString()
                || !environment.getOrDefault(when.stringValue(), "").isBlank();
    }

    private String fill(String text) {
        Matcher places = PLACE.matcher(text);
        var filled = new StringBuilder();
        while (places.find()) {
            String value = places.group(2) != null ? secret(places.group(2)) : variable(places.group(1));
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new RealmException("expected the environment variable " + name
                    + ", found nothing; the realm's files name it, so set it");
        }
        return value;
    }
}
