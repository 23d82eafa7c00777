package vn.khue.signature.intake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.ReadLimits;

/**
 * Looks at a file that somebody hands in, before any other part opens it: whether it is a PDF that can be signed safely. Does
 * not change the file. Time and memory are bounded by {@link IntakeLimits}; memory by about three times the file's size.
 * Thread-safe.
 */
public final class PdfIntake {

    private static final List<String> VERSIONS = List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0");

    private final IntakeLimits limits;

    /** With {@link IntakeLimits#standard()}. */
    public PdfIntake() {
        this(IntakeLimits.standard());
    }

    /** With other limits. */
    public PdfIntake(IntakeLimits limits) {
        this.limits = limits;
    }

    /**
     * @param file any file
     * @return accepted, or the first rule that refuses it
     * @throws IOException only if the bytes cannot be read from the disk
     */
    public IntakeResult inspect(Path file) throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return new IntakeResult.Refused(IntakeRule.EMPTY, "expected a PDF, found 0 bytes");
        }
        if (size > limits.maxBytes()) {
            return new IntakeResult.Refused(
                    IntakeRule.TOO_LARGE, "expected at most " + limits.maxBytes() + " bytes, found " + size);
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            return inspect(bytes);
        } catch (PdfReadException e) {
            return new IntakeResult.Refused(rule(e.kind()), e.getMessage());
        }
    }

    private IntakeResult inspect(byte[] bytes) throws PdfReadException {
        PdfFile pdf = PdfFile.open(
                bytes,
                bytes.length,
                new ReadLimits(
                        limits.maxPages(),
                        limits.maxObjects(),
                        limits.maxDepth(),
                        limits.maxStreamBytes(),
                        limits.maxTotalBytes(),
                        limits.maxRatio()));
        if (!VERSIONS.contains(pdf.headerVersion())) {
            return new IntakeResult.Refused(
                    IntakeRule.NOT_PDF, "expected a version of " + VERSIONS + ", found " + pdf.headerVersion());
        }
        Optional<String> patchwork = pdf.patchwork();
        if (patchwork.isPresent()) {
            return new IntakeResult.Refused(IntakeRule.BROKEN_STRUCTURE, patchwork.get());
        }
        PdfValue.Dict catalog = Pages.catalog(pdf);
        Optional<IntakeResult.Refused> opening = openAction(pdf, catalog);
        Optional<IntakeResult.Refused> hostile = new HostileContent(pdf).find();
        if (hostile.isPresent()) {
            return hostile.get();
        }
        if (opening.isPresent()) {
            return opening.get();
        }
        int pages = Pages.of(pdf).size();
        List<Form.Field> fields = Form.fields(pdf);
        int signatures = 0;
        for (Form.Field field : fields) {
            if (field.type().equals("Sig") && !(pdf.resolve(field.dict().get("V")) instanceof PdfValue.Null)) {
                signatures++;
            }
        }
        if (locked(pdf, catalog, fields)) {
            return new IntakeResult.Refused(
                    IntakeRule.LOCKED, "expected a file that may get signatures, found DocMDP or a lock with P=1");
        }
        return new IntakeResult.Accepted(
                bytes.length,
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.of(bytes)),
                version(pdf, catalog),
                pages,
                signatures,
                fields.stream().map(Form.Field::name).toList());
    }

    private static Optional<IntakeResult.Refused> openAction(PdfFile pdf, PdfValue.Dict catalog)
            throws PdfReadException {
        List<PdfValue> actions = new ArrayList<>();
        actions.add(catalog.get("OpenAction"));
        pdf.dict(catalog.get("AA")).ifPresent(aa -> actions.addAll(aa.entries().values()));
        for (PdfValue action : actions) {
            if (pdf.resolve(action) instanceof PdfValue.Dict dict && !turnsPages(pdf, dict)) {
                return Optional.of(new IntakeResult.Refused(
                        IntakeRule.OPEN_ACTION,
                        "expected /OpenAction and /AA to be GoTo, Named or nothing, found another action"));
            }
        }
        return Optional.empty();
    }

    /** ISO 32000-2, 12.6.4.2 and 12.6.4.12: what a reader's own menu does, and no chain of actions. */
    private static boolean turnsPages(PdfFile pdf, PdfValue.Dict action) throws PdfReadException {
        return pdf.resolve(action.get("S")) instanceof PdfValue.Name name
                && (name.text().equals("GoTo") || name.text().equals("Named"))
                && !action.has("Next");
    }

    /** ISO 32000-2, 12.8.2.2 (DocMDP) and 12.7.5.5 (the lock dictionary of a signature field). */
    private static boolean locked(PdfFile pdf, PdfValue.Dict catalog, List<Form.Field> fields) throws PdfReadException {
        Optional<PdfValue.Dict> perms = pdf.dict(catalog.get("Perms"));
        if (perms.isPresent()) {
            Optional<PdfValue.Dict> certifying = pdf.dict(perms.get().get("DocMDP"));
            if (certifying.isPresent()) {
                for (PdfValue reference : pdf.items(certifying.get().get("Reference"))) {
                    Optional<PdfValue.Dict> params = pdf.dict(pdf.dict(reference)
                            .map(r -> r.get("TransformParams"))
                            .orElse(PdfValue.NULL));
                    if (params.isPresent() && permission(pdf, params.get()) == 1) {
                        return true;
                    }
                }
            }
        }
        for (Form.Field field : fields) {
            Optional<PdfValue.Dict> lock = pdf.dict(field.dict().get("Lock"));
            boolean signed = !(pdf.resolve(field.dict().get("V")) instanceof PdfValue.Null);
            if (signed && lock.isPresent() && permission(pdf, lock.get()) == 1) {
                return true;
            }
        }
        return false;
    }

    private static long permission(PdfFile pdf, PdfValue.Dict params) throws PdfReadException {
        return PdfValue.whole(pdf.resolve(params.get("P"))).orElse(2);
    }

    private static String version(PdfFile pdf, PdfValue.Dict catalog) throws PdfReadException {
        String header = pdf.headerVersion();
        if (pdf.resolve(catalog.get("Version")) instanceof PdfValue.Name name
                && name.text().matches("[12]\\.[0-9]")
                && name.text().compareTo(header) > 0) {
            return name.text();
        }
        return header;
    }

    private static IntakeRule rule(PdfReadException.Kind kind) {
        return switch (kind) {
            case NOT_PDF -> IntakeRule.NOT_PDF;
            case TRUNCATED -> IntakeRule.TRUNCATED;
            case SYNTAX -> IntakeRule.BROKEN_STRUCTURE;
            case ENCRYPTED -> IntakeRule.ENCRYPTED;
            case LOOP -> IntakeRule.TREE_LOOP;
            case INFLATION -> IntakeRule.INFLATION;
            case TOO_MANY_OBJECTS, OUT_OF_TIME -> IntakeRule.TOO_MANY_OBJECTS;
            case TOO_MANY_PAGES -> IntakeRule.TOO_MANY_PAGES;
        };
    }
}
