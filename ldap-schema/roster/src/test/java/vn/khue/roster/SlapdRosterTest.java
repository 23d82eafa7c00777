package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;
import vn.khue.roster.source.Coverage;

/** The same road over the system's slapd; skipped where none is installed. */
class SlapdRosterTest {

    private static final long MAX_BYTES = 256L * 1024 * 1024;

    @TempDir
    private Path folder;

    @Test
    void planApplyAndUndoDoTheSameOverSlapd() throws Exception {
        Optional<SlapdInstallation> installation = SlapdInstallation.find();
        assumeTrue(installation.isPresent(), "slapd is not installed: apt install slapd");
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        PrivateSlapd slapd = PrivateSlapd.start(
                installation.get(),
                new SlapdSettings(
                        folder.resolve("slapd"),
                        RosterWorld.BASE,
                        port,
                        RosterWorld.PASSWORD,
                        Map.of("roster", RosterWorld.PASSWORD),
                        MAX_BYTES));
        try (var world = new RosterWorld(folder, slapd, port)) {
            String head = "code,full_name,birth_date,sex,school,class\n";
            String an = "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A\n";
            world.take(head + an, Coverage.COMPLETE);
            SortedMap<String, String> before = world.everything();
            String next = head + an.replace("2A", "2B").replace("05/03", "06/03")
                    + "7900000002,Trần Thị Hòa,2019,Nữ,7990001001,2A\n";
            long run = world.take(next, Coverage.COMPLETE);
            assertThat(world.changes(world.planned(next, Coverage.COMPLETE))).isEmpty();
            assertThat(world.directory.personByCode("7900000002").orElseThrow().uid())
                    .isEqualTo("hoa.tt");
            assertThat(world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).isEmpty();
            assertThat(world.everything()).isEqualTo(before);
        }
    }
}
