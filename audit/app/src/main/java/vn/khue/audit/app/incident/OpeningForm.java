package vn.khue.audit.app.incident;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import vn.khue.audit.app.incident.Incident.DataKind;
import vn.khue.audit.app.incident.Incident.Source;
import vn.khue.audit.app.incident.Incident.Told;
import vn.khue.audit.app.rights.AlertSight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.IncidentKind;
import vn.khue.web.time.VietnamTime;

/**
 * The form by which an incident is opened by hand, as typed. Times are minutes in Viet Nam, such as {@code 2026-11-23T09:12}.
 *
 * @param kinds names of {@link IncidentKind}
 * @param known since when it is known; empty means now
 * @param begun when it happened; empty where nobody knows
 * @param source a name of {@link Source}
 * @param unit id of the unit it is about; empty where it is about several or none
 * @param data names of {@link DataKind}
 * @param affected about how many persons; empty where nobody knows
 * @param account what happened and what may follow
 */
record OpeningForm(
        String title,
        List<String> kinds,
        String known,
        String begun,
        String source,
        String unit,
        List<String> data,
        String affected,
        String account) {

    private static final int LONGEST_TITLE = 200;
    private static final int MOST_KINDS = 8;
    private static final Pattern UNIT = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])");
    private static final Pattern PERSONS = Pattern.compile("[0-9]{1,8}");

    /** Twelve digits, however they are parted: a citizen number has no place here. */
    private static final Pattern CITIZEN_NUMBER = Pattern.compile("(?<![0-9])(?:[0-9][ .-]?){11}[0-9](?![0-9])");

    OpeningForm {
        title = ActForm.clean(title, LONGEST_TITLE);
        kinds = cleaned(kinds);
        known = ActForm.clean(known, 24);
        begun = ActForm.clean(begun, 24);
        source = ActForm.clean(source, 16);
        unit = ActForm.clean(unit, 64);
        data = cleaned(data);
        affected = ActForm.clean(affected, 12);
        account = ActForm.clean(account, ActForm.LONGEST_NOTE);
    }

    private static List<String> cleaned(List<String> typed) {
        return typed.stream()
                .limit(MOST_KINDS)
                .map(each -> ActForm.clean(each, 24))
                .toList();
    }

    /** What is to be opened. */
    record Opening(String title, SortedSet<IncidentKind> kinds, Instant known, Told told) {}

    /** What was typed, understood. */
    sealed interface Reading {

        record Understood(Opening opening) implements Reading {}

        /** Code of a text {@code incident.failed.CODE}, which is the name of the field too. */
        record NotUnderstood(String code) implements Reading {}
    }

    /**
     * @param now nothing was known or happened later
     * @param sight who sees some units only opens for one of them
     */
    Reading read(Instant now, AlertSight sight) {
        if (title.isEmpty()) {
            return new Reading.NotUnderstood("title");
        }
        Optional<SortedSet<IncidentKind>> of = choices(IncidentKind.class, kinds);
        if (of.isEmpty() || of.get().isEmpty()) {
            return new Reading.NotUnderstood("kinds");
        }
        Optional<Instant> since = known.isEmpty() ? Optional.of(now) : moment(known, now);
        if (since.isEmpty()) {
            return new Reading.NotUnderstood("known");
        }
        Optional<Instant> from = begun.isEmpty() ? Optional.empty() : moment(begun, since.get());
        if (from.isEmpty() && !begun.isEmpty()) {
            return new Reading.NotUnderstood("begun");
        }
        Optional<SortedSet<Source>> how = choices(Source.class, List.of(source));
        if (how.isEmpty()) {
            return new Reading.NotUnderstood("source");
        }
        boolean mine =
                !(sight instanceof AlertSight.OnlyUnits only) || only.units().contains(unit);
        if (!mine || !(unit.isEmpty() || UNIT.matcher(unit).matches())) {
            return new Reading.NotUnderstood("unit");
        }
        Optional<SortedSet<DataKind>> concerned = choices(DataKind.class, data);
        if (concerned.isEmpty()
                || (of.get().contains(IncidentKind.DATA_BREACH)
                        && concerned.get().isEmpty())) {
            return new Reading.NotUnderstood("data");
        }
        if (!affected.isEmpty() && !PERSONS.matcher(affected).matches()) {
            return new Reading.NotUnderstood("affected");
        }
        if (account.isEmpty()) {
            return new Reading.NotUnderstood("account");
        }
        if (named(title) || named(account)) {
            return new Reading.NotUnderstood("citizen");
        }
        return new Reading.Understood(new Opening(
                title,
                of.get(),
                since.get(),
                new Told(
                        how.get().first(),
                        from,
                        Optional.of(unit).filter(each -> !each.isEmpty()),
                        concerned.get(),
                        affected.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(affected)),
                        account)));
    }

    private static boolean named(String text) {
        return CITIZEN_NUMBER.matcher(text).find();
    }

    /** The same without what must not be shown again. */
    OpeningForm shown() {
        return new OpeningForm(
                named(title) ? "" : title,
                kinds,
                known,
                begun,
                source,
                unit,
                data,
                affected,
                named(account) ? "" : account);
    }

    private static Optional<Instant> moment(String typed, Instant latest) {
        try {
            return Optional.of(
                            LocalDateTime.parse(typed).atZone(VietnamTime.ZONE).toInstant())
                    .filter(each -> !each.isAfter(latest));
        } catch (DateTimeParseException strange) {
            return Optional.empty();
        }
    }

    /** Empty if one of them is none. */
    private static <E extends Enum<E>> Optional<SortedSet<E>> choices(Class<E> type, List<String> typed) {
        SortedSet<E> chosen = new TreeSet<>();
        for (String each : typed) {
            Optional<E> choice = Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(each))
                    .findFirst();
            if (choice.isEmpty()) {
                return Optional.empty();
            }
            chosen.add(choice.get());
        }
        return Optional.of(chosen);
    }
}
