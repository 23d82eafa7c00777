package vn.khue.sso.claims;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.khue.directory.ClassRole;
import vn.khue.directory.Position;
import vn.khue.directory.Standing;

/**
 * eduPerson 202208: {@code faculty} teaches or leads a school, {@code staff} works there otherwise, both are {@code employee} and
 * {@code member}; a pupil is {@code student} and {@code member}; a parent is an {@code affiliate}.
 */
final class Affiliations {
    private static final Set<Position> FACULTY = EnumSet.of(
            Position.HIEU_TRUONG, Position.PHO_HIEU_TRUONG, Position.TO_TRUONG, Position.TO_PHO, Position.GIAO_VIEN);

    private final Set<String> plain = new LinkedHashSet<>();
    private final Set<String> scoped = new LinkedHashSet<>();
    private final String domain;

    private Affiliations(String domain) {
        this.domain = domain;
    }

    /**
     * @param domain under which each unit has a scope of its own, such as {@code khue.edu.vn}
     */
    static Affiliations of(Standing standing, String domain) {
        var affiliations = new Affiliations(domain);
        standing.appointments().forEach(held -> {
            affiliations.add(FACULTY.contains(held.position()) ? "faculty" : "staff", held.unit());
            affiliations.add("employee", held.unit());
            affiliations.add("member", held.unit());
        });
        standing.enrolments().forEach(enrolment -> {
            affiliations.add(enrolment.role() == ClassRole.PUPIL ? "student" : "faculty", enrolment.unit());
            affiliations.add("member", enrolment.unit());
        });
        if (!standing.guardianships().isEmpty()) {
            affiliations.plain.add("affiliate");
            affiliations.scoped.add("affiliate@" + domain);
        }
        return affiliations;
    }

    private void add(String affiliation, String unit) {
        plain.add(affiliation);
        scoped.add(affiliation + "@" + unit + "." + domain);
    }

    List<String> plain() {
        return List.copyOf(plain);
    }

    List<String> scoped() {
        return List.copyOf(scoped);
    }
}
