package vn.khue.audit.app.wazuh;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.khue.audit.app.blocklist.AddressRange;
import vn.khue.audit.app.blocklist.Blocklist;
import vn.khue.audit.app.store.EventStore;
import vn.khue.audit.app.store.IncomingEvent;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.wazuh.CdbEntry;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Wazuh4;
import vn.khue.audit.wazuh.item.NodeReload;

/**
 * Keeps a CDB list of Wazuh 4.x the same as the addresses that are to be blocked: compares every ten minutes, whenever something changed and with a server that is new, writes
 * the whole list where it differs, has Wazuh take it up on each of its nodes, and remembers what differed. Where nobody ever blocked anything, nothing is asked. For
 * one thread.
 */
final class BlocklistMirror {

    /** The list's file; Khuê's own, so whatever else stands in it is taken out. */
    static final String FILE = "khue-blocked-addresses";

    static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    /** Wazuh takes no empty list. A word among addresses matches none. */
    private static final CdbEntry MARK = new CdbEntry("khue", "list");

    private static final String VALUE = "blocked";
    private static final int MOST_SHOWN = 20;
    private static final int LONGEST_FAILURE = 500;

    private final DataSource dataSource;
    private final Blocklist blocklist;
    private final EventStore events;
    private final Runnable told;
    private final Clock clock;
    private Optional<Wazuh4> lastServer = Optional.empty();
    private Optional<SortedSet<String>> lastWanted = Optional.empty();
    private Instant looked = Instant.EPOCH;
    /** Nodes that did not take up what the last reload brought. */
    private List<String> behind = List.of();

    /** @param told after an event was committed, of which the ledger must hear */
    BlocklistMirror(DataSource dataSource, Blocklist blocklist, EventStore events, Runnable told, Clock clock) {
        this.dataSource = dataSource;
        this.blocklist = blocklist;
        this.events = events;
        this.told = told;
        this.clock = clock;
    }

    /**
     * How the list was when it was compared last.
     *
     * @param wanted entries that it has to have
     * @param difference what differed last, at this comparison or at one before
     * @param inStep whether it is the same now
     * @param failure in English, for the operator; empty where there was none
     */
    record Standing(Instant checkedAt, int wanted, Optional<Difference> difference, boolean inStep, String failure) {}

    /**
     * What a comparison found.
     *
     * @param missing entries that Wazuh lacked, at most {@value #MOST_SHOWN}
     * @param strange entries that it had and that are not Khuê's, at most {@value #MOST_SHOWN}
     * @param entries how many of both
     */
    record Difference(Instant foundAt, List<String> missing, List<String> strange, int entries) {}

    /** As it was last. */
    Optional<Standing> standing() {
        return JdbcClient.create(dataSource)
                .sql(
                        "select checked_at, wanted, in_step, failure, found_at, missing, strange, differing from wazuh_list")
                .query((row, n) -> {
                    OffsetDateTime found = row.getObject(5, OffsetDateTime.class);
                    return new Standing(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            row.getInt(2),
                            found == null
                                    ? Optional.empty()
                                    : Optional.of(new Difference(
                                            found.toInstant(),
                                            Arrays.asList(
                                                    (String[]) row.getArray(6).getArray()),
                                            Arrays.asList(
                                                    (String[]) row.getArray(7).getArray()),
                                            row.getInt(8))),
                            row.getBoolean(3),
                            row.getString(4));
                })
                .optional();
    }

    /** Ranges that such a list cannot hold: those of IPv6. */
    List<String> unfit() {
        return blocklist.current().stream().filter(each -> keys(each).isEmpty()).toList();
    }

    /**
     * Compares and writes if that is due.
     *
     * @return the failure, where Wazuh is away; what it refuses is remembered and shown, and tried again at the next look
     */
    Optional<Reply<?>> keep(Wazuh4 wazuh) throws SQLException {
        SortedSet<String> wanted = new TreeSet<>();
        blocklist.current().forEach(each -> wanted.addAll(keys(each)));
        Instant now = clock.instant();
        boolean changed = !lastWanted.equals(Optional.of(wanted))
                || lastServer.filter(before -> before == wazuh).isEmpty();
        lastServer = Optional.of(wazuh);
        if (!changed && looked.plus(BETWEEN_LOOKS).isAfter(now)) {
            return Optional.empty();
        }
        if (wanted.isEmpty() && standing().isEmpty()) {
            lastWanted = Optional.of(wanted);
            looked = now;
            return Optional.empty();
        }
        Reply<Optional<List<CdbEntry>>> reply = wazuh.lists().read(FILE);
        if (reply instanceof Reply.Unavailable) {
            return Optional.of(reply);
        }
        lastWanted = Optional.of(wanted);
        looked = now;
        if (!(reply instanceof Reply.Answered<Optional<List<CdbEntry>>> answered)) {
            // A list that cannot be read is not one that is not there: it is neither compared nor written over.
            remember(new Standing(
                    now, wanted.size(), Optional.empty(), false, failure(reply).orElse("")));
            return Optional.empty();
        }
        List<String> there =
                answered.value().orElse(List.of()).stream().map(CdbEntry::key).toList();
        return write(wazuh, now, wanted, there);
    }

    private Optional<Reply<?>> write(Wazuh4 wazuh, Instant now, SortedSet<String> wanted, List<String> there)
            throws SQLException {
        List<String> missing =
                wanted.stream().filter(each -> !there.contains(each)).toList();
        List<String> strange = there.stream()
                .filter(each -> !wanted.contains(each) && !each.equals(MARK.key()))
                .toList();
        int differing = missing.size() + strange.size();
        boolean whole = differing == 0 && there.contains(MARK.key());
        boolean stepped = standing().filter(Standing::inStep).isPresent();
        if (whole && stepped) {
            remember(new Standing(now, wanted.size(), Optional.empty(), true, ""));
            return Optional.empty();
        }
        List<CdbEntry> entries = new ArrayList<>(List.of(MARK));
        wanted.forEach(each -> entries.add(new CdbEntry(each, VALUE)));
        Reply<List<String>> written =
                whole ? new Reply.Answered<>(List.of(FILE)) : wazuh.lists().write(FILE, entries, true);
        Optional<String> failure = failure(written);
        Reply<?> last = written;
        if (failure.isEmpty()) {
            // Where the list is right already, only nodes that did not take it up are asked again, for a reload forgets
            // what was counted.
            Reply<List<NodeReload>> loaded = whole && !behind.isEmpty()
                    ? wazuh.server().reloadRulesetOf(behind)
                    : wazuh.server().reloadRulesetEverywhere();
            behind = loaded instanceof Reply.Partly<List<NodeReload>> partly
                    ? partly.failures().stream()
                            .flatMap(each -> each.ids().stream())
                            .toList()
                    : List.of();
            failure = failure(loaded);
            last = loaded;
        }
        Optional<Difference> difference =
                differing == 0 ? Optional.empty() : Optional.of(new Difference(now, missing, strange, differing));
        rememberSent(new Standing(now, wanted.size(), difference, failure.isEmpty(), failure.orElse("")));
        if (last instanceof Reply.Unavailable<?>) {
            looked = Instant.EPOCH;
            return Optional.of(last);
        }
        return Optional.empty();
    }

    private static Optional<String> failure(Reply<?> reply) {
        if (reply instanceof Reply.Answered<?>) {
            return Optional.empty();
        } else if (reply instanceof Reply.Refused<?> refused) {
            return Optional.of(refused.refusal().detail());
        } else if (reply instanceof Reply.Unavailable<?> unavailable) {
            return Optional.of(unavailable.reason());
        }
        return Optional.of("Wazuh did a part only: "
                + ((Reply.Partly<?>) reply)
                        .failures().stream()
                                .map(each -> String.join(", ", each.ids()) + ": " + each.message())
                                .collect(Collectors.joining("; ")));
    }

    private static List<String> keys(String addresses) {
        return AddressRange.parse(addresses).map(AddressRange::cdbKeys).orElse(List.of());
    }

    private void remember(Standing standing) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            keep(connection, standing);
        }
    }

    /** As {@link #remember}, and an event where Wazuh took it. */
    private void rememberSent(Standing standing) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                keep(connection, standing);
                if (standing.inStep()) {
                    AuditEvent event = AuditEvent.of(
                                    EventKind.ADDRESS_BLOCK_CHANGED,
                                    Outcome.SUCCESS,
                                    Actor.service("khue-audit"),
                                    EventStore.SOURCE,
                                    clock)
                            .target(TargetKind.SERVICE, "wazuh")
                            .with(DetailKey.OPERATION, "sent")
                            .with(DetailKey.ROWS, standing.wanted())
                            .build();
                    events.storeIn(connection, List.of(IncomingEvent.own(event)), List.of(), EventStore.SOURCE);
                }
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
        if (standing.inStep()) {
            told.run();
        }
    }

    /** A comparison that found no difference leaves the one that was found before in sight. */
    private static void keep(Connection connection, Standing standing) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement("insert into wazuh_list"
                + " (checked_at, wanted, in_step, failure) values (?, ?, ?, ?)"
                + " on conflict (one) do update set checked_at = excluded.checked_at, wanted = excluded.wanted,"
                + " in_step = excluded.in_step, failure = excluded.failure")) {
            String failure = standing.failure();
            keep.setObject(1, standing.checkedAt().atOffset(ZoneOffset.UTC));
            keep.setInt(2, standing.wanted());
            keep.setBoolean(3, standing.inStep());
            keep.setString(4, failure.length() > LONGEST_FAILURE ? failure.substring(0, LONGEST_FAILURE) : failure);
            keep.executeUpdate();
        }
        if (standing.difference().isPresent()) {
            Difference found = standing.difference().get();
            try (PreparedStatement keep = connection.prepareStatement(
                    "update wazuh_list set found_at = ?, missing = ?, strange = ?, differing = ?")) {
                keep.setObject(1, found.foundAt().atOffset(ZoneOffset.UTC));
                keep.setArray(2, connection.createArrayOf("text", shown(found.missing())));
                keep.setArray(3, connection.createArrayOf("text", shown(found.strange())));
                keep.setInt(4, found.entries());
                keep.executeUpdate();
            }
        }
    }

    private static Object[] shown(List<String> entries) {
        return entries.stream().limit(MOST_SHOWN).toArray();
    }
}
