package vn.khue.audit.app.evidence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import vn.khue.audit.app.casefile.CaseFile;
import vn.khue.audit.app.casefile.CaseShelf;
import vn.khue.audit.app.evidence.Matter.About;
import vn.khue.audit.app.evidence.Matter.Decided;
import vn.khue.audit.app.evidence.Matter.Line;
import vn.khue.audit.app.store.CountedEvents;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.AlertQueue;
import vn.khue.audit.app.triage.AlertQueue.Looking;
import vn.khue.audit.app.triage.AlertQueue.Triaged;

/** Collects what evidence is about. For one connection. */
final class MatterReader {

    private static final String DECISIONS =
            "select event, decided_at, name, act, reason, note from alert_decision where alert = ? order by seq";

    private final Connection connection;
    private final Looking looking;
    private final SortedSet<Long> indexes = new TreeSet<>();

    MatterReader(Connection connection, Looking looking) {
        this.connection = connection;
        this.looking = looking;
    }

    /** Of an alert, if it is in sight. */
    Optional<Matter> ofAlert(UUID id) throws SQLException {
        Optional<Triaged> found = AlertQueue.find(connection, id, looking);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Matter(Optional.empty(), List.of(about(found.get()))));
    }

    /** Of a case, if it is in sight. */
    Optional<Matter> ofCase(UUID id) throws SQLException {
        Optional<CaseFile> file = CaseShelf.file(connection, id, looking);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        List<About> alerts = new ArrayList<>();
        for (Triaged each : file.get().alerts()) {
            alerts.add(about(each));
        }
        file.get().decisions().forEach(each -> each.ledgerIndex().ifPresent(indexes::add));
        return Optional.of(new Matter(file, alerts));
    }

    /** Of every event that was met: those that count, those that tell of the alerts, and those of the decisions. */
    SortedSet<Long> indexes() {
        return indexes;
    }

    private About about(Triaged found) throws SQLException {
        StoredAlert alert = found.alert();
        List<Line> counted = lines(alert.events(), alert.from(), alert.to());
        List<Decided> decisions = decisions(alert.id());
        lines(List.of(alert.id()), alert.to().minusSeconds(1), alert.to().plusSeconds(1));
        if (!decisions.isEmpty()) {
            lines(
                    decisions.stream().map(Decided::event).toList(),
                    decisions.get(0).at(),
                    decisions.get(decisions.size() - 1).at());
        }
        return new About(found, counted, decisions, alert.events().size() - counted.size());
    }

    private List<Line> lines(List<UUID> ids, Instant from, Instant to) throws SQLException {
        List<Line> lines = CountedEvents.find(connection, ids, from, to).stream()
                .map(each -> new Line(each.ledgerIndex(), each.id(), each.time(), each.kind(), each.unit()))
                .toList();
        lines.forEach(each -> indexes.add(each.ledgerIndex()));
        return lines;
    }

    private List<Decided> decisions(UUID alert) throws SQLException {
        List<Decided> decisions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(DECISIONS)) {
            select.setObject(1, alert);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    decisions.add(new Decided(
                            row.getObject("event", UUID.class),
                            row.getObject("decided_at", OffsetDateTime.class).toInstant(),
                            row.getString("name"),
                            row.getString("act"),
                            Optional.ofNullable(row.getString("reason")),
                            row.getString("note")));
                }
            }
        }
        return decisions;
    }
}
