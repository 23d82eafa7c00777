package vn.khue.launcher.demo;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vn.khue.launcher.Texts;
import vn.khue.roster.Roster;
import vn.khue.roster.SchoolYearRule;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Journal;
import vn.khue.roster.journal.Run;
import vn.khue.roster.journal.RunState;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.SourceFile;
import vn.khue.roster.source.TableSettings;
import vn.khue.roster.undo.UndoResult;

/**
 * The school's IT officer takes a list of two new pupils in, and takes it back. The pupils are the same in every demo, so that a demo
 * may follow a demo: what an earlier one left is taken back first. Not thread-safe.
 */
final class RosterOffice {
    private static final String SOURCE = "khue-demo";
    private static final int EARLIER = 1_000;
    private static final int FINDINGS = 20;
    private static final SchoolYearRule YEARS = new SchoolYearRule(8);
    private static final String FIRST_CODE = "DEMO-0001";
    private static final String FIRST_NAME = "Đỗ Khuê Văn Các";

    private final Roster roster;
    private final Doer officer;
    private final String school;
    private final LocalDate today;
    private final DirectoryWitness witness;
    private final Texts words;
    private final Path list;
    private long run;

    /**
     * @param officer who answers for the run
     * @param school id of the unit
     * @param work directory for the list
     * @param words the roster's own bundle
     */
    RosterOffice(
            Roster roster,
            Doer officer,
            String school,
            LocalDate today,
            DirectoryWitness witness,
            Path work,
            Texts words) {
        this.roster = roster;
        this.officer = officer;
        this.school = school;
        this.today = today;
        this.witness = witness;
        this.words = words;
        this.list = work.resolve("roster.xlsx");
    }

    /** Plans; nothing is in the directory yet. Gives the summary of the plan. */
    String plan() {
        takeBackEarlier();
        RosterSheet.write(list, "DANH SÁCH HỌC SINH MỚI", pupils());
        run = planned();
        Journal journal = roster.journal();
        expect("two new pupils", changes().equals(Map.of("CREATE", 2L, "ENROL", 2L)), changes());
        expect("nothing to look at", journal.findings(run, FINDINGS).isEmpty(), journal.findingCounts(run));
        expect("no brake", journal.brakes(run).isEmpty(), journal.brakes(run));
        expect("nobody yet", witness.names(FIRST_CODE).isEmpty(), witness.names(FIRST_CODE));
        return journal.counts(run).stream()
                .map(count -> count.number() + " × " + words.get("change." + count.what()))
                .collect(Collectors.joining(" · ", list + ": ", " (" + school + ")"));
    }

    /** Applies; somebody else finds the pupil in the class. */
    String apply() {
        ApplyResult result = roster.apply(run, officer, Optional.empty());
        expect(
                "everything to be done",
                result instanceof ApplyResult.Applied applied && applied.leftAlone() == 0,
                result);
        expect("the new pupil", witness.names(FIRST_CODE).equals(List.of(FIRST_NAME)), witness.names(FIRST_CODE));
        List<String> classes = witness.classes(FIRST_CODE);
        expect("one class", classes.size() == 1, classes);
        return witness.by() + ": " + FIRST_NAME + ", " + classes.get(0);
    }

    /** Plans the same list again: nothing changes. */
    String again() {
        run = planned();
        expect("nothing to change", changes().isEmpty(), changes());
        return words.get("kind.IMPORT") + " " + run + ": 0";
    }

    /** Takes it back; nobody finds the pupil any more. */
    String undo() {
        takeBackEarlier();
        expect("nobody any more", witness.names(FIRST_CODE).isEmpty(), witness.names(FIRST_CODE));
        return witness.by() + ": 0";
    }

    private void takeBackEarlier() {
        for (Run earlier : roster.journal().latest(EARLIER)) {
            boolean applied = earlier.state() == RunState.DONE || earlier.state() == RunState.APPLYING;
            if (applied && earlier.source().equals(SOURCE) && earlier.undoes().isEmpty()) {
                UndoResult result = roster.undo(earlier.number(), officer);
                expect("everything as before", result.leftAlone().isEmpty(), result.leftAlone());
            }
        }
    }

    private long planned() {
        SourceFile file = SourceFile.open(
                list,
                new TableSettings(YEARS.of(today), Optional.of(school), Coverage.PARTIAL, today),
                InputLimits.standard());
        PlanResult result = roster.plan(new ImportRequest(
                SOURCE,
                file.source(),
                list.getFileName().toString(),
                file.sha256(),
                today,
                Set.of(school),
                Decisions.NONE,
                officer));
        if (result instanceof PlanResult.Planned planned) {
            return planned.run();
        }
        throw new StepFailure("Expected a plan for " + list + ", found: " + result);
    }

    /** How many changes of each kind; a class that is not there yet this school year is no news. */
    private Map<String, Long> changes() {
        Map<String, Long> changes = new TreeMap<>();
        roster.journal().counts(run).stream()
                .filter(count -> !count.what().equals("CREATE_CLASS"))
                .forEach(count -> changes.merge(count.what(), count.number(), Long::sum));
        return changes;
    }

    private List<RosterSheet.Pupil> pupils() {
        String year = YEARS.of(today);
        int born = today.getYear() - 11;
        return List.of(
                new RosterSheet.Pupil(FIRST_CODE, FIRST_NAME, "20/11/" + born, "Nam", school, year, "6A1"),
                new RosterSheet.Pupil("DEMO-0002", "Lý Sao Khuê", "08/03/" + born, "Nữ", school, year, "6A1"));
    }

    private static void expect(String what, boolean held, Object found) {
        if (!held) {
            throw new StepFailure("Expected " + what + ", found: " + found);
        }
    }
}
