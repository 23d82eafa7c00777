package vn.khue.signature.validation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * Compares a document as it was signed with the document as it is now, by a whitelist (ISO 32000-2, 12.8.2.2, table 257, P=2,
 * made narrower): new signatures in fields of their own, signatures in prepared fields, document timestamps that show nothing,
 * the two form fields of number and date filled once, validation data, and what says which program wrote the revision. An object
 * that differs and is none of these counts as a change that is not allowed, and so does one that is one of these and something
 * else as well. What the whitelist does not look into: the words and fonts of a later signature's picture, beyond that it hides
 * nothing and is not large.
 */
final class RevisionComparison {

    private static final Set<String> EXTENSION_KEYS =
            Set.of("Type", "BaseVersion", "ExtensionLevel", "URL", "ExtensionRevision");

    private final PdfFile before;
    private final PdfFile after;
    private final RevisionDelta delta;
    private final int catalog;

    private RevisionComparison(RevisionDelta delta) {
        this.delta = delta;
        this.before = delta.before();
        this.after = delta.after();
        this.catalog = before.trailer().get("Root") instanceof PdfValue.Ref ref ? ref.number() : 0;
    }

    /**
     * @param before the signed bytes
     * @param after all bytes, or those up to a later revision
     * @param locks what the signature itself forbids further
     * @param pictures what widgets of the whole file show
     * @throws PdfReadException if an object of either cannot be read, or the budget is spent
     */
    static List<Change> between(PdfFile before, PdfFile after, FieldLocks locks, LaterPictures pictures)
            throws PdfReadException {
        RevisionDelta delta = RevisionDelta.of(before, after);
        RevisionComparison comparison = new RevisionComparison(delta);
        new InformationComparison(delta, comparison.catalog).run();
        comparison.compareCatalogs();
        new SecurityStoreComparison(delta, comparison.catalog).run();
        PageComparison pages = new PageComparison(delta);
        FormComparison form = new FormComparison(delta, comparison.catalog, pages, locks, pictures);
        form.run();
        pages.run(form.newFields());
        return delta.conclude();
    }

    private void compareCatalogs() throws PdfReadException {
        if (!before.trailer().get("Root").equals(after.trailer().get("Root"))) {
            delta.forbid(Change.Kind.CATALOG_CHANGED, 0, "");
        }
        PdfValue.Dict old = Pages.catalog(before);
        PdfValue.Dict now = Pages.catalog(after);
        // Each of the keys that may differ is compared for what it is, so it does not matter who else refers to the
        // catalog.
        delta.compared(catalog, (object, key) -> true);
        for (String key : RevisionDelta.differing(old, now)) {
            boolean newMetadata = key.equals("Metadata") && !old.has(key);
            if (!newMetadata && !key.equals("Extensions") && !key.equals("AcroForm") && !key.equals("DSS")) {
                delta.forbid(Change.Kind.CATALOG_CHANGED, catalog, key);
            }
        }
        compareExtensions(old.get("Extensions"), now.get("Extensions"));
    }

    /** ISO 32000-2, 7.12: which extensions of the standard the file uses; names and numbers only. */
    private void compareExtensions(PdfValue old, PdfValue now) throws PdfReadException {
        if (old.equals(now) && !delta.isReplaced(now)) {
            return;
        }
        delta.compared(old, now, (object, key) -> object == catalog && key.equals("Extensions"));
        PdfValue.Dict known = before.dict(old).orElse(RevisionDelta.EMPTY);
        if (!(after.resolve(now) instanceof PdfValue.Dict extensions)) {
            delta.forbid(Change.Kind.CATALOG_CHANGED, catalog, "Extensions");
            return;
        }
        for (Map.Entry<String, PdfValue> entry : extensions.entries().entrySet()) {
            boolean fine = entry.getValue().equals(known.get(entry.getKey()))
                    || (entry.getKey().equals("Type")
                            ? entry.getValue() instanceof PdfValue.Name
                            : areExtensions(entry.getValue()));
            if (!fine) {
                delta.forbid(Change.Kind.CATALOG_CHANGED, catalog, "Extensions");
            }
        }
    }

    private boolean areExtensions(PdfValue value) throws PdfReadException {
        delta.explainAlone(value);
        if (after.resolve(value) instanceof PdfValue.Array array) {
            for (PdfValue item : array.items()) {
                delta.explainAlone(item);
                if (!isExtension(after.resolve(item))) {
                    return false;
                }
            }
            return true;
        }
        return isExtension(after.resolve(value));
    }

    private static boolean isExtension(PdfValue value) {
        return value instanceof PdfValue.Dict dict
                && EXTENSION_KEYS.containsAll(dict.entries().keySet())
                && dict.entries().values().stream()
                        .allMatch(v ->
                                v instanceof PdfValue.Name || v instanceof PdfValue.Num || v instanceof PdfValue.Text);
    }
}
