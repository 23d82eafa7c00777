package vn.khue.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;

/** Small files that are dear to read: one great cross-reference stream that packs to nothing, and a signature in each of many revisions. */
public final class ManyRevisions {

    private static final String VALUE = "3003020101";
    private static final int FIRST_FREE = 8;

    private ManyRevisions() {}

    /**
     * @param rows of the first cross-reference section
     * @param revisions after it, each with a signature whose value is no CMS message
     */
    public static byte[] of(int rows, int revisions) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] at = new int[FIRST_FREE];
        write(out, "%PDF-1.7\n%\u00e2\u00e3\n");
        String[] objects = {
            "<< /Type /Catalog /Pages 2 0 R /AcroForm 4 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> >>",
            "<< /Fields [] /SigFlags 3 >>"
        };
        for (int i = 0; i < objects.length; i++) {
            at[i + 1] = out.size();
            write(out, (i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n");
        }
        int previous = out.size();
        at[5] = previous;
        byte[] table = new byte[rows * 6];
        for (int number = 1; number <= 5; number++) {
            int row = number * 6;
            table[row] = 1;
            for (int i = 0; i < 4; i++) {
                table[row + 1 + i] = (byte) (at[number] >> (24 - 8 * i));
            }
        }
        byte[] packed = deflate(table);
        write(
                out,
                "5 0 obj\n<< /Type /XRef /Size " + rows + " /W [1 4 1] /Root 1 0 R /Filter /FlateDecode /Length "
                        + packed.length + " >>\nstream\n");
        out.write(packed);
        write(out, "\nendstream\nendobj\nstartxref\n" + previous + "\n%%EOF\n");
        StringBuilder fields = new StringBuilder();
        for (int i = 0; i < revisions; i++) {
            int field = FIRST_FREE + 2 * i;
            fields.append(field).append(" 0 R ");
            previous = revision(out, rows, previous, field, fields.toString());
        }
        return out.toByteArray();
    }

    private static int revision(ByteArrayOutputStream out, int rows, int previous, int field, String fields)
            throws IOException {
        int formAt = out.size();
        write(out, "4 0 obj\n<< /Fields [" + fields + "] /SigFlags 3 >>\nendobj\n");
        int fieldAt = out.size();
        write(
                out,
                field + " 0 obj\n<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /Rect [0 0 0 0] /T (S" + field
                        + ") /V " + (field + 1) + " 0 R >>\nendobj\n");
        int valueAt = out.size();
        String head = (field + 1) + " 0 obj\n<< /Type /Sig /Filter /X /SubFilter /ETSI.CAdES.detached /ByteRange [0 ";
        String xref = "xref\n4 1\n" + row(formAt) + field + " 2\n" + row(fieldAt) + row(valueAt)
                + "trailer\n<< /Root 1 0 R /Size " + rows + " /Prev " + previous + " >>\nstartxref\n";
        String contents = "] /Contents ";
        int gap = valueAt + head.length() + 3 * 11 + contents.length();
        int gapEnd = gap + VALUE.length() + 2;
        int xrefAt = gapEnd + " >>\nendobj\n".length();
        String tail = " >>\nendobj\n" + xref + xrefAt + "\n%%EOF\n";
        String range = String.format(Locale.ROOT, "%10d %10d %10d ", gap, gapEnd, tail.length());
        write(out, head + range + contents + "<" + VALUE + ">" + tail);
        return xrefAt;
    }

    private static String row(int offset) {
        return String.format(Locale.ROOT, "%010d 00000 n \n", offset);
    }

    private static byte[] deflate(byte[] data) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            deflater.write(data);
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
