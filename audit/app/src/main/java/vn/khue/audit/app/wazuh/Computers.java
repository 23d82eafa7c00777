package vn.khue.audit.app.wazuh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.audit.wazuh.Page;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Sight;
import vn.khue.audit.wazuh.Slice;
import vn.khue.audit.wazuh.Wazuh;
import vn.khue.audit.wazuh.Wazuh4;
import vn.khue.audit.wazuh.item.Agent;
import vn.khue.audit.wazuh.item.ScaPolicy;

/** The computers that Wazuh watches, as it knew them last: their states, and how their configuration was assessed (SCA, 4.x). */
final class Computers {

    static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);
    private static final int PAGE = 500;
    private static final int MOST = 20_000;

    /** Each costs a request of the 300 that Wazuh bears in a minute for everybody. */
    private static final int ASSESSED_AT_ONCE = 30;

    private final JdbcClient jdbc;
    private final Clock clock;
    private Optional<Wazuh> last = Optional.empty();
    private Instant looked = Instant.EPOCH;

    Computers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param group of Wazuh; computers stand in one for their school */
    record Computer(
            String id,
            String name,
            String state,
            List<String> groups,
            String system,
            Optional<Instant> lastSeen,
            Optional<Integer> score,
            int failed,
            Optional<Instant> assessed) {
        boolean isHere() {
            return state.equals("ACTIVE");
        }
    }

    /**
     * The computers of one group.
     *
     * @param group empty for those in no group
     */
    record Group(String group, List<Computer> computers) {
        /** How many are there now. */
        public long here() {
            return computers.stream().filter(Computer::isHere).count();
        }
    }

    /** By group, each computer where it belongs; those in several stand in each. */
    List<Group> byGroup() {
        List<Computer> all = jdbc.sql("select id, name, state, groups, system, last_seen, score, failed, assessed_at"
                        + " from wazuh_agent order by name, id limit 5000")
                .query((row, n) -> new Computer(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        Arrays.asList((String[]) row.getArray(4).getArray()),
                        row.getString(5),
                        time(row.getObject(6, OffsetDateTime.class)),
                        Optional.ofNullable((Integer) row.getObject(7, Integer.class)),
                        row.getInt(8),
                        time(row.getObject(9, OffsetDateTime.class))))
                .list();
        Set<String> names = new HashSet<>();
        all.forEach(each -> names.addAll(each.groups().isEmpty() ? List.of("") : each.groups()));
        List<Group> groups = new ArrayList<>();
        for (String name : names) {
            groups.add(new Group(
                    name,
                    all.stream()
                            .filter(each -> name.isEmpty()
                                    ? each.groups().isEmpty()
                                    : each.groups().contains(name))
                            .toList()));
        }
        groups.sort(Comparator.comparing(Group::group));
        return groups;
    }

    private static Optional<Instant> time(OffsetDateTime time) {
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    /**
     * Asks Wazuh if that is due, or if it was connected to anew. A list of which the account may see a part alone replaces nothing that it cannot see.
     *
     * @return the failure, where there was one
     */
    Optional<Reply<?>> look(Wazuh wazuh) {
        Instant now = clock.instant();
        boolean same = last.filter(before -> before == wazuh).isPresent();
        last = Optional.of(wazuh);
        if (same && looked.plus(BETWEEN_LOOKS).isAfter(now)) {
            return Optional.empty();
        }
        Reply<Page<Agent>> reply = wazuh.agents().first(PAGE);
        int seen = 0;
        boolean whole = true;
        while (reply instanceof Reply.Answered<Page<Agent>> answered) {
            List<Agent> agents = answered.value().items();
            agents.forEach(agent -> keep(agent, now));
            whole = whole && answered.value().sight() == Sight.WHOLE;
            seen += agents.size();
            if (agents.size() < PAGE || seen >= MOST) {
                if (whole && seen < MOST) {
                    jdbc.sql("delete from wazuh_agent where asked_at < ?")
                            .param(now.atOffset(ZoneOffset.UTC))
                            .update();
                }
                looked = now;
                return wazuh instanceof Wazuh4 four ? assess(four, now) : Optional.empty();
            }
            reply = wazuh.agents().after(agents.get(agents.size() - 1).id(), PAGE);
        }
        if (reply instanceof Reply.Refused) {
            // Whoever may send alerts need not see computers; the page says that it is blind.
            looked = now;
            return Optional.empty();
        }
        return Optional.of(reply);
    }

    private void keep(Agent agent, Instant now) {
        jdbc.sql("insert into wazuh_agent (id, name, state, groups, system, last_seen, asked_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set name = excluded.name,"
                        + " state = excluded.state, groups = excluded.groups, system = excluded.system,"
                        + " last_seen = excluded.last_seen, asked_at = excluded.asked_at")
                .params(
                        agent.id(),
                        agent.name(),
                        agent.state().name(),
                        agent.groups().toArray(new String[0]),
                        agent.system().orElse("")
                                + agent.systemVersion()
                                        .map(version -> " " + version)
                                        .orElse(""),
                        agent.lastSeen()
                                .map(time -> time.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those first whose assessment is the longest ago; a few at a time. */
    private Optional<Reply<?>> assess(Wazuh4 wazuh, Instant now) {
        List<String> due = jdbc.sql("select id from wazuh_agent where state = 'ACTIVE' and id <> '000'"
                        + " order by assessed_at nulls first, id limit ?")
                .param(ASSESSED_AT_ONCE)
                .query(String.class)
                .list();
        for (String id : due) {
            Reply<Page<ScaPolicy>> reply = wazuh.assessments().policies(id, Slice.first());
            if (!(reply instanceof Reply.Answered<Page<ScaPolicy>> answered)) {
                return reply instanceof Reply.Unavailable ? Optional.of(reply) : Optional.empty();
            }
            List<ScaPolicy> policies = answered.value().items();
            jdbc.sql("update wazuh_agent set policies = ?, score = ?, failed = ?, assessed_at = ? where id = ?")
                    .params(
                            policies.size(),
                            policies.isEmpty()
                                    ? null
                                    : policies.stream()
                                            .mapToInt(ScaPolicy::score)
                                            .min()
                                            .getAsInt(),
                            policies.stream().mapToInt(ScaPolicy::failed).sum(),
                            now.atOffset(ZoneOffset.UTC),
                            id)
                    .update();
        }
        return Optional.empty();
    }
}
