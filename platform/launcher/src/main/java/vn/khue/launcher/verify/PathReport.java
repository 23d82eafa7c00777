package vn.khue.launcher.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.path.PathResult;
import vn.khue.pki.path.PathRule;
import vn.khue.pki.path.RevocationFact;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.signature.validation.Indication;

/**
 * The verdict on one certification path, as {@code cert check --json} writes it.
 *
 * @param target the certificate that was judged
 * @param at for which time
 * @param profile of the algorithms and limits it was judged by
 * @param result of the validation
 */
public record PathReport(X509Certificate target, Instant at, String profile, PathResult result) {

    /** Named as for signatures, so that scripts read both alike. */
    public Indication indication() {
        if (result instanceof PathResult.Valid) {
            return Indication.TOTAL_PASSED;
        }
        return result instanceof PathResult.Invalid ? Indication.TOTAL_FAILED : Indication.INDETERMINATE;
    }

    /** Why it is not valid. */
    public Optional<PathRule> rule() {
        if (result instanceof PathResult.Invalid invalid) {
            return Optional.of(invalid.rule());
        }
        return result instanceof PathResult.Undetermined open ? Optional.of(open.rule()) : Optional.empty();
    }

    /** For the expert, English; empty where it is valid. */
    public String detail() {
        if (result instanceof PathResult.Invalid invalid) {
            return invalid.detail();
        }
        return result instanceof PathResult.Undetermined open ? open.detail() : "";
    }

    /** Where the path ends, if at any anchor. */
    public Optional<TrustAnchor> anchor() {
        if (result instanceof PathResult.Valid valid) {
            return Optional.of(valid.anchor());
        }
        if (result instanceof PathResult.Invalid invalid) {
            return invalid.anchor();
        }
        return ((PathResult.Undetermined) result).anchor();
    }

    /** The certificate first, the anchor's not included. */
    public List<X509Certificate> path() {
        if (result instanceof PathResult.Valid valid) {
            return valid.path();
        }
        if (result instanceof PathResult.Invalid invalid) {
            return invalid.path();
        }
        return ((PathResult.Undetermined) result).path();
    }

    /** One line. Times are UTC. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            name(json, target);
            json.writeStringField("issuer", target.getIssuerX500Principal().getName());
            json.writeStringField("at", at.toString());
            json.writeStringField("profile", profile);
            json.writeStringField("indication", indication().name());
            json.writeStringField(
                    "subIndication", rule().map(PathRule::etsiName).orElse(null));
            json.writeStringField("detail", detail());
            json.writeStringField(
                    "trustClass", anchor().map(a -> a.trustClass().name()).orElse(null));
            json.writeStringField("anchor", anchor().map(TrustAnchor::label).orElse(null));
            json.writeArrayFieldStart("path");
            for (X509Certificate certificate : path()) {
                json.writeStartObject();
                name(json, certificate);
                json.writeStringField(
                        "notBefore", certificate.getNotBefore().toInstant().toString());
                json.writeStringField(
                        "notAfter", certificate.getNotAfter().toInstant().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("revocation");
            if (result instanceof PathResult.Valid valid) {
                for (RevocationFact fact : valid.revocation()) {
                    fact(json, fact);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void name(JsonGenerator json, X509Certificate certificate) throws IOException {
        json.writeStringField("subject", certificate.getSubjectX500Principal().getName());
        json.writeStringField("serialNumber", certificate.getSerialNumber().toString(16));
    }

    private static void fact(JsonGenerator json, RevocationFact fact) throws IOException {
        json.writeStartObject();
        json.writeStringField("means", fact.means().name());
        json.writeStringField(
                "thisUpdate", fact.thisUpdate().map(Instant::toString).orElse(null));
        json.writeStringField(
                "nextUpdate", fact.nextUpdate().map(Instant::toString).orElse(null));
        json.writeStringField(
                "revokedAt", fact.revokedAt().map(Instant::toString).orElse(null));
        json.writeEndObject();
    }
}
