package vn.khue.oracle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code OracleCommand --trust CERT... FILE...}: judges each file offline and prints one JSON object a line. Ends with 0 if all
 * pass, 1 if one does not, 64 for wrong words, 65 for a file that cannot be read.
 */
public final class OracleCommand {

    private OracleCommand() {}

    /** Runs and ends the process. */
    @AllowedApi("a main method ends the process with the verdict as its code")
    public static void main(String[] arguments) {
        System.exit(run(arguments, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    static int run(String[] arguments, PrintStream out) {
        List<X509Certificate> roots = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--trust") && i + 1 < arguments.length) {
                try {
                    roots.addAll(read(Path.of(arguments[++i])));
                } catch (IOException | CertificateException e) {
                    out.println("expected a certificate in " + arguments[i] + ", found: " + e.getMessage());
                    return 65;
                }
            } else if (arguments[i].startsWith("-")) {
                out.println("usage: OracleCommand --trust CERT... FILE...");
                return 64;
            } else {
                files.add(Path.of(arguments[i]));
            }
        }
        if (files.isEmpty()) {
            out.println("usage: OracleCommand --trust CERT... FILE...");
            return 64;
        }
        return judge(new Oracle(roots), files, out);
    }

    private static int judge(Oracle oracle, List<Path> files, PrintStream out) {
        int code = 0;
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                out.println("expected a file at " + file + ", found none");
                return 65;
            }
            Judgement judgement = oracle.judge(file);
            out.println(json(judgement));
            if (!judgement.indication().equals("TOTAL_PASSED")) {
                code = 1;
            }
        }
        return code;
    }

    private static List<X509Certificate> read(Path file) throws IOException, CertificateException {
        List<X509Certificate> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .forEach(c -> found.add((X509Certificate) c));
        }
        return found;
    }

    static String json(Judgement judgement) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", judgement.file());
            json.writeStringField("indication", judgement.indication());
            json.writeArrayFieldStart("signatures");
            for (Judgement.Signature signature : judgement.signatures()) {
                json.writeStartObject();
                json.writeStringField("indication", signature.indication());
                json.writeStringField("subIndication", signature.subIndication());
                json.writeStringField("level", signature.level());
                json.writeStringField("signedBy", signature.signedBy());
                json.writeArrayFieldStart("errors");
                for (String error : signature.errors()) {
                    json.writeString(error);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return text.toString();
    }
}
