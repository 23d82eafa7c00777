package vn.khue.directory.embedded;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.LDAPListenerRequestHandler;
import com.unboundid.ldap.protocol.AddRequestProtocolOp;
import com.unboundid.ldap.protocol.AddResponseProtocolOp;
import com.unboundid.ldap.protocol.BindRequestProtocolOp;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.CompareRequestProtocolOp;
import com.unboundid.ldap.protocol.CompareResponseProtocolOp;
import com.unboundid.ldap.protocol.DeleteRequestProtocolOp;
import com.unboundid.ldap.protocol.DeleteResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedRequestProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ModifyDNRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyDNResponseProtocolOp;
import com.unboundid.ldap.protocol.ModifyRequestProtocolOp;
import com.unboundid.ldap.protocol.ModifyResponseProtocolOp;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One connection: asks who speaks and what they may do before anything is done. What is not named here is refused: SASL binds, renaming,
 * extended operations but Who am I, and controls on changes. Used by the thread of its connection.
 */
final class GuardedConnection extends LDAPListenerRequestHandler {

    private final LDAPListenerClientConnection connection;
    private final DirectoryEntries entries;
    private final SearchAnswer searches;
    private final ChangeRights rights;
    private final Accounts accounts;
    private final PeoplesBinds people;
    private final Consumer<IOException> diskFailed;
    private Caller caller = new Caller.Anonymous();

    private GuardedConnection(
            LDAPListenerClientConnection connection,
            DirectoryEntries entries,
            SearchAnswer searches,
            ChangeRights rights,
            Accounts accounts,
            PeoplesBinds people,
            Consumer<IOException> diskFailed) {
        this.connection = connection;
        this.entries = entries;
        this.searches = searches;
        this.rights = rights;
        this.accounts = accounts;
        this.people = people;
        this.diskFailed = diskFailed;
    }

    /** What the listener makes connections from. */
    static LDAPListenerRequestHandler template(
            DirectoryEntries entries,
            SearchAnswer searches,
            ChangeRights rights,
            Accounts accounts,
            PeoplesBinds people,
            Consumer<IOException> diskFailed) {
        return new GuardedConnection(null, entries, searches, rights, accounts, people, diskFailed);
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection client) {
        return new GuardedConnection(client, entries, searches, rights, accounts, people, diskFailed);
    }

    @Override
    public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
        caller = new Caller.Anonymous();
        if (request.getCredentialsType() != BindRequestProtocolOp.CRED_TYPE_SIMPLE) {
            return bound(id, ResultCode.AUTH_METHOD_NOT_SUPPORTED, "expected a simple bind");
        }
        var known =
                accounts.bind(request.getBindDN(), request.getSimplePassword().getValue());
        if (known.isEmpty()) {
            return bound(id, ResultCode.INVALID_CREDENTIALS, null);
        }
        caller = known.get();
        return bound(id, ResultCode.SUCCESS, null);
    }

    @Override
    public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
        return searches.answer(caller, connection, id, request, controls);
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        return change(
                id,
                controls,
                author -> {
                    var entry = new Entry(request.getDN(), request.getAttributes());
                    rights.checkAdd(caller, entry);
                    entries.add(entry, author);
                },
                (code, why) -> new AddResponseProtocolOp(code, null, why, null));
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        return change(
                id,
                controls,
                author -> modify(new DN(request.getDN()), request.getModifications(), author),
                (code, why) -> new ModifyResponseProtocolOp(code, null, why, null));
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        return change(
                id,
                controls,
                author -> {
                    var name = new DN(request.getDN());
                    rights.checkDelete(caller, name, entries.read(name));
                    entries.delete(name);
                },
                (code, why) -> new DeleteResponseProtocolOp(code, null, why, null));
    }

    @Override
    public LDAPMessage processModifyDNRequest(int id, ModifyDNRequestProtocolOp request, List<Control> controls) {
        return new LDAPMessage(
                id,
                new ModifyDNResponseProtocolOp(
                        ResultCode.UNWILLING_TO_PERFORM_INT_VALUE, null, "names never change here", null));
    }

    @Override
    public LDAPMessage processCompareRequest(int id, CompareRequestProtocolOp request, List<Control> controls) {
        if (caller instanceof Caller.Anonymous) {
            return compared(id, ResultCode.STRONG_AUTH_REQUIRED, "expected a bind first");
        }
        if (controls.stream().anyMatch(Control::isCritical)) {
            return compared(id, ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "expected no controls");
        }
        try {
            boolean equal = searches.compare(
                    caller, new DN(request.getDN()), request.getAttributeName(), request.getAssertionValue());
            return compared(id, equal ? ResultCode.COMPARE_TRUE : ResultCode.COMPARE_FALSE, null);
        } catch (LDAPException e) {
            return compared(id, e.getResultCode(), e.getMessage());
        }
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        if (!WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID.equals(request.getOID())) {
            return extended(id, ResultCode.UNWILLING_TO_PERFORM, "only Who am I is answered here", null);
        }
        String name = caller.name().map(dn -> "dn:" + dn).orElse("");
        return extended(id, ResultCode.SUCCESS, null, new ASN1OctetString(name));
    }

    private LDAPMessage change(int id, List<Control> controls, Act act, Answer answer) {
        if (caller.name().isEmpty()) {
            return message(id, answer, ResultCode.STRONG_AUTH_REQUIRED, "expected a bind first");
        }
        if (controls.stream().anyMatch(Control::isCritical)) {
            return message(id, answer, ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "expected a change without controls");
        }
        try {
            act.by(caller.name().get());
            return message(id, answer, ResultCode.SUCCESS, null);
        } catch (LDAPException e) {
            return message(id, answer, e.getResultCode(), e.getMessage());
        } catch (IOException e) {
            diskFailed.accept(e);
            return message(id, answer, ResultCode.UNAVAILABLE, "the disk failed; the directory stops");
        }
    }

    private void modify(DN name, List<Modification> changes, DN author) throws LDAPException, IOException {
        rights.checkModify(caller, name, entries.read(name), changes);
        entries.modify(name, changes, author);
        if (changes.stream().anyMatch(change -> "userPassword".equalsIgnoreCase(change.getAttributeName()))) {
            people.changed(name);
        }
    }

    private static LDAPMessage compared(int id, ResultCode code, String why) {
        return new LDAPMessage(id, new CompareResponseProtocolOp(code.intValue(), null, why, null));
    }

    private static LDAPMessage message(int id, Answer answer, ResultCode code, String why) {
        return new LDAPMessage(id, answer.saying(code.intValue(), why));
    }

    private static LDAPMessage bound(int id, ResultCode code, String why) {
        return new LDAPMessage(id, new BindResponseProtocolOp(code.intValue(), null, why, null, null));
    }

    private static LDAPMessage extended(int id, ResultCode code, String why, ASN1OctetString value) {
        return new LDAPMessage(id, new ExtendedResponseProtocolOp(code.intValue(), null, why, null, null, value));
    }

    private interface Act {
        void by(DN author) throws LDAPException, IOException;
    }

    private interface Answer {
        ProtocolOp saying(int code, String why);
    }
}
