package vn.khue.sso.badge;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What lists show of badges: one query a table, however many people. For one request, not thread-safe. */
public final class BadgeOverview {
    private final BadgeOffice office;

    BadgeOverview(BadgeOffice office) {
        this.office = office;
    }

    /** From when to when a badge is good. */
    public record Span(Instant issued, Instant expires) {}

    /** The badges that are good now, by person. */
    public Map<UUID, Span> badgesOf(Collection<UUID> people) {
        var found = new HashMap<UUID, Span>();
        ask(sql -> sql.all(
                "select person, issued_at, expires_at from khue_badge where person = any (?) and voided_at is null"
                        + " and expires_at > ?",
                row -> found.put(
                        row.getObject("person", UUID.class),
                        new Span(BadgeSql.instant(row, "issued_at"), BadgeSql.instant(row, "expires_at"))),
                sql.ids(people),
                now()));
        return found;
    }

    /** Who of these has chosen pictures. */
    public Set<UUID> withPictures(Collection<UUID> people) {
        return new HashSet<>(ask(sql -> sql.all(
                "select person from khue_badge_pictures where person = any (?) and picture_hash is not null",
                row -> row.getObject("person", UUID.class),
                sql.ids(people))));
    }

    /** Until when the window of that class is open; empty where it is not. */
    public Optional<Instant> windowOf(String classGroup) {
        return ask(sql -> sql.first(
                "select ends_at from khue_badge_window where class_group = ? and ends_at > ?",
                row -> BadgeSql.instant(row, "ends_at"),
                classGroup,
                now()));
    }

    private <T> T ask(Function<BadgeSql, T> question) {
        return office.at(desk -> question.apply(new BadgeSql(desk.connection)));
    }

    private Instant now() {
        return office.shared().clock().instant();
    }
}
