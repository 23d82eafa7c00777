package vn.khue.directory.access;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one caller may do. Immutable. */
public final class Rights {

    /** Stands for the entry as a whole. */
    public static final String ENTRY = "entry";

    /** Stands for what is below an entry. */
    public static final String CHILDREN = "children";

    private final List<Grant> grants;
    private final Schema schema;

    Rights(List<Grant> grants, Schema schema) {
        this.grants = grants;
        this.schema = schema;
    }

    /** What a rule grants this caller. */
    record Grant(AccessRule rule, Set<Privilege> privileges) {}

    /**
     * The rights to one entry.
     *
     * @param name its DN, normalised
     */
    public OnEntry on(String name) {
        var some = new ArrayList<Grant>();
        for (Grant grant : grants) {
            if (grant.rule().target().names(name)) {
                some.add(grant);
            }
        }
        return new OnEntry(some, schema);
    }

    /** What one caller may do with one entry. Immutable. */
    public static final class OnEntry {

        private final List<Grant> grants;
        private final Schema schema;

        private OnEntry(List<Grant> grants, Schema schema) {
            this.grants = grants;
            this.schema = schema;
        }

        /** Whether that may be done to what is below the entry, or to one that is not there; rules that hold for some entries only are passed over. */
        public boolean may(Privilege privilege, String pseudoAttribute) {
            for (Grant grant : grants) {
                if (grant.rule().filter().isEmpty() && grant.rule().names(pseudoAttribute)) {
                    return grant.privileges().contains(privilege);
                }
            }
            return false;
        }

        /**
         * Whether that may be done to an attribute, or to the entry as a whole.
         *
         * @param entry as it stands, for rules that hold for some entries only
         * @param attribute without options, or {@link Rights#ENTRY}
         */
        public boolean may(Privilege privilege, String attribute, Entry entry) {
            for (Grant grant : grants) {
                if (grant.rule().names(attribute)
                        && grant.rule()
                                .filter()
                                .map(filter -> matches(filter, entry))
                                .orElse(true)) {
                    return grant.privileges().contains(privilege);
                }
            }
            return false;
        }

        private boolean matches(Filter filter, Entry entry) {
            try {
                return filter.matchesEntry(entry, schema);
            } catch (LDAPException e) {
                return false;
            }
        }
    }
}
