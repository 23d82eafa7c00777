package vn.khue.signature.validation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;
import vn.khue.signature.pdf.XrefEntry;

/** Whether anything but one object refers to an object: a stream may pose as something harmless and be page content too. */
final class References {

    private References() {}

    static boolean to(int wanted, PdfFile file, int except) throws PdfReadException {
        for (Map.Entry<Integer, XrefEntry> entry : file.entries().entrySet()) {
            if (entry.getKey() != except
                    && !(entry.getValue() instanceof XrefEntry.Free)
                    && refers(file.object(entry.getKey()), wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean refers(PdfValue top, int wanted) {
        Deque<PdfValue> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            PdfValue value = open.pop();
            if (value instanceof PdfValue.Ref ref && ref.number() == wanted) {
                return true;
            } else if (value instanceof PdfValue.Stream stream) {
                open.push(stream.dict());
            } else if (value instanceof PdfValue.Dict dict) {
                dict.entries().values().forEach(open::push);
            } else if (value instanceof PdfValue.Array array) {
                array.items().forEach(open::push);
            }
        }
        return false;
    }
}
