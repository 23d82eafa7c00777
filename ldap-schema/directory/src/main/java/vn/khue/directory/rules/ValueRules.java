package vn.khue.directory.rules;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.policy.DirectoryPolicy;
import vn.khue.directory.schema.LdifLines;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/**
 * The forms that values must have: the olcConstraintAttribute lines of {@code overlays.ldif}, so much of slapo-constraint(5) as that file
 * uses. Unlike slapd this looks at the whole entry after a change, not at the changed values alone. Immutable.
 */
public final class ValueRules {

    private static final Pattern LINE = Pattern.compile("([A-Za-z,]+) (regex \"(.+?)\"|count ([0-9]+))"
            + "(?: restrict=\"ldap:///([^?\"]+)\\?\\?sub\\?\\(objectClass=\\*\\)\")?");

    private final List<Rule> rules;

    private ValueRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /**
     * @throws IllegalArgumentException if a line says something that is not understood here
     */
    public static ValueRules load(SchemaFiles files, DN base, DirectoryPolicy policy) {
        var values = Map.of("base", base.toString(), "appPasswords", Integer.toString(policy.appPasswords()));
        var rules = new ArrayList<Rule>();
        for (String line : LdifLines.values(files.overlays(), "olcConstraintAttribute")) {
            Matcher matcher = LINE.matcher(Templates.fill(line, values));
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "expected attributes, then regex or count, in overlays.ldif, found " + line);
            }
            for (String attribute : matcher.group(1).split(",")) {
                rules.add(new Rule(
                        attribute,
                        Optional.ofNullable(matcher.group(3)).map(Pattern::compile),
                        matcher.group(4) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(4)),
                        Optional.ofNullable(matcher.group(5))));
            }
        }
        return new ValueRules(rules);
    }

    /**
     * @throws LDAPException with constraintViolation if a value has another form, or there are too many
     */
    public void check(Entry entry) throws LDAPException {
        for (Rule rule : rules) {
            Attribute attribute = entry.getAttribute(rule.attribute());
            if (attribute != null && rule.holdsFor(entry) && !rule.allows(attribute)) {
                throw new LDAPException(
                        ResultCode.CONSTRAINT_VIOLATION, "a value of " + rule.attribute() + " has another form");
            }
        }
    }

    private record Rule(String attribute, Optional<Pattern> form, int most, Optional<String> below) {

        boolean holdsFor(Entry entry) throws LDAPException {
            return below.isEmpty() || entry.getParsedDN().isDescendantOf(below.get(), true);
        }

        boolean allows(Attribute values) {
            return values.size() <= most
                    && (form.isEmpty()
                            || List.of(values.getValues()).stream()
                                    .allMatch(value -> form.get().matcher(value).matches()));
        }
    }
}
