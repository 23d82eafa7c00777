package vn.khue.signature.validation;

import java.util.Set;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/** The information dictionary and the metadata stream, in which programs note what they did (ISO 32000-2, 14.3). */
final class InformationComparison {

    private static final Set<String> KEYS = Set.of("ModDate", "Producer");
    private static final Set<String> KEYS_OF_A_NEW_ONE = Set.of("ModDate", "Producer", "CreationDate", "Creator");
    /** ISO 32000-2, 14.3.3: deprecated, and dropped by iText from a file of version 2.0. */
    private static final Set<String> DEPRECATED =
            Set.of("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "Trapped");

    private final RevisionDelta delta;
    private final PdfFile before;
    private final PdfFile after;
    private final int catalog;

    /** @param catalog number of the catalog */
    InformationComparison(RevisionDelta delta, int catalog) {
        this.delta = delta;
        this.before = delta.before();
        this.after = delta.after();
        this.catalog = catalog;
    }

    void run() throws PdfReadException {
        compareInformation(before.trailer().get("Info"), after.trailer().get("Info"));
        PdfValue old = Pages.catalog(before).get("Metadata");
        PdfValue now = Pages.catalog(after).get("Metadata");
        if (old instanceof PdfValue.Ref metadata && delta.isReplaced(metadata)) {
            compareMetadata(metadata.number());
        } else if (old instanceof PdfValue.Null && !(now instanceof PdfValue.Null)) {
            addMetadata(now);
        }
    }

    private void compareInformation(PdfValue old, PdfValue now) throws PdfReadException {
        if (old.equals(now)) {
            if (now instanceof PdfValue.Ref ref && delta.isReplaced(ref)) {
                delta.compared(ref.number(), (object, key) -> object == SharedObjects.TRAILER && key.equals("Info"));
                compareEntries(ref.number(), before.resolve(ref), after.resolve(ref), KEYS);
            }
        } else if (old instanceof PdfValue.Null && now instanceof PdfValue.Ref ref && delta.isNew(ref)) {
            delta.explainAlone(ref);
            compareEntries(ref.number(), RevisionDelta.EMPTY, after.resolve(ref), KEYS_OF_A_NEW_ONE);
        } else if (!(now instanceof PdfValue.Null)) {
            delta.forbid(Change.Kind.OBJECT_CHANGED, 0, "Info");
        }
    }

    private void compareEntries(int object, PdfValue oldValue, PdfValue newValue, Set<String> free)
            throws PdfReadException {
        if (!(oldValue instanceof PdfValue.Dict old) || !(newValue instanceof PdfValue.Dict now)) {
            delta.forbid(Change.Kind.OBJECT_CHANGED, object, "Info");
            return;
        }
        for (String key : RevisionDelta.differing(old, now)) {
            delta.explainAlone(now.get(key));
            boolean allowed = now.has(key)
                    ? free.contains(key) && after.resolve(now.get(key)) instanceof PdfValue.Text
                    : DEPRECATED.contains(key) && isVersionTwo();
            if (!allowed) {
                delta.forbid(Change.Kind.OBJECT_CHANGED, object, key);
                return;
            }
        }
        delta.allow(Change.Kind.PRODUCER_CHANGED, object, "");
    }

    private boolean isVersionTwo() throws PdfReadException {
        return before.headerVersion().startsWith("2.")
                || (before.resolve(Pages.catalog(before).get("Version")) instanceof PdfValue.Name version
                        && version.text().startsWith("2."));
    }

    private void compareMetadata(int object) throws PdfReadException {
        if (isMetadata(before.object(object)) && isMetadata(after.object(object))) {
            delta.compared(object, (by, key) -> by == catalog && key.equals("Metadata"));
            delta.allow(Change.Kind.METADATA_CHANGED, object, "");
        }
    }

    private void addMetadata(PdfValue metadata) throws PdfReadException {
        if (delta.isNew(metadata) && isMetadata(after.resolve(metadata))) {
            delta.explainAlone(metadata);
            delta.allow(Change.Kind.METADATA_CHANGED, catalog, "");
        } else {
            delta.forbid(Change.Kind.CATALOG_CHANGED, catalog, "Metadata");
        }
    }

    private static boolean isMetadata(PdfValue value) {
        return value instanceof PdfValue.Stream s
                && s.dict().is("Type", "Metadata")
                && s.dict().is("Subtype", "XML");
    }
}
