package vn.khue.signing.delegation;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.signing.document.DocumentKind;

/** Rows of delegations. Works in the caller's transaction. Thread-safe. */
@Repository
public class DelegationStore {
    private final JdbcClient jdbc;

    public DelegationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(Delegation delegation) {
        jdbc.sql(
                        "insert into delegation (id, unit, type, from_person, from_name, to_person, to_name, first_day, last_day,"
                                + " kinds, basis, proposed_at) values (:id, :unit, :type, :from, :fromName, :to, :toName, :first,"
                                + " :last, :kinds, :basis, :proposedAt)")
                .param("id", delegation.id())
                .param("unit", delegation.unit())
                .param("type", delegation.type().name())
                .param("from", delegation.from())
                .param("fromName", delegation.fromName())
                .param("to", delegation.to())
                .param("toName", delegation.toName())
                .param("first", Date.valueOf(delegation.firstDay()))
                .param("last", Date.valueOf(delegation.lastDay()))
                .param(
                        "kinds",
                        delegation.kinds().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .param("basis", delegation.basis())
                .param("proposedAt", Timestamp.from(delegation.proposedAt()))
                .update();
    }

    public Optional<Delegation> find(UUID id) {
        return jdbc.sql("select * from delegation where id = :id")
                .param("id", id)
                .query(DelegationStore::row)
                .optional();
    }

    public Optional<Delegation> lock(UUID id) {
        return jdbc.sql("select * from delegation where id = :id for update")
                .param("id", id)
                .query(DelegationStore::row)
                .optional();
    }

    public void make(UUID id, Instant at) {
        jdbc.sql("update delegation set made_at = :at where id = :id and made_at is null")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .update();
    }

    public void end(UUID id, Instant at, UUID by) {
        jdbc.sql("update delegation set ended_at = :at, ended_by = :by where id = :id and ended_at is null")
                .param("id", id)
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    /** What was begun and never confirmed. */
    public void forgetProposedBefore(Instant moment) {
        jdbc.sql("delete from delegation where made_at is null and proposed_at < :moment")
                .param("moment", Timestamp.from(moment))
                .update();
    }

    /** Those of a unit that were made, newest first. */
    public List<Delegation> of(String unit) {
        return jdbc.sql("select * from delegation where unit = :unit and made_at is not null"
                        + " order by made_at desc, id limit 100")
                .param("unit", unit)
                .query(DelegationStore::row)
                .list();
    }

    /** Those by which this person may sign for this unit on this day, of whatever kinds. */
    public List<Delegation> inForce(String unit, UUID to, LocalDate day) {
        return jdbc.sql("select * from delegation where unit = :unit and to_person = :to and made_at is not null"
                        + " and ended_at is null and first_day <= :day and last_day >= :day")
                .param("unit", unit)
                .param("to", to)
                .param("day", Date.valueOf(day))
                .query(DelegationStore::row)
                .list();
    }

    private static Delegation row(ResultSet rs, int n) throws SQLException {
        String kinds = rs.getString("kinds");
        return new Delegation(
                rs.getObject("id", UUID.class),
                rs.getString("unit"),
                DelegationType.valueOf(rs.getString("type")),
                rs.getObject("from_person", UUID.class),
                rs.getString("from_name"),
                rs.getObject("to_person", UUID.class),
                rs.getString("to_name"),
                rs.getObject("first_day", LocalDate.class),
                rs.getObject("last_day", LocalDate.class),
                kinds.isEmpty()
                        ? Set.of()
                        : Arrays.stream(kinds.split(" "))
                                .map(DocumentKind::valueOf)
                                .collect(Collectors.toUnmodifiableSet()),
                rs.getString("basis"),
                rs.getTimestamp("proposed_at").toInstant(),
                Optional.ofNullable(rs.getTimestamp("made_at")).map(Timestamp::toInstant),
                Optional.ofNullable(rs.getTimestamp("ended_at")).map(Timestamp::toInstant));
    }
}
