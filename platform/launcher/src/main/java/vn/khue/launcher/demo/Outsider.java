package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.Texts;
import vn.khue.launcher.verify.OfflineVerification;
import vn.khue.launcher.verify.TrustFiles;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.ReportJson;
import vn.khue.signature.validation.ValidationReport;

/** Somebody without an account who was handed the document. */
final class Outsider {
    private static final String PASSED = "TOTAL_PASSED";

    private final String signing;
    private final Visitor visitor;
    private final Path place;

    /** @param place where files are left */
    Outsider(String signing, Visitor visitor, Path place) {
        this.signing = signing;
        this.visitor = visitor;
        this.place = place;
    }

    /** Opens the public page, reads its verdict and takes the file. */
    Path download(String publicAddress) {
        Page page = visitor.open(publicAddress).ok();
        String verdict = Optional.ofNullable(page.html().selectFirst("#verdict"))
                .map(found -> found.attr("data-indication"))
                .orElse("none");
        if (!verdict.equals(PASSED)) {
            throw new StepFailure(
                    "Expected the public page to say " + PASSED + ", found " + verdict + ": " + page.shortText());
        }
        Path file = place.resolve("signed.pdf");
        write(file, visitor.open(page.link("#download")).ok().body());
        return file;
    }

    /** Asks the service about the file and keeps the answer; both signatures must be there and hold. */
    Path ask(Path signed) {
        String answer = validation(signed.getFileName().toString(), read(signed));
        Path report = place.resolve("report.json");
        write(report, answer.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        JsonNode json = JsonMapper.shared().readTree(answer);
        int signatures = json.path("signatures").size();
        expect(PASSED, json.path("indication").asString(""));
        if (signatures < 2) {
            throw new StepFailure("Expected the principal's signature and the seal, found " + signatures);
        }
        for (JsonNode signature : json.path("signatures")) {
            expect(PASSED, signature.path("indication").asString(""));
        }
        return report;
    }

    /** A file nobody signed is not signed; the signed file with one byte changed is not valid. */
    String forgeries(byte[] original, Path signed) {
        String unsigned = JsonMapper.shared()
                .readTree(validation("unsigned.pdf", original))
                .path("indication")
                .asString("");
        byte[] forged = read(signed);
        int middle = original.length / 2;
        forged[middle] ^= 1;
        String changed = JsonMapper.shared()
                .readTree(validation("forged.pdf", forged))
                .path("indication")
                .asString("");
        if (unsigned.equals(PASSED) || !changed.equals("TOTAL_FAILED")) {
            throw new StepFailure("Expected the unsigned file not to pass and the changed one to fail, found "
                    + unsigned + ", " + changed);
        }
        return unsigned + ", " + changed;
    }

    /** Judges the file without the network, from the root certificate alone. */
    String offline(Path signed, Path trust, Texts texts) {
        OfflineVerification verification = new OfflineVerification(
                new TrustFiles(texts).in(trust),
                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                Instant.now());
        try {
            ValidationReport report = verification.judge(signed);
            if (report.indication() != Indication.TOTAL_PASSED) {
                throw new StepFailure(new ReportJson().write(report));
            }
            return report.indication().name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String validation(String name, byte[] pdf) {
        return visitor.post(signing + "/api/validations", name, pdf).ok().text();
    }

    private static void expect(String expected, String found) {
        if (!found.equals(expected)) {
            throw new StepFailure("Expected " + expected + ", found " + found);
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
