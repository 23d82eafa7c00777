package vn.khue.signing.house;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.GuardianKind;
import vn.khue.directory.GuardianScope;
import vn.khue.directory.Guardianship;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Sex;
import vn.khue.directory.Validity;

/** Guardians of pupils, all invented. */
public final class Family {
    private static int made;

    private Family() {}

    /** Somebody who may do these things for the child. */
    public static synchronized Member guardian(
            SigningHouse house, String name, GuardianKind kind, Member child, GuardianScope... scope) {
        Member member = new Member(UUID.randomUUID(), "ph." + ++made, name, "PHU_HUYNH", child.unit());
        house.writer()
                .add(new Person(
                        member.id(),
                        member.uid(),
                        PersonName.of(name),
                        Optional.empty(),
                        Sex.values()[0],
                        Optional.empty(),
                        PersonStatus.ACTIVE));
        of(house, member, kind, child, scope);
        return member;
    }

    /** A further child of the same. */
    public static UUID of(
            SigningHouse house, Member guardian, GuardianKind kind, Member child, GuardianScope... scope) {
        Set<GuardianScope> may = EnumSet.noneOf(GuardianScope.class);
        may.addAll(Arrays.asList(scope));
        UUID id = UUID.randomUUID();
        house.writer()
                .add(new Guardianship(
                        id, guardian.id(), child.id(), kind, may, Validity.since(LocalDate.of(2020, 8, 1))));
        return id;
    }
}
