package vn.khue.audit.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An intake in memory that keeps events by id, can be out of order, and can forget to answer. */
final class Intake implements EventTransport {

    final Map<String, String> stored = new LinkedHashMap<>();
    final Set<String> poisoned = ConcurrentHashMap.newKeySet();
    final List<Integer> batches = new ArrayList<>();
    int duplicates;
    /** The next so many batches fail before being stored. */
    int failures;
    /** The next so many batches are stored but the answer is lost. */
    int lostAnswers;
    /** Ids whose mere presence makes the whole batch be refused. */
    String indigestible = "";

    @Override
    public synchronized Delivery send(List<OutboxRow> batch) {
        if (failures > 0) {
            failures--;
            return new Delivery.Unavailable("HTTP 503", Optional.empty());
        }
        if (batch.stream().anyMatch(row -> row.eventId().toString().equals(indigestible))) {
            return new Delivery.Refused("HTTP 422");
        }
        batches.add(batch.size());
        int accepted = 0;
        int duplicate = 0;
        List<Rejection> rejected = new ArrayList<>();
        for (OutboxRow row : batch) {
            String id = row.eventId().toString();
            if (poisoned.contains(id)) {
                rejected.add(new Rejection(id, "unknown field"));
            } else if (stored.putIfAbsent(id, row.body()) == null) {
                accepted++;
            } else {
                duplicate++;
            }
        }
        duplicates += duplicate;
        if (lostAnswers > 0) {
            lostAnswers--;
            return new Delivery.Unavailable("time-out", Optional.empty());
        }
        return new Delivery.Acknowledged(accepted, duplicate, rejected);
    }

    synchronized int size() {
        return stored.size();
    }
}
