package vn.khue.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.khue.launcher.Texts;
import vn.khue.launcher.verify.OfflineVerification;
import vn.khue.launcher.verify.TrustFiles;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.signature.validation.ReportJson;
import vn.khue.signature.validation.ValidationReport;

/**
 * Somebody without an account who was handed the document. Where the file bore signatures before it came to Khuê, those that Khuê made
 * must hold, and the others are told: Khuê cannot answer for them.
 */
final class Outsider {
    static final String PASSED = "TOTAL_PASSED";
    private static final int OURS = 2;

    private final String signing;
    private final Visitor visitor;
    private final Path place;
    private final Texts texts;
    private final byte[] original;
    private Optional<JsonNode> before = Optional.empty();

    /**
     * @param place where files are left
     * @param texts words of the story
     * @param original the file before anybody here signed it
     */
    Outsider(String signing, Visitor visitor, Path place, Texts texts, byte[] original) {
        this.signing = signing;
        this.visitor = visitor;
        this.place = place;
        this.texts = texts;
        this.original = original.clone();
    }

    /** Names of the fields that were signed before; empty for most files. */
    Set<String> foreign() {
        return ids(before().path("signatures")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Opens the public page, reads its verdict and takes the file. */
    Path download(String publicAddress) {
        Page page = visitor.open(publicAddress).ok();
        String verdict = Optional.ofNullable(page.html().selectFirst("#verdict"))
                .map(found -> found.attr("data-indication"))
                .orElse("none");
        boolean shouldPass = foreign().isEmpty() || indication(before()).equals(PASSED);
        if (verdict.equals("none") || shouldPass != verdict.equals(PASSED)) {
            throw new StepFailure("Expected the public page to say " + (shouldPass ? "" : "anything but ") + PASSED
                    + ", found " + verdict + ": " + page.shortText());
        }
        Path file = place.resolve("signed.pdf");
        write(file, visitor.open(page.link("#download")).ok().body());
        return file;
    }

    /** Asks the service about the file and keeps the answer; both signatures must be there and hold. Gives what to tell. */
    String ask(Path signed) {
        String answer = validation(signed.getFileName().toString(), read(signed));
        Path report = place.resolve("report.json");
        write(report, answer.getBytes(StandardCharsets.UTF_8));
        return report + holds(JsonMapper.shared().readTree(answer));
    }

    /** A file nobody signed is not signed; the signed file with one byte changed is not valid. */
    String forgeries(Path signed) {
        String unsigned = indication(before());
        byte[] forged = read(signed);
        forged[original.length / 2] ^= 1;
        String changed = indication(JsonMapper.shared().readTree(validation("forged.pdf", forged)));
        if (foreign().isEmpty() && unsigned.equals(PASSED) || !changed.equals("TOTAL_FAILED")) {
            throw new StepFailure("Expected the unsigned file not to pass and the changed one to fail, found "
                    + unsigned + ", " + changed);
        }
        return unsigned + ", " + changed;
    }

    /** Judges the file without the network, from the root certificate alone. */
    String offline(Path signed, Path trust, Texts launcherTexts) {
        ValidationReport report = judge(signed, trust, launcherTexts);
        return report.indication() + holds(JsonMapper.shared().readTree(new ReportJson().write(report)));
    }

    /** Asks for the answer as a PDF, keeps it, and judges the service's seal on it without the network. Gives where it lies. */
    String sealedReport(Path signed, Path trust, Texts launcherTexts) {
        Path report = place.resolve("report.pdf");
        write(
                report,
                visitor.post(
                                signing + "/api/validations",
                                signed.getFileName().toString(),
                                read(signed),
                                "application/pdf")
                        .ok()
                        .body());
        ValidationReport judged = judge(report, trust, launcherTexts);
        expect(PASSED, judged.indication().name());
        return report + " · " + judged.signatures().get(0).level();
    }

    /** What a file's signatures are worth, judged without the network. */
    static ValidationReport judge(Path file, Path trust, Texts launcherTexts) {
        OfflineVerification verification = new OfflineVerification(
                new TrustFiles(launcherTexts).in(trust),
                new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest()),
                Instant.now());
        try {
            return verification.judge(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure that what Khuê signed holds; gives what to tell of the signatures that others made, or nothing. */
    private String holds(JsonNode report) {
        Set<String> foreign = foreign();
        int ours = 0;
        StringBuilder others = new StringBuilder();
        for (JsonNode signature : report.path("signatures")) {
            String id = signature.path("id").asString("");
            if (foreign.contains(id)) {
                others.append(texts.get("others", id, verdict(signature)));
            } else {
                expect(PASSED, indication(signature));
                ours++;
            }
        }
        if (ours < OURS) {
            throw new StepFailure("Expected the principal's signature and the seal, found " + ours);
        }
        if (foreign.isEmpty()) {
            expect(PASSED, indication(report));
        }
        return others.toString();
    }

    private JsonNode before() {
        if (before.isEmpty()) {
            before = Optional.of(JsonMapper.shared().readTree(validation("original.pdf", original)));
        }
        return before.get();
    }

    private static Stream<String> ids(JsonNode signatures) {
        return signatures.valueStream().map(signature -> signature.path("id").asString(""));
    }

    private static String verdict(JsonNode signature) {
        String why = signature.path("subIndication").asString("");
        return why.isEmpty() ? indication(signature) : indication(signature) + " " + why;
    }

    private static String indication(JsonNode node) {
        return node.path("indication").asString("");
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
