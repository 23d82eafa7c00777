package vn.khue.audit.detection.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.detection.match.Fields;

/** One of our events, by the names of {@link FieldTable}. Immutable. */
public final class EventFields implements Fields {

    private final Observed observed;
    private final SchoolNetworks schools;

    public EventFields(Observed observed, SchoolNetworks schools) {
        this.observed = observed;
        this.schools = schools;
    }

    @Override
    public Optional<String> value(String field) {
        Optional<FieldTable.Extractor> extractor = FieldTable.find(field);
        return extractor.isPresent() ? extractor.get().of(observed, schools) : Optional.empty();
    }

    @Override
    public Collection<String> values() {
        List<String> values = new ArrayList<>();
        FieldTable.names().forEach(name -> value(name).ifPresent(values::add));
        return values;
    }
}
