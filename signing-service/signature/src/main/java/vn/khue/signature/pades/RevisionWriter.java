package vn.khue.signature.pades;

import com.itextpdf.kernel.exceptions.PdfException;
import com.itextpdf.kernel.pdf.PdfArray;
import com.itextpdf.kernel.pdf.PdfCatalog;
import com.itextpdf.kernel.pdf.PdfDate;
import com.itextpdf.kernel.pdf.PdfDictionary;
import com.itextpdf.kernel.pdf.PdfDocument;
import com.itextpdf.kernel.pdf.PdfLiteral;
import com.itextpdf.kernel.pdf.PdfName;
import com.itextpdf.kernel.pdf.PdfNumber;
import com.itextpdf.kernel.pdf.PdfPage;
import com.itextpdf.kernel.pdf.PdfString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.Optional;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.appearance.VisibleSignature;

/** Appends one revision to a document: a signature field with room for its value, or validation data, or both. */
final class RevisionWriter {

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int BYTE_RANGE_WIDTH = 48;
    private static final int PRINT_AND_LOCKED = 132;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PdfName DSS = new PdfName("DSS");

    private RevisionWriter() {}

    /**
     * What kind of signature to make room for.
     *
     * @param type /Type
     * @param subFilter /SubFilter
     * @param signedAt /M; empty for a document timestamp
     */
    record Kind(String type, String subFilter, Optional<Instant> signedAt) {
        static Kind approval(Instant at) {
            return new Kind("Sig", "ETSI.CAdES.detached", Optional.of(at));
        }

        static Kind documentTimestamp() {
            return new Kind("DocTimeStamp", "ETSI.RFC3161", Optional.empty());
        }
    }

    /**
     * @param hole where the value goes
     * @param fieldName full name of the new field
     */
    record Written(Hole hole, String fieldName) {}

    static Written sign(
            Path source,
            Path target,
            Kind kind,
            Optional<VisibleSignature> visible,
            Optional<String> reason,
            Optional<String> location,
            ValidationMaterial material,
            int capacity)
            throws SignatureFailure, IOException {
        PdfLiteral byteRange = new PdfLiteral(" ".repeat(BYTE_RANGE_WIDTH));
        PdfLiteral contents = new PdfLiteral("<" + "0".repeat(capacity * 2) + ">");
        String name;
        try (PdfDocument document = Itext.append(source, target)) {
            PdfDictionary value = value(kind, reason, location, byteRange, contents);
            value.makeIndirect(document);
            PdfDictionary form = acroForm(document);
            name = freeName(form);
            PdfDictionary field = field(document, name, value, visible);
            addField(document, form, field);
            addDss(document, material);
            // The value may not go into an object stream: its place in the file has to be known.
            value.flush(false);
        } catch (PdfException | com.itextpdf.io.exceptions.IOException e) {
            throw Itext.unreadable(e);
        }
        long length = Files.size(target);
        Hole hole = new Hole(target, contents.getPosition(), contents.getPosition() + 2 + capacity * 2L, length);
        writeByteRange(hole, byteRange.getPosition());
        return new Written(hole, name);
    }

    /** Appends validation data alone, to the file itself. */
    static void addMaterial(Path file, ValidationMaterial material) throws SignatureFailure, IOException {
        addMaterial(Itext.appendInPlace(file), material);
    }

    /** Appends validation data alone. */
    static void addMaterial(Path source, Path target, ValidationMaterial material)
            throws SignatureFailure, IOException {
        addMaterial(Itext.append(source, target), material);
    }

    private static void addMaterial(PdfDocument opened, ValidationMaterial material) throws SignatureFailure {
        try (PdfDocument document = opened) {
            addDss(document, material);
        } catch (PdfException | com.itextpdf.io.exceptions.IOException e) {
            throw Itext.unreadable(e);
        }
    }

    private static void writeByteRange(Hole hole, long at) throws IOException {
        String text = "[0 " + hole.gapStart() + " " + hole.gapEnd() + " " + (hole.length() - hole.gapEnd()) + "]";
        String padded = text + " ".repeat(BYTE_RANGE_WIDTH - text.length());
        try (RandomAccessFile file = new RandomAccessFile(hole.file().toFile(), "rw")) {
            file.seek(at);
            file.write(padded.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static PdfDictionary value(
            Kind kind, Optional<String> reason, Optional<String> location, PdfLiteral byteRange, PdfLiteral contents) {
        PdfDictionary value = new PdfDictionary();
        value.put(PdfName.Type, new PdfName(kind.type()));
        value.put(PdfName.Filter, PdfName.Adobe_PPKLite);
        value.put(PdfName.SubFilter, new PdfName(kind.subFilter()));
        value.put(PdfName.ByteRange, byteRange);
        value.put(PdfName.Contents, contents);
        kind.signedAt()
                .ifPresent(at ->
                        value.put(PdfName.M, new PdfDate(GregorianCalendar.from(at.atZone(VIETNAM))).getPdfObject()));
        reason.ifPresent(text -> value.put(PdfName.Reason, new PdfString(text, "UnicodeBig")));
        location.ifPresent(text -> value.put(PdfName.Location, new PdfString(text, "UnicodeBig")));
        return value;
    }

    private static PdfDictionary acroForm(PdfDocument document) {
        PdfCatalog catalog = document.getCatalog();
        PdfDictionary form = catalog.getPdfObject().getAsDictionary(PdfName.AcroForm);
        if (form == null) {
            form = new PdfDictionary();
            form.put(PdfName.Fields, new PdfArray());
            form.makeIndirect(document);
            catalog.put(PdfName.AcroForm, form);
            catalog.getPdfObject().setModified();
        }
        return form;
    }

    /** Names have one length, so that none is a prefix of another: some tools compare FieldMDP names by prefix. */
    private static String freeName(PdfDictionary form) {
        PdfArray fields = form.getAsArray(PdfName.Fields);
        byte[] random = new byte[8];
        while (true) {
            RANDOM.nextBytes(random);
            String name = "KhueSig" + HexFormat.of().withUpperCase().formatHex(random);
            boolean free = true;
            for (int i = 0; fields != null && free && i < fields.size(); i++) {
                PdfDictionary field = fields.getAsDictionary(i);
                PdfString taken = field == null ? null : field.getAsString(PdfName.T);
                free = taken == null || !taken.toUnicodeString().equals(name);
            }
            if (free) {
                return name;
            }
        }
    }

    private static PdfDictionary field(
            PdfDocument document, String name, PdfDictionary value, Optional<VisibleSignature> visible)
            throws SignatureFailure {
        int number = visible.map(v -> v.box().page()).orElse(1);
        if (number > document.getNumberOfPages()) {
            throw new SignatureFailure(
                    SignatureFailure.Reason.BAD_PLACE,
                    "expected a page from 1 to " + document.getNumberOfPages() + ", found " + number
                            + "; choose again");
        }
        PdfPage page = document.getPage(number);
        PdfDictionary field = new PdfDictionary();
        field.put(PdfName.Type, PdfName.Annot);
        field.put(PdfName.Subtype, PdfName.Widget);
        field.put(PdfName.FT, PdfName.Sig);
        field.put(PdfName.T, new PdfString(name));
        field.put(PdfName.F, new PdfNumber(PRINT_AND_LOCKED));
        field.put(PdfName.P, page.getPdfObject().getIndirectReference());
        field.put(PdfName.V, value);
        if (visible.isPresent()) {
            InkAppearance appearance = new InkAppearance(document, page);
            appearance.putOn(field, visible.get());
        } else {
            field.put(PdfName.Rect, new PdfArray(new int[] {0, 0, 0, 0}));
        }
        field.makeIndirect(document);
        addAnnotation(page, field);
        return field;
    }

    private static void addAnnotation(PdfPage page, PdfDictionary widget) {
        PdfDictionary dict = page.getPdfObject();
        PdfArray annotations = dict.getAsArray(PdfName.Annots);
        if (annotations == null) {
            annotations = new PdfArray();
            dict.put(PdfName.Annots, annotations);
        }
        annotations.add(widget);
        touch(annotations, dict);
    }

    private static void addField(PdfDocument document, PdfDictionary form, PdfDictionary field) {
        PdfArray fields = form.getAsArray(PdfName.Fields);
        if (fields == null) {
            fields = new PdfArray();
            form.put(PdfName.Fields, fields);
        }
        fields.add(field);
        touch(fields, form);
        PdfNumber flags = form.getAsNumber(PdfName.SigFlags);
        if (flags == null || flags.intValue() != 3) {
            form.put(PdfName.SigFlags, new PdfNumber(3));
            touch(form, document.getCatalog().getPdfObject());
        }
        touch(form, document.getCatalog().getPdfObject());
    }

    /** Only an indirect object can be marked as changed; one written in place is changed with its owner. */
    private static void touch(com.itextpdf.kernel.pdf.PdfObject changed, PdfDictionary owner) {
        if (changed.getIndirectReference() != null) {
            changed.setModified();
        } else {
            owner.setModified();
        }
    }

    private static void addDss(PdfDocument document, ValidationMaterial material) {
        if (!material.isEmpty()) {
            new DssDictionary(document, DSS).add(material);
        }
    }
}
