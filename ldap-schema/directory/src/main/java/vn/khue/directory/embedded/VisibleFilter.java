package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.schema.Schema;
import vn.khue.directory.access.Privilege;
import vn.khue.directory.access.Rights;

/**
 * Whether a filter matches an entry in the eyes of one caller. What the caller may not search by is Undefined (RFC 4511 4.5.1.7), so that
 * neither a match nor its negation tells what is hidden. Immutable.
 */
record VisibleFilter(Filter filter, Schema schema) {

    private enum Answer {
        TRUE,
        FALSE,
        UNDEFINED;

        static Answer of(boolean matches) {
            return matches ? TRUE : FALSE;
        }
    }

    /**
     * @throws LDAPException if the filter cannot be evaluated
     */
    boolean matches(Entry entry, Rights.OnEntry rights) throws LDAPException {
        return evaluate(filter, entry, rights) == Answer.TRUE;
    }

    private Answer evaluate(Filter part, Entry entry, Rights.OnEntry rights) throws LDAPException {
        return switch (part.getFilterType()) {
            case Filter.FILTER_TYPE_AND -> all(part.getComponents(), entry, rights, Answer.FALSE, Answer.TRUE);
            case Filter.FILTER_TYPE_OR -> all(part.getComponents(), entry, rights, Answer.TRUE, Answer.FALSE);
            case Filter.FILTER_TYPE_NOT ->
                switch (evaluate(part.getNOTComponent(), entry, rights)) {
                    case TRUE -> Answer.FALSE;
                    case FALSE -> Answer.TRUE;
                    case UNDEFINED -> Answer.UNDEFINED;
                };
            default -> leaf(part, entry, rights);
        };
    }

    /** One part that decides ends it; else one that is Undefined makes all so. */
    private Answer all(Filter[] parts, Entry entry, Rights.OnEntry rights, Answer decides, Answer otherwise)
            throws LDAPException {
        Answer answer = otherwise;
        for (Filter part : parts) {
            Answer one = evaluate(part, entry, rights);
            if (one == decides) {
                return decides;
            }
            if (one == Answer.UNDEFINED) {
                answer = one;
            }
        }
        return answer;
    }

    private Answer leaf(Filter part, Entry entry, Rights.OnEntry rights) throws LDAPException {
        String attribute = part.getAttributeName();
        if (attribute == null || !rights.may(Privilege.SEARCH, Attribute.getBaseName(attribute), entry)) {
            return Answer.UNDEFINED;
        }
        return Answer.of(part.matchesEntry(entry, schema));
    }
}
