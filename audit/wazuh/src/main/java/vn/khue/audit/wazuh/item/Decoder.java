package vn.khue.audit.wazuh.item;

/** A decoder. */
public record Decoder(String name, String file, boolean enabled) {}
