package vn.khue.roster.district;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.khue.directory.Census;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Enrolment;
import vn.khue.directory.Person;
import vn.khue.district.Scale;
import vn.khue.roster.RosterWorld;
import vn.khue.roster.journal.Finding;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportPlanner;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.RosterSource;

/** How often a clean file of the synthetic district raises a suspicion, and how often a mistyped pupil does. */
class DistrictSuspectsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 9, 1);
    private static final Set<UUID> NOBODY = Set.of();

    private final DataSource database = RosterWorld.freshDatabase();

    @Test
    void aTenthOfTheDistrictRaisesNoFalseSuspicionAndFindsTheSlips() {
        judge(DistrictRoster.of(Scale.TENTH), 200);
    }

    @Test
    @Tag("slow")
    void theWholeDistrictRaisesFewFalseSuspicionsAndFindsTheSlips() {
        judge(DistrictRoster.of(Scale.FULL), 1_000);
    }

    private void judge(DistrictRoster district, int slips) {
        List<Person> pupils = district.pupils();

        List<Finding> again = suspects(district.without(NOBODY), district.file(pupils, true, Coverage.COMPLETE));
        report("the same file again", pupils.size(), again);
        assertThat(again).isEmpty();

        Set<UUID> everybody = new HashSet<>();
        district.without(NOBODY).people(person -> everybody.add(person.id()));
        List<Finding> first = suspects(district.without(everybody), district.file(pupils, true, Coverage.COMPLETE));
        report("the first file, nobody known", pupils.size(), first);
        assertThat(first.size()).isLessThan(Math.max(2, pupils.size() / 2_000));

        // Every second pupil is new, in a file of theirs alone, so that everyone else may be meant.
        List<Person> fresh = new ArrayList<>();
        for (int i = 0; i < pupils.size(); i += 2) {
            fresh.add(pupils.get(i));
        }
        Set<UUID> absent = fresh.stream().map(Person::id).collect(Collectors.toSet());
        List<Finding> newcomers = suspects(district.without(absent), district.file(fresh, false, Coverage.PARTIAL));
        report("half of the pupils new, the others known", fresh.size(), newcomers);
        assertThat(newcomers.size()).isLessThan(Math.max(4, fresh.size() / 200));

        twins(district, pupils, slips);
        found(district, pupils, slips, false);
        found(district, pupils, slips, true);
    }

    private void twins(DistrictRoster district, List<Person> pupils, int count) {
        List<DistrictRoster.Row> rows = new ArrayList<>();
        List<Person> chosen = some(pupils, count);
        for (int i = 0; i < chosen.size(); i++) {
            Person pupil = chosen.get(i);
            Person other = chosen.get((i + 13) % chosen.size());
            String middleAndGiven = (other.name().middle() + " " + other.name().given()).strip();
            if (other.sex() == pupil.sex()
                    && !other.name().given().equals(pupil.name().given())) {
                Person twin = Slips.withName(pupil, pupil.name().family() + " " + middleAndGiven);
                Enrolment in = district.enrolment(pupil);
                rows.add(new DistrictRoster.Row(Slips.under("TW" + rows.size(), twin), in.unit(), in.classGroup()));
            }
        }
        List<Finding> twins = suspects(district.without(NOBODY), district.file(rows));
        report("twins of pupils whom the file does not name", rows.size(), twins);
        assertThat(twins.size()).isLessThan(Math.max(3, rows.size() / 20));
    }

    private void found(DistrictRoster district, List<Person> pupils, int count, boolean elsewhere) {
        List<DistrictRoster.Row> rows = new ArrayList<>();
        Map<String, Person> meant = new HashMap<>();
        Map<Slips, Integer> tried = new EnumMap<>(Slips.class);
        Random random = new Random(2026);
        List<Person> chosen = some(pupils, count * Slips.values().length);
        for (int i = 0; i < chosen.size(); i++) {
            Slips slip = Slips.values()[i % Slips.values().length];
            Person pupil = chosen.get(i);
            Optional<Person> mistyped = slip.of(pupil, random);
            if (mistyped.isPresent()) {
                tried.merge(slip, 1, Integer::sum);
                String code = "NEW" + slip.ordinal() + "." + i;
                Enrolment in = district.enrolment(pupil);
                ClassGroup other = district.classElsewhere(pupil);
                rows.add(new DistrictRoster.Row(
                        Slips.under(code, mistyped.get()),
                        elsewhere ? other.unit() : in.unit(),
                        elsewhere ? other.id() : in.classGroup()));
                meant.put(code, pupil);
            }
        }
        Map<Integer, Set<String>> right = new HashMap<>();
        for (Finding finding : suspects(district.without(NOBODY), district.file(rows))) {
            if (meant.get(finding.rowKey()).id().toString().equals(finding.subject())) {
                int slip = Integer.parseInt(
                        finding.rowKey().substring(3, finding.rowKey().indexOf('.')));
                right.computeIfAbsent(slip, key -> new HashSet<>()).add(finding.rowKey());
            }
        }
        tried.forEach((slip, all) -> {
            int found = right.getOrDefault(slip.ordinal(), Set.of()).size();
            System.out.printf(
                    "%-28s %-18s %4d of %4d found%n",
                    slip, elsewhere ? "in another school" : "in the school", found, all);
            int least = elsewhere ? 0 : slip == Slips.NO_MARKS_AND_BIRTH_DIGIT ? 30 : 80;
            assertThat(found).as(slip.name()).isGreaterThanOrEqualTo(all * least / 100);
        });
    }

    private static List<Person> some(List<Person> pupils, int count) {
        List<Person> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(pupils.get((int) ((long) i * pupils.size() / count)));
        }
        return chosen;
    }

    private List<Finding> suspects(Census census, RosterSource file) {
        var planner = new ImportPlanner(
                database, census, RosterWorld.KEY, Clock.fixed(Instant.parse("2026-09-01T02:00:00Z"), ZoneOffset.UTC));
        long began = System.nanoTime();
        PlanResult result = planner.plan(
                new ImportRequest("csdl", file, "district", "", DAY, Set.of(), Decisions.NONE, RosterWorld.OFFICER));
        System.out.printf("%.1f s%n", (System.nanoTime() - began) / 1e9);
        return new Journal(database)
                .findings(RosterWorld.number(result), Integer.MAX_VALUE).stream()
                        .filter(finding -> finding.severity() == Finding.Severity.SUSPECT)
                        .toList();
    }

    private static void report(String what, int rows, List<Finding> suspects) {
        Map<String, Long> byCode =
                suspects.stream().collect(Collectors.groupingBy(Finding::code, TreeMap::new, Collectors.counting()));
        System.out.printf("%-45s %6d rows, %4d suspects %s%n", what, rows, suspects.size(), byCode);
    }
}
