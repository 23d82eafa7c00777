package vn.khue.audit.wazuh;

import java.util.Map;
import java.util.TreeMap;
import vn.khue.audit.wazuh.item.ServerInfo;
import vn.khue.audit.wazuh.item.ServerProcesses;

/** The server's own processes and its ruleset. 4.x only. */
public final class Server {

    private final Calls calls;

    Server(Calls calls) {
        this.calls = calls;
    }

    /** Which processes run. Some are stopped in a sound installation, for they are optional. */
    public Reply<ServerProcesses> processes() {
        return calls.envelope(Request.of(Operation.SERVER_PROCESSES)).map(envelope -> {
            JsonObject states = Envelopes.first(envelope);
            Map<String, Boolean> running = new TreeMap<>();
            for (String name : states.names()) {
                running.put(WireText.clean(name, 64), "running".equals(states.textOr(name, "")));
            }
            return new ServerProcesses(running);
        });
    }

    public Reply<ServerInfo> info() {
        return calls.envelope(Request.of(Operation.SERVER_INFO)).map(envelope -> {
            JsonObject info = Envelopes.first(envelope);
            return new ServerInfo(info.textOr("version", "?"), info.textOr("type", "?"), info.text("uuid", 64));
        });
    }

    /** Makes rules, decoders and lists that were uploaded take effect. */
    public Reply<Done> reloadRuleset() {
        return calls.envelope(Request.of(Operation.RULESET_RELOAD)).map(Done::of);
    }
}
