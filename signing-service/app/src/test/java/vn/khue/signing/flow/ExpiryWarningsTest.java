package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import vn.khue.directory.Position;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.RevocationReason;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.expiry.ExpiringCertificate;
import vn.khue.signing.expiry.ExpiringCertificates;
import vn.khue.signing.expiry.ExpiryPolicy;
import vn.khue.signing.expiry.ExpiryWarnings;
import vn.khue.signing.house.HostDesk;
import vn.khue.signing.house.HostKey;
import vn.khue.signing.house.Member;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.trust.CurrentTrust;

/** A certificate that ends soon is warned of once at each threshold, unless something follows it. */
class ExpiryWarningsTest {
    private static final Duration LIFE = Duration.ofDays(730);

    private static SigningHouse house;
    private static KeyPair key;

    @BeforeAll
    static void open() throws Exception {
        house = SigningHouse.get();
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        key = generator.generateKeyPair();
    }

    @Test
    void eachThresholdIsWarnedOfOnceByHoweverManyNodes() throws Exception {
        BigInteger serial = person(UUID.randomUUID(), 59);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Integer> sweep = house.bean(ExpiryWarnings.class)::sweep;
            for (Future<Integer> done : nodes.invokeAll(List.of(sweep, sweep, sweep, sweep))) {
                done.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(warned(serial)).isEqualTo(1);

        // The same row of the database, weeks later and after a restart.
        assertThat(later(30).sweep()).isPositive();
        assertThat(later(30).sweep()).isZero();
        assertThat(warned(serial)).isEqualTo(2);
        later(53).sweep();
        assertThat(warned(serial)).isEqualTo(3);
        later(60).sweep();
        assertThat(warned(serial)).as("after the end").isEqualTo(3);
    }

    @Test
    void whatIsFollowedRevokedOrFarFromItsEndIsNotWarnedOf() throws Exception {
        UUID renewed = UUID.randomUUID();
        BigInteger before = person(renewed, 20);
        BigInteger after = person(renewed, 700);
        BigInteger revoked = person(UUID.randomUUID(), 20);
        house.bean(CertificateRegister.class)
                .change(
                        "people",
                        revoked,
                        new CertificateStatus.Revoked(
                                house.clock().instant().truncatedTo(ChronoUnit.SECONDS), RevocationReason.SUPERSEDED));
        BigInteger seal = certificate("unit-seal", Optional.empty(), "th-an-nhon", "CN=Dấu", 20, LIFE);
        BigInteger nextSeal = certificate("unit-seal", Optional.empty(), "th-an-nhon", "CN=Dấu", 400, LIFE);
        BigInteger shortLived = certificate("tsa", Optional.empty(), null, "CN=Ngắn", 50, Duration.ofDays(90));
        BigInteger own = certificate("ocsp", Optional.empty(), null, "CN=Đáp", 20, LIFE);
        BigInteger nextOwn = certificate("ocsp", Optional.empty(), null, "CN=Đáp", 100, LIFE);
        BigInteger other = certificate("ocsp", Optional.empty(), null, "CN=Đáp khác", 20, LIFE);
        BigInteger rolled = certificate("issuing-ca", Optional.empty(), "khue:ca:thu", "CN=CA thử 1", 20, LIFE);
        BigInteger nextKey = certificate("issuing-ca", Optional.empty(), "khue:ca:thu-2", "CN=CA thử 2", 400, LIFE);
        BigInteger lastKey = certificate("issuing-ca", Optional.empty(), "khue:ca:khac-2", "CN=CA khác 2", 20, LIFE);
        house.bean(ExpiryWarnings.class).sweep();
        for (BigInteger quiet :
                List.of(before, after, revoked, seal, nextSeal, shortLived, own, nextOwn, rolled, nextKey)) {
            assertThat(warned(quiet)).as(hex(quiet)).isZero();
        }
        assertThat(warned(other)).isEqualTo(1);
        assertThat(warned(lastKey)).isEqualTo(1);
    }

    @Test
    void aHostsCertificateIsFollowedByALaterOneForTheSameNames() throws Exception {
        HostDesk desk = new HostDesk(house);
        String name = HostDesk.newName();
        String first = desk.issued(new HostKey(), name).text("serial");
        String elsewhere = desk.issued(new HostKey(), HostDesk.newName()).text("serial");
        assertThat(ending(School.HERE)).contains(first, elsewhere);
        house.clock().step(Duration.ofSeconds(2));
        String second = desk.issued(new HostKey(), name).text("serial");
        assertThat(ending(School.HERE)).contains(second, elsewhere).doesNotContain(first);
    }

    /** Serials of all that end within a hundred days. */
    private static List<String> ending(String unit) {
        Instant until = house.clock().instant().plus(Duration.ofDays(100));
        List<String> serials = new ArrayList<>();
        PageOf<ExpiringCertificate> list;
        int page = 1;
        do {
            list = house.bean(ExpiringCertificates.class).page(until, Optional.of(unit), page++);
            list.rows().forEach(row -> serials.add(hex(row.serial())));
        } while (list.hasNext());
        return serials;
    }

    @Test
    void theListTellsWhatEndsByUnitAndByEnd() throws Exception {
        String unit = "th-" + UUID.randomUUID();
        BigInteger late = certificate("person-signing", Optional.of(UUID.randomUUID()), unit, "CN=A", 40, LIFE);
        BigInteger soon = certificate("unit-seal", Optional.empty(), unit, "CN=B", 10, LIFE);
        ExpiringCertificates list = house.bean(ExpiringCertificates.class);
        Instant now = house.clock().instant();
        assertThat(list.page(now.plus(Duration.ofDays(60)), Optional.of(unit), 1)
                        .rows())
                .extracting(ExpiringCertificate::serial)
                .containsExactly(soon, late);
        assertThat(list.page(now.plus(Duration.ofDays(30)), Optional.of(unit), 1)
                        .rows())
                .extracting(ExpiringCertificate::serial)
                .containsExactly(soon);
        assertThat(list.page(now.plus(Duration.ofDays(60)), Optional.empty(), 1).total())
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void theHoldersPageSaysHowLongItLasts() throws Exception {
        Member teacher =
                School.member(house.writer(), "het.han", "Tạ Thị Hết Hạn", Position.PHO_HIEU_TRUONG, School.HERE);
        certificate("person-signing", Optional.of(teacher.id()), School.HERE, "CN=Hết Hạn", 20, LIFE);
        assertThat(house.as(teacher).get("/certificates").body()).contains("data-ending", "Còn 20 ngày");
        certificate("person-signing", Optional.of(teacher.id()), School.HERE, "CN=Hết Hạn", 700, LIFE);
        assertThat(house.as(teacher).get("/certificates").body()).doesNotContain("data-ending");
    }

    /** A node whose clock is so many days ahead. */
    private static ExpiryWarnings later(int days) {
        Clock clock = Clock.offset(house.clock(), Duration.ofDays(days));
        var jdbc = house.database();
        return new ExpiryWarnings(
                new ExpiringCertificates(jdbc, clock),
                house.bean(CurrentTrust.class),
                ExpiryPolicy.shipped(),
                house.bean(SigningEvents.class),
                jdbc,
                house.bean(PlatformTransactionManager.class),
                clock);
    }

    private static BigInteger person(UUID holder, int daysLeft) throws Exception {
        return certificate("person-signing", Optional.of(holder), School.THERE, "CN=Người", daysLeft, LIFE);
    }

    /** A row of the register whose certificate has just these days. */
    private static BigInteger certificate(
            String profile, Optional<UUID> holder, String unit, String subject, int daysLeft, Duration life)
            throws Exception {
        BigInteger serial = new BigInteger(120, new SecureRandom()).setBit(120);
        Instant end = house.clock().instant().plus(Duration.ofDays(daysLeft)).truncatedTo(ChronoUnit.SECONDS);
        byte[] der = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Nơi cấp"),
                        serial,
                        Date.from(end.minus(life)),
                        Date.from(end),
                        new X500Name(subject),
                        key.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
        house.bean(CertificateRegister.class)
                .add(new CertificateRecord(
                        "people",
                        serial,
                        der,
                        profile,
                        holder,
                        Optional.ofNullable(unit),
                        Optional.empty(),
                        end.minus(life),
                        end,
                        new CertificateStatus.Good()));
        return serial;
    }

    private static long warned(BigInteger serial) {
        return house.events("CERTIFICATE_EXPIRING", hex(serial));
    }

    private static String hex(BigInteger serial) {
        return serial.toString(16).toUpperCase(Locale.ROOT);
    }
}
