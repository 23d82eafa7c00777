package vn.khue.directory.embedded;

import com.unboundid.asn1.ASN1Exception;
import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.listener.LDAPListenerClientConnection;
import com.unboundid.ldap.listener.SearchEntryParer;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchRequestProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.ServerSideSortRequestControl;
import com.unboundid.ldap.sdk.controls.ServerSideSortResponseControl;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.controls.SortKey;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.directory.access.AccessRules;
import vn.khue.directory.access.Privilege;
import vn.khue.directory.access.Rights;
import vn.khue.directory.ldap.Tree;

/** Answers search requests within the caller's rights. Thread-safe. */
final class SearchAnswer {

    private static final Set<String> CONTROLS = Set.of(
            SimplePagedResultsControl.PAGED_RESULTS_OID, ServerSideSortRequestControl.SERVER_SIDE_SORT_REQUEST_OID);

    private final DirectoryEntries entries;
    private final Schema schema;
    private final AboutServer about;
    private final AccessRules rules;
    private final SearchLimits limits;

    SearchAnswer(DirectoryEntries entries, Schema schema, Tree tree, AccessRules rules, SearchLimits limits) {
        this.entries = entries;
        this.schema = schema;
        this.rules = rules;
        this.limits = limits;
        this.about = new AboutServer(tree, schema);
    }

    /** Sends the entries over the connection and gives the message that ends the answer. */
    LDAPMessage answer(
            Caller caller,
            LDAPListenerClientConnection connection,
            int id,
            SearchRequestProtocolOp request,
            List<Control> controls) {
        if (caller instanceof Caller.Anonymous) {
            return done(id, ResultCode.INSUFFICIENT_ACCESS_RIGHTS, "expected a bind first", List.of());
        }
        if (controls.stream().anyMatch(control -> control.isCritical() && !CONTROLS.contains(control.getOID()))) {
            return done(
                    id,
                    ResultCode.UNAVAILABLE_CRITICAL_EXTENSION,
                    "expected only the paging and sorting controls",
                    List.of());
        }
        try {
            DN base = new DN(request.getBaseDN());
            Optional<Entry> ofServer = about.entry(base);
            if (ofServer.isPresent()) {
                return sendOne(connection, id, request, ofServer.get());
            }
            return send(connection, id, request, controls, base, caller);
        } catch (LDAPException e) {
            return done(id, e.getResultCode(), e.getMessage(), List.of());
        }
    }

    private LDAPMessage send(
            LDAPListenerClientConnection connection,
            int id,
            SearchRequestProtocolOp request,
            List<Control> controls,
            DN base,
            Caller caller)
            throws LDAPException {
        Optional<Rights> rights =
                caller instanceof Caller.Bound bound ? Optional.of(rules.of(bound.name())) : Optional.empty();
        if (rights.isPresent()) {
            demandStart(rights.get(), base);
        }
        List<SortKey> sort = sortKeys(controls);
        var query = new Query(
                base,
                request.getScope(),
                request.getFilter(),
                limits.forCaller(caller, request.getSizeLimit()),
                sort,
                page(controls),
                rights);
        Found found = entries.search(query);
        var parer = new SearchEntryParer(request.getAttributes(), schema);
        for (Entry entry : found.entries()) {
            connection.sendSearchResultEntry(
                    id, typesOnly(request, parer.pareEntry(visible(entry, rights))), new Control[0]);
        }
        var answers = new ArrayList<Control>();
        if (!sort.isEmpty()) {
            answers.add(new ServerSideSortResponseControl(ResultCode.SUCCESS, null));
        }
        if (query.page().isPresent()) {
            var cookie = found.next().isPresent() && !found.cut()
                    ? new ASN1OctetString(new ASN1Integer((int) found.next().getAsLong()).encode())
                    : new ASN1OctetString();
            answers.add(new SimplePagedResultsControl(0, cookie, false));
        }
        return done(id, found.cut() ? ResultCode.SIZE_LIMIT_EXCEEDED : ResultCode.SUCCESS, null, answers);
    }

    private LDAPMessage sendOne(
            LDAPListenerClientConnection connection, int id, SearchRequestProtocolOp request, Entry entry)
            throws LDAPException {
        if (request.getScope() == SearchScope.BASE && request.getFilter().matchesEntry(entry, schema)) {
            var parer = new SearchEntryParer(request.getAttributes(), schema);
            connection.sendSearchResultEntry(id, typesOnly(request, parer.pareEntry(entry)), new Control[0]);
        }
        return done(id, ResultCode.SUCCESS, null, List.of());
    }

    /**
     * Compares one value, as slapd does.
     *
     * @throws LDAPException if the entry or attribute is not there, or the caller may not ask
     */
    boolean compare(Caller caller, DN name, String attribute, ASN1OctetString value) throws LDAPException {
        Optional<Rights.OnEntry> here = caller instanceof Caller.Bound
                ? Optional.of(rules.of(caller.name()).on(name.toNormalizedString()))
                : Optional.empty();
        Entry entry = entries.read(name)
                .orElseThrow(() -> new LDAPException(ResultCode.NO_SUCH_OBJECT, "no entry with this name is there"));
        String plain = Attribute.getBaseName(attribute);
        if (here.isPresent() && !here.get().may(Privilege.COMPARE, plain, entry)) {
            boolean told = here.get().may(Privilege.DISCLOSE, Rights.ENTRY, entry);
            throw new LDAPException(
                    told ? ResultCode.INSUFFICIENT_ACCESS_RIGHTS : ResultCode.NO_SUCH_OBJECT,
                    "this account may not compare that");
        }
        if (!entry.hasAttribute(attribute)) {
            throw new LDAPException(ResultCode.NO_SUCH_ATTRIBUTE, "the entry has no such attribute");
        }
        return Filter.createEqualityFilter(attribute, value.getValue()).matchesEntry(entry, schema);
    }

    private void demandStart(Rights rights, DN base) throws LDAPException {
        Rights.OnEntry here = rights.on(base.toNormalizedString());
        boolean may = entries.read(base)
                .map(entry -> here.may(Privilege.SEARCH, Rights.ENTRY, entry))
                .orElseGet(() -> here.may(Privilege.SEARCH, Rights.ENTRY));
        if (!may) {
            // As slapd answers: what may not be seen is not there.
            throw new LDAPException(ResultCode.NO_SUCH_OBJECT, "the entry to search from is not there");
        }
    }

    private static Entry visible(Entry entry, Optional<Rights> rights) throws LDAPException {
        if (rights.isEmpty()) {
            return entry;
        }
        Rights.OnEntry here = rights.get().on(entry.getParsedDN().toNormalizedString());
        List<Attribute> seen = entry.getAttributes().stream()
                .filter(attribute -> here.may(Privilege.READ, attribute.getBaseName(), entry))
                .toList();
        return new Entry(entry.getDN(), seen);
    }

    private static Entry typesOnly(SearchRequestProtocolOp request, Entry entry) {
        if (!request.typesOnly()) {
            return entry;
        }
        return new Entry(
                entry.getDN(),
                entry.getAttributes().stream()
                        .map(attribute -> new Attribute(attribute.getName()))
                        .toList());
    }

    private static List<SortKey> sortKeys(List<Control> controls) throws LDAPException {
        for (Control control : controls) {
            if (ServerSideSortRequestControl.SERVER_SIDE_SORT_REQUEST_OID.equals(control.getOID())) {
                return List.of(new ServerSideSortRequestControl(control).getSortKeys());
            }
        }
        return List.of();
    }

    private static Optional<Query.Page> page(List<Control> controls) throws LDAPException {
        for (Control control : controls) {
            if (SimplePagedResultsControl.PAGED_RESULTS_OID.equals(control.getOID())) {
                var paged = new SimplePagedResultsControl(control.getOID(), control.isCritical(), control.getValue());
                return Optional.of(new Query.Page(paged.getSize(), after(paged.getCookie())));
            }
        }
        return Optional.empty();
    }

    private static long after(ASN1OctetString cookie) throws LDAPException {
        if (cookie == null || cookie.getValueLength() == 0) {
            return 0;
        }
        try {
            return ASN1Integer.decodeAsInteger(cookie.getValue()).intValue();
        } catch (ASN1Exception e) {
            throw new LDAPException(ResultCode.PROTOCOL_ERROR, "expected a paging cookie of this server", e);
        }
    }

    private static LDAPMessage done(int id, ResultCode code, String why, List<Control> controls) {
        return new LDAPMessage(id, new SearchResultDoneProtocolOp(code.intValue(), null, why, null), controls);
    }
}
