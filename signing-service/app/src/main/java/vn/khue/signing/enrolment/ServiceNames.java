package vn.khue.signing.enrolment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.khue.pki.DnsName;

/** Which unit a host's name belongs to. Works in the caller's transaction. Thread-safe. */
@Repository
public class ServiceNames {
    private static final int MOST = 1000;

    private final JdbcClient jdbc;

    public ServiceNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> unitOf(DnsName name) {
        return jdbc.sql("select unit from service_name where name = :name")
                .param("name", name.text())
                .query(String.class)
                .optional();
    }

    /** Whether every one of the names is the unit's. */
    public boolean areOf(String unit, Collection<DnsName> names) {
        return names.stream().allMatch(name -> unitOf(name).equals(Optional.of(unit)));
    }

    /** All names of a unit, in their order; a unit has a few. */
    public List<DnsName> of(String unit) {
        return jdbc
                .sql("select name from service_name where unit = :unit order by name limit :most")
                .param("unit", unit)
                .param("most", MOST)
                .query(String.class)
                .list()
                .stream()
                .map(DnsName::new)
                .toList();
    }

    /**
     * Gives the name to the unit, if nobody has it.
     *
     * @return whether it is the unit's now
     */
    public boolean claim(DnsName name, String unit, UUID officer, Instant at) {
        jdbc.sql("insert into service_name (name, unit, approved_by, approved_at) values (:name, :unit, :by, :at)"
                        + " on conflict do nothing")
                .param("name", name.text())
                .param("unit", unit)
                .param("by", officer)
                .param("at", Timestamp.from(at))
                .update();
        return unitOf(name).equals(Optional.of(unit));
    }
}
