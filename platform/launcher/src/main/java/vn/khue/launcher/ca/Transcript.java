package vn.khue.launcher.ca;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import vn.khue.launcher.Texts;
import vn.khue.pki.Certificates;
import vn.khue.pki.DigestAlgorithm;

/** What is written down of a ceremony: who, when, with what, step by step. Holds no secret. For one thread. */
final class Transcript {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private final Texts texts;
    private final List<String> lines = new ArrayList<>();

    /**
     * @param title key of the first line
     * @param build names the build of Khuê
     * @param people who take part, as they named themselves
     */
    Transcript(Texts texts, String title, String build, Instant begun, List<String> people) {
        this.texts = texts;
        add(title);
        add("ca.transcript.when", time(begun));
        add("ca.transcript.who", String.join("; ", people));
        add(
                "ca.transcript.with",
                build,
                System.getProperty("java.runtime.version"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                new BouncyCastleProvider().getVersionStr());
    }

    void add(String key, Object... arguments) {
        lines.add(texts.get(key, arguments));
    }

    /** One certificate: whose, its serial number and its fingerprint. */
    void certificate(String ca, X509Certificate certificate) {
        add(
                "ca.transcript.certificate",
                ca,
                certificate.getSubjectX500Principal().getName(),
                certificate.getSerialNumber().toString(16).toUpperCase(Locale.ROOT),
                fingerprint(certificate));
    }

    /** SHA-256, hexadecimal in pairs of bytes, as people read it to one another. */
    static String fingerprint(X509Certificate certificate) {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(DigestAlgorithm.SHA256.of(Certificates.der(certificate)));
    }

    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.atZone(ZONE).truncatedTo(ChronoUnit.SECONDS));
    }

    String text() {
        return String.join("\n", lines) + "\n";
    }
}
