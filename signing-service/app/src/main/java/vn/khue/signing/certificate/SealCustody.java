package vn.khue.signing.certificate;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.khue.directory.Role;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/**
 * The custody log of a unit's seal key: who keeps it, from when to when, on whose word (NĐ 30/2020 Đ32-33; R1.24). Rows are
 * closed, never changed or deleted. Thread-safe.
 */
@Repository
public class SealCustody {
    private final JdbcClient jdbc;
    private final Clock clock;

    public SealCustody(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One row of the log.
     *
     * @param to empty for the present holder
     */
    public record Entry(UUID holder, String holderName, String basis, Instant from, Optional<Instant> to) {}

    /** Hands the key over; joins the transaction of the act that decides it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handOver(String unit, UUID holder, String holderName, String basis, UUID namedBy) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("update seal_custody set to_time = :now where unit = :unit and to_time is null")
                .param("now", now)
                .param("unit", unit)
                .update();
        jdbc.sql("insert into seal_custody (id, unit, holder, holder_name, basis, named_by, from_time)"
                        + " values (:id, :unit, :holder, :name, :basis, :by, :now)")
                .param("id", UUID.randomUUID())
                .param("unit", unit)
                .param("holder", holder)
                .param("name", holderName)
                .param("basis", basis)
                .param("by", namedBy)
                .param("now", now)
                .update();
    }

    /** Newest first. */
    public List<Entry> log(String unit) {
        return jdbc.sql("select * from seal_custody where unit = :unit order by from_time desc limit 50")
                .param("unit", unit)
                .query((rs, n) -> new Entry(
                        rs.getObject("holder", UUID.class),
                        rs.getString("holder_name"),
                        rs.getString("basis"),
                        rs.getTimestamp("from_time").toInstant(),
                        Optional.ofNullable(rs.getTimestamp("to_time")).map(Timestamp::toInstant)))
                .list();
    }

    public boolean holds(String unit, UUID person) {
        return jdbc.sql("select count(*) from seal_custody where unit = :unit and holder = :person and to_time is null")
                        .param("unit", unit)
                        .param("person", person)
                        .query(Long.class)
                        .single()
                == 1;
    }

    /** Whether the picture of the stamp is any of this person's business: the principal's and the holder's; any clerk's until there is one. */
    public boolean maySee(ActingPerson person) {
        return person.has(Role.HIEU_TRUONG)
                || holds(person.unit(), person.id())
                || log(person.unit()).stream().allMatch(entry -> entry.to().isPresent());
    }

    /** @throws SigningException NOT_SEAL_HOLDER */
    public void requireHolder(String unit, UUID person) {
        if (!holds(unit, person)) {
            throw new SigningException(Refusal.NOT_SEAL_HOLDER);
        }
    }
}
