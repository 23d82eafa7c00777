package vn.khue.audit.detection.field;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import vn.khue.audit.detection.match.Expression;
import vn.khue.audit.detection.match.Glob;
import vn.khue.audit.detection.match.Regex;
import vn.khue.audit.detection.sigma.Logsource;
import vn.khue.audit.detection.sigma.Taxonomy;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.audit.event.TargetKind;

/** Our events for rules: product {@code khue}, and as service the part that reports ({@code sso}, {@code signing}, …). Immutable. */
public final class KhueTaxonomy implements Taxonomy {

    private static final String PRODUCT = "khue";

    private final ZoneId zone;

    /** @param zone in whose hours rules speak */
    public KhueTaxonomy(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public boolean knows(String field) {
        return FieldTable.find(field).isPresent();
    }

    @Override
    public Optional<String> refusal(String field, String value) {
        boolean fits =
                switch (field) {
                    case FieldTable.KIND -> FieldTable.kind(value).isPresent();
                    case "unmapped.target.kind" ->
                        Arrays.stream(TargetKind.values())
                                .anyMatch(kind -> kind.name().equalsIgnoreCase(value));
                    case "status" ->
                        Arrays.stream(Outcome.values())
                                .anyMatch(outcome -> outcome.status().equalsIgnoreCase(value));
                    case "khue.src_place" -> value.equals("school") || value.equals("other");
                    default -> true;
                };
        return fits
                ? Optional.empty()
                : Optional.of("expected a value that " + field + " can have, found "
                        + (value.length() > 80 ? value.substring(0, 80) : value));
    }

    @Override
    public Optional<Expression> logsource(Logsource logsource) {
        if (!logsource.product().equals(Optional.of(PRODUCT))
                || logsource.category().isPresent()) {
            return Optional.empty();
        }
        return logsource
                .service()
                .map(service -> (Expression)
                        new Expression.Value(FieldTable.SOURCE, Glob.literal(service, Glob.Anchor.WHOLE, true)))
                .or(() -> Optional.of(new Expression.All(java.util.List.of())));
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    /** Which kinds of events an expression can be true of at all; so others are never put to it. Never too few. */
    public static Set<EventKind> kinds(Expression expression) {
        if (expression instanceof Expression.All all) {
            Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
            all.parts().forEach(part -> kinds.retainAll(kinds(part)));
            return kinds;
        }
        if (expression instanceof Expression.Any any) {
            Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
            any.parts().forEach(part -> kinds.addAll(kinds(part)));
            return kinds;
        }
        Set<EventKind> kinds = EnumSet.allOf(EventKind.class);
        if (expression instanceof Expression.Value value) {
            Optional<DetailKey> detail = FieldTable.detail(value.field());
            if (value.field().equals(FieldTable.KIND)
                    && (value.test() instanceof Glob || value.test() instanceof Regex)) {
                kinds.removeIf(kind -> !value.test().passes(kind.name()));
            } else if (detail.isPresent()) {
                kinds.removeIf(kind -> !kind.details().contains(detail.get()));
            }
        }
        return kinds;
    }
}
