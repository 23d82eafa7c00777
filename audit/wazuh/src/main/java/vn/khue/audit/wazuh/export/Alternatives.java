package vn.khue.audit.wazuh.export;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vn.khue.audit.detection.match.Comparison;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.match.Glob;
import vn.khue.audit.detection.match.Network;
import vn.khue.audit.detection.match.Regex;
import vn.khue.audit.detection.match.TimePart;
import vn.khue.audit.detection.match.ValueTest;

/** Turns what a rule asks of one event into alternatives of clauses. What cannot be said is told as a loss. For one rule. */
final class Alternatives {

    private static final int MOST = 32;

    private final Set<Loss> losses = EnumSet.noneOf(Loss.class);

    /** The ways to meet it; not to be used if a loss is of the whole. */
    List<Conjunction> of(Expression expression) {
        if (expression instanceof Expression.All all) {
            List<Conjunction> ways = List.of(Conjunction.ALWAYS);
            for (Expression part : all.parts()) {
                ways = crossed(ways, of(part));
            }
            return ways;
        } else if (expression instanceof Expression.Any any) {
            return any(any);
        } else if (expression instanceof Expression.Not not) {
            return except(of(not.part()));
        } else if (expression instanceof Expression.Value value) {
            return value(value.field(), value.test());
        } else if (expression instanceof Expression.Exists exists) {
            List<Conjunction> there = List.of(Conjunction.of(Clause.there(exists.field())));
            return exists.there() ? there : except(there);
        } else if (expression instanceof Expression.Absent absent) {
            return except(List.of(Conjunction.of(Clause.there(absent.field()))));
        }
        return beyond(expression instanceof Expression.Compared ? Loss.TWO_FIELDS : Loss.WHOLE_EVENT);
    }

    /** What was lost on the way. */
    Set<Loss> losses() {
        return losses;
    }

    private List<Conjunction> crossed(List<Conjunction> left, List<Conjunction> right) {
        if (left.size() * right.size() > MOST) {
            return beyond(Loss.TOO_MANY_WAYS);
        }
        List<Conjunction> both = new ArrayList<>();
        left.forEach(one -> right.forEach(other -> both.add(one.and(other))));
        return both;
    }

    private List<Conjunction> any(Expression.Any any) {
        Optional<List<Conjunction>> hours = hours(any);
        if (hours.isPresent()) {
            return hours.get();
        }
        List<Conjunction> ways = new ArrayList<>();
        for (Expression part : any.parts()) {
            for (Conjunction way : of(part)) {
                merge(ways, way);
            }
        }
        return ways.size() > MOST ? beyond(Loss.TOO_MANY_WAYS) : ways;
    }

    /** Values of one field become one clause. */
    private static void merge(List<Conjunction> ways, Conjunction way) {
        Optional<Clause> clause = way.single();
        if (clause.isPresent()) {
            for (int i = 0; i < ways.size(); i++) {
                Optional<Clause> there = ways.get(i).single();
                if (there.isPresent() && there.get().field().equals(clause.get().field())) {
                    ways.set(i, Conjunction.of(there.get().or(clause.get())));
                    return;
                }
            }
        }
        ways.add(way);
    }

    private List<Conjunction> except(List<Conjunction> ways) {
        List<Clause> exceptions =
                ways.stream().map(Conjunction::single).flatMap(Optional::stream).toList();
        return exceptions.size() < ways.size()
                ? beyond(Loss.SEVERAL_EXCEPTIONS)
                : List.of(new Conjunction(List.of(), exceptions, Optional.empty()));
    }

    private List<Conjunction> value(String field, ValueTest test) {
        if (field.equals("khue.skew_seconds")) {
            return beyond(Loss.STORED_TIME);
        }
        if (test instanceof Glob glob) {
            return List.of(Conjunction.of(Clause.of(named(field), glob)));
        } else if (test instanceof Regex regex) {
            return List.of(Conjunction.of(Clause.of(named(field), regex.regex())));
        }
        return beyond(
                test instanceof Comparison ? Loss.NUMBER : test instanceof Network ? Loss.NETWORK : Loss.TIME_PART);
    }

    private String named(String field) {
        if (field.equals("khue.identity")) {
            losses.add(Loss.IDENTITY);
        }
        return RuleFields.inLine(field);
    }

    /** A list of hours of the event's time is a range of the clock. */
    private Optional<List<Conjunction>> hours(Expression.Any any) {
        TreeSet<Integer> hours = new TreeSet<>();
        for (Expression part : any.parts()) {
            if (part instanceof Expression.Value value
                    && value.field().equals("time")
                    && value.test() instanceof TimePart time
                    && time.part() == TimePart.Part.HOUR
                    && time.of() instanceof Glob glob
                    && glob.exact().filter(text -> text.matches("[0-9]{1,2}")).isPresent()) {
                hours.add(Integer.parseInt(glob.exact().get()));
            } else {
                return Optional.empty();
            }
        }
        Optional<String> range = range(hours);
        if (range.isEmpty()) {
            return Optional.empty();
        }
        losses.add(Loss.ARRIVAL_HOUR);
        return Optional.of(List.of(new Conjunction(List.of(), List.of(), range)));
    }

    /**
     * The range that holds these hours and no other; nothing if there is none. Wazuh compares hours and minutes as text and counts both ends in; a
     * range over midnight it turns round, and so leaves both of its ends out. (OS_IsValidTime and OS_IsonTime in src/shared/validate_op.c, 4.14.7)
     */
    private static Optional<String> range(TreeSet<Integer> hours) {
        if (hours.isEmpty() || hours.size() == 24) {
            return Optional.empty();
        }
        List<Integer> starts =
                hours.stream().filter(hour -> !hours.contains((hour + 23) % 24)).toList();
        if (starts.size() != 1) {
            return Optional.empty();
        }
        int first = starts.get(0);
        int last = (first + hours.size() - 1) % 24;
        return Optional.of(
                first <= last
                        ? String.format(Locale.ROOT, "%02d:00-%02d:59", first, last)
                        : String.format(Locale.ROOT, "%02d:59-%02d:00", first - 1, last + 1));
    }

    private List<Conjunction> beyond(Loss loss) {
        losses.add(loss);
        return List.of();
    }
}
