package vn.khue.signature.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.khue.signature.pdf.Form;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * A signature field that is its own widget (ISO 32000-2, 12.7.5.5), and what it may look like when it comes after a signature.
 *
 * @param file in which it stands
 * @param dict the field
 * @param signature the dictionary that is its value; empty where there is none
 */
record SignatureWidget(PdfFile file, PdfValue.Dict dict, PdfValue.Dict signature) {

    private static final Set<String> KEYS = Set.of(
            "Type", "Subtype", "FT", "T", "TU", "F", "P", "V", "Rect", "AP", "MK", "Lock", "SV", "Ff", "DA", "Q", "M",
            "NM", "Border", "BS", "DR", "H");
    private static final Set<String> FILLED_FIELD = Set.of("V", "AP", "M", "F", "Ff");
    private static final Set<String> FILLED_KID = Set.of("AP", "M", "F");
    /** Print, ReadOnly, Locked, LockedContents (12.5.3): none by which screen and paper, or two zooms, would differ. */
    private static final long PLAIN_FLAGS = 4 | 64 | 128 | 512;

    private static final int READ_ONLY = 1;

    /** Empty where the value is no widget that is a signature field itself. */
    static Optional<SignatureWidget> of(PdfFile file, PdfValue value) throws PdfReadException {
        return file.resolve(value) instanceof PdfValue.Dict dict && dict.is("FT", "Sig") && dict.is("Subtype", "Widget")
                ? Optional.of(read(file, dict))
                : Optional.empty();
    }

    private static SignatureWidget read(PdfFile file, PdfValue.Dict dict) throws PdfReadException {
        return new SignatureWidget(file, dict, file.dict(dict.get("V")).orElse(RevisionDelta.EMPTY));
    }

    /** Whether it has only the entries of such a field, and a signature with a value over a range. */
    boolean isWellFormed() {
        return KEYS.containsAll(dict.entries().keySet()) && isSignature();
    }

    private boolean isSignature() {
        boolean type = !signature.has("Type") || signature.is("Type", "Sig") || signature.is("Type", "DocTimeStamp");
        return type
                && signature.get("Contents") instanceof PdfValue.Text
                && signature.get("ByteRange") instanceof PdfValue.Array;
    }

    PdfValue value() {
        return dict.get("V");
    }

    /** Partial name, which is the whole one of a field at the top of the form; NFC. */
    String name() throws PdfReadException {
        return file.resolve(dict.get("T")) instanceof PdfValue.Text t ? Form.text(t) : "";
    }

    /** Anything that this judge or another reader would take for one. */
    boolean isTimestamp() {
        return signature.is("SubFilter", "ETSI.RFC3161") || signature.is("Type", "DocTimeStamp");
    }

    /**
     * Whether no reader has anything to draw: a document timestamp is nobody's signature, comes whatever a lock says, and anybody
     * can get one.
     */
    boolean showsNothing() throws PdfReadException {
        boolean characteristics =
                file.dict(dict.get("MK")).orElse(RevisionDelta.EMPTY).entries().isEmpty();
        return isInvisible() && signature.is("SubFilter", "ETSI.RFC3161") && characteristics && isAppearanceBlank();
    }

    /** Whether the rectangle has no size, and no border would be drawn around it (12.7.5.5). */
    boolean isInvisible() throws PdfReadException {
        double[] box = rectangle();
        return box.length == 4 && box[0] == box[2] && box[1] == box[3] && hasNoBorder() && hasPlainAppearance();
    }

    /** Whether it is shown by its normal appearance, at its size, always and everywhere. */
    boolean isPlain() throws PdfReadException {
        long flags = PdfValue.whole(file.resolve(dict.get("F"))).orElse(0);
        return rectangle().length == 4 && (flags & ~PLAIN_FLAGS) == 0 && hasPlainAppearance();
    }

    /** Four finite numbers, or none. */
    private double[] rectangle() throws PdfReadException {
        List<PdfValue> items = file.items(dict.get("Rect"));
        double[] box = new double[items.size() == 4 ? 4 : 0];
        for (int i = 0; i < box.length; i++) {
            if (!(items.get(i) instanceof PdfValue.Num n) || !Double.isFinite(n.value())) {
                return new double[0];
            }
            box[i] = n.value();
        }
        return box;
    }

    private boolean hasNoBorder() throws PdfReadException {
        PdfValue border = file.resolve(dict.get("Border"));
        PdfValue style = file.resolve(dict.get("BS"));
        boolean noBorder = border instanceof PdfValue.Null
                || (border instanceof PdfValue.Array a
                        && a.items().stream().allMatch(i -> i instanceof PdfValue.Num n && n.value() == 0));
        boolean noStyle = style instanceof PdfValue.Null
                || (style instanceof PdfValue.Dict d
                        && file.resolve(d.get("W")) instanceof PdfValue.Num n
                        && n.value() == 0);
        return noBorder && noStyle;
    }

    /** No appearance, or a normal one only: others show when the pointer comes near (12.5.5). */
    private boolean hasPlainAppearance() throws PdfReadException {
        PdfValue appearances = file.resolve(dict.get("AP"));
        return appearances instanceof PdfValue.Null
                || (appearances instanceof PdfValue.Dict d
                        && Set.of("N").containsAll(d.entries().keySet())
                        && (!d.has("N") || file.resolve(d.get("N")) instanceof PdfValue.Stream));
    }

    private boolean isAppearanceBlank() throws PdfReadException {
        PdfValue normal = file.resolve(
                file.dict(dict.get("AP")).orElse(RevisionDelta.EMPTY).get("N"));
        return normal instanceof PdfValue.Null
                || (normal instanceof PdfValue.Stream stream && InertObjects.isBlank(file, stream));
    }

    /** Whether an empty field got a signature, and nothing else but the picture of it. */
    static boolean isFilled(RevisionDelta delta, Form.Field field) throws PdfReadException {
        PdfFile after = delta.after();
        SignatureWidget now = read(after, RevisionDelta.dict(after, field.object()));
        if (!delta.isNew(now.value()) || !now.isSignature()) {
            return false;
        }
        boolean fits = isFilled(delta, field.object(), now, FILLED_FIELD);
        for (PdfValue.Ref widget : field.widgets()) {
            if (widget.number() != field.object() && delta.isReplaced(widget)) {
                SignatureWidget kid =
                        new SignatureWidget(after, RevisionDelta.dict(after, widget.number()), now.signature());
                fits &= isFilled(delta, widget.number(), kid, FILLED_KID);
            }
        }
        return fits;
    }

    private static boolean isFilled(RevisionDelta delta, int object, SignatureWidget now, Set<String> keys)
            throws PdfReadException {
        PdfValue.Dict old = RevisionDelta.dict(delta.before(), object);
        Set<String> changed = RevisionDelta.differing(old, now.dict());
        boolean picture = changed.contains("AP");
        boolean flags = !changed.contains("Ff")
                || now.dict().whole("Ff").orElse(0) == (old.whole("Ff").orElse(0) | READ_ONLY);
        boolean date = !changed.contains("M") || now.dict().get("M") instanceof PdfValue.Text;
        boolean look = !picture || (now.hasPlainAppearance() && (!now.isTimestamp() || now.isAppearanceBlank()));
        long bits = PdfValue.whole(now.file().resolve(now.dict().get("F"))).orElse(0);
        boolean shown = !changed.contains("F") || (bits & ~PLAIN_FLAGS) == 0;
        return keys.containsAll(changed) && flags && date && look && shown;
    }
}
