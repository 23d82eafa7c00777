package vn.khue.roster.rollover;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import vn.khue.directory.Census;
import vn.khue.directory.ClassGroup;
import vn.khue.directory.Unit;
import vn.khue.directory.UnitKind;
import vn.khue.roster.SchoolYearRule;
import vn.khue.roster.brake.Brake;
import vn.khue.roster.journal.Doer;
import vn.khue.roster.journal.Policy;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.plan.ImportPlanner;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.plan.PlanTransaction;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputError;
import vn.khue.roster.source.InputErrors;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.Problem;
import vn.khue.roster.source.SpecialsCsv;
import vn.khue.roster.staging.ClassNames;
import vn.khue.roster.staging.DirectoryStage;
import vn.khue.roster.staging.StagingErrors;
import vn.khue.roster.staging.Units;

/**
 * Plans the step from one school year into the next for every pupil of the district: 1A goes to 2A, the last grade of a school
 * graduates, and what goes another way is told by a list. New pupils of grades 1 and 6 come from files later. Teachers are not carried
 * over: each year's classes are given out anew. Thread-safe.
 */
public final class RolloverPlanner {

    private final DataSource database;
    private final Census census;
    private final byte[] key;
    private final Clock clock;

    public RolloverPlanner(DataSource database, Census census, byte[] key, Clock clock) {
        this.database = database;
        this.census = census;
        this.key = key.clone();
        this.clock = clock;
    }

    /**
     * Writes a run down, or tells what is wrong with the list.
     *
     * @param fromYear the school year that ends, such as {@code 2026-2027}
     * @param specials what goes another way; empty for none
     */
    public PlanResult plan(String fromYear, Optional<Path> specials, Doer doer) {
        try (var transaction = new PlanTransaction(database.getConnection())) {
            SchoolYearRule years = Policy.read(transaction.connection()).schoolYears();
            String toYear = years.after(fromYear);
            transaction.begin(years.first(toYear), years, key);
            List<Unit> units = new ArrayList<>();
            census.units(units::add);
            var errors = new InputErrors();
            List<SpecialsCsv.Line> lines = specials.map(
                            file -> new SpecialsCsv(InputLimits.standard()).read(file, errors))
                    .orElse(List.of());
            tables(transaction.connection(), fromYear, toYear, units);
            specials(transaction.connection(), lines, Units.on(years.first(toYear), units), errors);
            if (!errors.isEmpty()) {
                return new PlanResult.Unreadable(errors.kept(), errors.count());
            }
            new DirectoryStage(transaction.connection()).take(census);
            names(transaction.connection(), fromYear, units, lines);
            transaction.script(RolloverPlanner.class, "rollover.sql");
            long run = transaction.run(
                    RunKind.ROLLOVER,
                    "khue",
                    specials.map(file -> String.valueOf(file.getFileName())).orElse(""),
                    "",
                    Coverage.PARTIAL,
                    years.first(toYear),
                    doer,
                    clock.instant(),
                    Optional.empty());
            transaction.script(ImportPlanner.class, "store.sql");
            transaction.script(Brake.class, "brake.sql");
            transaction.commit();
            return new PlanResult.Planned(run, lines.size());
        } catch (SQLException e) {
            throw StagingErrors.from("make a plan", e);
        }
    }

    private static void tables(Connection connection, String fromYear, String toYear, List<Unit> units)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create temp table roll (from_year text, to_year text) on commit drop");
            statement.execute("create temp table unit_kind (unit text primary key, kind text) on commit drop");
            statement.execute("create temp table follow (class text primary key, next_name text) on commit drop");
            statement.execute(
                    "create temp table class_name (name text primary key, label text, slug text) on commit drop");
            statement.execute("create temp table exception (file text, line bigint, unit text, label text, code text,"
                    + " outcome text, next_name text) on commit drop");
        }
        try (PreparedStatement roll = connection.prepareStatement("insert into roll values (?, ?)");
                PreparedStatement kind = connection.prepareStatement("insert into unit_kind values (?, ?)")) {
            roll.setString(1, fromYear);
            roll.setString(2, toYear);
            roll.executeUpdate();
            for (Unit unit : units) {
                if (unit.kind().isSchool()) {
                    kind.setString(1, unit.id());
                    kind.setString(2, unit.kind().name());
                    kind.addBatch();
                }
            }
            kind.executeBatch();
        }
    }

    private static void specials(Connection connection, List<SpecialsCsv.Line> lines, Units units, InputErrors errors)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into exception values (?, ?, ?, ?, ?, ?, nullif(?, ''))")) {
            for (SpecialsCsv.Line line : lines) {
                String school = line.values().getOrDefault("school", "");
                Optional<Unit> unit = units.find(school);
                if (unit.isEmpty()) {
                    errors.add(new InputError(
                            line.place().file(), line.place().row(), "school", Problem.UNIT_UNKNOWN, "", school));
                    continue;
                }
                insert.setString(1, line.place().file());
                insert.setLong(2, line.place().row());
                insert.setString(3, unit.get().id());
                insert.setString(4, ClassNames.label(line.values().getOrDefault("class", "")));
                insert.setString(5, line.values().getOrDefault("code", ""));
                insert.setString(6, line.values().getOrDefault("outcome", ""));
                insert.setString(7, line.values().getOrDefault("next_class", ""));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What each class goes on to, and every name that a class of the new year can bear. */
    private void names(Connection connection, String fromYear, List<Unit> units, List<SpecialsCsv.Line> lines)
            throws SQLException {
        Map<String, UnitKind> kinds = units.stream().collect(Collectors.toMap(Unit::id, Unit::kind));
        Set<String> names = new TreeSet<>();
        try (PreparedStatement follow = connection.prepareStatement("insert into follow values (?, ?)");
                PreparedStatement name =
                        connection.prepareStatement("insert into class_name values (?, ?, ?) on conflict do nothing")) {
            List<ClassGroup> groups = new ArrayList<>();
            census.classGroups(group -> {
                if (group.schoolYear().equals(fromYear) && kinds.containsKey(group.unit())) {
                    groups.add(group);
                }
            });
            for (ClassGroup group : groups) {
                Optional<String> next = ClassNames.successor(group.name(), group.grade(), kinds.get(group.unit()));
                names.add(group.name());
                next.ifPresent(names::add);
                follow.setString(1, group.id());
                follow.setString(2, next.orElse(null));
                follow.addBatch();
            }
            follow.executeBatch();
            lines.forEach(line -> names.add(line.values().getOrDefault("next_class", "")));
            for (String each : names) {
                name.setString(1, each);
                name.setString(2, ClassNames.label(each));
                name.setString(3, ClassNames.slug(each));
                name.addBatch();
            }
            name.executeBatch();
        }
    }
}
