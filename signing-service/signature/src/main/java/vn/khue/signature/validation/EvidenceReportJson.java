package vn.khue.signature.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** What was concluded about an evidence record, as one line of JSON. Thread-safe. */
public final class EvidenceReportJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** One JSON object, without a line break; times as ISO 8601 in UTC, absent values as null. */
    public String write(EvidenceReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("record", report.record());
            json.writeStringField("format", "ERS");
            json.writeStringField("validatedAt", report.at().toString());
            json.writeStringField("indication", report.indication().name());
            text(json, "subIndication", report.subIndication().map(Enum::name));
            json.writeArrayFieldStart("covers");
            for (String file : report.covers()) {
                json.writeString(file);
            }
            json.writeEndArray();
            text(json, "provenAt", report.provenAt().map(Instant::toString));
            text(json, "provableUntil", report.provableUntil().map(Instant::toString));
            json.writeArrayFieldStart("timestamps");
            for (EvidenceReport.Timestamp timestamp : report.timestamps()) {
                json.writeStartObject();
                json.writeNumberField("chain", timestamp.chain());
                json.writeStringField("time", timestamp.time().toString());
                json.writeStringField("algorithm", timestamp.algorithm());
                json.writeStringField("authority", timestamp.authority());
                json.writeStringField("certificateNotAfter", timestamp.until().toString());
                text(json, "trustClass", timestamp.trustClass().map(Enum::name));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("findings");
            for (Finding finding : report.findings()) {
                json.writeStartObject();
                json.writeStringField("check", finding.check().name());
                json.writeBooleanField("failed", finding.failed());
                json.writeStringField("subIndication", finding.subIndication().name());
                json.writeStringField("detail", finding.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static void text(JsonGenerator json, String key, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }
}
