package vn.khue.audit.detection;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.sigma.Logsource;
import vn.khue.audit.detection.sigma.Taxonomy;

/** Takes every field: for rules of others, about events of others. */
public final class OpenTaxonomy implements Taxonomy {

    @Override
    public boolean knows(String field) {
        return !field.equals("no.such.field");
    }

    @Override
    public Optional<String> refusal(String field, String value) {
        return Optional.empty();
    }

    @Override
    public Optional<Expression> logsource(Logsource logsource) {
        return Optional.of(new Expression.All(List.of()));
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }
}
