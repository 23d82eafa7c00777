package vn.khue.audit.wazuh.export;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Tactics of ATT&CK by technique, which a rule of 5.x names besides. Only where a technique that our rules bear certainly belongs; those of the former
 * "Defense Evasion", which version 19 divided, are left out.
 */
final class Tactics {

    private static final String INITIAL_ACCESS = "TA0001";
    private static final String PERSISTENCE = "TA0003";
    private static final String PRIVILEGE_ESCALATION = "TA0004";
    private static final String CREDENTIAL_ACCESS = "TA0006";
    private static final String DISCOVERY = "TA0007";
    private static final String LATERAL_MOVEMENT = "TA0008";
    private static final String COLLECTION = "TA0009";
    private static final String IMPACT = "TA0040";

    private static final Map<String, List<String>> OF = Map.ofEntries(
            Map.entry("T1069", List.of(DISCOVERY)),
            Map.entry("T1078", List.of(INITIAL_ACCESS, PERSISTENCE, PRIVILEGE_ESCALATION)),
            Map.entry("T1087", List.of(DISCOVERY)),
            Map.entry("T1098", List.of(PERSISTENCE, PRIVILEGE_ESCALATION)),
            Map.entry("T1110", List.of(CREDENTIAL_ACCESS)),
            Map.entry("T1136", List.of(PERSISTENCE)),
            Map.entry("T1213", List.of(COLLECTION)),
            Map.entry("T1484", List.of(PRIVILEGE_ESCALATION)),
            Map.entry("T1485", List.of(IMPACT)),
            Map.entry("T1499", List.of(IMPACT)),
            Map.entry("T1528", List.of(CREDENTIAL_ACCESS)),
            Map.entry("T1531", List.of(IMPACT)),
            Map.entry("T1539", List.of(CREDENTIAL_ACCESS)),
            Map.entry("T1550", List.of(LATERAL_MOVEMENT)),
            Map.entry("T1556", List.of(PERSISTENCE, CREDENTIAL_ACCESS)),
            Map.entry("T1565", List.of(IMPACT)),
            Map.entry("T1606", List.of(CREDENTIAL_ACCESS)),
            Map.entry("T1649", List.of(CREDENTIAL_ACCESS)));

    private Tactics() {}

    /** In order, each once; those of a technique for its parts, too. */
    static List<String> of(List<String> techniques) {
        TreeSet<String> tactics = new TreeSet<>();
        techniques.forEach(each -> tactics.addAll(OF.getOrDefault(each.split("\\.")[0], List.of())));
        return List.copyOf(tactics);
    }
}
