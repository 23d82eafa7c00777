package vn.khue.district;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.khue.directory.Appointment;
import vn.khue.directory.AppointmentKind;
import vn.khue.directory.Person;
import vn.khue.directory.Position;
import vn.khue.directory.Sex;
import vn.khue.directory.UnitKind;
import vn.khue.directory.Validity;

/** Appoints the staff of one unit and remembers who holds what. For one thread. */
final class Staffing {

    private static final int TEACHERS_PER_GROUP = 8;

    private final DistrictSink sink;
    private final People people;
    private final Chance chance;
    private final String unit;
    private final Map<Position, List<Person>> holders = new EnumMap<>(Position.class);

    Staffing(DistrictSink sink, People people, Chance chance, String unit) {
        this.sink = sink;
        this.people = people;
        this.chance = chance;
        this.unit = unit;
    }

    /** Who leads and keeps the school. In one school of eight the principal has changed since the communes began. */
    void leadership(School school) {
        if (school.number() % 8 == 5) {
            succession();
        } else {
            hire(Position.HIEU_TRUONG, since(2014, 2024));
        }
        hire(Position.PHO_HIEU_TRUONG, since(2015, 2024));
        hire(Position.PHO_HIEU_TRUONG, since(2015, 2024));
        hire(Position.VAN_THU, since(2008, 2024));
        hire(Position.KE_TOAN, since(2008, 2024));
        hire(Position.QT_CNTT, since(2016, 2024));
        hire(Position.Y_TE, since(2010, 2024));
        if (school.kind() != UnitKind.MAM_NON) {
            hire(Position.THU_VIEN, since(2008, 2024));
            hire(Position.THIET_BI, since(2008, 2024));
            hire(Position.GIAO_VU, since(2010, 2024));
        }
    }

    /** Teachers; every eighth also leads a group. */
    void teachers(int count) {
        for (int i = 0; i < count; i++) {
            Person teacher = hire(Position.GIAO_VIEN, since(1998, 2025));
            if (i % TEACHERS_PER_GROUP == 0) {
                appoint(teacher, Position.TO_TRUONG, AppointmentKind.KIEM_NHIEM, SchoolYear.DAYS);
            } else if (i % TEACHERS_PER_GROUP == 1) {
                appoint(teacher, Position.TO_PHO, AppointmentKind.KIEM_NHIEM, SchoolYear.DAYS);
            }
        }
    }

    Person hire(Position position, Validity validity) {
        Sex sex = chance.percent(position == Position.QT_CNTT ? 25 : 72) ? Sex.FEMALE : Sex.MALE;
        Person person = people.staff(chance, sex);
        sink.add(person);
        appoint(person, position, AppointmentKind.CHINH, validity);
        return person;
    }

    /** Someone who worked elsewhere before comes here. */
    void transfer(Person person, Position position, LocalDate from) {
        appoint(person, position, AppointmentKind.CHINH, Validity.since(from));
    }

    List<Person> holders(Position position) {
        return holders.getOrDefault(position, List.of());
    }

    Person first(Position position) {
        return holders(position).get(0);
    }

    /** A principal who left at the end of July 2025 and the deputy who came after. */
    private void succession() {
        LocalDate last = LocalDate.of(2025, 7, 31);
        Person before = people.retired(chance, Sex.FEMALE);
        sink.add(before);
        sink.add(appointment(
                before, Position.HIEU_TRUONG, AppointmentKind.CHINH, Validity.between(LocalDate.of(2012, 8, 1), last)));
        Person after = hire(Position.HIEU_TRUONG, Validity.since(last.plusDays(1)));
        sink.add(appointment(
                after,
                Position.PHO_HIEU_TRUONG,
                AppointmentKind.CHINH,
                Validity.between(LocalDate.of(2018, 8, 1), last)));
    }

    private void appoint(Person person, Position position, AppointmentKind kind, Validity validity) {
        sink.add(appointment(person, position, kind, validity));
        holders.computeIfAbsent(position, key -> new ArrayList<>()).add(person);
    }

    private Appointment appointment(Person person, Position position, AppointmentKind kind, Validity validity) {
        LocalDate from = validity.from();
        String decision = String.format(
                Locale.ROOT,
                "%d/QĐ-UBND ngày %02d/%02d/%d",
                chance.between(100, 9900),
                from.getDayOfMonth(),
                from.getMonthValue(),
                from.getYear());
        return new Appointment(chance.uuid(), person.id(), unit, position, kind, validity, Optional.of(decision));
    }

    Validity since(int firstYear, int lastYear) {
        return Validity.since(LocalDate.of(chance.between(firstYear, lastYear), chance.between(8, 9), 1));
    }
}
