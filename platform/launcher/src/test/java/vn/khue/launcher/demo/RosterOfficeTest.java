package vn.khue.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.Dated;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.launcher.Console;
import vn.khue.launcher.Texts;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.PartEnvironment;
import vn.khue.launcher.home.Ports;
import vn.khue.launcher.home.Secrets;
import vn.khue.launcher.home.StateDirectory;
import vn.khue.launcher.postgres.PostgresPart;
import vn.khue.launcher.roster.RosterPlace;
import vn.khue.launcher.supervisor.PartStarter;

/**
 * The roster steps of the demo over a real directory and a real database, with ldapsearch where it is installed. One of each for all tests:
 * the steps leave everything as they found it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RosterOfficeTest {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final String SCHOOL = "thcs-thu";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private Path directory;
    private PartStarter starter;
    private PostgresPart postgres;
    private EmbeddedServer server;
    private RosterPlace place;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        directory = folder;
        Texts texts = Texts.launcher("en");
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        state.create();
        Ports ports = new Ports(freeBase());
        Secrets secrets = new Secrets(state.secrets(), new SecureRandom());
        secrets.createMissing();
        starter = new PartStarter(state, new Console(new PrintStream(System.out, true, StandardCharsets.UTF_8), texts));
        postgres = new PostgresPart(
                state,
                ports,
                secrets,
                new PartEnvironment(state, ports, new Installation(directory), System.getenv()).common(),
                texts);
        starter.start(postgres);
        server = EmbeddedServer.start(
                new EmbeddedSettings(
                        directory.resolve("ldap"),
                        BASE,
                        ports.ldap(),
                        secrets.read("ldap-admin"),
                        Map.of("roster", secrets.read("ldap-roster"))),
                e -> {
                    throw new AssertionError(e);
                });
        place = RosterPlace.open(state, ports, texts);
        try (LdapDirectoryWriter writer = new LdapDirectoryWriter(place.admin())) {
            writer.add(new Unit(
                    SCHOOL,
                    UnitKind.THCS,
                    List.of(new Dated<>("Trường Trung học cơ sở Thử", Validity.since(LocalDate.of(2000, 9, 5)))),
                    List.of(),
                    OptionalInt.empty()));
        }
    }

    @AfterAll
    void stop() {
        place.close();
        server.close();
        starter.stop(postgres);
    }

    @Test
    void planApplyAndUndoHoldAgainAndAgainAndAfterADemoThatBrokeOff() {
        DirectoryWitness reader = new ReaderWitness(place.admin());
        whole(office(reader));
        RosterOffice broken = office(reader);
        broken.plan();
        broken.apply();
        whole(office(reader));
        assertThat(reader.names("DEMO-0001")).isEmpty();
        assertThat(reader.classes("DEMO-0001")).isEmpty();
    }

    @Test
    void ldapsearchSeesWhatTheReaderSees() {
        assumeTrue(LdapsearchWitness.installed(), "ldapsearch is not installed: apt install ldap-utils");
        DirectoryWitness ldapsearch = new LdapsearchWitness(place.admin(), directory);
        RosterOffice office = office(ldapsearch);
        office.plan();

        assertThat(office.apply()).startsWith("ldapsearch: Đỗ Khuê Văn Các, ");

        assertThat(ldapsearch.names("DEMO-0002"))
                .isEqualTo(new ReaderWitness(place.admin()).names("DEMO-0002"))
                .containsExactly("Lý Sao Khuê");
        assertThat(ldapsearch.classes("DEMO-0002")).containsExactly("thcs-thu-2026-6a1");
        office.undo();
        assertThat(directory.resolve(".ldap-password")).doesNotExist();
    }

    @Test
    void aPupilWhoIsThereAlreadyFailsTheStep() {
        RosterOffice office = office(new DirectoryWitness() {
            @Override
            public String by() {
                return "witness";
            }

            @Override
            public List<String> names(String code) {
                return List.of("Someone else");
            }

            @Override
            public List<String> classes(String code) {
                return List.of();
            }
        });

        assertThatThrownBy(office::plan)
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("nobody yet")
                .hasMessageContaining("Someone else");
    }

    private void whole(RosterOffice office) {
        assertThat(office.plan()).contains("2 × new account", "2 × into a class", SCHOOL);
        assertThat(office.apply()).contains("Đỗ Khuê Văn Các", "thcs-thu-2026-6a1");
        assertThat(office.again()).endsWith(": 0");
        assertThat(office.undo()).endsWith(": 0");
    }

    private RosterOffice office(DirectoryWitness witness) {
        return new RosterOffice(
                place.roster(),
                place.doer(""),
                SCHOOL,
                TODAY,
                witness,
                directory,
                Texts.of("vn.khue.roster.messages", "en"));
    }

    private static int freeBase() throws IOException {
        for (int base = 12_000; base < 50_000; base += 500) {
            Ports ports = new Ports(base);
            if (free(ports.postgres()) && free(ports.ldap())) {
                return base;
            }
        }
        throw new IOException("No free ports for PostgreSQL and the directory");
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
