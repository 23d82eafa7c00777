package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.app.chart.Patience;
import vn.khue.audit.app.wazuh.Computers.Computer;
import vn.khue.audit.app.wazuh.Computers.Group;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.wazuh.item.AgentState;
import vn.khue.web.event.TransactionalOutbox;

/**
 * How far the computers of each school are enrolled. A group of Wazuh is that of the unit whose id it bears, unless somebody said of which it is.
 * Thread-safe.
 */
final class SchoolComputers {

    private static final int MOST = 5_000;

    /** Units that the log knows, one step of the index each: there are few among millions of events. */
    private static final String UNITS = """
            with recursive units (unit) as (
              (select unit from audit_event where unit is not null order by unit limit 1)
              union all
              select (select e.unit from audit_event e where e.unit > units.unit order by e.unit limit 1)
              from units where units.unit is not null)
            select unit from units where unit is not null limit 5000
            """;

    private final DataSource dataSource;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionalOutbox outbox;

    SchoolComputers(
            DataSource dataSource, JdbcClient jdbc, TransactionTemplate transactions, TransactionalOutbox outbox) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** Computers of one unit, by how they report; one that is in several of its groups counts once. */
    record School(String unit, List<String> groups, long active, long disconnected, long pending, long never) {

        /** @param computers each once */
        static School of(String unit, List<String> groups, List<Computer> computers) {
            return new School(
                    unit,
                    groups,
                    count(computers, AgentState.ACTIVE),
                    count(computers, AgentState.DISCONNECTED),
                    count(computers, AgentState.PENDING),
                    count(computers, AgentState.NEVER_CONNECTED));
        }

        private static long count(List<Computer> computers, AgentState state) {
            return computers.stream()
                    .filter(each -> each.state().equals(state.name()))
                    .count();
        }
    }

    /**
     * Where enrolment stands.
     *
     * @param schools that have computers
     * @param none units that the log knows and that have no computer; empty where finding them took too long
     * @param stray groups of which nobody knows whose they are
     */
    record Enrolment(List<School> schools, Optional<List<String>> none, List<String> stray) {}

    Enrolment enrolment(List<Group> groups) throws SQLException {
        Optional<SortedSet<String>> known = known();
        Map<String, String> named = named();
        SortedMap<String, List<Group>> byUnit = new TreeMap<>();
        List<String> stray = new ArrayList<>();
        for (Group group : groups) {
            Optional<String> unit = Optional.ofNullable(named.get(group.group()))
                    .or(() ->
                            known.filter(units -> units.contains(group.group())).map(units -> group.group()));
            if (unit.isPresent()) {
                byUnit.computeIfAbsent(unit.get(), each -> new ArrayList<>()).add(group);
            } else if (!group.group().isEmpty()) {
                stray.add(group.group());
            }
        }
        List<School> schools = byUnit.entrySet().stream()
                .map(each -> School.of(
                        each.getKey(),
                        each.getValue().stream().map(Group::group).toList(),
                        each.getValue().stream()
                                .flatMap(group -> group.computers().stream())
                                .collect(Collectors.toMap(
                                        Computer::id, computer -> computer, (one, other) -> one, TreeMap::new))
                                .values()
                                .stream()
                                .toList()))
                .toList();
        return new Enrolment(
                schools,
                known.map(units ->
                        units.stream().filter(unit -> !byUnit.containsKey(unit)).toList()),
                stray);
    }

    private Optional<SortedSet<String>> known() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                return Patience.within(
                        connection,
                        () -> new TreeSet<>(JdbcClient.create(new SingleConnectionDataSource(connection, true))
                                .sql(UNITS)
                                .query(String.class)
                                .list()));
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** Units by group, as somebody said. */
    Map<String, String> named() {
        Map<String, String> named = new HashMap<>();
        jdbc.sql("select group_name, unit from wazuh_group_unit order by group_name limit " + MOST)
                .query(row -> {
                    named.put(row.getString(1), row.getString(2));
                });
        return named;
    }

    /** Groups that Wazuh has, by name. */
    List<String> groups() {
        return jdbc.sql("select distinct unnest(groups) as g from wazuh_agent order by g limit " + MOST)
                .query(String.class)
                .list();
    }

    /** @param unit of the group; empty to say nothing of it any more */
    void name(String group, String unit, AuditEvent event) {
        transactions.executeWithoutResult(status -> {
            if (unit.isEmpty()) {
                jdbc.sql("delete from wazuh_group_unit where group_name = ?")
                        .param(group)
                        .update();
            } else {
                jdbc.sql("insert into wazuh_group_unit (group_name, unit) values (?, ?)"
                                + " on conflict (group_name) do update set unit = excluded.unit")
                        .params(group, unit)
                        .update();
            }
            outbox.append(event);
        });
    }

    /** Whether Wazuh has this group. */
    boolean isGroup(String group) {
        return Set.copyOf(groups()).contains(group);
    }
}
