package vn.khue.audit.wazuh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** An OpenAPI document of Wazuh's, as far as the tests ask it. */
final class PublishedApi {

    /** An operation of it. */
    record Published(String path, Map<String, Object> fields) {}

    private final Map<String, Object> root;

    private PublishedApi(Map<String, Object> root) {
        this.root = root;
    }

    static PublishedApi read(String version) throws IOException {
        Path file = Vectors.wazuh().resolve("spec-" + version + ".yaml");
        try (InputStream in = Files.newInputStream(file)) {
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(true)
                    .setMaxAliasesForCollections(1_000)
                    .build();
            return new PublishedApi(map(new Load(settings).loadFromInputStream(in)));
        }
    }

    Optional<Published> operation(String method, String template) {
        Map<String, Object> path = map(map(root.get("paths")).getOrDefault(template, Map.of()));
        return Optional.ofNullable(path.get(method.toLowerCase(Locale.ROOT)))
                .map(fields -> new Published(template, map(fields)));
    }

    /** The operation that a path with values belongs to; a path without variables goes first. */
    Optional<Published> asked(String method, String path) {
        return operation(method, path)
                .or(() -> map(root.get("paths")).keySet().stream()
                        .filter(template ->
                                template.contains("{") && path.matches(template.replaceAll("\\{[a-z_]+}", "[^/]+")))
                        .map(template -> operation(method, template))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    List<Map<String, Object>> parameters(Published operation) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        Map<String, Object> path = map(map(root.get("paths")).get(operation.path()));
        for (Object source :
                List.of(list(path.get("parameters")), list(operation.fields().get("parameters")))) {
            for (Object parameter : (List<?>) source) {
                parameters.add(resolved(parameter));
            }
        }
        return parameters;
    }

    Set<String> names(Published operation, String in) {
        return parameters(operation).stream()
                .filter(parameter -> in.equals(parameter.get("in")))
                .map(parameter -> (String) parameter.get("name"))
                .collect(Collectors.toSet());
    }

    Set<String> actions(Published operation) {
        Set<String> actions = new HashSet<>();
        for (Object action : list(operation.fields().get("x-rbac-actions"))) {
            String reference = String.valueOf(map(action).get("$ref"));
            actions.add(reference.substring(reference.lastIndexOf('/') + 1));
        }
        return actions;
    }

    Set<String> bodyTypes(Published operation) {
        return map(resolved(operation.fields().getOrDefault("requestBody", Map.of()))
                        .getOrDefault("content", Map.of()))
                .keySet();
    }

    /** The schema of a JSON body. */
    Map<String, Object> bodySchema(Published operation) {
        Map<String, Object> content =
                map(resolved(operation.fields().get("requestBody")).get("content"));
        return resolved(map(content.get("application/json")).get("schema"));
    }

    /** What the document shows as an answer of that type. */
    Optional<Object> example(Published operation, String type) {
        Map<String, Object> responses = map(operation.fields().get("responses"));
        Map<String, Object> content = map(resolved(responses.get("200")).getOrDefault("content", Map.of()));
        return Optional.ofNullable(content.get(type)).map(PublishedApi::map).map(media -> media.get("example"));
    }

    private Map<String, Object> resolved(Object node) {
        Map<String, Object> found = map(node);
        while (found.get("$ref") instanceof String reference) {
            Object at = root;
            for (String step : reference.substring(2).split("/")) {
                at = map(at).get(step.replace("~1", "/"));
            }
            found = map(at);
        }
        return found;
    }

    private static List<?> list(Object node) {
        return node instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
