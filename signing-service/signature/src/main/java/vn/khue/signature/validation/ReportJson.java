package vn.khue.signature.validation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The report as one line of JSON, as the contract of {@code verify --json} says. Thread-safe. */
public final class ReportJson {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** One JSON object, without a line break; times as ISO 8601 in UTC, absent values as null. */
    public String write(ValidationReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", report.file());
            json.writeStringField("format", report.format());
            json.writeStringField("sha256", report.sha256());
            time(json, "validatedAt", Optional.of(report.at()));
            json.writeStringField("indication", report.indication().name());
            name(json, "subIndication", report.subIndication());
            json.writeArrayFieldStart("signatures");
            for (SignatureReport signature : report.signatures()) {
                write(json, signature);
            }
            json.writeEndArray();
            findings(json, report.findings());
            official(json, report.officialDocument());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, SignatureReport signature) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", signature.id());
        json.writeStringField("kind", signature.kind().name());
        json.writeStringField("level", signature.level());
        json.writeStringField("indication", signature.indication().name());
        name(json, "subIndication", signature.subIndication());
        Optional<CertificateFacts> certificate = signature.certificate();
        text(json, "signer", certificate.map(CertificateFacts::signer));
        text(json, "title", certificate.flatMap(CertificateFacts::title));
        text(json, "organisation", certificate.flatMap(CertificateFacts::organisation));
        text(json, "issuer", certificate.map(CertificateFacts::issuer));
        text(json, "certificateSerial", certificate.map(CertificateFacts::serial));
        text(json, "certificateSha256", certificate.map(CertificateFacts::sha256));
        time(json, "certificateNotBefore", certificate.map(CertificateFacts::notBefore));
        time(json, "certificateNotAfter", certificate.map(CertificateFacts::notAfter));
        time(json, "signingTime", signature.signingTime());
        json.writeStringField("timeSource", signature.timeSource().name());
        name(json, "trustClass", signature.trustClass());
        json.writeStringField("integrity", signature.integrity().name());
        json.writeStringField("validAtSigning", signature.validAtSigning().name());
        time(json, "revocationKnownAt", signature.revocationKnownAt());
        json.writeBooleanField("coversWholeDocument", signature.coversWholeDocument());
        if (!signature.covers().isEmpty()) {
            json.writeArrayFieldStart("covers");
            for (String covered : signature.covers()) {
                json.writeString(covered);
            }
            json.writeEndArray();
        }
        json.writeArrayFieldStart("changesAfter");
        for (Change change : signature.changesAfter()) {
            json.writeStartObject();
            json.writeStringField("kind", change.kind().name());
            json.writeBooleanField("allowed", change.allowed());
            json.writeNumberField("object", change.object());
            json.writeStringField("name", change.name());
            json.writeEndObject();
        }
        json.writeEndArray();
        findings(json, signature.findings());
        json.writeEndObject();
    }

    private static void findings(JsonGenerator json, List<Finding> findings) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : findings) {
            json.writeStartObject();
            json.writeStringField("check", finding.check().name());
            json.writeBooleanField("failed", finding.failed());
            json.writeStringField("subIndication", finding.subIndication().name());
            json.writeStringField("detail", finding.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void official(JsonGenerator json, OfficialDocument official) throws IOException {
        json.writeObjectFieldStart("officialDocument");
        json.writeBooleanField("complete", official.complete());
        json.writeBooleanField("administrativeValue", official.administrativeValue());
        json.writeArrayFieldStart("reasons");
        for (OfficialDocument.Reason reason : official.reasons()) {
            json.writeString(reason.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String key, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(key, value.get());
        } else {
            json.writeNullField(key);
        }
    }

    private static void time(JsonGenerator json, String key, Optional<Instant> value) throws IOException {
        text(json, key, value.map(Instant::toString));
    }

    private static <E extends Enum<E>> void name(JsonGenerator json, String key, Optional<E> value) throws IOException {
        text(json, key, value.map(Enum::name));
    }
}
