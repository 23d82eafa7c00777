package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.Person;
import vn.khue.directory.citizen.CitizenHash;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.PlainCsvSource;
import vn.khue.roster.source.TableSettings;

/** Citizen numbers of a list: their keyed hash arrives, and the number itself nowhere. Over both directories and a real database. */
class CitizenNumberTest {

    private static final CitizenHash KEY = CitizenHash.of("một khoá chỉ dùng khi thử, dài hơn 32 chữ");
    private static final String HEAD = "Mã học sinh,Họ và tên,Ngày sinh,Giới tính,Mã trường,Lớp,Số CCCD\n";
    private static final String NUMBER = "079219012345";
    private static final String OTHER = "079219054321";

    @TempDir
    private Path folder;

    @Test
    void theHashArrivesAndUndoRestoresTheFormerOne() throws IOException {
        try (var world = new RosterWorld(folder)) {
            theHashArrivesAndUndoRestoresTheFormerOne(world);
            nothingHoldsTheNumber(world);
        }
    }

    @Test
    void theSameOverSlapd() throws IOException {
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
                        256L << 20));
        try (var world = new RosterWorld(folder, slapd, port)) {
            theHashArrivesAndUndoRestoresTheFormerOne(world);
            nothingHoldsTheNumber(world);
        }
    }

    private void theHashArrivesAndUndoRestoresTheFormerOne(RosterWorld world) {
        world.applied(planned(world, an(NUMBER)));
        Person an = world.directory.personByCode("7900000001").orElseThrow();
        assertThat(world.directory.personByCitizenHash(KEY.hash(NUMBER)).map(Person::id))
                .contains(an.id());
        assertThat(world.changes(planned(world, an(NUMBER))))
                .as("the same again")
                .isEmpty();
        assertThat(world.changes(planned(world, an(""))))
                .as("silence takes nothing away")
                .isEmpty();

        long run = planned(world, an(OTHER));
        assertThat(world.kinds(run)).containsExactly("CITIZEN_NUMBER");
        assertThat(world.roster.apply(run, RosterWorld.OFFICER, Optional.empty()))
                .as("another number opens the account to another person")
                .isInstanceOfSatisfying(
                        ApplyResult.Stopped.class,
                        stopped -> assertThat(stopped.brakes())
                                .extracting(Brake::rule)
                                .containsExactly("CITIZEN_NUMBER"));
        world.roster.apply(run, RosterWorld.OFFICER, Optional.of(new BrakePass(UUID.randomUUID(), "Sửa số gõ nhầm")));
        assertThat(world.writer.citizenHash(an.id())).contains(KEY.hash(OTHER));

        assertThat(world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).isEmpty();
        assertThat(world.writer.citizenHash(an.id())).contains(KEY.hash(NUMBER));
        assertThat(world.directory.personByCitizenHash(KEY.hash(OTHER))).isEmpty();
    }

    @Test
    void undoOfTheFirstListTakesPersonAndHashAway() throws IOException {
        try (var world = new RosterWorld(folder)) {
            long run = planned(world, an(NUMBER));
            world.applied(run);
            assertThat(world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).isEmpty();
            assertThat(world.everything()).isEmpty();
            assertThat(world.directory.personByCitizenHash(KEY.hash(NUMBER))).isEmpty();
        }
    }

    @Test
    void undoLeavesAHashAloneThatSomebodySetSince() throws IOException {
        try (var world = new RosterWorld(folder)) {
            world.applied(planned(world, an("")));
            long run = planned(world, an(NUMBER));
            world.applied(run);
            UUID an = world.directory.personByCode("7900000001").orElseThrow().id();
            world.writer.citizenHash(an, Optional.of(KEY.hash(OTHER)));

            assertThat(world.roster.undo(run, RosterWorld.OFFICER).leftAlone()).hasSize(1);
            assertThat(world.writer.citizenHash(an)).contains(KEY.hash(OTHER));
        }
    }

    @Test
    void aNumberThatTwoPeopleBearIsNobodys() throws IOException {
        try (var world = new RosterWorld(folder)) {
            world.applied(planned(world, an(NUMBER)));
            String hoa = "7900000002,Trần Thị Hòa,2019,Nữ,7990001001,2A,";
            String binh = "7900000003,Lê Bình,12/2018,Nam,7990001001,2A,";
            long run = planned(
                    world,
                    HEAD + hoa + NUMBER + "\n" + binh + OTHER + "\n" + "7900000004,Đỗ Thị Cúc,11/2018,Nữ,7990001001,2A,"
                            + OTHER + "\n");

            assertThat(world.findings(run))
                    .containsExactly(
                            "CONFLICT CITIZEN_NUMBER_OF_ANOTHER 7900000002",
                            "CONFLICT CITIZEN_NUMBER_OF_ANOTHER 7900000003",
                            "CONFLICT CITIZEN_NUMBER_OF_ANOTHER 7900000004");
            assertThat(world.kinds(run)).contains("CREATE").doesNotContain("CITIZEN_NUMBER");
        }
    }

    @Test
    void aNumberForSomebodyWhoSignsStopsAtTheBrake() throws IOException {
        try (var world = new RosterWorld(folder)) {
            String head = "code,full_name,school,position,citizen_number\n";
            String principal = "GV001,Trần Thị Mỹ Hạnh,7990001001,Hiệu trưởng,";
            long first = planned(world, head + principal + "\n");
            world.roster.apply(first, RosterWorld.OFFICER, Optional.of(new BrakePass(UUID.randomUUID(), "Bổ nhiệm")));

            long run = planned(world, head + principal + NUMBER + "\n");
            assertThat(world.roster.apply(run, RosterWorld.OFFICER, Optional.empty()))
                    .isInstanceOf(ApplyResult.Stopped.class);
        }
    }

    private void nothingHoldsTheNumber(RosterWorld world) throws IOException {
        for (String table : List.of("roster_run", "roster_change", "roster_finding", "audit_outbox")) {
            for (String number : List.of(NUMBER, OTHER)) {
                assertThat(world.count("select count(*) from " + table + " t where t::text like '%" + number + "%'"))
                        .as(table)
                        .isZero();
            }
        }
        assertThat(world.count("select count(*) from audit_outbox where body like '%" + KEY.hash(NUMBER) + "%'"))
                .as("no event has the hash")
                .isZero();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.toString().endsWith(".csv"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(NUMBER)
                        .doesNotContain(OTHER);
            }
        }
    }

    private static String an(String number) {
        return HEAD + "7900000001,Nguyễn Văn An,05/03/2019,Nam,7990001001,2A," + number + "\n";
    }

    private static long planned(RosterWorld world, String csv) {
        Path file = world.file("list.csv", csv);
        var settings = new TableSettings("2026-2027", Optional.empty(), Coverage.PARTIAL, RosterWorld.DAY).with(KEY);
        return RosterWorld.number(world.plan(
                new PlainCsvSource(file, settings, InputLimits.standard()), RosterWorld.DAY, Decisions.NONE));
    }
}
