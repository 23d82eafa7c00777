package vn.khue.directory.embedded;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Optional;
import vn.khue.directory.access.AccessRules;
import vn.khue.directory.access.Privilege;
import vn.khue.directory.access.Rights;

/** Whether a caller may make a change. Asks for the privileges that slapd.access(5) lists under operation requirements. Thread-safe. */
final class ChangeRights {

    private final AccessRules rules;

    ChangeRights(AccessRules rules) {
        this.rules = rules;
    }

    /**
     * @throws LDAPException with insufficientAccessRights if the caller may not add that entry as it is
     */
    void checkAdd(Caller caller, Entry entry) throws LDAPException {
        if (caller instanceof Caller.Admin) {
            return;
        }
        Rights rights = rules.of(bound(caller));
        DN name = entry.getParsedDN();
        Rights.OnEntry here = rights.on(name.toNormalizedString());
        demand(mayChangeBelow(rights, name, Privilege.ADD) && here.may(Privilege.ADD, Rights.ENTRY, entry));
        for (Attribute attribute : entry.getAttributes()) {
            demand(here.may(Privilege.ADD, attribute.getBaseName(), entry));
        }
    }

    /**
     * @param entry as it stands; empty if there is none, which the change itself will tell
     * @throws LDAPException with insufficientAccessRights if the caller may not change one of those attributes so
     */
    void checkModify(Caller caller, DN name, Optional<Entry> entry, List<Modification> changes) throws LDAPException {
        if (caller instanceof Caller.Admin) {
            return;
        }
        Rights.OnEntry here = rules.of(bound(caller)).on(name.toNormalizedString());
        Entry before = entry.orElse(new Entry(name));
        for (Modification change : changes) {
            String attribute = Attribute.getBaseName(change.getAttributeName());
            boolean removes = !ModificationType.ADD.equals(change.getModificationType());
            boolean adds = !ModificationType.DELETE.equals(change.getModificationType()) && change.hasValue();
            demand((!removes || here.may(Privilege.REMOVE, attribute, before))
                    && (!adds || here.may(Privilege.ADD, attribute, before)));
        }
    }

    /**
     * @param entry as it stands; empty if there is none, which the change itself will tell
     * @throws LDAPException with insufficientAccessRights if the caller may not take that entry away
     */
    void checkDelete(Caller caller, DN name, Optional<Entry> entry) throws LDAPException {
        if (caller instanceof Caller.Admin) {
            return;
        }
        Rights rights = rules.of(bound(caller));
        demand(mayChangeBelow(rights, name, Privilege.REMOVE)
                && rights.on(name.toNormalizedString())
                        .may(Privilege.REMOVE, Rights.ENTRY, entry.orElse(new Entry(name))));
    }

    private static boolean mayChangeBelow(Rights rights, DN name, Privilege privilege) {
        DN parent = name.getParent();
        return parent != null && rights.on(parent.toNormalizedString()).may(privilege, Rights.CHILDREN);
    }

    private static Optional<DN> bound(Caller caller) throws LDAPException {
        if (caller instanceof Caller.Anonymous) {
            throw new LDAPException(ResultCode.STRONG_AUTH_REQUIRED, "expected a bind first");
        }
        return caller.name();
    }

    private static void demand(boolean may) throws LDAPException {
        if (!may) {
            throw new LDAPException(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "this account may not write that");
        }
    }
}
