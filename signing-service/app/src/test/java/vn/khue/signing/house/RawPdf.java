package vn.khue.signing.house;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** PDF files of one page, written object by object (ISO 32000-1): pages and forms that no layout of ours would make. */
public final class RawPdf {
    private static final int FIRST_CODE = 0x41;
    private static final String HOLE = "<" + "0".repeat(8_192) + ">";
    private static final String RANGE = "[0 0000000000 0000000000 0000000000]";

    private final double width;
    private final double height;
    private final StringBuilder drawn = new StringBuilder();
    private final StringBuilder letters = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private final List<String> more = new ArrayList<>();
    private int pages = 1;
    private UnaryOperator<byte[]> signer = covered -> new byte[0];

    private RawPdf(double width, double height) {
        this.width = width;
        this.height = height;
    }

    /** In points. */
    public static RawPdf page(double width, double height) {
        return new RawPdf(width, height);
    }

    public static RawPdf a4() {
        return page(595, 842);
    }

    /** Words whose baseline begins here. */
    public RawPdf words(double x, double y, String words) {
        StringBuilder hex = new StringBuilder();
        words.codePoints().forEach(letter -> {
            String one = Character.toString(letter);
            if (letters.indexOf(one) < 0) {
                letters.append(one);
            }
            hex.append(String.format(Locale.ROOT, "%02X", FIRST_CODE + letters.indexOf(one)));
        });
        drawn.append(String.format(Locale.ROOT, "BT /F1 12 Tf %.1f %.1f Td <%s> Tj ET\n", x, y, hex));
        return this;
    }

    /** So many pages, all alike. */
    public RawPdf pages(int number) {
        pages = number;
        return this;
    }

    /** A text field at the top of the form; {@code entries} are further entries of its dictionary. */
    public RawPdf field(String name, String entries) {
        fields.add("<< /Type /Annot /Subtype /Widget /FT /Tx /T (" + name + ") /Rect [100 700 200 720] /P 3 0 R /F 4 "
                + "/DA (/Helv 12 Tf 0 g) " + entries + " >>");
        return this;
    }

    /** A text field that is shown in two places. */
    public RawPdf fieldInTwoPlaces(String name) {
        int first = 8 + 2 * more.size();
        more.add("<< /Type /Annot /Subtype /Widget /Rect [100 600 200 620] /P 3 0 R /F 4 /Parent PARENT >>");
        more.add("<< /Type /Annot /Subtype /Widget /Rect [100 500 200 520] /P 3 0 R /F 4 /Parent PARENT >>");
        fields.add("<< /FT /Tx /T (" + name + ") /DA (/Helv 12 Tf 0 g) /Kids [KID" + first + "] >>");
        return this;
    }

    /**
     * An earlier signature that covers the file and locks all fields (FieldMDP).
     *
     * @param cms makes its value from the bytes it covers
     */
    public RawPdf lockedBySignature(UnaryOperator<byte[]> cms) {
        signer = cms;
        fields.add(
                "<< /Type /Annot /Subtype /Widget /FT /Sig /T (First) /Rect [0 0 0 0] /P 3 0 R /F 132 /V << /Type /Sig"
                        + " /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange " + RANGE + " /Contents "
                        + HOLE
                        + " /Reference [<< /Type /SigRef /TransformMethod /FieldMDP /TransformParams"
                        + " << /Type /TransformParams /V /1.2 /Action /All >> >>] >> >>");
        return this;
    }

    public byte[] bytes() {
        List<String> objects = new ArrayList<>();
        int firstField = 7;
        StringBuilder references = new StringBuilder();
        for (int i = 0; i < fields.size(); i++) {
            references.append(firstField + i).append(" 0 R ");
        }
        int firstMore = firstField + fields.size();
        StringBuilder kids = new StringBuilder();
        for (int i = 0; i < more.size(); i++) {
            kids.append(firstMore + i).append(" 0 R ");
        }
        objects.add("<< /Type /Catalog /Pages 2 0 R"
                + (fields.isEmpty()
                        ? ""
                        : " /AcroForm << /Fields [" + references
                                + "] /DA (/Helv 12 Tf 0 g) /DR << /Font << /Helv 6 0 R >> >>" + " >>")
                + " >>");
        int furtherPages = firstMore + more.size() + 1;
        StringBuilder kidPages = new StringBuilder("3 0 R");
        for (int i = 1; i < pages; i++) {
            kidPages.append(' ').append(furtherPages + i - 1).append(" 0 R");
        }
        objects.add("<< /Type /Pages /Kids [" + kidPages + "] /Count " + pages + " >>");
        objects.add(page(fields.isEmpty() ? "" : " /Annots [" + references + kids + "]"));
        objects.add(stream(drawn.toString()));
        int last = FIRST_CODE + Math.max(0, letters.length() - 1);
        objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar " + FIRST_CODE + " /LastChar "
                + last
                + " /Widths [" + "600 ".repeat(last - FIRST_CODE + 1) + "] /ToUnicode " + (firstMore + more.size())
                + " 0 R >>");
        objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        for (int i = 0; i < fields.size(); i++) {
            objects.add(fields.get(i).replaceAll("KID\\d+", kids.toString()));
        }
        for (String each : more) {
            objects.add(each.replace("PARENT", parent() + " 0 R"));
        }
        objects.add(stream(toUnicode()));
        for (int i = 1; i < pages; i++) {
            objects.add(page(""));
        }
        return signed(write(objects));
    }

    private String page(String annotations) {
        return String.format(
                Locale.ROOT,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.1f %.1f] /Contents 4 0 R"
                        + " /Resources << /Font << /F1 5 0 R >> >>%s >>",
                width,
                height,
                annotations);
    }

    private int parent() {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).contains("/Kids")) {
                return 7 + i;
            }
        }
        return 0;
    }

    private String toUnicode() {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
                + "/CMapName /K def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n");
        map.append(letters.length()).append(" beginbfchar\n");
        for (int i = 0; i < letters.length(); i++) {
            map.append(String.format(Locale.ROOT, "<%02X> <%04X>\n", FIRST_CODE + i, (int) letters.charAt(i)));
        }
        return map.append("endbfchar endcmap CMapName currentdict /CMap defineresource pop end end")
                .toString();
    }

    private static String stream(String content) {
        return "<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream";
    }

    private static byte[] write(List<String> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(latin("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"));
        StringBuilder xref = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            xref.append(String.format(Locale.ROOT, "%010d 00000 n \n", out.size()));
            out.writeBytes(latin((i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n"));
        }
        int start = out.size();
        out.writeBytes(latin(xref + "trailer\n<< /Size " + (objects.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + start
                + "\n%%EOF\n"));
        return out.toByteArray();
    }

    private byte[] signed(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int hole = text.indexOf(HOLE);
        if (hole < 0) {
            return file;
        }
        int after = hole + HOLE.length();
        String range = String.format(Locale.ROOT, "[0 %010d %010d %010d]", hole, after, file.length - after);
        byte[] ranged = latin(text.replace(RANGE, range));
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        covered.write(ranged, 0, hole);
        covered.write(ranged, after, ranged.length - after);
        byte[] value = latin(HexFormat.of().formatHex(signer.apply(covered.toByteArray())));
        System.arraycopy(value, 0, ranged, hole + 1, value.length);
        return ranged;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
