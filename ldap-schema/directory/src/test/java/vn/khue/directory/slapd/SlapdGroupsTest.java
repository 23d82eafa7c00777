package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.apppassword.Argon2Hash;
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
            String hash = Argon2Hash.of(new byte[Argon2Hash.SALT_BYTES], new byte[Argon2Hash.SALT_BYTES])
                    .value();
            for (String uid : new String[] {"group.a", "group.b"}) {
                Entry entry = People.entry(uid);
                entry.addAttribute("userPassword", hash);
                admin.add(entry);
            }
            admin.add(People.entry("group.c"));
            admin.add(
                    "dn: " + GROUP,
                    "objectClass: groupOfNames",
                    "cn: library",
                    "member: " + People.dn("group.a"),
                    "member: " + People.dn("group.b"),
                    "member: " + People.dn("group.c"));
            assertThat(admin.getEntry(People.dn("group.a"), "memberOf").getAttributeValues("memberOf"))
                    .containsExactly(GROUP);
            assertThat(apps.search(
                                    "ou=people," + RunningServer.BASE,
                                    SearchScope.ONE,
                                    Filter.createEqualityFilter("memberOf", GROUP),
                                    "uid")
                            .getSearchEntries())
                    .extracting(entry -> entry.getAttributeValue("uid"))
                    .as("who cannot bind is not told")
                    .containsExactlyInAnyOrder("group.a", "group.b");
            assertThat(apps.search(
                                    "ou=groups," + RunningServer.BASE,
                                    SearchScope.ONE,
                                    Filter.createEqualityFilter("member", People.dn("group.a")),
                                    "cn",
                                    "member")
                            .getSearchEntries())
                    .as("which groups somebody is in can be asked, and not who is in a group")
                    .singleElement()
                    .satisfies(group -> {
                        assertThat(group.getAttributeValue("cn")).isEqualTo("library");
                        assertThat(group.hasAttribute("member")).isFalse();
                    });

            admin.delete(People.dn("group.c"));
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
