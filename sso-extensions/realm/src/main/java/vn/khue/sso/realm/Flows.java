package vn.khue.sso.realm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How people prove who they are. A flow whose steps differ is built anew beside the old one, bound, and takes the old name only
 * then: at no moment is the realm without our flow, nor bound to Keycloak's own.
 */
final class Flows implements Concern {
    private static final String PATH = "/authentication/flows";
    private static final String NEW = "-next";

    private final AdminApi api;
    private final JsonNode wanted;

    Flows(AdminApi api, JsonNode wanted) {
        this.api = api;
        this.wanted = wanted;
    }

    @Override
    public List<Change> converge(Mode mode) {
        var changes = new ArrayList<Change>();
        for (JsonNode flow : wanted.path("flows")) {
            changes.addAll(converge(flow, mode));
        }
        changes.addAll(new RealmSettings(api, "flow bindings", wanted.path("bindings")).converge(mode));
        return changes;
    }

    private List<Change> converge(JsonNode flow, Mode mode) {
        String alias = flow.path("alias").asString();
        if (find(alias).isEmpty()) {
            if (mode == Mode.APPLY) {
                build(flow, "");
            }
            return List.of(Change.create("flow " + alias));
        }
        List<FlowStep> steps = FlowStep.wanted(flow);
        List<FlowStep> found = found(alias);
        if (!FlowStep.shape(steps).equals(FlowStep.shape(found))) {
            if (mode == Mode.APPLY) {
                replace(flow);
            }
            return List.of(Change.update(
                    "flow " + alias,
                    List.of(new FieldChange(
                            "steps",
                            FlowStep.shape(found).toString(),
                            FlowStep.shape(steps).toString()))));
        }
        return settings(alias, steps, found, mode);
    }

    private List<Change> settings(String flow, List<FlowStep> steps, List<FlowStep> found, Mode mode) {
        var changes = new ArrayList<Change>();
        for (int i = 0; i < steps.size(); i++) {
            FlowStep step = steps.get(i);
            FlowStep old = found.get(i);
            var fields = new ArrayList<FieldChange>();
            if (!step.requirement().equals(old.requirement())) {
                fields.add(new FieldChange("requirement", old.requirement(), step.requirement()));
                if (mode == Mode.APPLY) {
                    require(flow, old.execution(), step.requirement());
                }
            }
            fields.addAll(Difference.between(step.config(), old.config()));
            if (mode == Mode.APPLY
                    && !Difference.between(step.config(), old.config()).isEmpty()) {
                configure(step, old.execution(), "");
            }
            if (!fields.isEmpty()) {
                changes.add(Change.update("flow " + flow + ", step " + step.name(), fields));
            }
        }
        return changes;
    }

    private void replace(JsonNode flow) {
        String alias = flow.path("alias").asString();
        find(alias + NEW)
                .ifPresent(
                        leftover -> api.delete(PATH + "/" + leftover.path("id").asString()));
        build(flow, NEW);
        var binding = JsonNodeFactory.instance.objectNode();
        wanted.path("bindings").properties().forEach(bound -> {
            if (bound.getValue().asString().equals(alias)) {
                binding.put(bound.getKey(), alias + NEW);
            }
        });
        new RealmSettings(api, "flow bindings", binding).converge(Mode.APPLY);
        api.delete(PATH + "/" + find(alias).orElseThrow().path("id").asString());
        // Inner flows first: the list of a flow's steps is asked for by the name of the flow itself.
        for (JsonNode step : api.get(PATH + "/" + AdminApi.segment(alias + NEW) + "/executions")) {
            if (step.path("authenticationFlow").asBoolean(false)) {
                rename(step.path("flowId").asString());
            }
        }
        rename(find(alias + NEW).orElseThrow().path("id").asString());
        configure(FlowStep.wanted(flow), found(alias), "");
    }

    private void rename(String id) {
        var flow = (ObjectNode) api.get(PATH + "/" + id);
        String alias = flow.path("alias").asString();
        if (alias.endsWith(NEW)) {
            flow.put("alias", alias.substring(0, alias.length() - NEW.length()));
            api.put(PATH + "/" + id, flow);
        }
    }

    private void build(JsonNode flow, String suffix) {
        api.post(
                PATH,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("alias", flow.path("alias").asString() + suffix)
                        .put("description", flow.path("description").asString(""))
                        .put("providerId", "basic-flow")
                        .put("topLevel", true)
                        .put("builtIn", false));
        fill(flow, flow.path("alias").asString() + suffix, suffix);
        String top = flow.path("alias").asString() + suffix;
        List<FlowStep> steps = FlowStep.wanted(flow);
        List<FlowStep> built = found(top);
        for (int i = 0; i < steps.size(); i++) {
            require(top, built.get(i).execution(), steps.get(i).requirement());
        }
        configure(steps, built, suffix);
    }

    private void fill(JsonNode flow, String alias, String suffix) {
        int priority = 0;
        for (JsonNode step : flow.path("executions")) {
            priority += 10;
            String path = PATH + "/" + AdminApi.segment(alias) + "/executions";
            if (step.has("authenticator")) {
                api.post(
                        path + "/execution",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("provider", step.path("authenticator").asString())
                                .put("priority", priority));
            } else {
                String inner = step.path("flow").asString() + suffix;
                api.post(
                        path + "/flow",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("alias", inner)
                                .put("description", step.path("description").asString(""))
                                .put("type", "basic-flow")
                                .put("priority", priority));
                fill(step, inner, suffix);
            }
        }
    }

    private void require(String flow, JsonNode execution, String requirement) {
        ObjectNode changed = ((ObjectNode) execution).deepCopy().put("requirement", requirement);
        api.put(PATH + "/" + AdminApi.segment(flow) + "/executions", changed);
    }

    private void configure(List<FlowStep> steps, List<FlowStep> built, String suffix) {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).config().isEmpty()) {
                configure(steps.get(i), built.get(i).execution(), suffix);
            }
        }
    }

    /** The names of settings are unique in the realm, so those of a flow that is built beside another carry its suffix too. */
    private void configure(FlowStep step, JsonNode execution, String suffix) {
        var config = ((ObjectNode) step.config()).deepCopy();
        config.put("alias", config.path("alias").asString() + suffix);
        String configId = execution.path("authenticationConfig").asString("");
        if (configId.isEmpty()) {
            api.post("/authentication/executions/" + execution.path("id").asString() + "/config", config);
        } else {
            api.put("/authentication/config/" + configId, config.put("id", configId));
        }
    }

    private Optional<JsonNode> find(String alias) {
        return Named.in(api.get(PATH), "alias", alias);
    }

    private List<FlowStep> found(String alias) {
        var steps = new ArrayList<FlowStep>();
        for (JsonNode execution : api.get(PATH + "/" + AdminApi.segment(alias) + "/executions")) {
            String configId = execution.path("authenticationConfig").asString("");
            JsonNode config = configId.isEmpty()
                    ? JsonNodeFactory.instance.objectNode()
                    : api.get("/authentication/config/" + configId);
            steps.add(FlowStep.found(execution, config));
        }
        return steps;
    }
}
