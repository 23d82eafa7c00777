package vn.khue.directory.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.schema.AttributeTypeDefinition;
import com.unboundid.ldap.sdk.schema.ObjectClassDefinition;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import vn.khue.directory.schema.SchemaFiles;
import vn.khue.directory.schema.SchemaInMemory;
import vn.khue.directory.schema.ServiceAccounts;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;

/** Every cell of the tables attributes.txt and entries.txt, tried with live binds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RightsContract {

    /** What a server says of a change that the rights allow and the schema does not, such as taking a mandatory attribute away. */
    private static final Set<ResultCode> ALLOWED_BUT_SENSELESS = Set.of(
            ResultCode.OBJECT_CLASS_VIOLATION,
            ResultCode.OBJECT_CLASS_MODS_PROHIBITED,
            ResultCode.NOT_ALLOWED_ON_RDN,
            ResultCode.NAMING_VIOLATION);

    private final Schema schema = SchemaInMemory.load(new SchemaFiles());
    private final Map<String, LDAPConnection> roles = new LinkedHashMap<>();
    private RunningServer server;
    private LDAPConnection admin;
    private Sample sample;
    private Schema servers;

    protected abstract RunningServer startServer() throws Exception;

    /** Whether this is the server that rows marked "slapd:" are about. */
    protected abstract boolean isSlapd();

    @BeforeAll
    void start() throws Exception {
        server = startServer();
        sample = new Sample();
        admin = server.admin();
        sample.addAll(admin);
        servers = admin.getSchema();
        roles.put("anonymous", server.anonymous());
        LDAPConnection person = server.anonymous();
        person.bind(sample.of("people").getDN(), Sample.PASSWORD);
        roles.put("person", person);
        for (String service : ServiceAccounts.NAMES) {
            roles.put(service, server.service(service));
        }
        roles.put("admin", server.admin());
    }

    @AfterAll
    void stop() {
        roles.values().forEach(LDAPConnection::close);
        if (admin != null) {
            admin.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyRoleMayDoWithEveryAttributeWhatTheTableSaysAndNoMore() throws Exception {
        Table table = Table.read("attributes.txt", 2);
        assertThat(table.columns()).containsExactlyInAnyOrderElementsOf(roles.keySet());
        var differences = new ArrayList<String>();
        int cells = 0;
        for (Table.Row row : table.rows()) {
            String branch = row.keys().get(0);
            String names = row.keys().get(1);
            boolean readOnly = names.startsWith("slapd:");
            if (names.startsWith("absent:") || readOnly && !isSlapd()) {
                continue;
            }
            for (String attribute : names.substring(names.indexOf(':') + 1).split(",")) {
                for (Table.Cell cell : row.cells()) {
                    cells++;
                    String found = readOnly
                            ? letter('r', mayRead(cell.role(), branch, attribute))
                            : tryAll(cell.role(), branch, attribute);
                    String stated = comparable(attribute)
                            ? cell.letters()
                            : cell.letters().replace("c", "");
                    if (!found.equals(stated.isEmpty() ? "-" : stated)) {
                        differences.add(branch + " " + attribute + " as " + cell.role() + ": the table says "
                                + cell.letters() + ", the server " + found);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(cells).isGreaterThan(1000);
    }

    @Test
    void everyAttributeThatAnEntryMayHaveIsStated() throws Exception {
        Map<String, Set<String>> stated = new LinkedHashMap<>();
        for (Table.Row row : Table.read("attributes.txt", 2).rows()) {
            String names = row.keys().get(1);
            for (String name : names.substring(names.indexOf(':') + 1).split(",")) {
                assertThat(stated.computeIfAbsent(
                                        row.keys().get(0), key -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                                .add(name))
                        .as(row.keys().get(0) + " " + name + " is stated once")
                        .isTrue();
            }
        }
        for (String branch : stated.keySet()) {
            var possible = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            Entry entry = sample.of(branch);
            for (String name : entry.getObjectClassValues()) {
                ObjectClassDefinition known = schema.getObjectClass(name);
                known.getRequiredAttributes(schema, true).forEach(type -> possible.add(type.getNameOrOID()));
                known.getOptionalAttributes(schema, true).forEach(type -> possible.add(type.getNameOrOID()));
            }
            for (Attribute attribute : admin.getEntry(entry.getDN(), "*", "+").getAttributes()) {
                possible.add(attribute.getBaseName());
            }
            assertThat(stated.get(branch)).as(branch).containsAll(possible);
        }
    }

    @Test
    void everyRoleMayDoWithWholeEntriesWhatTheTableSaysAndNoMore() throws Exception {
        Table table = Table.read("entries.txt", 1);
        assertThat(table.columns()).containsExactlyInAnyOrderElementsOf(roles.keySet());
        assertThat(table.rows().stream().map(row -> row.keys().get(0)))
                .containsExactlyInAnyOrderElementsOf(sample.byBranch().keySet());
        var differences = new ArrayList<String>();
        for (Table.Row row : table.rows()) {
            String branch = row.keys().get(0);
            for (Table.Cell cell : row.cells()) {
                String found = letter('f', finds(cell.role(), sample.of(branch).getParentDNString(), branch))
                        + letter('t', finds(cell.role(), RunningServer.BASE, branch))
                        + letter('a', mayAdd(cell.role(), branch))
                        + letter('x', mayDelete(cell.role(), branch));
                found = found.replace("-", "");
                if (!(found.isEmpty() ? "-" : found).equals(cell.letters())) {
                    differences.add(branch + " as " + cell.role() + ": the table says " + cell.letters()
                            + ", the server " + found);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void nobodyRenames() throws Exception {
        for (Map.Entry<String, LDAPConnection> role : roles.entrySet()) {
            for (Entry entry : sample.byBranch().values()) {
                String rdn = new DN(entry.getDN()).getRDN().getAttributeNames()[0];
                assertThatThrownBy(() -> role.getValue().modifyDN(entry.getDN(), rdn + "=renamed", true))
                        .as(role.getKey())
                        .isInstanceOf(LDAPException.class);
            }
        }
        assertThat(admin.getEntry(sample.of("people").getDN())).isNotNull();
    }

    @Test
    void importerAddsNobodyWithAPassword() throws Exception {
        Entry entry = mandatory("people");
        entry.addAttribute(sample.of("people").getAttribute("userPassword"));
        assertThatThrownBy(() -> roles.get("roster").add(entry))
                .isInstanceOfSatisfying(
                        LDAPException.class,
                        e -> assertThat(e.getResultCode()).isEqualTo(ResultCode.INSUFFICIENT_ACCESS_RIGHTS));
    }

    /** Pupils never have an app password, so an application does not even learn that they are there. */
    @Test
    void anApplicationFindsNobodyWhoCannotBind() throws Exception {
        Entry pupil = People.entry("rights.none");
        Entry former = People.entry("rights.left");
        former.setAttribute("khueStatus", "LEFT");
        former.addAttribute(sample.of("people").getAttribute("userPassword"));
        admin.add(pupil);
        admin.add(former);
        LDAPConnection apps = roles.get("apps");
        try {
            for (Entry hidden : List.of(pupil, former)) {
                String uid = hidden.getAttributeValue("uid");
                assertThat(found(roles.get("keycloak"), hidden.getDN(), Filter.create("(uid=" + uid + ")"), "uid"))
                        .isNotNull();
                for (String filter : List.of("(uid=" + uid + ")", "(uid=*)", "(objectClass=*)", "(!(uid=x))")) {
                    assertThat(found(apps, hidden.getDN(), Filter.create(filter), "*", "+"))
                            .as(filter)
                            .isNull();
                    assertThat(apps.search(
                                            "ou=people," + RunningServer.BASE,
                                            SearchScope.ONE,
                                            Filter.create(filter),
                                            "uid")
                                    .getSearchEntries())
                            .as(filter)
                            .extracting(Entry::getDN)
                            .doesNotContain(hidden.getDN());
                }
                assertThatThrownBy(() -> apps.compare(hidden.getDN(), "uid", uid))
                        .isInstanceOfSatisfying(
                                LDAPException.class,
                                e -> assertThat(e.getResultCode())
                                        .as("as where nobody is")
                                        .isEqualTo(ResultCode.NO_SUCH_OBJECT));
            }
            assertThat(apps.search(
                                    "ou=people," + RunningServer.BASE,
                                    SearchScope.ONE,
                                    Filter.create("(&(objectClass=khuePersonEntry)(uid=sample.p))"))
                            .getSearchEntries())
                    .as("whoever can bind is found, with the login name and no other")
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.getAttributes())
                            .extracting(Attribute::getName)
                            .containsExactlyInAnyOrder("uid", "objectClass"));
        } finally {
            admin.delete(pupil.getDN());
            admin.delete(former.getDN());
        }
    }

    private String tryAll(String role, String branch, String attribute) throws Exception {
        String found = letter('r', mayRead(role, branch, attribute))
                + (comparable(attribute) ? letter('c', mayCompare(role, branch, attribute)) : "")
                + letter('s', mayFindBy(role, branch, attribute))
                + letter('w', mayChange(role, branch, attribute, ModificationType.REPLACE))
                + letter('d', mayChange(role, branch, attribute, ModificationType.DELETE));
        found = found.replace("-", "");
        return found.isEmpty() ? "-" : found;
    }

    private static String letter(char letter, boolean may) {
        return may ? String.valueOf(letter) : "-";
    }

    private boolean comparable(String attribute) {
        AttributeTypeDefinition type = servers.getAttributeType(attribute);
        return type == null || type.getEqualityMatchingRule(servers) != null;
    }

    private boolean mayRead(String role, String branch, String attribute) throws LDAPException {
        SearchResultEntry entry = found(
                roles.get(role), sample.of(branch).getDN(), Filter.createPresenceFilter("objectClass"), attribute);
        SearchResultEntry all =
                found(roles.get(role), sample.of(branch).getDN(), Filter.createPresenceFilter("objectClass"), "*", "+");
        boolean may = entry != null && entry.hasAttribute(attribute);
        assertThat(all != null && all.hasAttribute(attribute))
                .as(branch + " " + attribute + " as " + role + ", asked by name and among all")
                .isEqualTo(may);
        return may;
    }

    private boolean mayCompare(String role, String branch, String attribute) throws LDAPException {
        Attribute value = value(branch, attribute);
        try {
            return roles.get(role)
                    .compare(new com.unboundid.ldap.sdk.CompareRequest(
                            sample.of(branch).getDN(), attribute, value.getValueByteArray()))
                    .compareMatched();
        } catch (LDAPException e) {
            return false;
        }
    }

    /** A hidden attribute must show itself neither by a match nor by one that is negated. */
    private boolean mayFindBy(String role, String branch, String attribute) throws LDAPException {
        Filter filter = comparable(attribute)
                ? Filter.createEqualityFilter(
                        attribute, value(branch, attribute).getValueByteArray())
                : Filter.createPresenceFilter(attribute);
        String dn = sample.of(branch).getDN();
        boolean may = found(roles.get(role), dn, filter, "1.1") != null;
        boolean byPresence = found(roles.get(role), dn, Filter.createPresenceFilter(attribute), "1.1") != null;
        assertThat(byPresence).as(attribute + " as " + role + " by presence").isEqualTo(may);
        if (!may) {
            assertThat(found(roles.get(role), dn, Filter.createNOTFilter(filter), "1.1"))
                    .isNull();
            assertThat(found(
                            roles.get(role), dn, Filter.createNOTFilter(Filter.createPresenceFilter(attribute)), "1.1"))
                    .isNull();
        }
        return may;
    }

    private boolean mayChange(String role, String branch, String attribute, ModificationType type)
            throws LDAPException {
        Attribute before = value(branch, attribute);
        Modification change = ModificationType.DELETE.equals(type)
                ? new Modification(type, attribute)
                : new Modification(type, attribute, before.getValueByteArrays());
        try {
            roles.get(role).modify(sample.of(branch).getDN(), change);
        } catch (LDAPException e) {
            return ALLOWED_BUT_SENSELESS.contains(e.getResultCode());
        }
        if (ModificationType.DELETE.equals(type)) {
            restore(branch);
        }
        return true;
    }

    private boolean finds(String role, String base, String branch) throws LDAPException {
        Entry wanted = sample.of(branch);
        try {
            // Without a filter on what the role may not search by: every role may ask for the class where it sees the
            // entry.
            return roles
                    .get(role)
                    .search(base, SearchScope.SUB, Filter.createPresenceFilter("objectClass"), "1.1")
                    .getSearchEntries()
                    .stream()
                    .anyMatch(entry -> entry.getDN().equalsIgnoreCase(wanted.getDN()));
        } catch (LDAPSearchException e) {
            return false;
        }
    }

    private boolean mayAdd(String role, String branch) throws Exception {
        Entry entry = mandatory(branch);
        try {
            roles.get(role).add(entry);
        } catch (LDAPException e) {
            return false;
        }
        admin.delete(entry.getDN());
        return true;
    }

    private boolean mayDelete(String role, String branch) throws LDAPException {
        try {
            roles.get(role).delete(sample.of(branch).getDN());
        } catch (LDAPException e) {
            return false;
        }
        admin.add(sample.of(branch));
        return true;
    }

    /** Another entry of that branch, with what it must have and nothing else. */
    private Entry mandatory(String branch) throws LDAPException {
        Entry whole = sample.of(branch);
        String rdn = new DN(whole.getDN()).getRDN().getAttributeNames()[0];
        var required = new TreeSet<>(List.of("objectClass", "cn", "member"));
        for (String name : whole.getObjectClassValues()) {
            schema.getObjectClass(name)
                    .getRequiredAttributes(schema, true)
                    .forEach(type -> required.add(type.getNameOrOID()));
        }
        String id = "khueId".equals(rdn) || "people".equals(branch) ? "0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7dff" : "other";
        String name = "khueId".equals(rdn) ? id : "other";
        var entry = new Entry(rdn + "=" + name + "," + whole.getParentDNString());
        for (String attribute : required) {
            if (whole.hasAttribute(attribute)) {
                entry.addAttribute(whole.getAttribute(attribute));
            }
        }
        entry.setAttribute(rdn, name);
        if (entry.hasAttribute("khueId")) {
            entry.setAttribute("khueId", id);
        }
        return entry;
    }

    private void restore(String branch) throws LDAPException {
        admin.delete(sample.of(branch).getDN());
        admin.add(sample.of(branch));
    }

    private Attribute value(String branch, String attribute) throws LDAPException {
        Attribute value = admin.getEntry(sample.of(branch).getDN(), attribute).getAttribute(attribute);
        assertThat(value)
                .as("a value of " + attribute + " in the sample for " + branch)
                .isNotNull();
        return value;
    }

    private static SearchResultEntry found(LDAPConnection connection, String dn, Filter filter, String... attributes)
            throws LDAPException {
        try {
            return connection.searchForEntry(dn, SearchScope.BASE, filter, attributes);
        } catch (LDAPSearchException e) {
            return null;
        }
    }
}
