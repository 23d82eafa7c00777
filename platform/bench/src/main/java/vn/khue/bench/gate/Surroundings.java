package vn.khue.bench.gate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.bench.BenchException;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Dated;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;
import vn.khue.directory.ldap.LdapEndpoint;
import vn.khue.directory.slapd.FirstLoad;
import vn.khue.directory.slapd.PrivateSlapd;
import vn.khue.directory.slapd.SlapdInstallation;
import vn.khue.directory.slapd.SlapdSettings;

/** What our gate needs beside its database: a directory with pupils of one school, 100 in a class, in a real slapd, secrets, and an intake of events. */
final class Surroundings implements AutoCloseable {
    private static final String BASE = "dc=khue,dc=edu,dc=vn";
    static final String SCHOOL = "truong-do";
    static final String CLASS = classOf(0);
    static final String TEACHER = "co.giao";
    static final String CONSOLE = "http://localhost:9";
    private static final Validity SINCE = Validity.since(LocalDate.of(2026, 8, 1));
    /** As many as the badge benchmark hands badges to at once. */
    private static final int PUPILS_OF_A_CLASS = 100;

    private static final long DATABASE_BYTES = 1L << 30;
    private static final long QUIET_MILLIS = 1_200;
    private static final List<String> SECRETS = List.of(
            "ldap-keycloak",
            "client-signing",
            "client-audit",
            "client-console",
            "client-events",
            "client-reports",
            "pairwise-salt",
            "badge-key",
            "activation-key",
            "wallet-key");

    private final Path secrets;
    private final PrivateSlapd slapd;
    private final Acknowledging intake;
    private final LdapEndpoint administrator;
    private final Map<String, String> environment;

    /** @param people how many pupils */
    Surroundings(Path folder, int people, FreePorts ports) throws IOException {
        SlapdInstallation installation = SlapdInstallation.find()
                .orElseThrow(() -> new BenchException("expected slapd, found none; apt-get install slapd"));
        secrets = Files.createDirectories(folder.resolve("secrets"));
        for (String name : SECRETS) {
            Files.writeString(secrets.resolve(name), UUID.randomUUID().toString());
        }
        String admin = UUID.randomUUID().toString();
        var settings = new SlapdSettings(
                folder.resolve("slapd"),
                BASE,
                ports.next(),
                admin,
                Map.of("keycloak", secret("ldap-keycloak")),
                DATABASE_BYTES);
        intake = new Acknowledging(ports.next());
        new FirstLoad(installation, settings).run(records -> fill(records, people));
        slapd = PrivateSlapd.start(installation, settings);
        administrator = LdapEndpoint.of(ldap(), BASE, "cn=admin," + BASE, admin);
        environment = new HashMap<>(Map.of(
                "KHUE_LDAP_URL",
                ldap(),
                "KHUE_LDAP_BASE",
                BASE,
                "KHUE_SECRETS",
                secrets.toString(),
                "KHUE_SIGNING_URL",
                "http://localhost:9",
                "KHUE_CONSOLE_URL",
                CONSOLE,
                "KHUE_AUDIT_URL",
                "http://localhost:" + intake.port()));
    }

    /** What our providers and the realm's files find in the environment. */
    Map<String, String> environment() {
        return environment;
    }

    Path secrets() {
        return secrets;
    }

    String secret(String name) throws IOException {
        return Files.readString(secrets.resolve(name));
    }

    /** The directory, for whoever may read all of it. */
    LdapEndpoint directory() {
        return administrator;
    }

    /** How many events came in. */
    long events() {
        return intake.events();
    }

    /** Waits until no more events come in: the sender looks twice a second at the least. */
    void awaitEvents(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long before;
        do {
            before = events();
            pause();
        } while (events() != before && System.nanoTime() < end);
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    static String username(int number) {
        return "hoc.sinh." + number;
    }

    private String ldap() {
        return "ldap://127.0.0.1:" + slapd.port();
    }

    private static void fill(FirstLoad.Records records, int people) {
        records.add(new Unit(
                SCHOOL, UnitKind.THCS, List.of(new Dated<>("Trường THCS Đo", SINCE)), List.of(), OptionalInt.empty()));
        for (int first = 0; first < people; first += PUPILS_OF_A_CLASS) {
            records.add(new ClassGroup(classOf(first), SCHOOL, "2026-2027", 6, "6A" + (1 + first / PUPILS_OF_A_CLASS)));
        }
        for (int i = 0; i < people; i++) {
            records.add(person(pupil(i), username(i)));
            records.add(new Enrolment(UUID.randomUUID(), pupil(i), classOf(i), SCHOOL, ClassRole.PUPIL, SINCE));
        }
        UUID teacher = UUID.randomUUID();
        records.add(person(teacher, TEACHER));
        records.add(new Enrolment(UUID.randomUUID(), teacher, CLASS, SCHOOL, ClassRole.FORM_TEACHER, SINCE));
    }

    /** Khuê id of a pupil. */
    static UUID pupil(int number) {
        return UUID.nameUUIDFromBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private static String classOf(int pupil) {
        return "truong-do-2026-6a" + (1 + pupil / PUPILS_OF_A_CLASS);
    }

    private static Person person(UUID id, String username) {
        return new Person(
                id,
                username,
                PersonName.of("Nguyễn Văn An"),
                Optional.empty(),
                Sex.UNKNOWN,
                Optional.empty(),
                PersonStatus.ACTIVE);
    }

    @Override
    public void close() {
        slapd.close();
        intake.close();
    }
}
