package vn.khue.audit.wazuh;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Runs a command on agents. 4.x only. Wazuh says that the command was sent, not what came of it. */
public final class ActiveResponse {

    /** At once; more are sent in several calls, each of which may be refused. */
    public static final int MAX_AGENTS = 200;

    private static final Pattern COMMAND = Pattern.compile("!?[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
    private static final int MAX_ARGUMENTS = 16;
    private static final int MAX_ARGUMENT = 256;

    private final Calls calls;

    ActiveResponse(Calls calls) {
        this.calls = calls;
    }

    /**
     * @param agents by id, at least one: Wazuh takes a missing list for all agents
     * @param command as configured in Wazuh, or {@code !script}
     * @param arguments at most 16 of 256 characters
     * @param alertData what the command reads as {@code alert.data}, for example {@code srcip}; empty for none
     * @return the agents that it was sent to
     */
    public Reply<List<String>> run(
            List<String> agents, String command, List<String> arguments, Map<String, String> alertData) {
        if (agents.isEmpty() || agents.size() > MAX_AGENTS) {
            throw new WazuhException(
                    "Wazuh active response: expected 1 to " + MAX_AGENTS + " agents, found " + agents.size());
        }
        if (!COMMAND.matcher(command).matches()) {
            throw new WazuhException("Wazuh active response: expected a command's name, found something else");
        }
        boolean tooMuch = arguments.size() > MAX_ARGUMENTS
                || arguments.stream().anyMatch(argument -> argument.length() > MAX_ARGUMENT);
        if (tooMuch) {
            throw new WazuhException("Wazuh active response: expected at most " + MAX_ARGUMENTS + " arguments of "
                    + MAX_ARGUMENT + " characters, found more");
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("command", command);
        body.put("arguments", List.copyOf(arguments));
        if (!alertData.isEmpty()) {
            body.put("alert", Map.of("data", Map.copyOf(alertData)));
        }
        List<String> ids = agents.stream().map(Names::agent).toList();
        return calls.envelope(Request.of(Operation.ACTIVE_RESPONSE)
                        .query("agents_list", String.join(",", ids))
                        .json(body))
                .map(Envelopes::affected);
    }
}
