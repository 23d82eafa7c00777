package vn.khue.audit.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Lays an event out as its OCSF 1.8 class asks: the base event, the actor and the source end point, then the object that
 * the class requires ({@code user}, {@code entity}, {@code web_resources}, {@code finding_info} or {@code app}). What OCSF has no place for goes
 * to {@code unmapped}, as OCSF says it should.
 */
final class OcsfWriter {

    static final String OCSF_VERSION = "1.8.0";
    static final String VENDOR = "Khuê";
    private static final JsonFactory FACTORY = new JsonFactory();

    private OcsfWriter() {}

    static byte[] write(AuditEvent event) {
        return write(event, Optional.empty());
    }

    /** With the seal in place of the personal fields, which are then left out. */
    static byte[] write(AuditEvent event, Optional<Seal> seal) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(2_048);
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            writeBase(json, event);
            writeActor(json, event.actor(), seal.isPresent());
            writeClassObject(json, event);
            writeUnmapped(json, event, seal);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static void writeBase(JsonGenerator json, AuditEvent event) throws IOException {
        EventKind kind = event.kind();
        json.writeNumberField("time", event.time().toEpochMilli());
        json.writeNumberField("class_uid", kind.ocsfClass().uid());
        json.writeNumberField("category_uid", kind.ocsfClass().categoryUid());
        json.writeNumberField("activity_id", kind.activityId());
        json.writeStringField("activity_name", kind.activityName());
        json.writeNumberField("type_uid", kind.ocsfClass().typeUid(kind.activityId()));
        json.writeNumberField("severity_id", kind.severity().id());
        json.writeStringField("severity", kind.severity().caption());
        json.writeNumberField("status_id", event.outcome().statusId());
        json.writeStringField("status", event.outcome().status());
        json.writeObjectFieldStart("metadata");
        json.writeStringField("version", OCSF_VERSION);
        json.writeStringField("uid", event.id().toString());
        json.writeObjectFieldStart("product");
        json.writeStringField("name", event.source());
        json.writeStringField("vendor_name", VENDOR);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeActor(JsonGenerator json, Actor actor, boolean bare) throws IOException {
        json.writeObjectFieldStart("actor");
        writeUser(json, actor.id(), actor.kind());
        if (actor.session().isPresent() && !bare) {
            json.writeObjectFieldStart("session");
            json.writeStringField("uid", actor.session().get());
            json.writeEndObject();
        }
        json.writeEndObject();
        if (actor.origin().isPresent() && !bare) {
            Origin origin = actor.origin().get();
            json.writeObjectFieldStart("src_endpoint");
            json.writeStringField("ip", origin.ip());
            if (origin.port().isPresent()) {
                json.writeNumberField("port", origin.port().get());
            }
            json.writeEndObject();
            if (origin.userAgent().isPresent()) {
                json.writeObjectFieldStart("http_request");
                json.writeStringField("user_agent", origin.userAgent().get());
                json.writeEndObject();
            }
        }
    }

    private static void writeUser(JsonGenerator json, String id, ActorKind kind) throws IOException {
        json.writeObjectFieldStart("user");
        json.writeStringField("uid", id);
        json.writeNumberField("type_id", kind.typeId());
        json.writeEndObject();
    }

    private static void writeClassObject(JsonGenerator json, AuditEvent event) throws IOException {
        switch (event.kind().ocsfClass()) {
            case AUTHENTICATION -> {
                writeUser(json, event.actor().id(), event.actor().kind());
                json.writeObjectFieldStart("service");
                json.writeStringField("name", event.source());
                json.writeEndObject();
            }
            case ACCOUNT_CHANGE -> {
                boolean aboutPerson = event.target()
                        .filter(target -> target.kind() == TargetKind.PERSON)
                        .isPresent();
                writeUser(
                        json,
                        aboutPerson ? event.target().get().id() : event.actor().id(),
                        aboutPerson ? ActorKind.PERSON : event.actor().kind());
            }
            case ENTITY_MANAGEMENT -> {
                json.writeObjectFieldStart("entity");
                writeThing(json, event);
                json.writeEndObject();
            }
            case WEB_RESOURCES_ACTIVITY -> {
                json.writeArrayFieldStart("web_resources");
                json.writeStartObject();
                writeThing(json, event);
                json.writeEndObject();
                json.writeEndArray();
            }
            case DETECTION_FINDING -> {
                json.writeObjectFieldStart("finding_info");
                json.writeStringField(
                        "uid",
                        event.target()
                                .filter(target -> target.kind() == TargetKind.ALERT || target.kind() == TargetKind.CASE)
                                .map(Target::id)
                                .orElse(event.id().toString()));
                json.writeStringField(
                        "title",
                        event.details()
                                .getOrDefault(DetailKey.RULE.key(), event.kind().name()));
                json.writeEndObject();
            }
            case APPLICATION_LIFECYCLE -> {
                json.writeObjectFieldStart("app");
                json.writeStringField("name", event.source());
                json.writeStringField("vendor_name", VENDOR);
                json.writeEndObject();
            }
        }
    }

    private static void writeThing(JsonGenerator json, AuditEvent event) throws IOException {
        json.writeStringField("uid", event.target().map(Target::id).orElse(event.source()));
        json.writeStringField(
                "type",
                event.target()
                        .map(target -> target.kind().name().toLowerCase(Locale.ROOT))
                        .orElse("service"));
    }

    private static void writeUnmapped(JsonGenerator json, AuditEvent event, Optional<Seal> seal) throws IOException {
        json.writeObjectFieldStart("unmapped");
        json.writeStringField("kind", event.kind().name());
        if (event.unit().isPresent()) {
            json.writeStringField("unit", event.unit().get());
        }
        if (event.target().isPresent()) {
            json.writeObjectFieldStart("target");
            json.writeStringField("kind", event.target().get().kind().name());
            json.writeStringField("id", event.target().get().id());
            json.writeEndObject();
        }
        boolean begun = false;
        for (var detail : event.details().entrySet()) {
            if (seal.isEmpty() || !PersonalFields.isPersonal(detail.getKey())) {
                if (!begun) {
                    json.writeObjectFieldStart("details");
                    begun = true;
                }
                json.writeStringField(detail.getKey(), detail.getValue());
            }
        }
        if (begun) {
            json.writeEndObject();
        }
        if (seal.isPresent()) {
            json.writeObjectFieldStart("sealed");
            json.writeNumberField("version", Seal.VERSION);
            json.writeStringField("key", seal.get().key());
            json.writeStringField("box", seal.get().box());
            json.writeEndObject();
        }
        json.writeEndObject();
    }
}
