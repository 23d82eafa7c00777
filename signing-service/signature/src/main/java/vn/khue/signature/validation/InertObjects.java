package vn.khue.signature.validation;

import vn.khue.signature.pdf.PdfFile;
import vn.khue.signature.pdf.PdfReadException;
import vn.khue.signature.pdf.PdfValue;

/**
 * Objects that nothing has to refer to: the structure of the file itself, and stubs such as {@code << /Type /Font >>} and empty
 * appearances that libraries leave behind. What holds only names and numbers, and no data, has no content; that nothing which
 * was signed refers to it is looked at elsewhere.
 */
final class InertObjects {

    private InertObjects() {}

    static boolean isOne(PdfFile file, int number) throws PdfReadException {
        PdfValue value = file.object(number);
        if (value instanceof PdfValue.Stream stream) {
            return stream.dict().is("Type", "XRef")
                    || stream.dict().is("Type", "ObjStm")
                    || (stream.dict().is("Subtype", "Form")
                            && stream.dict().entries().size() <= 8
                            && holdsNoContent(stream.dict())
                            && isBlank(file, stream));
        }
        return value instanceof PdfValue.Null
                || (value instanceof PdfValue.Dict dict && dict.entries().size() <= 4 && holdsNoContent(dict));
    }

    private static boolean holdsNoContent(PdfValue.Dict dict) {
        return dict.entries().values().stream()
                .allMatch(v -> v instanceof PdfValue.Name
                        || v instanceof PdfValue.Num
                        || (v instanceof PdfValue.Array a
                                && a.items().stream().allMatch(PdfValue.Num.class::isInstance)));
    }

    /** Whether the stream's data is white space at most. */
    static boolean isBlank(PdfFile file, PdfValue.Stream stream) {
        try {
            for (byte b : file.unpack(stream)) {
                if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                    return false;
                }
            }
            return true;
        } catch (PdfReadException e) {
            return false;
        }
    }
}
