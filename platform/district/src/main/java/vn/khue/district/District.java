package vn.khue.district;

import java.util.List;
import vn.khue.directory.Position;

/**
 * The whole district. The same seed and scale tell the same records in the same order. Immutable; each telling is for one thread.
 *
 * @param seed any number
 * @param scale how much of it is peopled
 */
public record District(long seed, Scale scale) {

    /** Seed of the demo. */
    public static final long DEMO_SEED = 20260905L;

    /** Unit of the officers who run Khuê; the last unit told, so that its presence means that all was loaded. */
    public static final String OPERATING_UNIT = UnitMap.OPERATOR;

    /**
     * Tells every record. The people of the demo come first.
     *
     * @return the people whom the demo shows
     */
    public DemoCast tell(DistrictSink sink) {
        List<School> schools = SchoolCatalogue.of(seed);
        var units = new UnitMap(seed, schools);
        units.tell(sink);
        var people = new People();
        var offices = new Offices(seed, people);
        DemoCast cast = demoPeople(sink, schools, people, offices);
        offices.others(sink);
        for (School school : schools.subList(Math.min(2, scale.schools()), scale.schools())) {
            tell(sink, people, school, scale);
        }
        sink.add(units.operator());
        return cast;
    }

    /** The people whom the demo shows, without telling the rest. */
    public DemoCast cast() {
        List<School> schools = SchoolCatalogue.of(seed);
        var people = new People();
        return demoPeople(new Silence(), schools, people, new Offices(seed, people));
    }

    private DemoCast demoPeople(DistrictSink sink, List<School> schools, People people, Offices offices) {
        Staffing operator = offices.operator(sink);
        School school = schools.get(0);
        School other = schools.get(1);
        Staffing otherStaff = staff(sink, people, other, Classes.count(other, scale));
        Staffing staff = staff(sink, people, school, Classes.count(school, scale));
        Classes classes = classes(sink, people, school, scale, staff);
        if (scale.schools() > 1) {
            classes(sink, people, other, scale, otherStaff);
        }
        return DemoCast.of(school, staff, classes.firstClass().orElseThrow(), other, otherStaff, operator);
    }

    private void tell(DistrictSink sink, People people, School school, Scale size) {
        Staffing staff = staff(sink, people, school, Classes.count(school, size));
        classes(sink, people, school, size, staff);
    }

    private Staffing staff(DistrictSink sink, People people, School school, int classes) {
        var staffing = new Staffing(sink, people, new Chance(seed, "staff " + school.id()), school.id());
        staffing.leadership(school);
        staffing.teachers(school.teachers(classes));
        return staffing;
    }

    private Classes classes(DistrictSink sink, People people, School school, Scale size, Staffing staff) {
        var classes = new Classes(
                sink,
                people,
                new Chance(seed, "classes " + school.id()),
                school,
                size,
                staff.holders(Position.GIAO_VIEN));
        classes.tell();
        return classes;
    }
}
