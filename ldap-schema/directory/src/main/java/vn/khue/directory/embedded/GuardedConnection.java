package vn.khue.directory.embedded;

import com.unboundid.ldap.listener.InMemoryRequestHandler;
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
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One connection: asks who speaks and what they may do, before the in-memory server sees a request. What is not named here is refused:
 * SASL binds, password and transaction operations, renaming, and every control but paging and sorting.
 */
final class GuardedConnection extends LDAPListenerRequestHandler {

    private static final int SERVICE_SIZE_LIMIT = 5000;
    private static final Set<String> SEARCH_CONTROLS = Set.of(
            SimplePagedResultsControl.PAGED_RESULTS_OID, ServerSideSortRequestControl.SERVER_SIDE_SORT_REQUEST_OID);

    private final InMemoryRequestHandler entries;
    private final DurableChanges changes;
    private final Accounts accounts;
    private final Consumer<IOException> diskFailed;
    private volatile Caller caller = new Caller.Anonymous();

    GuardedConnection(
            InMemoryRequestHandler entries,
            DurableChanges changes,
            Accounts accounts,
            Consumer<IOException> diskFailed) {
        this.entries = entries;
        this.changes = changes;
        this.accounts = accounts;
        this.diskFailed = diskFailed;
    }

    @Override
    public LDAPListenerRequestHandler newInstance(LDAPListenerClientConnection connection) throws LDAPException {
        var guarded = new GuardedConnection(entries.newInstance(connection), changes, accounts, diskFailed);
        connection.addSearchEntryTransformer(new VisibleParts(() -> guarded.caller));
        return guarded;
    }

    @Override
    public LDAPMessage processBindRequest(int id, BindRequestProtocolOp request, List<Control> controls) {
        caller = new Caller.Anonymous();
        entries.setAuthenticatedDN(DN.NULL_DN);
        if (request.getCredentialsType() != BindRequestProtocolOp.CRED_TYPE_SIMPLE) {
            return bindAnswer(id, ResultCode.AUTH_METHOD_NOT_SUPPORTED, "expected a simple bind");
        }
        var known =
                accounts.bind(request.getBindDN(), request.getSimplePassword().getValue());
        if (known.isEmpty()) {
            return bindAnswer(id, ResultCode.INVALID_CREDENTIALS, null);
        }
        caller = known.get();
        if (caller instanceof Caller.Admin admin) {
            entries.setAuthenticatedDN(admin.dn());
        } else if (caller instanceof Caller.Service service) {
            entries.setAuthenticatedDN(service.dn());
        }
        return bindAnswer(id, ResultCode.SUCCESS, null);
    }

    @Override
    public LDAPMessage processSearchRequest(int id, SearchRequestProtocolOp request, List<Control> controls) {
        if (controls.stream()
                .anyMatch(control -> control.isCritical() && !SEARCH_CONTROLS.contains(control.getOID()))) {
            return searchAnswer(
                    id, ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "expected only the paging and sorting controls");
        }
        List<Control> known = controls.stream()
                .filter(control -> SEARCH_CONTROLS.contains(control.getOID()))
                .toList();
        if (caller instanceof Caller.Admin) {
            return entries.processSearchRequest(id, request, known);
        }
        if (!(caller instanceof Caller.Service service)) {
            return searchAnswer(id, ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "expected a bind first");
        }
        DN start;
        try {
            start = new DN(request.getBaseDN());
        } catch (LDAPException e) {
            return searchAnswer(id, ResultCode.INVALID_DN_SYNTAX, "expected a DN to search from");
        }
        boolean aboutServer = start.isNullDN() || isSubschema(start);
        if (!aboutServer && !service.rights().maySearchFrom(start)) {
            return searchAnswer(id, ResultCode.NO_SUCH_OBJECT, null);
        }
        if (!aboutServer && (!service.rights().mayAsk(request.getFilter()) || !maySort(service.rights(), known))) {
            return searchAnswer(
                    id,
                    ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
                    "expected a filter and order over attributes that this account may read");
        }
        return entries.processSearchRequest(id, limited(request), known);
    }

    @Override
    public LDAPMessage processAddRequest(int id, AddRequestProtocolOp request, List<Control> controls) {
        return change(
                request.getDN(),
                controls,
                () -> entries.processAddRequest(id, request, List.of()),
                answer -> answer.getAddResponseProtocolOp().getResultCode() == ResultCode.SUCCESS_INT_VALUE,
                refusal -> new LDAPMessage(
                        id, new AddResponseProtocolOp(refusal.code().intValue(), null, refusal.why(), null)));
    }

    @Override
    public LDAPMessage processModifyRequest(int id, ModifyRequestProtocolOp request, List<Control> controls) {
        return change(
                request.getDN(),
                controls,
                () -> entries.processModifyRequest(id, request, List.of()),
                answer -> answer.getModifyResponseProtocolOp().getResultCode() == ResultCode.SUCCESS_INT_VALUE,
                refusal -> new LDAPMessage(
                        id, new ModifyResponseProtocolOp(refusal.code().intValue(), null, refusal.why(), null)));
    }

    @Override
    public LDAPMessage processDeleteRequest(int id, DeleteRequestProtocolOp request, List<Control> controls) {
        return change(
                request.getDN(),
                controls,
                () -> entries.processDeleteRequest(id, request, List.of()),
                answer -> answer.getDeleteResponseProtocolOp().getResultCode() == ResultCode.SUCCESS_INT_VALUE,
                refusal -> new LDAPMessage(
                        id, new DeleteResponseProtocolOp(refusal.code().intValue(), null, refusal.why(), null)));
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
        if (caller instanceof Caller.Admin) {
            return entries.processCompareRequest(id, request, List.of());
        }
        return new LDAPMessage(
                id,
                new CompareResponseProtocolOp(
                        ResultCode.INSUFFICIENT_ACCESS_RIGHTS_INT_VALUE, null, "expected a search instead", null));
    }

    @Override
    public LDAPMessage processExtendedRequest(int id, ExtendedRequestProtocolOp request, List<Control> controls) {
        if (WhoAmIExtendedRequest.WHO_AM_I_REQUEST_OID.equals(request.getOID())) {
            return entries.processExtendedRequest(id, request, List.of());
        }
        return new LDAPMessage(
                id,
                new ExtendedResponseProtocolOp(
                        ResultCode.UNWILLING_TO_PERFORM_INT_VALUE,
                        null,
                        "only Who am I is answered here",
                        null,
                        null,
                        null));
    }

    private LDAPMessage change(
            String name,
            List<Control> controls,
            Supplier<LDAPMessage> inMemory,
            Predicate<LDAPMessage> done,
            java.util.function.Function<Refusal, LDAPMessage> refuse) {
        if (!(caller instanceof Caller.Admin)) {
            return refuse.apply(new Refusal(ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "only the administrator writes"));
        }
        if (controls.stream().anyMatch(Control::isCritical)) {
            return refuse.apply(
                    new Refusal(ResultCode.UNAVAILABLE_CRITICAL_EXTENSION, "expected a change without controls"));
        }
        try {
            return changes.make(new DN(name), inMemory, done);
        } catch (LDAPException e) {
            return refuse.apply(new Refusal(ResultCode.INVALID_DN_SYNTAX, "expected a DN"));
        } catch (IOException e) {
            diskFailed.accept(e);
            return refuse.apply(new Refusal(ResultCode.UNAVAILABLE, "the disk failed; the directory stops"));
        }
    }

    private static boolean maySort(ServiceRights rights, List<Control> controls) {
        return controls.stream()
                .filter(ServerSideSortRequestControl.class::isInstance)
                .map(ServerSideSortRequestControl.class::cast)
                .flatMap(sort -> Arrays.stream(sort.getSortKeys()))
                .map(SortKey::getAttributeName)
                .allMatch(rights::maySortBy);
    }

    private boolean isSubschema(DN dn) {
        return "cn=schema".equals(dn.toNormalizedString());
    }

    private static SearchRequestProtocolOp limited(SearchRequestProtocolOp request) {
        int asked = request.getSizeLimit();
        return new SearchRequestProtocolOp(
                request.getBaseDN(),
                request.getScope(),
                request.getDerefPolicy(),
                asked > 0 ? Math.min(asked, SERVICE_SIZE_LIMIT) : SERVICE_SIZE_LIMIT,
                request.getTimeLimit(),
                request.typesOnly(),
                request.getFilter(),
                request.getAttributes());
    }

    private static LDAPMessage bindAnswer(int id, ResultCode code, String why) {
        return new LDAPMessage(id, new BindResponseProtocolOp(code.intValue(), null, why, null, null));
    }

    private static LDAPMessage searchAnswer(int id, ResultCode code, String why) {
        return new LDAPMessage(id, new SearchResultDoneProtocolOp(code.intValue(), null, why, null));
    }

    private record Refusal(ResultCode code, String why) {}
}
