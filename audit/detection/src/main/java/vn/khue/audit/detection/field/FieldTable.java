package vn.khue.audit.detection.field;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.ActorKind;
import vn.khue.audit.event.DetailKey;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.OcsfClass;
import vn.khue.audit.event.Origin;
import vn.khue.audit.event.Target;

/**
 * The mapping of field names to our events: the paths of OCSF 1.8 as {@code EventJson} writes them, and three of our own that follow
 * from them. A name that is not here is an error of the rule.
 *
 * <ul>
 *   <li>{@code khue.identity}: who is meant by a login: the person, or the keyed hash of a name that belongs to nobody
 *   <li>{@code khue.src_place}: {@code school} behind a school's network, else {@code other}
 *   <li>{@code khue.skew_seconds}: time of the event minus time of storing; above 0 the source's clock runs ahead
 * </ul>
 */
final class FieldTable {

    /** How a field is taken out of an event. */
    interface Extractor {
        Optional<String> of(Observed observed, SchoolNetworks schools);
    }

    static final String KIND = "unmapped.kind";
    static final String ADDRESS = "src_endpoint.ip";
    static final String SOURCE = "metadata.product.name";

    private static final Map<String, Extractor> FIELDS = new HashMap<>();

    static {
        simple("time", event -> Optional.of(Long.toString(event.event().time().toEpochMilli())));
        simple("class_uid", event -> number(event.event().kind().ocsfClass().uid()));
        simple("category_uid", event -> number(event.event().kind().ocsfClass().categoryUid()));
        simple("activity_id", event -> number(event.event().kind().activityId()));
        simple("activity_name", event -> Optional.of(event.event().kind().activityName()));
        simple("severity_id", event -> number(event.event().kind().severity().id()));
        simple("status_id", event -> number(event.event().outcome().statusId()));
        simple("status", event -> Optional.of(event.event().outcome().status()));
        simple("metadata.uid", event -> Optional.of(event.event().id().toString()));
        simple(SOURCE, event -> Optional.of(event.event().source()));
        simple("actor.user.uid", event -> Optional.of(event.event().actor().id()));
        simple(
                "actor.user.type_id",
                event -> number(event.event().actor().kind().typeId()));
        simple("actor.session.uid", event -> event.event().actor().session());
        simple(ADDRESS, event -> address(event.event().actor()));
        simple(
                "http_request.user_agent",
                event -> event.event().actor().origin().flatMap(Origin::userAgent));
        simple("entity.uid", event -> thing(event, OcsfClass.ENTITY_MANAGEMENT).map(Target::id));
        simple(
                "entity.type",
                event -> thing(event, OcsfClass.ENTITY_MANAGEMENT)
                        .map(target -> target.kind().name().toLowerCase(Locale.ROOT)));
        simple(KIND, event -> Optional.of(event.event().kind().name()));
        simple("unmapped.unit", event -> event.event().unit());
        simple(
                "unmapped.target.kind",
                event -> event.event().target().map(target -> target.kind().name()));
        simple("unmapped.target.id", event -> event.event().target().map(Target::id));
        simple("khue.identity", FieldTable::identity);
        simple(
                "khue.skew_seconds",
                event -> Optional.of(Long.toString(
                        Duration.between(event.storedAt(), event.event().time()).toSeconds())));
        FIELDS.put("khue.src_place", (event, schools) -> {
            Optional<String> address = address(event.event().actor());
            return address.isEmpty() ? Optional.empty() : Optional.of(schools.hold(address) ? "school" : "other");
        });
        for (DetailKey key : DetailKey.values()) {
            simple(
                    "unmapped.details." + key.key(),
                    event -> Optional.ofNullable(event.event().details().get(key.key())));
        }
    }

    private FieldTable() {}

    static Optional<Extractor> find(String field) {
        return Optional.ofNullable(FIELDS.get(field));
    }

    static Set<String> names() {
        return new TreeSet<>(FIELDS.keySet());
    }

    /** The detail a field holds, where it holds one. */
    static Optional<DetailKey> detail(String field) {
        String prefix = "unmapped.details.";
        return field.startsWith(prefix) ? DetailKey.of(field.substring(prefix.length())) : Optional.empty();
    }

    /** Kinds of events; rules compare without regard to case. */
    static Optional<EventKind> kind(String name) {
        for (EventKind kind : EventKind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static void simple(String name, Function<Observed, Optional<String>> value) {
        FIELDS.put(name, (event, schools) -> value.apply(event));
    }

    private static Optional<String> number(long number) {
        return Optional.of(Long.toString(number));
    }

    private static Optional<String> address(Actor actor) {
        return actor.origin().map(Origin::ip);
    }

    private static Optional<Target> thing(Observed observed, OcsfClass of) {
        return observed.event().kind().ocsfClass() == of ? observed.event().target() : Optional.empty();
    }

    private static Optional<String> identity(Observed observed) {
        Actor actor = observed.event().actor();
        return actor.kind() == ActorKind.PERSON
                ? Optional.of(actor.id())
                : Optional.ofNullable(observed.event().details().get(DetailKey.LOGIN_HASH.key()))
                        .map(hash -> "login:" + hash);
    }
}
