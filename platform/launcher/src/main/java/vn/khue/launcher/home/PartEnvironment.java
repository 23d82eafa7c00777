package vn.khue.launcher.home;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the parts find in their environment. They inherit nothing else, so a part runs the same whoever starts it.
 *
 * @param state the state directory
 * @param ports where the parts listen
 * @param installation what was built
 * @param inherited the launcher's own environment
 */
public record PartEnvironment(
        StateDirectory state, Ports ports, Installation installation, Map<String, String> inherited) {
    private static final List<String> KEPT = List.of(
            "PATH",
            "HOME",
            "USER",
            "TZ",
            "TMPDIR",
            "KHUE_VECTORS",
            "KHUE_CLOCK",
            "KHUE_OUTBOX_ROWS",
            "KHUE_KEYS",
            "KHUE_CARD_TRUST",
            "KHUE_CARD_URL",
            "KHUE_CARD_STATUS",
            "KHUE_PKCS11_MODULE",
            "KHUE_PKCS11_TOKEN",
            "KHUE_PKCS11_SERIAL",
            "SOFTHSM2_CONF");

    /** What every part finds. */
    public SortedMap<String, String> common() {
        SortedMap<String, String> variables = new TreeMap<>();
        for (String name : KEPT) {
            if (inherited.containsKey(name)) {
                variables.put(name, inherited.get(name));
            }
        }
        variables.put("KHUE_BUILD", installation.build());
        variables.put("LANG", "C.UTF-8");
        variables.put("KHUE_STATE", state.root().toString());
        variables.put("KHUE_APPS", state.apps().toString());
        variables.put("KHUE_NATIONAL_ID", state.nationalIdFile().toString());
        variables.put("KHUE_SECRETS", state.secrets().toString());
        variables.put("KHUE_PORT_BASE", Integer.toString(ports.base()));
        variables.put("KHUE_PUBLIC_KEYCLOAK", ports.keycloakUrl());
        variables.put("KHUE_ISSUER", ports.keycloakUrl() + "/realms/khue");
        variables.put("KHUE_SIGNING_URL", ports.signingUrl());
        variables.put("KHUE_AUDIT_URL", ports.auditUrl());
        variables.put("KHUE_CONSOLE_URL", ports.consoleUrl());
        variables.put("KHUE_LDAP_URL", ports.ldapUrl());
        variables.put("KHUE_LDAP_PORT", Integer.toString(ports.ldap()));
        variables.put("KHUE_LDAP_BASE", "dc=khue,dc=edu,dc=vn");
        return variables;
    }

    /** What a part with a database of its own finds besides. */
    public SortedMap<String, String> withDatabase(String name) {
        SortedMap<String, String> variables = common();
        variables.put("KHUE_DB_URL", "jdbc:postgresql://localhost:" + ports.postgres() + "/" + name);
        variables.put("KHUE_DB_USER", name);
        return variables;
    }
}
