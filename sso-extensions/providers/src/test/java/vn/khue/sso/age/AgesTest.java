package vn.khue.sso.age;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Person;
import vn.khue.directory.PersonName;
import vn.khue.directory.PersonStatus;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.Standing;
import vn.khue.directory.Validity;
import vn.khue.sso.server.ProviderException;

/** Ages on a day, by the ages of the policy; half known birth dates protect the child. */
class AgesTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @TempDir
    Path folder;

    private final Ages ages = new Ages(AgePolicy.of(AgePolicy.numbers(Optional.empty())));

    @ParameterizedTest
    @CsvSource({
        // The birthday itself is the first day of the new age.
        "2019-11-28, CHILD_UNDER_7, true",
        "2019-11-27, CHILD, true",
        "2010-11-28, CHILD, true",
        "2010-11-27, YOUTH, true",
        "2008-11-28, YOUTH, true",
        "2008-11-27, ADULT, false",
        "2020-02-29, CHILD_UNDER_7, true",
        // Only a month or a year is known: both speak where it may make a difference, and nobody acts for who may be of
        // age.
        "2019-11, CHILD, true",
        "2019-10, CHILD, true",
        "2019-12, CHILD_UNDER_7, true",
        "2019, CHILD, true",
        "2020, CHILD_UNDER_7, true",
        "2010-11, CHILD, true",
        "2010, CHILD, true",
        "2009, YOUTH, true",
        "2008-11, ADULT, false",
        "2008, ADULT, false",
        "2007, ADULT, false",
        // No calendar has this day.
        "2015-02-31, CHILD, false"
    })
    void anAgeIsThatOfTheDay(String born, AgeBand band, boolean minor) {
        Standing person = person(Optional.of(born), List.of());
        assertThat(ages.bandOf(person)).isEqualTo(band);
        assertThat(ages.isMinor(person)).isEqualTo(minor);
    }

    @Test
    void withoutABirthDateStaffAreAdultsAndOthersAreAskedTwice() {
        var office = new Appointment(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "th-1",
                Position.GIAO_VIEN,
                AppointmentKind.CHINH,
                Validity.since(TODAY),
                Optional.empty());
        assertThat(ages.bandOf(person(Optional.empty(), List.of(office)))).isEqualTo(AgeBand.ADULT);
        assertThat(ages.bandOf(person(Optional.empty(), List.of()))).isEqualTo(AgeBand.CHILD);
        assertThat(ages.isMinor(person(Optional.empty(), List.of()))).isFalse();
    }

    @Test
    void theAgesAreThoseOfThePolicyFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("policy.properties"),
                "representative-alone-below-age=6\nown-consent-from-age=15\nof-age-from-age=21\n");
        AgePolicy policy = AgePolicy.of(AgePolicy.numbers(Optional.of(file)));
        assertThat(policy).isEqualTo(new AgePolicy(6, 15, 21));
        assertThat(new Ages(policy).bandOf(person(Optional.of("2020-11-27"), List.of())))
                .isEqualTo(AgeBand.CHILD);
        assertThat(new Ages(policy).isMinor(person(Optional.of("2006-01-01"), List.of())))
                .isTrue();
    }

    @Test
    void agesThatDoNotRiseAreRefused() {
        assertThatThrownBy(() -> new AgePolicy(16, 7, 18)).isInstanceOf(ProviderException.class);
        assertThatThrownBy(() -> new AgePolicy(7, 19, 18)).isInstanceOf(ProviderException.class);
    }

    private static Standing person(Optional<String> born, List<Appointment> appointments) {
        return new Standing(
                new Person(
                        UUID.randomUUID(),
                        "be.an",
                        PersonName.of("Nguyễn Minh An"),
                        born,
                        Sex.UNKNOWN,
                        Optional.empty(),
                        PersonStatus.ACTIVE),
                TODAY,
                appointments,
                List.of(),
                List.of());
    }
}
