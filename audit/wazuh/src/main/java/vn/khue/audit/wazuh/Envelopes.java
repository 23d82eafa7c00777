package vn.khue.audit.wazuh;

import java.util.List;

/** Readers that several operations share. */
final class Envelopes {

    private Envelopes() {}

    static JsonObject data(JsonObject envelope) {
        return envelope.object("data").orElse(JsonObject.empty());
    }

    /** Ids or names of what was done. */
    static List<String> affected(JsonObject envelope) {
        return data(envelope).texts("affected_items", JsonObject.SHORT);
    }

    static JsonObject first(JsonObject envelope) {
        return data(envelope).objects("affected_items").stream().findFirst().orElse(JsonObject.empty());
    }
}
