package vn.khue.audit.app.wazuh;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.AuditEvent;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Wazuh;
import vn.khue.audit.wazuh.Wazuh4;
import vn.khue.web.event.TransactionalOutbox;

/**
 * Commands for computers (Wazuh's active response): one officer asks, another approves within an hour, and each step is an event in its own
 * transaction. The approval is kept before the command goes out, so it goes out at most once; what came of it on the computer Wazuh does
 * not say.
 */
final class HostCommands {

    /** A request that waited longer was made about another moment. */
    static final Duration OPEN = Duration.ofHours(1);

    private static final int MOST = 50;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TransactionalOutbox outbox;
    private final WazuhLink link;
    private final Clock clock;

    HostCommands(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TransactionalOutbox outbox,
            WazuhLink link,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.outbox = outbox;
        this.link = link;
        this.clock = clock;
    }

    /** What can be ordered, by the name of the program on the computer; each comes with Wazuh's agent. */
    public enum Command {
        BLOCK_ADDRESS("!firewall-drop"),
        RESTART_AGENT("!restart-wazuh");

        private final String program;

        Command(String program) {
            this.program = program;
        }

        boolean needsAddress() {
            return this == BLOCK_ADDRESS;
        }
    }

    /** Where a request stands. */
    public enum State {
        ASKED,
        REFUSED,
        SENT,
        FAILED
    }

    /**
     * One request.
     *
     * @param address to block; empty where the command needs none
     * @param told what Wazuh said where it failed
     * @param alert that it answers, where it was asked for from one
     */
    public record Response(
            UUID id,
            String agent,
            String host,
            Command command,
            String address,
            String note,
            Instant askedAt,
            UUID askedBy,
            String askedName,
            State state,
            Optional<Instant> decidedAt,
            Optional<String> decidedName,
            String told,
            Optional<UUID> alert) {}

    /** An officer at work. @param begun starts an event of theirs */
    record Officer(UUID id, String name, String role, Function<EventKind, AuditEvent.Builder> begun) {}

    /** What came of a step, as the end of a message key. */
    enum Step {
        DONE,
        MISSING,
        OWN,
        LATE,
        CHANGED,
        FAILED
    }

    List<Response> newest() {
        return select("order by asked_at desc, id limit " + MOST, Map.of());
    }

    /** Whether there is such an alert. */
    boolean isAlert(UUID id) {
        return jdbc.sql("select exists (select 1 from detection_alert where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** The name of a computer that Wazuh knows. */
    Optional<String> host(String agent) {
        return jdbc.sql("select name from wazuh_agent where id = ? and id <> '000'")
                .param(agent)
                .query(String.class)
                .optional();
    }

    /** @param alert that the command answers */
    UUID ask(
            String agent,
            String host,
            Command command,
            String address,
            String note,
            Optional<UUID> alert,
            Officer officer) {
        UUID id = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            jdbc.sql(
                            "insert into wazuh_response (id, agent, host, command, address, note, asked_at, asked_by, asked_name, alert, state)"
                                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ASKED')")
                    .params(
                            id,
                            agent,
                            host,
                            command.name(),
                            address,
                            note,
                            clock.instant().atOffset(ZoneOffset.UTC),
                            officer.id(),
                            officer.name(),
                            alert.orElse(null))
                    .update();
            outbox.append(event("ask", agent, host, command, alert, officer, Outcome.SUCCESS));
        });
        return id;
    }

    Step refuse(UUID id, Officer officer) {
        return decided(id, State.REFUSED, "refuse", officer);
    }

    /** Sends the command if it is still to be sent, and says how that fared. */
    Step approve(UUID id, Officer officer) {
        Step kept = decided(id, State.SENT, "approve", officer);
        if (kept != Step.DONE) {
            return kept;
        }
        Response response = find(id).orElseThrow();
        Optional<String> failure = send(response);
        if (failure.isEmpty()) {
            return Step.DONE;
        }
        transactions.executeWithoutResult(status -> {
            jdbc.sql("update wazuh_response set state = 'FAILED', told = ? where id = ?")
                    .params(failure.get().length() > 500 ? failure.get().substring(0, 500) : failure.get(), id)
                    .update();
            outbox.append(event(
                    "send",
                    response.agent(),
                    response.host(),
                    response.command(),
                    response.alert(),
                    officer,
                    Outcome.FAILURE));
        });
        return Step.FAILED;
    }

    private Optional<String> send(Response response) {
        Optional<Reply<Wazuh>> server = link.server();
        if (server.isEmpty() || !(server.get() instanceof Reply.Answered<Wazuh> answered)) {
            return Optional.of("Wazuh is out of reach");
        }
        if (!(answered.value() instanceof Wazuh4 four)) {
            return Optional.of("Wazuh 5.x takes no commands through its API");
        }
        Reply<List<String>> reply = four.activeResponse()
                .run(
                        List.of(response.agent()),
                        response.command().program,
                        List.of(),
                        response.address().isEmpty() ? Map.of() : Map.of("srcip", response.address()));
        if (reply instanceof Reply.Answered<List<String>> sent && sent.value().contains(response.agent())) {
            return Optional.empty();
        } else if (reply instanceof Reply.Refused<List<String>> refused) {
            return Optional.of(refused.refusal().detail());
        } else if (reply instanceof Reply.Unavailable<List<String>> unavailable) {
            return Optional.of(unavailable.reason());
        }
        return Optional.of("Wazuh did not name the computer among those it told");
    }

    private Step decided(UUID id, State state, String operation, Officer officer) {
        Optional<Response> found = find(id);
        if (found.isEmpty()) {
            return Step.MISSING;
        }
        Response response = found.get();
        if (response.askedBy().equals(officer.id())) {
            return Step.OWN;
        } else if (state == State.SENT && response.askedAt().plus(OPEN).isBefore(clock.instant())) {
            return Step.LATE;
        }
        Boolean kept = transactions.execute(status -> {
            int rows = jdbc.sql("update wazuh_response set state = ?, decided_at = ?, decided_by = ?, decided_name = ?"
                            + " where id = ? and state = 'ASKED' and asked_by <> ?")
                    .params(
                            state.name(),
                            clock.instant().atOffset(ZoneOffset.UTC),
                            officer.id(),
                            officer.name(),
                            id,
                            officer.id())
                    .update();
            if (rows == 1) {
                outbox.append(event(
                        operation,
                        response.agent(),
                        response.host(),
                        response.command(),
                        response.alert(),
                        officer,
                        Outcome.SUCCESS));
            }
            return rows == 1;
        });
        return Boolean.TRUE.equals(kept) ? Step.DONE : Step.CHANGED;
    }

    private static AuditEvent event(
            String operation,
            String agent,
            String host,
            Command command,
            Optional<UUID> alert,
            Officer officer,
            Outcome outcome) {
        AuditEvent.Builder begun = officer.begun().apply(EventKind.HOST_COMMANDED);
        AuditEvent event = begun.target(TargetKind.HOST, agent)
                .with(DetailKey.OPERATION, operation)
                .with(DetailKey.METHOD, command.name().toLowerCase(java.util.Locale.ROOT))
                .with(DetailKey.HOST, host)
                .with(DetailKey.EVENT, alert.map(UUID::toString).orElse(""))
                .with(DetailKey.ROLE, officer.role())
                .build();
        return new AuditEvent(
                event.id(),
                event.time(),
                event.kind(),
                outcome,
                event.actor(),
                event.target(),
                event.unit(),
                event.source(),
                event.details());
    }

    private Optional<Response> find(UUID id) {
        return select("where id = :id", Map.of("id", id)).stream().findFirst();
    }

    private List<Response> select(String rest, Map<String, ?> parameters) {
        return jdbc.sql(
                        "select id, agent, host, command, address, note, asked_at, asked_by, asked_name, state, decided_at,"
                                + " decided_name, told, alert from wazuh_response " + rest)
                .params(parameters)
                .query((row, n) -> new Response(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        Command.valueOf(row.getString(4)),
                        row.getString(5),
                        row.getString(6),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        row.getObject(8, UUID.class),
                        row.getString(9),
                        State.valueOf(row.getString(10)),
                        Optional.ofNullable(row.getObject(11, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                        Optional.ofNullable(row.getString(12)),
                        row.getString(13),
                        Optional.ofNullable(row.getObject(14, UUID.class))))
                .list();
    }
}
