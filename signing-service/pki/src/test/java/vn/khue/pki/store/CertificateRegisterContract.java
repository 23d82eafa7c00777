package vn.khue.pki.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.pki.PkiException;

/** What every register does, whatever it keeps its records in. */
abstract class CertificateRegisterContract {
    static final Instant DAY = Instant.parse("2026-11-23T00:00:00Z");
    static final UUID HOLDER = UUID.fromString("5a0d6c7c-2f4e-4b43-8b5e-6f5a7f6f0001");

    abstract CertificateRegister register();

    @Test
    void givesBackWhatItWasGiven() {
        CertificateRecord record = record("people", 128);
        register().add(record);
        assertThat(register().find("people", record.serial())).contains(record);
        assertThat(register().find("time", record.serial())).isEmpty();
        assertThat(register().find("people", BigInteger.valueOf(5))).isEmpty();
        assertThat(register().find("people", BigInteger.valueOf(-5))).isEmpty();
        assertThat(register().find("people", BigInteger.ONE.shiftLeft(500))).isEmpty();
    }

    @Test
    void keepsLongSerialsApart() {
        BigInteger long1 = new BigInteger("ffeeddccbbaa99887766554433221100", 16);
        register().add(withSerial(long1));
        register().add(withSerial(long1.add(BigInteger.ONE)));
        assertThat(register().find("people", long1)).isPresent();
        assertThat(register().find("people", long1.add(BigInteger.TWO))).isEmpty();
    }

    @Test
    void saysWhetherTheListOfACertificateIsThere() {
        assertThat(register().add(record("people", 1))).isFalse();
        register().publish(crl(register().takeCrlNumber("people")));
        assertThat(register().add(record("people", 2))).isTrue();
        assertThat(register().add(record("time", 2))).isFalse();
    }

    @Test
    void refusesASerialIssuedBefore() {
        register().add(record("people", 1));
        register().add(record("time", 1));
        assertThatThrownBy(() -> register().add(record("people", 1)))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.STORE));
    }

    @Test
    void revocationIsFinalAndRepeatingItIsHarmless() {
        register().add(record("people", 1));
        CertificateStatus revoked = new CertificateStatus.Revoked(DAY, RevocationReason.KEY_COMPROMISE);
        assertThat(register().change("people", BigInteger.ONE, revoked).status())
                .isEqualTo(revoked);
        assertThat(register().change("people", BigInteger.ONE, revoked).status())
                .isEqualTo(revoked);
        assertThat(register().find("people", BigInteger.ONE).orElseThrow().status())
                .isEqualTo(revoked);
        for (CertificateStatus other : new CertificateStatus[] {
            new CertificateStatus.Good(),
            new CertificateStatus.Suspended(DAY),
            new CertificateStatus.Revoked(DAY.plusSeconds(1), RevocationReason.SUPERSEDED)
        }) {
            assertThatThrownBy(() -> register().change("people", BigInteger.ONE, other))
                    .isInstanceOf(PkiException.class)
                    .hasMessageContaining("final");
        }
    }

    @Test
    void aHoldMayEndEitherWay() {
        register().add(record("people", 1));
        register().change("people", BigInteger.ONE, new CertificateStatus.Suspended(DAY));
        assertThatThrownBy(() -> register()
                        .change("people", BigInteger.ONE, new CertificateStatus.Suspended(DAY.plusSeconds(9))))
                .isInstanceOf(PkiException.class);
        register().change("people", BigInteger.ONE, new CertificateStatus.Good());
        assertThat(register().find("people", BigInteger.ONE).orElseThrow().status())
                .isEqualTo(new CertificateStatus.Good());
        register().change("people", BigInteger.ONE, new CertificateStatus.Suspended(DAY));
        register()
                .change(
                        "people",
                        BigInteger.ONE,
                        new CertificateStatus.Revoked(DAY, RevocationReason.AFFILIATION_CHANGED));
        assertThatThrownBy(() -> register().change("people", BigInteger.TWO, new CertificateStatus.Good()))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT));
    }

    @Test
    void listsWhatWasWithdrawnByCaUntilItExpired() {
        for (int serial = 1; serial <= 4; serial++) {
            register().add(record("people", serial));
        }
        register().add(record("time", 9));
        register().change("people", BigInteger.TWO, new CertificateStatus.Suspended(DAY));
        register()
                .change(
                        "people",
                        BigInteger.valueOf(4),
                        new CertificateStatus.Revoked(DAY, RevocationReason.UNSPECIFIED));
        register().change("time", BigInteger.valueOf(9), new CertificateStatus.Suspended(DAY));
        assertThat(register().withdrawn("people", DAY))
                .extracting(Withdrawal::serial)
                .containsExactly(BigInteger.TWO, BigInteger.valueOf(4));
        assertThat(register().withdrawn("people", DAY.plusSeconds(400 * 86_400L)))
                .isEmpty();
    }

    @Test
    void findsByHolderAndUnitNewestFirst() {
        register().add(record("people", 1));
        register().add(record("people", 2));
        register().add(seal(3));
        assertThat(register().ofHolder(HOLDER))
                .extracting(CertificateRecord::serial)
                .containsExactly(BigInteger.TWO, BigInteger.ONE);
        assertThat(register().ofHolder(UUID.randomUUID())).isEmpty();
        assertThat(register().ofUnit("th-1", "unit-seal"))
                .extracting(CertificateRecord::serial)
                .containsExactly(BigInteger.valueOf(3));
        assertThat(register().ofUnit("th-2", "unit-seal")).isEmpty();
    }

    @Test
    void givesWhatIsNotRevokedPageByPage() {
        for (int serial = 1; serial <= 300; serial++) {
            register().add(record("people", serial));
        }
        register().add(record("time", 400));
        register().change("people", BigInteger.ONE, new CertificateStatus.Revoked(DAY, RevocationReason.UNSPECIFIED));
        register().change("people", BigInteger.TWO, new CertificateStatus.Suspended(DAY));
        Set<BigInteger> found = new HashSet<>();
        Optional<BigInteger> last = Optional.empty();
        List<CertificateRecord> page = register().unrevoked("people", DAY, last, 7);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(7);
            page.forEach(record -> assertThat(found.add(record.serial())).isTrue());
            last = Optional.of(page.get(page.size() - 1).serial());
            page = register().unrevoked("people", DAY, last, 7);
        }
        assertThat(found).hasSize(299).contains(BigInteger.TWO).doesNotContain(BigInteger.ONE);
        assertThat(register().unrevoked("people", DAY.plusSeconds(400 * 86_400L), Optional.empty(), 7))
                .as("ended")
                .isEmpty();
    }

    @Test
    void crlNumbersOnlyGrowAndAnOlderCrlIsNeverPublished() {
        BigInteger first = register().takeCrlNumber("people");
        BigInteger second = register().takeCrlNumber("people");
        assertThat(first).isEqualTo(BigInteger.ONE);
        assertThat(second).isEqualTo(BigInteger.TWO);
        assertThat(register().takeCrlNumber("time")).isEqualTo(BigInteger.ONE);
        register().publish(crl(second));
        assertThat(register().latestCrl("people")).contains(crl(second));
        assertThatThrownBy(() -> register().publish(crl(first))).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> register().publish(crl(second))).isInstanceOf(PkiException.class);
        assertThat(register().latestCrl("people")).contains(crl(second));
        assertThat(register().latestCrl("root")).isEmpty();
    }

    @Test
    void eachPlaceIsGivenOnce() {
        assertThat(register().takeIssuingPlace()).isZero();
        assertThat(register().takeIssuingPlace()).isEqualTo(1);
        assertThat(register().takeIssuingPlace()).isEqualTo(2);
    }

    @Test
    void everyListHoldsItsOwnAndTheCaAll() {
        register().add(record("people", 1));
        register().add(inPartition(2, 1));
        register().add(inPartition(3, 2));
        for (int serial = 1; serial <= 3; serial++) {
            register().change("people", BigInteger.valueOf(serial), new CertificateStatus.Suspended(DAY));
        }
        assertThat(register().find("people", BigInteger.TWO).orElseThrow().crl())
                .isEqualTo(new CrlName("people", 1));
        assertThat(serials(register().withdrawn(CrlName.main("people"), DAY))).containsExactly(1);
        assertThat(serials(register().withdrawn(new CrlName("people", 1), DAY))).containsExactly(2);
        assertThat(serials(register().withdrawn(new CrlName("people", 2), DAY))).containsExactly(3);
        assertThat(register().withdrawn(new CrlName("people", 3), DAY)).isEmpty();
        assertThat(serials(register().withdrawn("people", DAY))).containsExactly(1, 2, 3);
        assertThat(register().withdrawn("people", DAY).get(0).status()).isEqualTo(new CertificateStatus.Suspended(DAY));
    }

    @Test
    void listsAreDueAtFirstAtTheirTimeAndAfterAChangeOfWhatTheyCover() {
        register().add(record("people", 1));
        register().add(inPartition(2, 1));
        register().add(inPartition(3, 2));
        CrlName main = CrlName.main("people");
        CrlName one = new CrlName("people", 1);
        CrlName two = new CrlName("people", 2);
        assertThat(due(MainCrl.EVERYTHING, DAY)).containsExactlyInAnyOrder(main, one, two);
        publishAll(main, one, two);
        assertThat(due(MainCrl.EVERYTHING, DAY)).isEmpty();
        assertThat(due(MainCrl.EVERYTHING, DAY.plusSeconds(60))).hasSize(3);
        assertThat(register().dueCrls("people", MainCrl.EVERYTHING, DAY, DAY.plusSeconds(60), 2))
                .hasSize(2);
        assertThat(register().dueCrls("people", MainCrl.EVERYTHING, DAY.plusSeconds(400 * 86_400L), DAY, 9))
                .as("what has ended needs no list")
                .isEmpty();

        register().change("people", BigInteger.valueOf(3), new CertificateStatus.Suspended(DAY));
        assertThat(due(MainCrl.EVERYTHING, DAY)).containsExactlyInAnyOrder(main, two);
        assertThat(due(MainCrl.UNPARTITIONED, DAY)).containsExactly(two);
        publishAll(main, two);
        assertThat(due(MainCrl.EVERYTHING, DAY)).isEmpty();
        register().change("people", BigInteger.ONE, new CertificateStatus.Suspended(DAY));
        assertThat(due(MainCrl.UNPARTITIONED, DAY)).containsExactly(main);
        assertThat(register().dueCrls("time", MainCrl.EVERYTHING, DAY, DAY, 9)).containsExactly(CrlName.main("time"));
    }

    @Test
    void aCaWhoseCertificateIsRevokedAddsAndPublishesNothingAndItsListsAreNotGivenOut() {
        register().add(authority("people", 1));
        register().add(authority("time", 2));
        register().add(record("people", 3));
        register().publish(crl(register().takeCrlNumber("people")));
        assertThat(register().authorityRevoked("people")).isFalse();
        assertThat(register().authorityRevoked("nobody")).isFalse();
        register().change("root", BigInteger.ONE, new CertificateStatus.Revoked(DAY, RevocationReason.CA_COMPROMISE));

        assertThat(register().authorityRevoked("people")).isTrue();
        assertThat(register().authorityRevoked("time")).isFalse();
        assertRefused(() -> register().add(record("people", 4)));
        assertRefused(() -> register().publish(crl(register().takeCrlNumber("people"))));
        assertThat(register().find("people", BigInteger.valueOf(4))).isEmpty();
        assertThat(register().latestCrl("people")).isEmpty();
        assertThat(register().dueCrls("people", MainCrl.EVERYTHING, DAY, DAY.plusSeconds(99), 9))
                .isEmpty();
        // Its state is still recorded, and other CAs go on.
        register()
                .change(
                        "people",
                        BigInteger.valueOf(3),
                        new CertificateStatus.Revoked(DAY, RevocationReason.SUPERSEDED));
        register().add(record("time", 5));

        // As an installation has it where a former version renewed the CA under one name: the newest decides.
        register().add(authority("people", 6));
        register().add(record("people", 7));
        assertThat(register().latestCrl("people")).isPresent();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
    }

    @Test
    void findsACertificateOfACaWhicheverOfItsKeysIssuedIt() {
        register().add(authority("people", 1));
        register().add(authority("people-2", 2));
        register().add(authority("people-3", 3));
        // Not its fourth key: there is none.
        register().add(authority("people-5", 4));
        register().add(record("people", 11));
        register().add(record("people-3", 13));
        register().add(record("people-5", 15));
        register().add(record("time", 16));
        assertThat(register().findByAnyKey("people", BigInteger.valueOf(11))).contains(record("people", 11));
        assertThat(register().findByAnyKey("people", BigInteger.valueOf(13))).contains(record("people-3", 13));
        for (int other : List.of(12, 15, 16)) {
            assertThat(register().findByAnyKey("people", BigInteger.valueOf(other)))
                    .isEmpty();
        }
        assertThat(register().findByAnyKey("nobody", BigInteger.valueOf(11))).isEmpty();
        assertThat(register().findByAnyKey("people", BigInteger.ONE.shiftLeft(500)))
                .isEmpty();
    }

    @Test
    void tellsWhetherACaIssuedAnythingThatHasNotEnded() {
        register().add(record("people", 1));
        register().add(seal(2));
        assertThat(register().holdsUnended("people", DAY, "unit-seal")).isTrue();
        assertThat(register().holdsUnended("people", DAY, "person-signing")).isTrue();
        assertThat(register().holdsUnended("people", DAY.plusSeconds(1), "person-signing"))
                .isFalse();
        assertThat(register().holdsUnended("people", DAY.plusSeconds(400 * 86_400L), "unit-seal"))
                .isFalse();
        assertThat(register().holdsUnended("time", DAY, "unit-seal")).isFalse();
        register().change("people", BigInteger.ONE, new CertificateStatus.Revoked(DAY, RevocationReason.UNSPECIFIED));
        assertThat(register().holdsUnended("people", DAY, "unit-seal")).isTrue();
    }

    private List<CrlName> due(MainCrl covers, Instant endsBy) {
        return register().dueCrls("people", covers, DAY, endsBy, 100);
    }

    private void publishAll(CrlName... lists) {
        for (CrlName list : lists) {
            register()
                    .publish(new PublishedCrl(
                            list, register().takeCrlNumber("people"), new byte[] {1}, DAY, DAY.plusSeconds(60)));
        }
    }

    private static List<Integer> serials(List<Withdrawal> withdrawals) {
        return withdrawals.stream().map(w -> w.serial().intValueExact()).toList();
    }

    static CertificateRecord inPartition(int serial, int partition) {
        CertificateRecord plain = record("people", serial);
        return new CertificateRecord(
                plain.ca(),
                plain.serial(),
                plain.der(),
                plain.profile(),
                plain.holder(),
                plain.unit(),
                plain.key(),
                plain.notBefore(),
                plain.notAfter(),
                plain.status(),
                OptionalInt.of(partition));
    }

    static PublishedCrl crl(BigInteger number) {
        return new PublishedCrl(
                CrlName.main("people"), number, new byte[] {1, 2, number.byteValue()}, DAY, DAY.plusSeconds(60));
    }

    static CertificateRecord record(String ca, int serial) {
        return new CertificateRecord(
                ca,
                BigInteger.valueOf(serial),
                new byte[] {48, (byte) serial},
                "person-signing",
                Optional.of(HOLDER),
                Optional.of("th-1"),
                Optional.of("5a0d6c7c-2f4e-4b43-8b5e-6f5a7f6f9999"),
                DAY,
                DAY.plusSeconds(365 * 86_400L).plusMillis(serial),
                new CertificateStatus.Good());
    }

    /** The certificate of a CA of that name. */
    static CertificateRecord authority(String name, int serial) {
        return new CertificateRecord(
                "root",
                BigInteger.valueOf(serial),
                new byte[] {48, (byte) serial},
                "issuing-ca",
                Optional.empty(),
                Optional.of(CertificateRegister.AUTHORITY + name),
                Optional.empty(),
                DAY,
                DAY.plusSeconds(3650 * 86_400L),
                new CertificateStatus.Good());
    }

    static CertificateRecord withSerial(BigInteger serial) {
        return new CertificateRecord(
                "people",
                serial,
                new byte[] {48},
                "person-signing",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DAY,
                DAY.plusSeconds(1),
                new CertificateStatus.Good());
    }

    static CertificateRecord seal(int serial) {
        return new CertificateRecord(
                "people",
                BigInteger.valueOf(serial),
                new byte[] {48},
                "unit-seal",
                Optional.empty(),
                Optional.of("th-1"),
                Optional.empty(),
                DAY,
                DAY.plusSeconds(1),
                new CertificateStatus.Good());
    }
}
