package vn.khue.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.directory.EdgeKind;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Position;
import vn.khue.directory.Role;
import vn.khue.directory.Standing;
import vn.khue.directory.Unit;
import vn.khue.directory.embedded.EmbeddedServer;
import vn.khue.directory.embedded.EmbeddedSettings;
import vn.khue.directory.ldap.LdapDirectory;
import vn.khue.directory.ldap.LdapDirectoryWriter;
import vn.khue.directory.ldap.LdapEndpoint;

class LoadDistrictTest {

    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final District ONE_SCHOOL = new District(District.DEMO_SEED, Scale.ONE_SCHOOL);

    @TempDir
    private Path folder;

    private EmbeddedServer server;
    private LdapEndpoint admin;

    @BeforeEach
    void start() {
        server = EmbeddedServer.start(
                new EmbeddedSettings(folder.resolve("data"), BASE, 0, "admin-secret", Map.of()), e -> {
                    throw new AssertionError(e);
                });
        admin = LdapEndpoint.of("ldap://127.0.0.1:" + server.port(), BASE, "cn=admin," + BASE, "admin-secret");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneSchoolIsLoadedAndReadBack() throws Exception {
        assertThat(run("--scale", "one-school")).isZero();
        DemoCast cast = ONE_SCHOOL.cast();
        String school = cast.member("principal").orElseThrow().unit();
        try (var directory = new LdapDirectory(admin)) {
            assertThat(directory.appointmentsAt(school, Position.HIEU_TRUONG, TODAY))
                    .extracting(appointment -> appointment.person())
                    .containsExactly(cast.member("principal").orElseThrow().id());
            assertThat(directory
                            .managing(school, EdgeKind.QUAN_LY, LocalDate.of(2025, 6, 30))
                            .map(Unit::id))
                    .contains("phong-gddt-cu-chi");
            assertThat(directory
                            .managing(school, EdgeKind.QUAN_LY, LocalDate.of(2025, 7, 1))
                            .map(Unit::id))
                    .contains("xa-cu-chi");
            Standing teacher = standing(directory, cast, "teacher");
            assertThat(teacher.roles()).contains(Role.GIAO_VIEN, Role.GV_CHU_NHIEM);
            Standing parent = standing(directory, cast, "parent");
            assertThat(parent.roles()).containsExactly(Role.PHU_HUYNH);
            assertThat(parent.guardianships())
                    .extracting(Guardianship::child)
                    .contains(cast.member("student").orElseThrow().id());
            assertThat(standing(directory, cast, "student").roles()).containsExactly(Role.HOC_SINH);
            assertThat(standing(directory, cast, "platform-admin").roles()).containsExactly(Role.QT_NEN_TANG);
            assertThat(directory.classGroups(school, "2026-2027")).hasSizeBetween(20, 28);
        }
        assertThat(run("--scale", "one-school")).isZero();
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("already in the directory");
    }

    @Test
    void loadThatWasCutOffIsCompleted() {
        var told = new AtomicInteger();
        try (var writer = new LdapDirectoryWriter(admin);
                var load = new ParallelLoad(writer, 2, done -> {})) {
            ONE_SCHOOL.tell(new Cut(load, told, 500));
            load.finish();
        }
        var loader = new DistrictLoader(admin);
        assertThat(loader.isLoaded()).isFalse();
        DistrictLoader.Loaded loaded = loader.load(ONE_SCHOOL, done -> {});
        assertThat(loaded.alreadyThere()).isEqualTo(500);
        var records = new Records();
        ONE_SCHOOL.tell(records);
        assertThat(loaded.written() + loaded.alreadyThere()).isEqualTo(records.all.size());
        assertThat(loader.isLoaded()).isTrue();
    }

    @Test
    void wrongArgumentsAndSecretsAreNamed() throws Exception {
        assertThat(run("--scale", "huge")).isEqualTo(64);
        assertThat(run("--scale")).isEqualTo(64);
        assertThat(run("--what")).isEqualTo(64);
        assertThat(run("--help")).isZero();
        Files.setPosixFilePermissions(secrets().resolve("ldap-admin"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(run("--scale", "one-school")).isEqualTo(1);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains("chmod 600");
    }

    @Test
    @Tag("slow")
    void wholeDistrictIsLoadedAndStaysQuick() {
        var district = new District(District.DEMO_SEED, Scale.FULL);
        DistrictLoader.Loaded loaded = new DistrictLoader(admin).load(district, done -> {});
        System.out.printf(
                java.util.Locale.ROOT,
                "whole district: %d entries in %.1f s%n",
                loaded.written(),
                loaded.time().toMillis() / 1000.0);
        assertThat(loaded.time()).isLessThan(java.time.Duration.ofMinutes(8));
        try (var directory = new LdapDirectory(admin)) {
            UUID teacher = loaded.cast().member("teacher").orElseThrow().id();
            long[] micros = new long[2000];
            for (int i = 0; i < micros.length; i++) {
                long began = System.nanoTime();
                assertThat(directory.standing(teacher, TODAY)).isPresent();
                micros[i] = (System.nanoTime() - began) / 1000;
            }
            java.util.Arrays.sort(micros);
            System.out.printf(java.util.Locale.ROOT, "standing: median %d us, p99 %d us%n", micros[1000], micros[1980]);
        }
    }

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        var print = new PrintStream(output, true, StandardCharsets.UTF_8);
        String[] all = new String[arguments.length + 2];
        all[0] = "--lang";
        all[1] = "en";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return new LoadDistrict(
                        print,
                        print,
                        Map.of(
                                "KHUE_LDAP_URL",
                                "ldap://127.0.0.1:" + server.port(),
                                "KHUE_SECRETS",
                                secrets().toString()))
                .run(all);
    }

    private Path secrets() throws Exception {
        Path secrets = folder.resolve("secrets");
        if (!Files.exists(secrets)) {
            Files.createDirectories(secrets);
            Path file = Files.createFile(
                    secrets.resolve("ldap-admin"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "admin-secret\n");
        }
        return secrets;
    }

    private static Standing standing(LdapDirectory directory, DemoCast cast, String role) {
        UUID id = cast.member(role).orElseThrow().id();
        return directory.standing(id, TODAY).orElseThrow();
    }
}
