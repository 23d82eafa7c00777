package vn.khue.sso.badge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Pictures of the pupils, and wrong tries: counted for each pupil and source, so that somebody elsewhere makes nobody wait, and for
 * each pupil in all, so that moving from place to place does not help either.
 */
final class Tries {
    private static final String NOBODY = "codes";

    private final BadgeSql sql;
    private final BadgePolicy policy;

    Tries(BadgeSql sql, BadgePolicy policy) {
        this.sql = sql;
        this.policy = policy;
    }

    /** What was chosen, empty where nothing was yet, and the wrong tries since. */
    record Chosen(Optional<String> hash, int wrong) {}

    private record Count(int wrong, Instant last) {}

    Chosen chosenBy(UUID person) {
        return sql.first(
                        "select picture_hash, wrong from khue_badge_pictures where person = ? for update",
                        found ->
                                new Chosen(Optional.ofNullable(found.getString("picture_hash")), found.getInt("wrong")),
                        person)
                .orElse(new Chosen(Optional.empty(), 0));
    }

    void choose(UUID person, String hash) {
        sql.write(
                "insert into khue_badge_pictures (person, picture_hash, wrong) values (?, ?, 0)"
                        + " on conflict (person) do update set picture_hash = excluded.picture_hash, wrong = 0",
                person,
                hash);
    }

    /** A teacher's reset: the pictures and every count are gone. */
    void forget(UUID person) {
        sql.write("delete from khue_badge_pictures where person = ?", person);
        sql.write("delete from khue_badge_try where subject = ?", person.toString());
    }

    boolean waits(UUID person, String source, Instant now) {
        return count(person.toString(), source)
                .filter(count -> now.isBefore(count.last().plus(policy.lockAfter(count.wrong()))))
                .isPresent();
    }

    void wrong(UUID person, String source, Instant now) {
        sql.write("update khue_badge_pictures set wrong = wrong + 1 where person = ?", person);
        add(person.toString(), source, now, now.minus(Duration.ofDays(1)));
    }

    void right(UUID person, String source) {
        sql.write("update khue_badge_pictures set wrong = 0 where person = ?", person);
        sql.write("delete from khue_badge_try where subject = ? and source = ?", person.toString(), source);
    }

    /** Whether typed codes from that source wait. Scanned badges never do: nobody guesses those. */
    boolean codesWait(String source, Instant now) {
        return count(NOBODY, source)
                .filter(count -> count.wrong() >= policy.wrongCodes()
                        && now.isBefore(count.last().plus(policy.wrongCodesWithin())))
                .isPresent();
    }

    void wrongCode(String source, Instant now) {
        add(NOBODY, source, now, now.minus(policy.wrongCodesWithin()));
    }

    private Optional<Count> count(String subject, String source) {
        return sql.first(
                "select wrong, last_at from khue_badge_try where subject = ? and source = ?",
                found -> new Count(found.getInt("wrong"), BadgeSql.instant(found, "last_at")),
                subject,
                source);
    }

    private void add(String subject, String source, Instant now, Instant forgottenBefore) {
        sql.write(
                "insert into khue_badge_try (subject, source, wrong, last_at) values (?, ?, 1, ?)"
                        + " on conflict (subject, source) do update set last_at = excluded.last_at, wrong ="
                        + " case when khue_badge_try.last_at < ? then 1 else khue_badge_try.wrong + 1 end",
                subject,
                source,
                now,
                forgottenBefore);
    }
}
