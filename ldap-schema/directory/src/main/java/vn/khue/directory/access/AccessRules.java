package vn.khue.directory.access;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.schema.LdifLines;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/** All rights of {@code access.ldif}. Immutable. */
public final class AccessRules {

    private final List<AccessRule> rules;
    private final Schema schema;

    private AccessRules(List<AccessRule> rules, Schema schema) {
        this.rules = rules;
        this.schema = schema;
    }

    /**
     * Reads the rules for the tree below that base.
     *
     * @throws IllegalArgumentException if a rule says something that is not understood here
     */
    public static AccessRules load(SchemaFiles files, DN base, Schema schema) {
        var text = new AccessText(schema);
        List<AccessRule> rules = LdifLines.values(files.access(), "olcAccess").stream()
                .map(line -> text.read(Templates.fill(line, Map.of("base", base.toString()))))
                .toList();
        return new AccessRules(rules, schema);
    }

    /**
     * What a caller may do.
     *
     * @param caller whose DN; empty for one who has not bound
     */
    public Rights of(Optional<DN> caller) {
        Optional<String> name = caller.map(DN::toNormalizedString);
        return new Rights(
                rules.stream()
                        .map(rule -> new Rights.Grant(rule, rule.grantsTo(name)))
                        .toList(),
                schema);
    }
}
