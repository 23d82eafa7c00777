package vn.khue.audit.ledger.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.MessageFormat;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;

/**
 * {@code ./khue ledger verify DIR_OR_URL_OR_ZIP [--key VKEY_FILE] [--since CHECKPOINT_FILE] [--tsa-ca PEM_FILE] [--witness VKEY_FILE]...
 * [--lang vi|en] [--json]}.
 * Exit 0: sound. 1: broken, the output names the first bad entry. 64: the words are not understood. 65: unreadable.
 * A ZIP is evidence that was taken away: each event in it is checked by its own proof.
 * Without {@code --key} the file {@code trust/khue-ledger.vkey} of the state directory is used where it exists.
 */
public final class LedgerVerifyCommand {

    private static final int SOUND = 0;
    private static final int BROKEN = 1;
    private static final int USAGE = 64;
    private static final int UNREADABLE = 65;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm, dd/MM/uuuu", Locale.ROOT).withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private LedgerVerifyCommand() {}

    @AllowedApi("System.exit: a command answers with its exit code")
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(run(args, System.getenv(), out));
    }

    /** The command without its process: prints one verdict and answers with the exit code. */
    public static int run(String[] args, Map<String, String> environment, PrintStream out) {
        Optional<LedgerVerifyOptions> parsed = LedgerVerifyOptions.parse(args, environment);
        if (parsed.isEmpty()) {
            out.println(texts("vi").getString("usage"));
            return USAGE;
        }
        LedgerVerifyOptions options = parsed.get();
        long begun = System.nanoTime();
        Verdict verdict = judge(options);
        double seconds = (System.nanoTime() - begun) / 1e9;
        out.println(options.json() ? json(verdict) : text(verdict, seconds, texts(options.language())));
        if (verdict instanceof Verdict.Sound) {
            return SOUND;
        }
        return verdict instanceof Verdict.Broken ? BROKEN : UNREADABLE;
    }

    private static Verdict judge(LedgerVerifyOptions options) {
        try {
            Optional<String> vkey = options.key().isPresent()
                    ? Optional.of(Files.readString(options.key().get(), StandardCharsets.US_ASCII))
                    : Optional.empty();
            Optional<byte[]> older = options.since().isPresent()
                    ? Optional.of(Files.readAllBytes(options.since().get()))
                    : Optional.empty();
            Trusted trusted = new Trusted(vkey, authorities(options.authorities()), texts(options.witnesses()));
            return options.log().endsWith(".zip")
                    ? new EvidenceVerifier(trusted).verify(Path.of(options.log()))
                    : new LedgerVerifier(source(options.log()), trusted).verify(older);
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            return new Verdict.Unreadable(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static List<X509Certificate> authorities(Optional<Path> file) throws IOException, CertificateException {
        if (file.isEmpty()) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        }
    }

    private static List<String> texts(List<Path> files) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Path file : files) {
            texts.add(Files.readString(file, StandardCharsets.US_ASCII));
        }
        return texts;
    }

    private static LedgerSource source(String log) {
        return log.startsWith("http://") || log.startsWith("https://")
                ? new HttpSource(URI.create(log))
                : new DirectorySource(Path.of(log));
    }

    private static String text(Verdict verdict, double seconds, ResourceBundle texts) {
        if (verdict instanceof Verdict.Sound sound) {
            return format(texts, "sound", sound.origin(), sound.size(), sound.root(), seconds)
                    + (sound.entriesRead() ? "" : "\n" + texts.getString("withheld"))
                    + (sound.signatureChecked() ? "" : "\n" + texts.getString("unsigned"))
                    + besides(sound.besides(), texts);
        } else if (verdict instanceof Verdict.Broken broken) {
            String index = broken.firstBadEntry().isPresent()
                    ? format(texts, "firstBadEntry", broken.firstBadEntry().getAsLong())
                    : texts.getString("noEntry");
            return format(texts, "broken", texts.getString("fault." + broken.fault()), index, broken.where());
        } else if (verdict instanceof Verdict.Unreadable unreadable) {
            return format(texts, "unreadable", unreadable.why());
        }
        throw new IllegalStateException("no text for " + verdict);
    }

    private static String besides(Besides besides, ResourceBundle texts) {
        StringBuilder lines = new StringBuilder();
        if (besides.timestamps() > 0) {
            lines.append('\n')
                    .append(format(
                            texts,
                            "timestamps",
                            besides.timestamps(),
                            besides.stampedUntil().map(TIME::format).orElse("")));
            if (!besides.authorityChecked()) {
                lines.append('\n').append(texts.getString("timestamps.authority"));
            }
        }
        if (besides.witnesses() > 0) {
            lines.append('\n').append(format(texts, "witnesses", besides.witnesses()));
        }
        if (besides.opened() > 0) {
            lines.append('\n').append(format(texts, "opened", besides.opened()));
        }
        return lines.toString();
    }

    private static String json(Besides besides) {
        return ",\"opened\":" + besides.opened() + ",\"timestamps\":" + besides.timestamps() + ",\"stampedUntil\":"
                + besides.stampedUntil().map(at -> "\"" + at + "\"").orElse("null") + ",\"authorityChecked\":"
                + besides.authorityChecked() + ",\"witnesses\":" + besides.witnesses() + ",\"compressed\":"
                + besides.compressed();
    }

    private static String json(Verdict verdict) {
        if (verdict instanceof Verdict.Sound sound) {
            return "{\"verdict\":\"SOUND\",\"origin\":\"" + escaped(sound.origin()) + "\",\"size\":" + sound.size()
                    + ",\"root\":\"" + sound.root() + "\",\"entriesRead\":" + sound.entriesRead()
                    + ",\"signatureChecked\":" + sound.signatureChecked() + json(sound.besides()) + "}";
        } else if (verdict instanceof Verdict.Broken broken) {
            return "{\"verdict\":\"BROKEN\",\"fault\":\"" + broken.fault() + "\",\"firstBadEntry\":"
                    + (broken.firstBadEntry().isPresent()
                            ? Long.toString(broken.firstBadEntry().getAsLong())
                            : "null")
                    + ",\"where\":\"" + escaped(broken.where()) + "\"}";
        } else if (verdict instanceof Verdict.Unreadable unreadable) {
            return "{\"verdict\":\"UNREADABLE\",\"why\":\"" + escaped(unreadable.why()) + "\"}";
        }
        throw new IllegalStateException("no JSON for " + verdict);
    }

    private static String escaped(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(unit -> {
            if (unit < 0x20 || unit == '"' || unit == '\\' || unit > 0x7E) {
                json.append(String.format(Locale.ROOT, "\\u%04x", unit));
            } else {
                json.append((char) unit);
            }
        });
        return json.toString();
    }

    private static String format(ResourceBundle texts, String key, Object... values) {
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(values);
    }

    private static ResourceBundle texts(String language) {
        return ResourceBundle.getBundle(
                "vn.khue.audit.ledger.verify.messages",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
