package vn.khue.audit.app.triage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.store.CountedEvents.Counted;

/**
 * What an alert names besides the person: by the fields of its group, and by the events that count.
 *
 * @param things cards and certificates, those of the newest events first, at most {@value #MOST}
 * @param address from which it came; of several the one of most events
 * @param computer the number of its Wazuh agent
 */
record Named(List<EntityRef> things, Optional<String> address, Optional<String> computer) {

    static final int MOST = 5;

    private static final String ADDRESS = "src_endpoint.ip";
    private static final String TARGET = "unmapped.target.id";
    private static final String AGENT = "[0-9]{3,9}";

    Named {
        things = List.copyOf(things);
    }

    static Named of(AlertFile file) {
        Set<EntityRef> things = new LinkedHashSet<>();
        EntityRef.of(file.alert().group()).stream()
                .filter(EntityRef::suspendable)
                .forEach(things::add);
        List<Counted> newest = new ArrayList<>(file.events());
        Collections.reverse(newest);
        newest.forEach(each -> {
            each.certificate().flatMap(id -> EntityRef.parse("key", id)).ifPresent(things::add);
            each.card().flatMap(id -> EntityRef.parse("card", id)).ifPresent(things::add);
        });
        Optional<String> address = Optional.ofNullable(file.alert().group().get(ADDRESS));
        return new Named(
                things.stream().limit(MOST).toList(),
                address.or(() -> mostFrequent(file)),
                Optional.ofNullable(file.alert().group().get(TARGET)).filter(each -> each.matches(AGENT)));
    }

    private static Optional<String> mostFrequent(AlertFile file) {
        Map<String, Long> counts = file.events().stream()
                .flatMap(each -> each.ip().stream())
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Comparator.comparingLong((Map.Entry<String, Long> each) -> each.getValue())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey);
    }
}
