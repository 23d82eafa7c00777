package vn.khue.directory.rules;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.schema.LdifLines;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/**
 * Where a value of an attribute may stand once only: one olcUniqueURI line of {@code overlays.ldif}.
 *
 * @param base the DN below which this holds, normalised
 * @param attribute the attribute, which is indexed
 */
public record UniqueDomain(String base, String attribute) {

    private static final Pattern LINE = Pattern.compile("serialize ldap:///([^?]+)\\?([A-Za-z]+)\\?sub");

    /**
     * All of them.
     *
     * @throws IllegalArgumentException if a line says something that is not understood here
     */
    public static List<UniqueDomain> load(SchemaFiles files, DN base) {
        var domains = new ArrayList<UniqueDomain>();
        for (String line : LdifLines.values(files.overlays(), "olcUniqueURI")) {
            Matcher matcher = LINE.matcher(Templates.fill(line, Map.of("base", base.toString())));
            try {
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "expected \"serialize ldap:///base?attribute?sub\" in overlays.ldif, found " + line);
                }
                domains.add(new UniqueDomain(DN.normalize(matcher.group(1)), matcher.group(2)));
            } catch (LDAPException e) {
                throw new IllegalArgumentException("expected a DN in overlays.ldif, found " + line, e);
            }
        }
        return List.copyOf(domains);
    }

    /**
     * Whether it is about that entry.
     *
     * @param name its DN, normalised
     */
    public boolean holds(String name) {
        return name.equals(base) || name.endsWith("," + base);
    }
}
