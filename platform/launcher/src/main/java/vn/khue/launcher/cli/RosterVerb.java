package vn.khue.launcher.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.khue.directory.DirectoryException;
import vn.khue.launcher.Console;
import vn.khue.launcher.LauncherException;
import vn.khue.launcher.roster.RosterPlace;
import vn.khue.launcher.roster.RosterReport;
import vn.khue.roster.RosterException;
import vn.khue.roster.SchoolYearRule;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.plan.Decisions;
import vn.khue.roster.plan.ImportRequest;
import vn.khue.roster.plan.PlanResult;
import vn.khue.roster.source.Coverage;
import vn.khue.roster.source.InputLimits;
import vn.khue.roster.source.SourceFile;
import vn.khue.roster.source.TableSettings;

/** {@code khue roster plan|apply|undo|status|scim}: rosters of other systems, the new school year, summer sleep and retention. */
final class RosterVerb implements Verb {
    private static final int STOPPED = 3;
    private static final int UNREADABLE = 65;
    private static final int LISTED = 20;
    private static final SchoolYearRule YEARS = new SchoolYearRule(8);

    private final Workplace workplace;
    private final Console out;
    private final Console err;
    private final Clock clock;

    RosterVerb(Workplace workplace, Console out, Console err, Clock clock) {
        this.workplace = workplace;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "roster";
    }

    @Override
    public int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        Arguments words = new Arguments(name(), rest, out.texts());
        RosterWork work =
                switch (word) {
                    case "plan" -> plan(words);
                    case "apply" -> apply(words);
                    case "undo" -> undo(words);
                    case "status" -> status(words);
                    case "scim" -> new ScimWords(out, err).work(rest);
                    default -> throw new UsageException(out.texts().get("usage.unknown", name(), word));
                };
        try (RosterPlace place = RosterPlace.open(workplace.state(), workplace.ports(out.texts()), out.texts())) {
            return work.in(place);
        } catch (RosterException e) {
            if (e.reason() == RosterException.Reason.UNREADABLE) {
                err.line(e.getMessage());
                return UNREADABLE;
            }
            throw new LauncherException(e.getMessage(), e);
        } catch (DirectoryException e) {
            throw new LauncherException(e.getMessage(), e);
        }
    }

    private RosterWork plan(Arguments words) {
        boolean json = words.flag("--json");
        String by = words.option("--by").orElse("");
        LocalDate today = LocalDate.now(clock.withZone(ZoneId.of("Asia/Ho_Chi_Minh")));
        LocalDate day = words.option("--day").map(this::day).orElse(today);
        Optional<String> rollover = words.option("--rollover");
        Optional<RunKind> lifeCycle = words.flag("--sleep")
                ? Optional.of(RunKind.SLEEP)
                : words.flag("--wake")
                        ? Optional.of(RunKind.WAKE)
                        : words.flag("--retention") ? Optional.of(RunKind.RETENTION) : Optional.empty();
        if (lifeCycle.isPresent()) {
            words.end();
            return place -> planned(place, place.roster().planLifeCycle(lifeCycle.get(), day, place.doer(by)), json);
        }
        if (rollover.isPresent()) {
            if (!rollover.get().matches("20[0-9]{2}-20[0-9]{2}")) {
                throw new UsageException(out.texts().get("roster.year", rollover.get()));
            }
            Optional<Path> list = words.option("--list").map(Path::of);
            words.end();
            return place -> result(place, place.roster().planRollover(rollover.get(), list, place.doer(by)), json);
        }
        boolean complete = words.flag("--complete");
        boolean partial = words.flag("--partial");
        Optional<String> scim = words.option("--scim");
        if (scim.isPresent()) {
            return scim(scim.get(), complete, partial, day, by, json, words);
        }
        String source = words.option("--source").orElse("csdl");
        Optional<String> school = words.option("--school");
        String year = words.option("--school-year").orElse(YEARS.of(day));
        List<String> same = words.options("--same");
        Set<String> fresh = new HashSet<>(words.options("--new"));
        List<String> files = words.words();
        // The journal knows the plans of SCIM mirrors by such names.
        if (files.size() != 1 || complete && partial || source.startsWith("scim:")) {
            throw new UsageException(out.texts().get("roster.onefile"));
        }
        Path file = Path.of(files.get(0));
        if (!Files.isReadable(file)) {
            return place -> {
                throw new RosterException(
                        RosterException.Reason.UNREADABLE, out.texts().get("verify.unreadable", file, "-"));
            };
        }
        var settings = new TableSettings(year, school, complete ? Coverage.COMPLETE : Coverage.PARTIAL, today);
        return place -> {
            SourceFile opened = SourceFile.open(file, settings.with(place.citizens()), InputLimits.standard());
            return result(
                    place,
                    place.roster()
                            .plan(new ImportRequest(
                                    source,
                                    opened.source(),
                                    String.valueOf(file.getFileName()),
                                    opened.sha256(),
                                    day,
                                    Set.of(),
                                    new Decisions(same(place, same), fresh),
                                    place.doer(by))),
                    json);
        };
    }

    private RosterWork scim(
            String source, boolean complete, boolean partial, LocalDate day, String by, boolean json, Arguments words) {
        List<String> same = words.options("--same");
        Set<String> fresh = new HashSet<>(words.options("--new"));
        words.end();
        if (complete && partial) {
            throw new UsageException(out.texts().get("roster.onefile"));
        }
        Coverage coverage = complete ? Coverage.COMPLETE : Coverage.PARTIAL;
        return place -> result(
                place,
                place.roster().planScim(source, coverage, day, new Decisions(same(place, same), fresh), place.doer(by)),
                json);
    }

    private Map<String, UUID> same(RosterPlace place, List<String> words) {
        Map<String, UUID> same = new HashMap<>();
        for (String word : words) {
            int sign = word.lastIndexOf('=');
            if (sign < 1) {
                throw new UsageException(out.texts().get("roster.same", word));
            }
            same.put(word.substring(0, sign), place.person(word.substring(sign + 1)));
        }
        return same;
    }

    private int result(RosterPlace place, PlanResult result, boolean json) {
        if (result instanceof PlanResult.Planned planned) {
            return planned(place, planned.run(), json);
        }
        PlanResult.Unreadable unreadable = (PlanResult.Unreadable) result;
        new RosterReport(json ? out : err, json).errors(unreadable.errors(), unreadable.count());
        return UNREADABLE;
    }

    private int planned(RosterPlace place, long run, boolean json) {
        new RosterReport(out, json)
                .run(place.roster().journal().run(run), place.roster().journal());
        if (!json) {
            out.say("roster.next", Long.toString(run));
        }
        return 0;
    }

    private RosterWork apply(Arguments words) {
        boolean json = words.flag("--json");
        String by = words.option("--by").orElse("");
        Optional<String> pass = words.option("--pass-brake");
        long run = number(words);
        if (pass.isPresent() && by.isEmpty()) {
            throw new UsageException(out.texts().get("roster.answer"));
        }
        return place -> {
            Optional<BrakePass> answered = pass.map(reason -> new BrakePass(place.person(by), reason));
            ApplyResult result = place.roster().apply(run, place.doer(by), answered);
            RosterReport report = new RosterReport(out, json);
            if (result instanceof ApplyResult.Stopped stopped) {
                stopped.brakes().forEach(report::brake);
                err.say("roster.stopped", Long.toString(run));
                return STOPPED;
            }
            report.run(place.roster().journal().run(run), place.roster().journal());
            deliver(place);
            return 0;
        };
    }

    private RosterWork undo(Arguments words) {
        boolean json = words.flag("--json");
        boolean later = words.flag("--and-later");
        String by = words.option("--by").orElse("");
        long run = number(words);
        return place -> {
            RosterReport report = new RosterReport(out, json);
            if (later) {
                place.roster().undoFrom(run, place.doer(by)).forEach(report::undone);
            } else {
                report.undone(place.roster().undo(run, place.doer(by)));
            }
            deliver(place);
            return 0;
        };
    }

    private RosterWork status(Arguments words) {
        boolean json = words.flag("--json");
        List<String> numbers = words.words();
        if (numbers.isEmpty()) {
            return place -> {
                place.roster().journal().latest(LISTED).forEach(new RosterReport(out, json)::head);
                return 0;
            };
        }
        if (numbers.size() > 1) {
            throw new UsageException(out.texts().get("usage.unknown", name(), numbers.get(1)));
        }
        long run = number(numbers.get(0));
        return place -> {
            new RosterReport(out, json)
                    .run(place.roster().journal().run(run), place.roster().journal());
            return 0;
        };
    }

    private void deliver(RosterPlace place) {
        long waiting = place.deliver();
        if (waiting > 0) {
            err.say("roster.waiting", waiting);
        }
    }

    private long number(Arguments words) {
        List<String> numbers = words.words();
        if (numbers.size() != 1) {
            throw new UsageException(out.texts().get("roster.number", String.join(" ", numbers)));
        }
        return number(numbers.get(0));
    }

    private long number(String word) {
        if (!word.matches("[1-9][0-9]{0,8}")) {
            throw new UsageException(out.texts().get("roster.number", word));
        }
        return Long.parseLong(word);
    }

    private LocalDate day(String word) {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeException e) {
            throw new UsageException(out.texts().get("roster.day", word));
        }
    }
}
