package vn.khue.directory.embedded;

import com.unboundid.ldap.listener.SearchEntryTransformer;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.util.ObjectPair;
import java.util.List;
import java.util.function.Supplier;

/** Takes from every entry on its way out what the caller may not see, or the whole of it. */
final class VisibleParts implements SearchEntryTransformer {

    private final Supplier<Caller> caller;

    VisibleParts(Supplier<Caller> caller) {
        this.caller = caller;
    }

    @Override
    public ObjectPair<SearchResultEntryProtocolOp, Control[]> transformEntry(
            int messageId, SearchResultEntryProtocolOp entry, Control[] controls) {
        Caller now = caller.get();
        if (now instanceof Caller.Admin) {
            return new ObjectPair<>(entry, controls);
        }
        if (!(now instanceof Caller.Service service)) {
            return null;
        }
        DN dn;
        try {
            dn = new DN(entry.getDN());
        } catch (LDAPException e) {
            return null;
        }
        if (dn.isNullDN() || "cn=schema".equals(dn.toNormalizedString())) {
            return new ObjectPair<>(entry, controls);
        }
        if (!service.rights().maySee(dn)) {
            return null;
        }
        List<Attribute> seen =
                entry.getAttributes().stream().filter(service.rights()::maySee).toList();
        return new ObjectPair<>(new SearchResultEntryProtocolOp(entry.getDN(), seen), new Control[0]);
    }
}
