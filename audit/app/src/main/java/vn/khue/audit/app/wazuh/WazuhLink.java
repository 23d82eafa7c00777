package vn.khue.audit.app.wazuh;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.wazuh.IndexerReader;
import vn.khue.audit.wazuh.IndexerSettings;
import vn.khue.audit.wazuh.PermissionReport;
import vn.khue.audit.wazuh.Refusal;
import vn.khue.audit.wazuh.Reply;
import vn.khue.audit.wazuh.Wazuh;
import vn.khue.audit.wazuh.WazuhConnector;
import vn.khue.audit.wazuh.WazuhException;
import vn.khue.audit.wazuh.WazuhSettings;

/**
 * The tie to one Wazuh server: one connector for it in this process, so that the budget and the token are one, however often a page or the
 * worker asks. It is made anew when the set-up changes. Thread-safe.
 */
final class WazuhLink {

    /** Policies are looked at again, for they change without a token being revoked. */
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(10);

    private final SetUps setUps;
    private final WazuhPlaces places;
    private final Clock clock;
    private Optional<SetUp> adopted = Optional.empty();
    private Optional<WazuhConnector> connector = Optional.empty();
    private Optional<Wazuh> wazuh = Optional.empty();
    private Instant checked = Instant.EPOCH;
    private volatile LinkState state = new LinkState.NotSetUp();

    WazuhLink(SetUps setUps, WazuhPlaces places, Clock clock) {
        this.setUps = setUps;
        this.places = places;
        this.clock = clock;
    }

    /** Waits for nobody, though a call is under way. */
    LinkState state() {
        if (setUps.read().isEmpty()) {
            return new LinkState.NotSetUp();
        }
        LinkState now = state;
        return now instanceof LinkState.NotSetUp ? new LinkState.Untried() : now;
    }

    /** The server, asked for its version and our permissions if that is some time ago. Empty where nothing is set up. */
    synchronized Optional<Reply<Wazuh>> server() {
        Optional<SetUp> kept = setUps.read();
        if (kept.isEmpty()) {
            state = new LinkState.NotSetUp();
            return Optional.empty();
        }
        try {
            adopt(kept.get());
            if (wazuh.isPresent() && checked.plus(BETWEEN_CHECKS).isAfter(clock.instant())) {
                return Optional.of(new Reply.Answered<>(wazuh.get()));
            }
            return Optional.of(connect());
        } catch (WazuhException e) {
            state = new LinkState.Down("unusable", List.of(String.valueOf(e.getMessage())), clock.instant());
            return Optional.of(new Reply.Unavailable<>(String.valueOf(e.getMessage()), Duration.ofMinutes(1)));
        }
    }

    /** The same, asked now. */
    synchronized Optional<Reply<Wazuh>> tested() {
        checked = Instant.EPOCH;
        return server();
    }

    /** What the worker heard from a call of its own. */
    synchronized void heard(Reply<?> reply) {
        down(reply).ifPresent(found -> {
            state = found;
            wazuh = Optional.empty();
        });
    }

    /** A reader of the indexer; empty where none is set up. */
    synchronized Optional<IndexerReader> indexer() {
        return setUps.read().filter(setUp -> !setUp.indexer().isEmpty()).map(setUp -> {
            adopt(setUp);
            return new IndexerReader(IndexerSettings.of(
                    setUp.indexer(), places.ca(), places.indexerAccount(), setUp.line(), setUp.leastLevel()));
        });
    }

    private Reply<Wazuh> connect() {
        Reply<Wazuh> reply = connector.orElseThrow().connect();
        if (reply instanceof Reply.Answered<Wazuh> answered) {
            Reply<PermissionReport> report = answered.value().account().permissions();
            if (report instanceof Reply.Answered<PermissionReport> permissions) {
                wazuh = Optional.of(answered.value());
                checked = clock.instant();
                state = new LinkState.Up(answered.value().version().toString(), permissions.value(), clock.instant());
                return reply;
            }
            state = down(report).orElse(state);
            return report.then(never -> reply);
        }
        state = down(reply).orElse(state);
        return reply;
    }

    private Optional<LinkState> down(Reply<?> reply) {
        if (reply instanceof Reply.Refused<?> refused) {
            Refusal refusal = refused.refusal();
            String reason =
                    switch (refusal.reason()) {
                        case CREDENTIALS, FORBIDDEN, UNSUPPORTED ->
                            refusal.reason().name().toLowerCase(Locale.ROOT);
                        default -> "unusable";
                    };
            return Optional.of(new LinkState.Down(reason, List.of(refusal.detail()), clock.instant()));
        } else if (reply instanceof Reply.Unavailable<?> unavailable) {
            return unavailable.reason().startsWith("held back")
                    ? Optional.empty()
                    : Optional.of(new LinkState.Down("unreachable", List.of(unavailable.reason()), clock.instant()));
        }
        return Optional.empty();
    }

    /** Another set-up of the same server keeps the connector, and with it the budget and the token. */
    private void adopt(SetUp setUp) {
        if (adopted.equals(Optional.of(setUp))) {
            return;
        }
        write(setUp.ca());
        boolean same = adopted.filter(before ->
                        before.address().equals(setUp.address()) && before.ca().equals(setUp.ca()))
                .isPresent();
        if (!same) {
            connector =
                    Optional.of(new WazuhConnector(WazuhSettings.of(setUp.address(), places.ca(), places.account())));
        }
        wazuh = Optional.empty();
        checked = Instant.EPOCH;
        state = new LinkState.Untried();
        adopted = Optional.of(setUp);
    }

    private void write(String pem) {
        try {
            Files.createDirectories(places.ca().getParent());
            Files.writeString(places.ca(), pem);
        } catch (IOException e) {
            throw new WazuhException(
                    "expected to write the CAs of Wazuh to " + places.ca() + ", could not; check the folder's rights",
                    e);
        }
    }
}
