package vn.khue.signature.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The page tree of a file (ISO 32000-2, 7.7.3), walked without recursion. */
public final class Pages {

    private Pages() {}

    /**
     * A page.
     *
     * @param object its object number
     * @param dict its own dictionary; inherited entries are not in it
     */
    public record Page(int object, PdfValue.Dict dict) {}

    private record Node(PdfValue value, int depth) {}

    /**
     * All pages in order.
     *
     * @throws PdfReadException for a loop, a page that is met twice, too many pages, a node that is none, or a wrong /Count
     */
    public static List<Page> of(PdfFile file) throws PdfReadException {
        PdfValue.Dict catalog = catalog(file);
        List<Page> pages = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        open.push(new Node(catalog.get("Pages"), 0));
        long nodes = 0;
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (!(node.value() instanceof PdfValue.Ref ref)) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX, "expected references in the page tree, found another value");
            }
            if (!seen.add(ref.number()) || node.depth() > file.limits().maxDepth()) {
                throw new PdfReadException(
                        PdfReadException.Kind.LOOP,
                        "expected a page tree without loops, found object " + ref.number() + " again or too deep");
            }
            if (!(file.resolve(ref) instanceof PdfValue.Dict dict)) {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX, "expected a page or a node at object " + ref.number());
            }
            if (dict.has("Kids")) {
                List<PdfValue> kids = file.items(dict.get("Kids"));
                if (++nodes > file.limits().maxPages() * 2L
                        || kids.size() + open.size() > file.limits().maxPages() * 2L) {
                    throw tooMany(file);
                }
                for (int i = kids.size() - 1; i >= 0; i--) {
                    open.push(new Node(kids.get(i), node.depth() + 1));
                }
            } else if (dict.is("Type", "Page")) {
                pages.add(new Page(ref.number(), dict));
                if (pages.size() > file.limits().maxPages()) {
                    throw tooMany(file);
                }
            } else {
                throw new PdfReadException(
                        PdfReadException.Kind.SYNTAX,
                        "expected /Type /Page at object " + ref.number() + ", found another");
            }
        }
        requireCount(file, catalog, pages.size());
        return pages;
    }

    private static void requireCount(PdfFile file, PdfValue.Dict catalog, int found) throws PdfReadException {
        long count = file.dict(catalog.get("Pages")).map(d -> d.get("Count")).isPresent()
                ? PdfValue.whole(file.resolve(
                                file.dict(catalog.get("Pages")).get().get("Count")))
                        .orElse(-1)
                : -1;
        if (found == 0 || count != found) {
            throw new PdfReadException(
                    PdfReadException.Kind.SYNTAX, "expected /Count " + count + " pages in the tree, found " + found);
        }
    }

    private static PdfReadException tooMany(PdfFile file) {
        return new PdfReadException(
                PdfReadException.Kind.TOO_MANY_PAGES,
                "expected at most " + file.limits().maxPages() + " pages, found more");
    }

    /**
     * The catalog.
     *
     * @throws PdfReadException if the trailer's /Root is not a reference to one
     */
    public static PdfValue.Dict catalog(PdfFile file) throws PdfReadException {
        if (file.trailer().get("Root") instanceof PdfValue.Ref ref
                && file.resolve(ref) instanceof PdfValue.Dict dict
                && dict.is("Type", "Catalog")) {
            return dict;
        }
        throw new PdfReadException(
                PdfReadException.Kind.SYNTAX, "expected /Root to refer to a catalog, found another value");
    }
}
