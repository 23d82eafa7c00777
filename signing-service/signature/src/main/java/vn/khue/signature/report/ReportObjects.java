package vn.khue.signature.report;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.ValidationObjects;

/**
 * The certificates, timestamps, OCSP responses and CRLs of a report, each once, by identifiers made of their digests. Encodings of more than
 * {@value #LARGEST} bytes, and those after {@value #MOST} bytes together, are given by their digest only. One use.
 */
final class ReportObjects {

    static final int LARGEST = 32 << 10;
    static final int MOST = 4 << 20;

    private static final String TYPE = "urn:etsi:019102:validationObject:";

    /** @param der empty where only the digest is known */
    private record Encoded(Optional<byte[]> der, String sha256) {}

    /** A timestamp, and the report about it. */
    record Stamp(
            Optional<byte[]> token,
            String name,
            Optional<Instant> time,
            List<String> fields,
            Optional<SignatureReport> report,
            Optional<ValidationObjects.Timestamp> facts) {}

    private final Map<String, Encoded> certificates = new LinkedHashMap<>();
    private final Map<String, Stamp> stamps = new LinkedHashMap<>();
    private final Map<String, ValidationObjects.Revocation> revocation = new LinkedHashMap<>();
    private int written;

    /** Notes the certificate; gives its identifier. */
    String certificate(X509Certificate certificate) {
        byte[] der = encode(certificate);
        String sha256 = HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(der));
        String id = id("C-", sha256);
        certificates.put(id, new Encoded(Optional.of(der), sha256));
        return id;
    }

    /** Notes a certificate of which only the digest is at hand, lower-case hex; gives its identifier. */
    String certificate(String sha256) {
        String id = id("C-", sha256);
        certificates.putIfAbsent(id, new Encoded(Optional.empty(), sha256));
        return id;
    }

    /** Notes an OCSP response or a CRL; gives its identifier. */
    String revocation(ValidationObjects.Revocation evidence) {
        String id = id("R-", evidence.sha256());
        revocation.put(id, evidence);
        return id;
    }

    /** Notes a timestamp over one signature; gives its identifier. */
    String timestamp(ValidationObjects.Timestamp facts, Optional<String> field) {
        String id = id(facts.token());
        Stamp known = stamps.get(id);
        List<String> fields = new ArrayList<>(known == null ? List.of() : known.fields());
        field.filter(f -> !fields.contains(f)).ifPresent(fields::add);
        Optional<SignatureReport> report = known == null ? Optional.empty() : known.report();
        stamps.put(
                id,
                new Stamp(
                        Optional.of(facts.token()),
                        "",
                        XmlOutput.writable(Optional.of(facts.time())),
                        fields,
                        report,
                        Optional.of(facts)));
        return id;
    }

    /** Notes a document timestamp with the report about it, whether it holds or not. */
    void documentTimestamp(SignatureReport report, int number) {
        Optional<ValidationObjects.Timestamp> facts =
                report.objects().timestamps().stream().findFirst();
        String id = facts.map(f -> id(f.token())).orElse("T-" + number);
        List<String> fields = stamps.containsKey(id) ? stamps.get(id).fields() : List.of();
        stamps.put(
                id,
                new Stamp(
                        facts.map(ValidationObjects.Timestamp::token),
                        report.id(),
                        XmlOutput.writable(facts.map(ValidationObjects.Timestamp::time)),
                        fields,
                        Optional.of(report),
                        facts));
    }

    private static String id(byte[] token) {
        return id("T-", HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(token)));
    }

    private static String id(String prefix, String sha256) {
        return prefix + sha256.toUpperCase(Locale.ROOT);
    }

    private static byte[] encode(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was parsed can be encoded", e);
        }
    }

    boolean isEmpty() {
        return certificates.isEmpty() && stamps.isEmpty();
    }

    /** What writes the report about a timestamp. */
    interface StampReports {
        void write(Stamp stamp);
    }

    void write(XmlOutput xml, StampReports reports) {
        // Reports about timestamps note certificates, so the timestamps are written first.
        stamps.forEach((id, stamp) -> write(xml, id, stamp, reports));
        certificates.forEach((id, certificate) -> write(xml, id, "certificate", certificate));
        revocation.forEach((id, evidence) -> write(
                xml, id, evidence.list() ? "CRL" : "OCSPResponse", new Encoded(evidence.der(), evidence.sha256())));
    }

    private void write(XmlOutput xml, String id, String type, Encoded object) {
        xml.open("ValidationObject").attribute("id", id);
        xml.text("ObjectType", TYPE + type);
        xml.open("ValidationObjectRepresentation");
        if (object.der().filter(this::affordable).isPresent()) {
            xml.base64("base64", object.der().get());
        } else {
            xml.sha256("DigestAlgAndValue", object.sha256());
        }
        xml.close("ValidationObjectRepresentation");
        xml.close("ValidationObject");
    }

    private boolean affordable(byte[] encoding) {
        boolean affordable = encoding.length <= LARGEST && written + encoding.length <= MOST;
        if (affordable) {
            written += encoding.length;
        }
        return affordable;
    }

    private void write(XmlOutput xml, String id, Stamp stamp, StampReports reports) {
        xml.open("ValidationObject").attribute("id", id);
        xml.text("ObjectType", TYPE + "timestamp");
        xml.open("ValidationObjectRepresentation");
        if (stamp.token().isEmpty()) {
            xml.open("direct");
            xml.text("khue:Signature", stamp.name());
            xml.close("direct");
        } else if (affordable(stamp.token().get())) {
            xml.base64("base64", stamp.token().get());
        } else {
            xml.digest(
                    "DigestAlgAndValue",
                    DigestAlgorithm.SHA256,
                    DigestAlgorithm.SHA256.of(stamp.token().get()));
        }
        xml.close("ValidationObjectRepresentation");
        stamp.time().ifPresent(time -> {
            xml.open("POEProvisioning");
            xml.time("POETime", time);
            for (String field : stamp.fields()) {
                xml.open("SignatureReference");
                xml.text("PAdESFieldName", field);
                xml.close("SignatureReference");
            }
            xml.close("POEProvisioning");
        });
        reports.write(stamp);
        xml.close("ValidationObject");
    }
}
