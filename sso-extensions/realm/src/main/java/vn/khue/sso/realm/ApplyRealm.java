package vn.khue.sso.realm;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ApplyRealm [--dry-run]}: applies the realm, or reports how the server has drifted.
 *
 * <p>Environment: {@code KHUE_PUBLIC_KEYCLOAK} (server), {@code KHUE_STATE} (holds {@code admin.json} with {@code username} and
 * {@code password}), {@code KHUE_SECRETS} (folder of secret files), and the variables that the realm's files name
 * ({@code KHUE_SIGNING_URL}, {@code KHUE_AUDIT_URL}, {@code KHUE_CONSOLE_URL}, {@code KHUE_LDAP_URL}, {@code KHUE_LDAP_BASE}).
 *
 * <p>Exit: 0 applied, or nothing differs; 1 failed; 2 a dry run found differences; 64 unknown word.
 */
public final class ApplyRealm {
    private ApplyRealm() {}

    @AllowedApi("a main method tells its caller by the exit code")
    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(List.of(arguments), System.getenv(), out, err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (!arguments.isEmpty() && !arguments.equals(List.of("--dry-run"))) {
            err.println("expected nothing or --dry-run, found: " + String.join(" ", arguments));
            return 64;
        }
        Mode mode = arguments.isEmpty() ? Mode.APPLY : Mode.DRY_RUN;
        try {
            var variables = new RealmVariables(environment, Path.of(required(environment, "KHUE_SECRETS")));
            var applier = new RealmApplier(
                    URI.create(required(environment, "KHUE_PUBLIC_KEYCLOAK")),
                    administrator(Path.of(required(environment, "KHUE_STATE"), "admin.json")),
                    variables);
            RealmReport report = applier.apply(mode);
            out.print(report.text());
            return mode == Mode.DRY_RUN && !report.isClean() ? 2 : 0;
        } catch (RealmException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    /**
     * The administrator that the launcher wrote down.
     *
     * @throws RealmException if the file is missing or has another form
     */
    public static Administrator administrator(Path file) {
        try {
            JsonNode json = JsonMapper.shared().readTree(Files.readAllBytes(file));
            return new Administrator(text(json, "username", file), text(json, "password", file));
        } catch (IOException | JacksonException e) {
            throw new RealmException(
                    "expected {\"username\",\"password\"} in " + file + ", could not read it; start Khuê once", e);
        }
    }

    private static String text(JsonNode json, String field, Path file) {
        String text = json.path(field).asString("");
        if (text.isEmpty()) {
            throw new RealmException("expected \"" + field + "\" in " + file + ", found "
                    + Arrays.asList(json.propertyNames().toArray()));
        }
        return text;
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new RealmException("expected the environment variable " + name + ", found nothing; set it");
        }
        return value;
    }
}
