package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.khue.directory.schema.LdifLines;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.Templates;

/** Most entries of one search, by account: the olcLimits lines of {@code limits.ldif}. Immutable. */
final class SearchLimits {

    private static final Pattern LINE = Pattern.compile("dn\\.exact=\"([^\"]+)\" size=([0-9]+) .*");

    /** For accounts without a line, as olcSizeLimit has it. */
    private static final int OTHERS = 500;

    private final Map<String, Integer> byDn;

    private SearchLimits(Map<String, Integer> byDn) {
        this.byDn = Map.copyOf(byDn);
    }

    /**
     * @throws IllegalArgumentException if a line says something that is not understood here
     */
    static SearchLimits load(SchemaFiles files, DN base) {
        var limits = new HashMap<String, Integer>();
        for (String line : LdifLines.values(files.limits(), "olcLimits")) {
            Matcher matcher = LINE.matcher(Templates.fill(line, Map.of("base", base.toString())));
            try {
                if (!matcher.matches()) {
                    throw new IllegalArgumentException(
                            "expected an account and its size in limits.ldif, found " + line);
                }
                limits.put(DN.normalize(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            } catch (LDAPException e) {
                throw new IllegalArgumentException("expected an account's DN in limits.ldif, found " + line, e);
            }
        }
        return new SearchLimits(limits);
    }

    /**
     * How many entries the caller gets of one search.
     *
     * @param asked what the request says; 0 for no limit
     * @return 0 for no limit
     */
    int forCaller(Caller caller, int asked) {
        if (!(caller instanceof Caller.Bound bound)) {
            return asked;
        }
        int most = byDn.getOrDefault(bound.dn().toNormalizedString(), OTHERS);
        return asked > 0 ? Math.min(asked, most) : most;
    }
}
