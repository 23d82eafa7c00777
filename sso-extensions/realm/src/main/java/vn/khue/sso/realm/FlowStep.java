package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One step of a flow, in the flat order in which Keycloak lists them.
 *
 * @param level depth, 0 for the steps of the flow itself
 * @param name the authenticator, or the name of an inner flow
 * @param requirement REQUIRED, ALTERNATIVE, CONDITIONAL or DISABLED
 * @param config settings of the authenticator; empty where it has none
 * @param execution Keycloak's own description of the step; missing for a step that is only wanted
 */
record FlowStep(int level, String name, String requirement, JsonNode config, JsonNode execution) {

    static List<FlowStep> wanted(JsonNode flow) {
        var steps = new ArrayList<FlowStep>();
        collect(flow, 0, steps);
        return steps;
    }

    private static void collect(JsonNode flow, int level, List<FlowStep> steps) {
        for (JsonNode step : flow.path("executions")) {
            boolean inner = step.has("flow");
            steps.add(new FlowStep(
                    level,
                    step.path(inner ? "flow" : "authenticator").asString(),
                    step.path("requirement").asString(),
                    step.has("config") ? step.path("config") : JsonNodeFactory.instance.objectNode(),
                    JsonNodeFactory.instance.missingNode()));
            if (inner) {
                collect(step, level + 1, steps);
            }
        }
    }

    static FlowStep found(JsonNode execution, JsonNode config) {
        boolean inner = execution.path("authenticationFlow").asBoolean(false);
        return new FlowStep(
                execution.path("level").asInt(0),
                execution.path(inner ? "displayName" : "providerId").asString(),
                execution.path("requirement").asString(),
                config,
                execution);
    }

    /** Which steps at which depth, in order: what cannot be changed one by one. */
    static List<String> shape(List<FlowStep> steps) {
        return steps.stream().map(step -> step.level() + ":" + step.name()).toList();
    }
}
