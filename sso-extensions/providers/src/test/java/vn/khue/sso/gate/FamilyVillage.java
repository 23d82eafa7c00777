package vn.khue.sso.gate;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import vn.khue.directory.ClassRole;
import vn.khue.directory.CourtLimit;
import vn.khue.directory.DirectoryWriter;
import vn.khue.directory.Enrolment;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;
import vn.khue.sso.realm.DemoAccount;
import vn.khue.sso.realm.DemoAccounts;

/**
 * Families as tests need them, all invented, each person with a password. Every test makes its own, for answers are remembered. To take the
 * password the gate has asked the directory who the person is: for a second tokens may not tell of a guardianship written after that.
 */
final class FamilyVillage {
    /** {@code memory-millis} of khue-claims where nothing else is set, and a little. */
    private static final Duration MEMORY = Duration.ofMillis(1_050);

    final LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
    private final DirectoryWriter writer;
    private final Gate gate;
    private final Map<UUID, Long> made = new HashMap<>();

    FamilyVillage(DirectoryWriter writer, Gate gate) {
        this.writer = writer;
        this.gate = gate;
    }

    /** Somebody who is so many years and forty days old. */
    Person person(String uid, int years) {
        return person(uid, years, 40);
    }

    /** Likewise, so many days after that birthday; -1 is the day before it. */
    Person person(String uid, int years, int days) {
        var person = new Person(
                id(uid),
                uid,
                PersonName.of("Hoàng Thị " + (years < 18 ? "Con" : "Lớn")),
                Optional.of(today.minusYears(years).minusDays(days).toString()),
                Sex.UNKNOWN,
                Optional.of(uid + "@vidu.khue.edu.vn"),
                PersonStatus.ACTIVE);
        writer.add(person);
        new DemoAccounts(gate.server, Gate.administrator())
                .ensure(List.of(new DemoAccount(uid, Gate.PASSWORD, Optional.empty())));
        made.put(person.id(), System.nanoTime());
        return person;
    }

    /** That guardian stands for that child, from birth on without end. */
    Guardianship guardian(Person guardian, Person child, GuardianScope... scope) {
        return guardian(guardian, child, Validity.since(today.minusYears(20)), scope);
    }

    /** A guardianship that ended yesterday. */
    Guardianship formerGuardian(Person guardian, Person child, GuardianScope... scope) {
        return guardian(guardian, child, Validity.between(today.minusYears(20), today.minusDays(1)), scope);
    }

    private Guardianship guardian(Person guardian, Person child, Validity days, GuardianScope... scope) {
        var guardianship = new Guardianship(
                UUID.randomUUID(),
                guardian.id(),
                child.id(),
                GuardianKind.GUARDIAN,
                Set.copyOf(Arrays.asList(scope)),
                days);
        writer.add(guardianship);
        waitUntilAskedAnew(guardian);
        return guardianship;
    }

    /** A password needs to know who somebody is, and the gate remembers that for a second. */
    private void waitUntilAskedAnew(Person person) {
        long left = made.get(person.id()) + MEMORY.toNanos() - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = made.get(person.id()) + MEMORY.toNanos() - System.nanoTime();
        }
    }

    /** That child learns in that class from today on. */
    void pupil(Person child, String classGroup, String unit) {
        writer.add(
                new Enrolment(UUID.randomUUID(), child.id(), classGroup, unit, ClassRole.PUPIL, Validity.since(today)));
    }

    /** A court takes this from the guardian from today on. */
    void court(Guardianship guardianship, GuardianScope... taken) {
        writer.update(guardianship.with(
                guardianship.scope(),
                Set.of(new CourtLimit(Set.copyOf(Arrays.asList(taken)), Validity.since(today), Optional.empty()))));
    }

    void suspend(Person person) {
        writer.update(person.withStatus(PersonStatus.SUSPENDED));
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
