package vn.khue.audit.wazuh;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the account may, as {@code GET /security/users/me/policies} tells it. In mode {@code white} only what is allowed is allowed; in mode
 * {@code black} all that is not denied.
 *
 * @param allowedUnlessDenied mode {@code black}
 * @param effects by action, by resource: whether it is allowed
 */
record Permissions(boolean allowedUnlessDenied, Map<String, Map<String, Boolean>> effects) {

    static Permissions read(JsonObject data) {
        Map<String, Map<String, Boolean>> effects = new LinkedHashMap<>();
        for (String action : data.names()) {
            data.object(action).ifPresent(resources -> {
                Map<String, Boolean> byResource = new LinkedHashMap<>();
                for (String resource : resources.names()) {
                    byResource.put(resource, "allow".equals(resources.textOr(resource, "deny")));
                }
                effects.put(action, byResource);
            });
        }
        return new Permissions("black".equals(data.textOr("rbac_mode", "white")), effects);
    }

    Sight sight(Action action) {
        Map<String, Boolean> byResource = effects.getOrDefault(action.wireName(), Map.of());
        boolean someAllowed = byResource.containsValue(true);
        boolean someDenied = byResource.containsValue(false);
        boolean allAllowed = Boolean.TRUE.equals(byResource.get(action.all()));
        boolean allDenied = Boolean.FALSE.equals(byResource.get(action.all()));
        if (someDenied) {
            return allDenied && !someAllowed ? Sight.NONE : Sight.PART;
        }
        if (allAllowed || allowedUnlessDenied) {
            return Sight.WHOLE;
        }
        return someAllowed ? Sight.PART : Sight.NONE;
    }

    /** The least of what the actions of an operation let see. */
    Sight sight(Operation operation) {
        return operation.actions().stream()
                .map(this::sight)
                .reduce(Sight.WHOLE, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }
}
