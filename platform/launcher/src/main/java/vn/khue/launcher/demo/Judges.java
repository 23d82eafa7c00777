package vn.khue.launcher.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.home.FileTree;
import vn.khue.launcher.home.Installation;
import vn.khue.launcher.home.JavaCommand;

/** Programs that had no part in making the signatures. */
final class Judges {
    private static final int SIGNATURES = 2;

    private final Installation installation;
    private final HttpClient client;
    private final String signing;
    private final Path root;
    private final Path work;

    /**
     * @param root certificate that everything hangs on
     * @param work directory for what the programs read and write
     */
    Judges(Installation installation, HttpClient client, String signing, Path root, Path work) {
        this.installation = installation;
        this.client = client;
        this.signing = signing;
        this.root = root;
        this.work = work;
    }

    /**
     * EU DSS in a process of its own.
     *
     * @param foreign how many signatures of the file are not Khuê's, and need not hold
     */
    String dss(Path signed, int foreign) {
        List<String> command = new ArrayList<>(JavaCommand.java());
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                installation.tool("oracle"),
                "vn.khue.oracle.OracleCommand",
                "--trust",
                root.toString(),
                signed.toString()));
        Tool.Answer answer = Tool.run(work, command);
        String line = answer.output().lines().reduce((first, second) -> second).orElse("");
        if (!line.startsWith("{") || answer.code() != 0 && foreign == 0) {
            throw new StepFailure("DSS: " + answer.output());
        }
        JsonNode json = JsonMapper.shared().readTree(line);
        long passed = json.path("signatures")
                .valueStream()
                .filter(signature -> signature.path("indication").asString("").equals("TOTAL_PASSED"))
                .count();
        if (passed < SIGNATURES || json.path("signatures").size() - passed > foreign) {
            throw new StepFailure("DSS: " + answer.output());
        }
        return "DSS " + (foreign == 0 ? json.path("indication").asString("") : passed + " × TOTAL_PASSED");
    }

    /** Poppler's pdfsig; {@code foreign} as for {@link #dss}. */
    String pdfsig(Path signed, int foreign) {
        Tool.Answer answer = Tool.run(work, List.of("pdfsig", "-nocert", signed.toString()));
        long valid = answer.output()
                .lines()
                .filter(line -> line.contains("Signature Validation: Signature is Valid."))
                .count();
        long all = answer.output()
                .lines()
                .filter(line -> line.contains("Signature Validation:"))
                .count();
        if (valid < SIGNATURES || all - valid > foreign) {
            throw new StepFailure(
                    "Expected pdfsig to find " + SIGNATURES + " valid signatures, found: " + answer.output());
        }
        return "pdfsig: " + valid + " × Signature is Valid";
    }

    /** OpenSSL asks our OCSP responder about the first signer, and checks the answer. */
    String ocsp(Path signed) {
        byte[] people = fetch("/pki/people.crt");
        Path issuer = pem("people", people);
        Path signer = signerOf(signed, certificates(people).get(0));
        Tool.Answer answer = Tool.run(
                work,
                List.of(
                        "openssl",
                        "ocsp",
                        "-issuer",
                        issuer.toString(),
                        "-cert",
                        signer.toString(),
                        "-url",
                        signing + "/ocsp",
                        "-CAfile",
                        root.toString(),
                        "-timeout",
                        "20"));
        if (!answer.output().contains("Response verify OK") || !answer.output().contains(": good")) {
            throw new StepFailure("openssl ocsp: " + answer.output());
        }
        return "openssl ocsp: Response verify OK, good";
    }

    /** OpenSSL asks our time stamping authority about the file, and checks the token. */
    String timestamp(Path signed) {
        Path query = work.resolve("query.tsq");
        Path reply = work.resolve("reply.tsr");
        run(List.of(
                "openssl", "ts", "-query", "-data", signed.toString(), "-sha256", "-cert", "-out", query.toString()));
        write(
                reply,
                exchange(HttpRequest.newBuilder(URI.create(signing + "/tsa"))
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(read(query)))));
        Path authority = pem("time", fetch("/pki/time.crt"));
        Tool.Answer answer = Tool.run(
                work,
                List.of(
                        "openssl",
                        "ts",
                        "-verify",
                        "-queryfile",
                        query.toString(),
                        "-in",
                        reply.toString(),
                        "-CAfile",
                        root.toString(),
                        "-untrusted",
                        authority.toString()));
        if (!answer.output().contains("Verification: OK")) {
            throw new StepFailure("openssl ts: " + answer.output());
        }
        return "openssl ts: Verification: OK";
    }

    // pdfsig takes the CMS out of the file and openssl the certificate out of the CMS: none of our code is asked.
    private Path signerOf(Path signed, X509Certificate issuer) {
        String prefix = signed.getFileName() + ".sig";
        files(prefix).forEach(FileTree::remove);
        run(List.of("pdfsig", "-nocert", "-dump", signed.toString()));
        for (Path cms : files(prefix)) {
            Path certificates = work.resolve("certificates.pem");
            run(List.of(
                    "openssl",
                    "cms",
                    "-cmsout",
                    "-inform",
                    "DER",
                    "-in",
                    cms.toString(),
                    "-certsout",
                    certificates.toString(),
                    "-out",
                    "/dev/null"));
            for (X509Certificate found : certificates(read(certificates))) {
                if (found.getBasicConstraints() < 0
                        && found.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                    return pem("signer", encoded(found));
                }
            }
        }
        throw new StepFailure("No signature that pdfsig found holds a certificate of a signer of ours");
    }

    private List<Path> files(String prefix) {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<X509Certificate> certificates(byte[] pemOrDer) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pemOrDer))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateException e) {
            throw new StepFailure(e.getMessage(), e);
        }
    }

    private Path pem(String name, byte[] certificate) {
        Path der = work.resolve(name + ".der");
        Path pem = work.resolve(name + ".pem");
        write(der, certificate);
        run(List.of("openssl", "x509", "-in", der.toString(), "-out", pem.toString()));
        return pem;
    }

    private byte[] fetch(String path) {
        return exchange(HttpRequest.newBuilder(URI.create(signing + path)).GET());
    }

    private byte[] exchange(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(
                    request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new StepFailure("Expected HTTP 200 from " + response.uri() + ", found " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailure("interrupted", e);
        }
    }

    private void run(List<String> command) {
        Tool.Answer answer = Tool.run(work, command);
        if (answer.code() != 0) {
            throw new StepFailure(String.join(" ", command) + ": " + answer.output());
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
