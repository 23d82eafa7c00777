package vn.khue.signing.directorylog;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.audit.event.AuditEvent;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.accesslog.AccessLog.Page;
import vn.khue.directory.accesslog.AccessLog.Reading;
import vn.khue.directory.accesslog.Act;
import vn.khue.directory.accesslog.Author;
import vn.khue.directory.accesslog.LoggedChange;
import vn.khue.web.event.TransactionalOutbox;

/**
 * Reads the log of every server of the directory every five seconds and tells what is new: a page, its events and the place in the log are
 * one transaction, so whatever stops in between, each change is told once. A change stands in the log of every server; it is told from the log of the
 * server that took it, which alone names who deleted something, and only what that log did not tell (because its server is gone) from the others'.
 * Thread-safe; several nodes may run it.
 */
@Component
class DirectoryLogRounds {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLogRounds.class);
    private static final String COPIES = " copies";

    /** slapd keeps its log for seven days and looks once a day. */
    private static final Duration KEPT = Duration.ofDays(10);

    private final List<DirectoryLog> logs;
    private final DirectoryLogPolicy policy;
    private final DirectoryLogStore store;
    private final DirectoryEvents events;
    private final TransactionalOutbox outbox;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    DirectoryLogRounds(
            DirectoryLogs logs,
            DirectoryLogPolicy policy,
            DirectoryLogStore store,
            DirectoryEvents events,
            TransactionalOutbox outbox,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.logs = logs.all();
        this.policy = policy;
        this.store = store;
        this.events = events;
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** How a server's log stands. */
    enum Standing {
        READ,
        /** It was read before and is gone, or the right to it is: LINK_CHANGED says so. */
        GONE,
        /** It was never there: the embedded directory keeps none. */
        NONE,
        /** The server does not answer, or what it said could not be kept; the next round tries again. */
        FAILED
    }

    /** The same as {@link #round}; what fails is logged, and the next run tries again. */
    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT5S")
    void run() {
        round();
    }

    /** Forgets what no log holds any more. */
    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT10M")
    void forget() {
        try {
            store.forget(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            LOG.warn("told changes of the directory could not be forgotten; the next run tries again: {}", said(e));
        }
    }

    /** Reads every log once. */
    void round() {
        for (DirectoryLog log : logs) {
            look(log, false);
        }
        if (logs.size() > 1) {
            for (DirectoryLog log : logs) {
                if (standings.get(log.server()) == Standing.READ) {
                    look(log, true);
                }
            }
        }
    }

    /** How each server's log stood when it was last looked at. */
    Map<String, Standing> standings() {
        return Map.copyOf(standings);
    }

    private void look(DirectoryLog log, boolean copies) {
        String name = copies ? log.server() + COPIES : log.server();
        try {
            Optional<String> from = store.reached(name);
            Reading reading = log.log().read(from, page -> take(name, page, copies));
            standings.put(log.server(), stands(log.server(), reading, from.isPresent()));
        } catch (DirectoryException e) {
            failed(log, e.reason().name());
        } catch (RuntimeException e) {
            failed(log, said(e));
        }
    }

    private void failed(DirectoryLog log, String why) {
        if (standings.put(log.server(), Standing.FAILED) != Standing.FAILED) {
            LOG.warn("the log of changes of {} could not be told ({}); it is tried again", log.server(), why);
        }
    }

    /** Not what a driver says, which may quote what was to be written. */
    private static String said(RuntimeException e) {
        return e.getClass().getSimpleName();
    }

    private Standing stands(String server, Reading reading, boolean before) {
        boolean gone = reading == Reading.NO_LOG;
        if (gone && !before) {
            return Standing.NONE;
        }
        transaction.executeWithoutResult(status -> {
            if (store.lost(server, gone)) {
                outbox.append(events.link(server, gone, clock.instant()));
            }
        });
        return gone ? Standing.GONE : Standing.READ;
    }

    private void take(String log, Page page, boolean copies) {
        List<LoggedChange> ours = page.changes().stream()
                .filter(change -> logs.size() == 1 || change.copied() == copies)
                .toList();
        Set<String> told = store.told(ours.stream().map(LoggedChange::key).toList());
        List<LoggedChange> fresh =
                ours.stream().filter(change -> !told.contains(change.key())).toList();
        // The directory is asked for people before there is a transaction.
        Map<String, AuditEvent> single = new LinkedHashMap<>();
        for (LoggedChange change : fresh) {
            if (!isCounted(change)) {
                single.put(change.key(), events.of(change));
            }
        }
        transaction.executeWithoutResult(status -> {
            List<LoggedChange> claimed = new ArrayList<>();
            for (LoggedChange change : fresh) {
                if (store.claim(change.key(), clock.instant())) {
                    claimed.add(change);
                }
            }
            tell(claimed, single);
            store.reached(log, page.reached());
        });
    }

    private void tell(List<LoggedChange> claimed, Map<String, AuditEvent> single) {
        Map<List<Object>, List<LoggedChange>> alike = new LinkedHashMap<>();
        for (LoggedChange change : claimed) {
            if (isCounted(change)) {
                alike.computeIfAbsent(
                                List.of(
                                        change.act(),
                                        change.author(),
                                        change.place().branch()),
                                sort -> new ArrayList<>())
                        .add(change);
            } else if (change.act() == Act.WRONG_BIND) {
                alike.computeIfAbsent(List.of(change.act(), change.place()), sort -> new ArrayList<>())
                        .add(change);
            } else {
                outbox.append(single.get(change.key()));
            }
        }
        for (List<LoggedChange> group : alike.values()) {
            LoggedChange first = group.get(0);
            outbox.append(
                    first.act() == Act.WRONG_BIND
                            ? DirectoryEvents.times(single.get(first.key()), group.size())
                            : events.counted(
                                    first,
                                    group.size(),
                                    first.at(),
                                    group.get(group.size() - 1).at()));
        }
    }

    private boolean isCounted(LoggedChange change) {
        return change.act() != Act.WRONG_BIND
                && change.act() != Act.LOCK
                && change.author() instanceof Author.Service service
                && policy.counted().contains(service.name());
    }
}
