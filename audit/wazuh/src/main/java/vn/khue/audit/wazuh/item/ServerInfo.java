package vn.khue.audit.wazuh.item;

import java.util.Optional;

/** What the server is. */
public record ServerInfo(String version, String type, Optional<String> uuid) {}
