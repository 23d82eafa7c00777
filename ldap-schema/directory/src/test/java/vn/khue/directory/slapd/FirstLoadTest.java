package vn.khue.directory.slapd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.DirectoryException.Reason;
import vn.khue.directory.server.People;
import vn.khue.directory.server.RunningServer;
import vn.khue.directory.server.SystemSlapd;

class FirstLoadTest {

    private static final int MANY = 300;

    @TempDir
    Path folder;

    @Test
    void allAreThereAndLiveUnderTheSameRules() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        SlapdSettings settings = SystemSlapd.settings(folder.resolve("slapd"), SystemSlapd.freePort());
        var people = new ArrayList<Entry>();
        for (int i = 0; i < MANY; i++) {
            people.add(People.entry("load." + i));
        }
        assertThat(new FirstLoad(installation, settings).run(records -> people.forEach(records::add)))
                .isEqualTo(MANY);
        try (PrivateSlapd slapd = PrivateSlapd.start(installation, settings);
                var admin = new LDAPConnection(
                        "127.0.0.1", slapd.port(), RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD)) {
            List<? extends Entry> there = admin.search(
                            "ou=people," + RunningServer.BASE, SearchScope.ONE, Filter.create("(uid=load.*)"), "*", "+")
                    .getSearchEntries();
            assertThat(there)
                    .hasSize(MANY)
                    .allMatch(entry -> entry.hasAttribute("entryUUID") && entry.hasAttribute("entryCSN"));
            // By the index, which slapadd has made.
            assertThat(admin.searchForEntry(
                            "ou=people," + RunningServer.BASE,
                            SearchScope.ONE,
                            Filter.createEqualityFilter("khueId", people.get(7).getAttributeValue("khueId"))))
                    .isNotNull();
            Entry second = People.entry("load.second");
            second.setAttribute("mail", "load.7@khue.edu.vn");
            assertThatThrownBy(() -> admin.add(second)).hasMessageContaining("unique");
        }
        assertThatThrownBy(() -> new FirstLoad(installation, settings).run(records -> {}))
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ALREADY_EXISTS));
    }

    @Test
    void oneBadEntryLeavesTheFolderEmpty() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        SlapdSettings settings = SystemSlapd.settings(folder.resolve("slapd"), SystemSlapd.freePort());
        UUID twice = UUID.randomUUID();
        Entry form = People.entry("load.form");
        form.setAttribute("khueStatus", "active");
        Entry schema = People.entry("load.schema");
        schema.addAttribute("khueUnitKind", "THCS");
        Entry orphan = new Entry(
                "uid=load.orphan,ou=nowhere," + RunningServer.BASE,
                People.entry("load.orphan").getAttributes());
        for (List<Entry> bad : List.of(
                List.of(form),
                List.of(schema),
                List.of(orphan),
                List.of(People.entry("load.a", twice), People.entry("load.b", twice)),
                List.of(People.entry("load.c"), People.entry("load.c")))) {
            assertThatThrownBy(() -> new FirstLoad(installation, settings).run(records -> bad.forEach(records::add)))
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageNotContaining("load.");
            assertThat(Files.exists(settings.folder().resolve("mdb/data.mdb"))).isFalse();
        }
        assertThat(new FirstLoad(installation, settings).run(records -> records.add(People.entry("load.good"))))
                .isOne();
    }

    /** Killed with the process that feeds it, slapadd -q leaves data without indexes behind. */
    @Test
    void loadThatWasKilledIsNotStartedFromButMadeAnew() throws Exception {
        SlapdInstallation installation = SystemSlapd.installation();
        SlapdSettings settings = SystemSlapd.settings(folder.resolve("slapd"), SystemSlapd.freePort());
        var load = new FirstLoad(installation, settings);
        load.run(records -> records.add(People.entry("load.half")));
        assertThat(load.isOpen()).isFalse();
        Files.createFile(FirstLoad.underWay(settings));

        assertThatThrownBy(() -> PrivateSlapd.prepare(installation, settings))
                .isInstanceOfSatisfying(
                        DirectoryException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
        assertThat(load.isOpen()).isTrue();
        assertThat(new FirstLoad(installation, settings).run(records -> records.add(People.entry("load.whole"))))
                .isOne();
        try (PrivateSlapd slapd = PrivateSlapd.start(installation, settings);
                var admin = new LDAPConnection(
                        "127.0.0.1", slapd.port(), RunningServer.ADMIN, RunningServer.ADMIN_PASSWORD)) {
            assertThat(admin.getEntry(People.dn("load.half"))).isNull();
            assertThat(admin.getEntry(People.dn("load.whole"))).isNotNull();
        }
    }
}
