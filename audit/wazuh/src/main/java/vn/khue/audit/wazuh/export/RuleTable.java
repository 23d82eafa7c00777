package vn.khue.audit.wazuh.export;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of docs/wazuh-rules.md: which rule stands where in Wazuh, and what it loses. */
public final class RuleTable {

    private RuleTable() {}

    /** The whole page in Markdown. */
    public static String page(ExportedPack pack) {
        List<ExportedRule> rules = pack.table();
        long in4 = rules.stream().filter(rule -> rule.id().isPresent()).count();
        long whole = rules.stream().filter(ExportedRule::whole).count();
        StringBuilder page = new StringBuilder(String.format(
                Locale.ROOT, """
                # Khuê's rules in Wazuh

                Made by `RuleExport` from the rules of `audit/detection` and held by `RuleExportTest`: do not edit. Of %d rules that raise alerts
                %d stand in Wazuh 4.x, %d of them with nothing lost, and %d in 5.x.

                """, rules.size(), in4, whole, pack.sigma().size()));
        page.append("""
                For all of 4.x holds: Wazuh gives an event to one rule, the gravest that fits; time is that of arrival; a rule that counts alerts again
                after as many events more, and looks no further back than the last 8,192 events of all rules together (`memory_size`), none of
                them from before the last reload of rules or lists. Levels: low 5,
                medium 8, high 12, critical 14; 1 for what is only counted. Files: `khue_rules.xml`, `0000-khue_decoders.xml` (the address as `srcip`;
                keep its name). All stand below Wazuh's own rule 99000, which takes every line of OCSF (4.5 and later). Alerts that Khuê raises itself
                come as rules 100001 to 100004. For 5.x the decoder `khue-decoder.yml` puts our fields into
                the common schema first: decoder and rules go into one integration of your own.

                """);
        Map<Loss, Integer> marks = new EnumMap<>(Loss.class);
        page.append("| rule | level | 4.x | loses in 4.x | 5.x |\n|---|---|---|---|---|\n");
        for (ExportedRule rule : rules) {
            page.append("| `")
                    .append(rule.name())
                    .append("` | ")
                    .append(rule.level().word())
                    .append(" | ");
            page.append(rule.id().isPresent() ? Integer.toString(rule.id().getAsInt()) : "no")
                    .append(" | ");
            page.append(rule.in4().stream()
                    .map(loss -> mark(marks, loss) + (loss == Loss.SHARED ? " (" + hiding(rule) + ")" : ""))
                    .collect(Collectors.joining("; ")));
            page.append(" | ");
            page.append(
                    rule.in5().isEmpty()
                            ? "yes"
                            : "no: "
                                    + rule.in5().stream()
                                            .map(loss -> mark(marks, loss))
                                            .collect(Collectors.joining("; ")));
            page.append(" |\n");
        }
        page.append('\n');
        marks.keySet()
                .forEach(loss -> page.append("- ")
                        .append(loss.name())
                        .append(": the rule ")
                        .append(loss.words())
                        .append(".\n"));
        return page.toString();
    }

    private static String mark(Map<Loss, Integer> marks, Loss loss) {
        marks.merge(loss, 1, Integer::sum);
        return loss.name();
    }

    private static String hiding(ExportedRule rule) {
        return rule.hiddenBy().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }
}
