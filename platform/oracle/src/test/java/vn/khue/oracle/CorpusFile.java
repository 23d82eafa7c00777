package vn.khue.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.intake.IntakeResult;
import vn.khue.signature.intake.PdfIntake;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.SignedDocument;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.validation.Indication;
import vn.khue.signature.validation.SignatureReport;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationReport;

/**
 * Takes one file of a corpus down the whole road: intake, signature at B-LT, our judge, EU DSS. What it finds is a row.
 * Thread-safe.
 */
final class CorpusFile {

    private static final String SIGNER = "Nguyễn Thị Lan";

    private final SigningWorld world;
    private final Oracle oracle;
    private final SignatureValidator validator = new SignatureValidator();
    private final PdfIntake intake = new PdfIntake();

    CorpusFile(SigningWorld world) {
        this.world = world;
        this.oracle = Oracle.withoutPictures(List.of(world.hierarchy.root()));
    }

    /**
     * What became of a file.
     *
     * @param outcome SIGNED, REFUSED or FAILED
     * @param rule the rule that refused it, or what failed
     * @param detail for people
     * @param ours seconds for intake, signature and our judge
     * @param theirs seconds for DSS
     */
    record Row(Outcome outcome, String rule, String detail, double ours, double theirs) {
        static Row failed(String what, String detail) {
            return new Row(Outcome.FAILED, what, detail, 0, 0);
        }
    }

    enum Outcome {
        SIGNED,
        REFUSED,
        FAILED
    }

    Row run(Path file, Path target) throws IOException {
        long start = System.nanoTime();
        IntakeResult seen = intake.inspect(file);
        if (seen instanceof IntakeResult.Refused refused) {
            return new Row(Outcome.REFUSED, refused.rule().name(), refused.detail(), seconds(start), 0);
        }
        ValidationReport before = validator.validate(file, world.offline());
        SignedDocument signed;
        try {
            signed = world.signer.sign(SigningRequest.invisible(file, target, PadesLevel.B_LT), world.principal);
        } catch (SignatureFailure e) {
            return new Row(
                    Outcome.REFUSED,
                    "when signing: " + e.reason(),
                    e.getMessage() + " | " + e.getCause(),
                    seconds(start),
                    0);
        }
        ValidationReport report = validator.validate(target, world.offline());
        double ours = seconds(start);
        List<String> wrong = new ArrayList<>();
        if (!samePrefix(file, target)) {
            wrong.add("earlier bytes changed");
        }
        ourVerdict(before, report, signed.fieldName()).ifPresent(wrong::add);
        long dss = System.nanoTime();
        dssVerdict(
                        before.signatures().isEmpty()
                                ? List.of()
                                : oracle.judge(file).signatures(),
                        oracle.judge(target))
                .ifPresent(wrong::add);
        return wrong.isEmpty()
                ? new Row(Outcome.SIGNED, before.signatures().isEmpty() ? "first" : "further", "", ours, seconds(dss))
                : new Row(Outcome.FAILED, "verdict", String.join(" | ", wrong), ours, seconds(dss));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static boolean samePrefix(Path file, Path signed) throws IOException {
        byte[] old = Files.readAllBytes(file);
        byte[] now = Files.readAllBytes(signed);
        return now.length > old.length && Arrays.equals(old, 0, old.length, now, 0, old.length);
    }

    /** Ours passes; whoever signed before is judged as before; nothing else is said of the file. */
    private static Optional<String> ourVerdict(ValidationReport before, ValidationReport after, String field) {
        Map<String, SignatureReport> now = new HashMap<>();
        after.signatures().forEach(s -> now.put(s.id(), s));
        SignatureReport own = now.remove(field);
        Indication expected = before.signatures().isEmpty() ? Indication.TOTAL_PASSED : before.indication();
        if (own == null
                || own.indication() != Indication.TOTAL_PASSED
                || after.indication() != expected
                || !after.findings().equals(before.findings())
                || now.size() != before.signatures().size()) {
            return Optional.of("ours: " + after);
        }
        for (SignatureReport old : before.signatures()) {
            SignatureReport same = now.get(old.id());
            if (same == null
                    || same.indication() != old.indication()
                    || !same.subIndication().equals(old.subIndication())
                    || same.integrity() != old.integrity()) {
                return Optional.of("ours, earlier signature: " + old + " became " + same);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> dssVerdict(List<Judgement.Signature> before, Judgement after) {
        List<Judgement.Signature> others = new ArrayList<>(after.signatures());
        List<Judgement.Signature> own =
                others.stream().filter(s -> s.signedBy().equals(SIGNER)).toList();
        others.removeAll(own);
        boolean passed = own.size() == 1
                && own.get(0).indication().equals("TOTAL_PASSED")
                && own.get(0).level().equals("PAdES-BASELINE-LT");
        if (!passed) {
            return Optional.of("DSS: " + after);
        }
        return verdicts(before).equals(verdicts(others))
                ? Optional.empty()
                : Optional.of("DSS, earlier signatures: " + before + " became " + others);
    }

    private static List<String> verdicts(List<Judgement.Signature> signatures) {
        return signatures.stream()
                .map(s -> s.signedBy() + " " + s.level() + " " + s.indication() + " " + s.subIndication())
                .sorted()
                .toList();
    }
}
