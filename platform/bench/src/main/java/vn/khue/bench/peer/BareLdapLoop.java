package vn.khue.bench.peer;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.UUID;
import vn.khue.bench.BenchException;

/** What a program does that only writes: one connection of the UnboundID SDK, one change after the other, no journal, no audit. */
public final class BareLdapLoop {

    private final String base;
    private final String password;
    private final int port;

    /** @param base DN of the tree; the loop binds as cn=admin below it */
    public BareLdapLoop(int port, String base, String password) {
        this.port = port;
        this.base = base;
        this.password = password;
    }

    /** Adds so many enrolments, closes each, and gives changes per second over both. */
    public double changesPerSecond(int entries) {
        try (var connection = new LDAPConnection("127.0.0.1", port, "cn=admin," + base, password)) {
            long began = System.nanoTime();
            for (int i = 0; i < entries; i++) {
                String id = new UUID(0x8000L, i).toString();
                String dn = "khueId=" + id + ",ou=enrolments," + base;
                var entry = new Entry(dn);
                entry.addAttribute("objectClass", "khueEnrolment");
                entry.addAttribute("khueId", id);
                entry.addAttribute("khuePerson", new UUID(0x4000L, i).toString());
                entry.addAttribute("khueClass", "bare-2026-1a");
                entry.addAttribute("khueSchool", "bare");
                entry.addAttribute("khueClassRole", "PUPIL");
                entry.addAttribute("khueValidFrom", "20260901");
                connection.add(entry);
                connection.modify(dn, new Modification(ModificationType.REPLACE, "khueValidTo", "20270731"));
            }
            return 2.0 * entries / ((System.nanoTime() - began) / 1e9);
        } catch (LDAPException e) {
            throw new BenchException("expected the directory to take bare changes, found " + e.getResultCode(), e);
        }
    }
}
