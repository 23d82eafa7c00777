package vn.khue.signature.validation;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import vn.khue.signature.pdf.Pages;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * The document security store (ISO 32000-2, 12.8.4.3; ETSI EN 319 142-1, 5.4.2): may be added and grow, and holds lists of
 * streams and nothing else.
 */
final class SecurityStoreComparison {

    private static final Set<String> STREAM_KEYS = Set.of("Length", "Filter", "DecodeParms", "DL");

    /** Key of a signature's entry: SHA-1 of its value. */
    private static final String HASH = "[0-9A-Fa-f]{40}";

    private final RevisionDelta delta;
    private final PdfFile before;
    private final PdfFile after;
    private final int catalog;
    /** Dictionaries and lists of the store, which may refer to each other. */
    private final Set<Integer> members = new HashSet<>();

    private final Set<Integer> wrong = new TreeSet<>();
    private boolean touched;

    /** @param catalog number of the catalog */
    SecurityStoreComparison(RevisionDelta delta, int catalog) {
        this.delta = delta;
        this.before = delta.before();
        this.after = delta.after();
        this.catalog = catalog;
    }

    void run() throws PdfReadException {
        PdfValue old = Pages.catalog(before).get("DSS");
        PdfValue now = Pages.catalog(after).get("DSS");
        touched = !old.equals(now);
        if (touched) {
            givenUp();
        }
        if (now instanceof PdfValue.Null) {
            if (touched) {
                delta.forbid(Change.Kind.CATALOG_CHANGED, catalog, "DSS");
            }
            return;
        }
        store(now, before.dict(old).orElse(RevisionDelta.EMPTY));
        if (touched) {
            wrong.forEach(object -> delta.forbid(Change.Kind.OBJECT_CHANGED, object, "DSS"));
            delta.allow(Change.Kind.VALIDATION_DATA_ADDED, 0, "");
        }
    }

    /** Some tools write a new store instead of changing that of a revision before; nothing refers to the old one then. */
    private void givenUp() throws PdfReadException {
        for (int number : delta.added()) {
            after.budget().step();
            if (after.object(number) instanceof PdfValue.Dict dict) {
                PdfValue.Ref ref = new PdfValue.Ref(number, 0);
                Set<String> keys = dict.entries().keySet();
                if (dict.is("Type", "DSS")) {
                    store(ref, RevisionDelta.EMPTY);
                } else if (dict.is("Type", "VRI")
                        || (!keys.isEmpty() && keys.stream().allMatch(k -> k.matches(HASH)))) {
                    perSignature(ref);
                }
            }
        }
    }

    /** The value itself, noted as a member of the store where it is an object of its own. */
    private PdfValue member(PdfValue value) throws PdfReadException {
        after.budget().step();
        if (value instanceof PdfValue.Ref ref && members.add(ref.number())) {
            touched |= delta.isReplaced(ref);
            delta.explainAlone(ref);
            delta.compared(
                    ref.number(),
                    (object, key) -> members.contains(object) || (object == catalog && key.equals("DSS")));
        }
        return after.resolve(value);
    }

    private void objectTo(PdfValue value) {
        wrong.add(value instanceof PdfValue.Ref ref ? ref.number() : 0);
    }

    private void store(PdfValue value, PdfValue.Dict old) throws PdfReadException {
        if (!(member(value) instanceof PdfValue.Dict dict)) {
            objectTo(value);
            return;
        }
        for (Map.Entry<String, PdfValue> entry : dict.entries().entrySet()) {
            switch (entry.getKey()) {
                case "Certs", "OCSPs", "CRLs" -> list(entry.getValue());
                case "VRI" -> perSignature(entry.getValue());
                case "Type" -> requireName(value, entry.getValue());
                default -> {
                    if (!entry.getValue().equals(old.get(entry.getKey()))) {
                        objectTo(value);
                    }
                }
            }
        }
    }

    private void requireName(PdfValue owner, PdfValue value) {
        if (!(value instanceof PdfValue.Name)) {
            objectTo(owner);
        }
    }

    /** VRI: a dictionary whose keys are hashes, of dictionaries. */
    private void perSignature(PdfValue value) throws PdfReadException {
        if (!(member(value) instanceof PdfValue.Dict dict)) {
            objectTo(value);
            return;
        }
        for (Map.Entry<String, PdfValue> entry : dict.entries().entrySet()) {
            if (entry.getKey().equals("Type")) {
                requireName(value, entry.getValue());
            } else if (entry.getKey().matches(HASH)) {
                ofSignature(entry.getValue());
            } else {
                objectTo(value);
            }
        }
    }

    private void ofSignature(PdfValue value) throws PdfReadException {
        if (!(member(value) instanceof PdfValue.Dict dict)) {
            objectTo(value);
            return;
        }
        for (Map.Entry<String, PdfValue> entry : dict.entries().entrySet()) {
            switch (entry.getKey()) {
                case "Cert", "OCSP", "CRL" -> list(entry.getValue());
                case "TS" -> item(entry.getValue());
                case "Type" -> requireName(value, entry.getValue());
                case "TU" -> {
                    if (!(entry.getValue() instanceof PdfValue.Text)) {
                        objectTo(value);
                    }
                }
                default -> objectTo(value);
            }
        }
    }

    private void list(PdfValue value) throws PdfReadException {
        if (!(member(value) instanceof PdfValue.Array array)) {
            objectTo(value);
            return;
        }
        for (PdfValue item : array.items()) {
            item(item);
        }
    }

    /** A stream; what was signed with the store stays as it is, whatever it be. */
    private void item(PdfValue item) throws PdfReadException {
        after.budget().step();
        if (!(item instanceof PdfValue.Ref)) {
            objectTo(item);
        } else if (delta.isNew(item)) {
            delta.explainAlone(item);
            if (after.resolve(item) instanceof PdfValue.Stream stream
                    && STREAM_KEYS.containsAll(stream.dict().entries().keySet())) {
                delta.explainAlone(stream.dict().get("Length"));
            } else {
                objectTo(item);
            }
        }
    }
}
