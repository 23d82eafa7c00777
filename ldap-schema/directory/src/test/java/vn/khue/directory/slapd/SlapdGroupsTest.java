package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.ServerKind;

/** Groups for applications that know LDAP only; computed by slapd alone. */
class SlapdGroupsTest {

    private static final String GROUP = "cn=library,ou=groups," + RunningServer.BASE;

    @TempDir
    Path folder;

    @Test
    void memberOfIsComputedAndWhoIsDeletedLeavesTheGroup() throws Exception {
        try (RunningServer server = ServerKind.SLAPD.start(folder.resolve("slapd"));
                LDAPConnection admin = server.admin();
                LDAPConnection apps = server.service("apps")) {
            admin.add(People.entry("group.a"));
            admin.add(People.entry("group.b"));
            admin.add(
                    "dn: " + GROUP,
                    "objectClass: groupOfNames",
                    "cn: library",
                    "member: " + People.dn("group.a"),
                    "member: " + People.dn("group.b"));
            assertThat(apps.getEntry(People.dn("group.a"), "memberOf").getAttributeValues("memberOf"))
                    .containsExactly(GROUP);
            assertThat(apps.search(
                                    "ou=people," + RunningServer.BASE,
                                    SearchScope.ONE,
                                    Filter.createEqualityFilter("memberOf", GROUP),
                                    "uid")
                            .getSearchEntries())
                    .extracting(entry -> entry.getAttributeValue("uid"))
                    .containsExactlyInAnyOrder("group.a", "group.b");

            admin.delete(People.dn("group.b"));
            // slapo-refint works behind the answer.
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (admin.getEntry(GROUP).getAttributeValues("member").length > 1) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            assertThat(admin.getEntry(GROUP).getAttributeValues("member")).containsExactly(People.dn("group.a"));
        }
    }
}
