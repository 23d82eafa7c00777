package vn.khue.audit.wazuh.item;

import java.util.List;

/** An account of the server API. */
public record AccountInfo(String user, List<String> roles) {
    public AccountInfo {
        roles = List.copyOf(roles);
    }
}
