package vn.khue.directory.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Where each kind of entry stands below the base. Immutable. */
public final class Tree {

    private final DN base;

    /**
     * @throws IllegalArgumentException if the base is not a DN
     */
    public Tree(String base) {
        try {
            this.base = new DN(base);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(
                    "expected a base DN such as dc=khue,dc=edu,dc=vn, found \"" + base + "\"; correct KHUE_LDAP_BASE",
                    e);
        }
    }

    public DN base() {
        return base;
    }

    /** The base as a domain name, such as khue.edu.vn: the scope of identifiers given out under it. */
    public String scope() {
        return Arrays.stream(base.getRDNs())
                .flatMap(rdn -> Arrays.stream(rdn.getAttributeValues()))
                .collect(Collectors.joining("."));
    }

    public DN people() {
        return branch("people");
    }

    public DN units() {
        return branch("units");
    }

    public DN unitEdges() {
        return branch("unit-edges");
    }

    public DN appointments() {
        return branch("appointments");
    }

    public DN classes() {
        return branch("classes");
    }

    public DN enrolments() {
        return branch("enrolments");
    }

    public DN guardianships() {
        return branch("guardianships");
    }

    /** Login names of people who were erased. Only the administrator sees them. */
    public DN retiredNames() {
        return branch("retired-names");
    }

    public DN services() {
        return branch("services");
    }

    /** The administrator, who writes. Not an entry: the servers know the account by their own configuration. */
    public DN admin() {
        return new DN(new RDN("cn", "admin"), base);
    }

    /** The account of one service. */
    public DN service(String name) {
        return new DN(new RDN("cn", name), services());
    }

    DN person(String uid) {
        return new DN(new RDN("uid", uid), people());
    }

    DN retiredName(String uid) {
        return new DN(new RDN("khueRetiredName", uid), retiredNames());
    }

    DN unit(String id) {
        return new DN(new RDN("khueUnitId", id), units());
    }

    DN classGroup(String id) {
        return new DN(new RDN("khueClassId", id), classes());
    }

    DN edge(DN branch, UUID id) {
        return new DN(new RDN("khueId", id.toString()), branch);
    }

    private DN branch(String name) {
        return new DN(new RDN("ou", name), base);
    }
}
