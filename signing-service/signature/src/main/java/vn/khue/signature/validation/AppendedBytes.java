package vn.khue.signature.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.XrefEntry;
import vn.khue.signature.pdf.XrefSection;

/**
 * The bytes after a signed revision: each belongs to an object, a cross-reference section or the filler between them.
 *
 * @param sections those that came later, the newest first
 * @param objections changes that are not allowed
 */
record AppendedBytes(List<XrefSection> sections, List<Change> objections) {

    AppendedBytes {
        sections = List.copyOf(sections);
        objections = List.copyOf(objections);
    }

    static AppendedBytes of(PdfFile before, PdfFile after) throws PdfReadException {
        List<Change> objections = new ArrayList<>();
        List<XrefSection> newer = newerSections(before, after, objections);
        List<long[]> extents = new ArrayList<>();
        for (XrefSection section : newer) {
            extents.add(new long[] {section.offset(), section.end()});
            for (Map.Entry<Integer, XrefEntry> entry : section.entries().entrySet()) {
                after.budget().step();
                if (entry.getValue() instanceof XrefEntry.InFile inFile) {
                    if (inFile.offset() >= before.length()) {
                        if (inFile.offset() != section.offset()) {
                            extents.add(after.extentAt(entry.getKey(), inFile));
                        }
                    } else if (!inFile.equals(before.entries().get(entry.getKey()))) {
                        objections.add(new Change(Change.Kind.OBJECT_CHANGED, false, entry.getKey(), ""));
                    }
                }
            }
        }
        if (!fill(before.length(), extents, after)) {
            objections.add(new Change(Change.Kind.STRAY_BYTES, false, 0, ""));
        }
        return new AppendedBytes(newer, objections);
    }

    private static List<XrefSection> newerSections(PdfFile before, PdfFile after, List<Change> objections) {
        List<XrefSection> newer = after.sections();
        List<XrefSection> older = before.sections();
        int common = newer.size() - older.size();
        for (int i = 0; i < older.size(); i++) {
            if (common < 0 || newer.get(common + i).offset() != older.get(i).offset()) {
                objections.add(new Change(Change.Kind.OBJECT_CHANGED, false, 0, ""));
                return newer;
            }
        }
        return newer.subList(0, common);
    }

    private static boolean fill(int from, List<long[]> extents, PdfFile after) {
        extents.sort((a, b) -> Long.compare(a[0], b[0]));
        long at = from;
        for (long[] extent : extents) {
            if (extent[0] < at || !after.onlyFiller((int) at, (int) extent[0])) {
                return false;
            }
            at = extent[1];
        }
        return after.onlyFiller((int) at, after.length());
    }
}
