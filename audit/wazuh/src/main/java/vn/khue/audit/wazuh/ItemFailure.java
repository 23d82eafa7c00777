package vn.khue.audit.wazuh;

import java.util.List;

/**
 * One thing that failed within a call.
 *
 * @param code Wazuh's own number, for example 1701 for an agent that does not exist, 1905 for a list that exists already
 * @param message in Wazuh's English
 * @param ids of the agents, files or nodes it failed for
 */
public record ItemFailure(int code, String message, List<String> ids) {
    public ItemFailure {
        ids = List.copyOf(ids);
    }
}
