package vn.khue.sso.activation;

import java.time.Duration;
import java.time.Instant;
import vn.khue.sso.server.KeyedHash;
import vn.khue.sso.server.SqlStatements;

/**
 * Wrong tries, counted for each address and for each name, whether or not there is such a name. Names stand as keyed hashes: people type
 * passwords into that field. For one request, not thread-safe.
 */
final class SlipTries {
    private static final String ADDRESS = "ADDRESS";
    private static final String NAME = "NAME";

    private final SqlStatements sql;
    private final ActivationPolicy policy;
    private final KeyedHash hash;

    SlipTries(SqlStatements sql, ActivationPolicy policy, KeyedHash hash) {
        this.sql = sql;
        this.policy = policy;
        this.hash = hash;
    }

    /** Whether that name, or everybody from that address, has to wait. */
    boolean wait(String name, String address, Instant now) {
        return waits(hash.of(NAME, name), policy.wrongForName(), policy.wrongForNameWithin(), now)
                || waits(hash.of(ADDRESS, address), policy.wrongFromAddress(), policy.wrongFromAddressWithin(), now);
    }

    void wrong(String name, String address, Instant now) {
        add(hash.of(NAME, name), policy.wrongForNameWithin(), now);
        add(hash.of(ADDRESS, address), policy.wrongFromAddressWithin(), now);
    }

    void forget(String name) {
        sql.write("delete from khue_slip_try where subject = ?", hash.of(NAME, name));
    }

    /** Takes away counts that no longer matter. */
    void tidy(Instant now) {
        sql.write(
                "delete from khue_slip_try where subject in (select subject from khue_slip_try where last_at < ? limit 100"
                        + " for update skip locked)",
                now.minus(policy.longestWait()));
    }

    private boolean waits(String subject, int most, Duration within, Instant now) {
        return sql.first(
                        "select 1 from khue_slip_try where subject = ? and wrong >= ? and last_at > ?",
                        found -> found.getInt(1),
                        subject,
                        most,
                        now.minus(within))
                .isPresent();
    }

    private void add(String subject, Duration within, Instant now) {
        sql.write(
                "insert into khue_slip_try (subject, wrong, last_at) values (?, 1, ?) on conflict (subject) do update set"
                        + " wrong = case when khue_slip_try.last_at < ? then 1 else khue_slip_try.wrong + 1 end,"
                        + " last_at = excluded.last_at",
                subject,
                now,
                now.minus(within));
    }
}
