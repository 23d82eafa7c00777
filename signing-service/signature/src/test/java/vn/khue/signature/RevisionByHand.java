package vn.khue.signature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A revision appended object by object to a file with cross-reference tables, as an attacker with an editor would. */
public final class RevisionByHand {

    private static final int ROOM = 8192;

    private final String file;
    private final Map<Integer, String> objects = new TreeMap<>();

    private RevisionByHand(String file) {
        this.file = file;
    }

    /** What is signed, and the value over it. */
    public interface Signer {
        byte[] value(byte[] signed) throws Exception;
    }

    public static RevisionByHand of(Path file) throws IOException {
        return new RevisionByHand(Tamper.text(file));
    }

    /** A number that no object of the file has yet. */
    public int free() {
        int at = file.lastIndexOf("/Size ") + 6;
        int size = Integer.parseInt(file.substring(at, at + 10).split("[^0-9]")[0]);
        return Math.max(
                size,
                objects.keySet().stream().max(Integer::compare).map(n -> n + 1).orElse(0));
    }

    /** The object as the file has it last. */
    public String last(int number) {
        if (objects.containsKey(number)) {
            return objects.get(number);
        }
        String head = "\n" + number + " 0 obj";
        int at = file.lastIndexOf(head) + head.length();
        return file.substring(at, file.indexOf("endobj", at)).strip();
    }

    /** Number of the object that a key of another refers to. */
    public int number(int of, String key) {
        String text = last(of);
        int at = text.indexOf("/" + key + " ") + key.length() + 2;
        return Integer.parseInt(text.substring(at, text.indexOf(' ', at)));
    }

    /** Number of the object that a key of the last trailer refers to. */
    public int trailerNumber(String key) {
        int at = file.lastIndexOf("/" + key + " ") + key.length() + 2;
        return Integer.parseInt(file.substring(at, file.indexOf(' ', at)));
    }

    public RevisionByHand put(int number, String body) {
        objects.put(number, body);
        return this;
    }

    /** Changes an object of the file. */
    public RevisionByHand change(int number, String from, String to) {
        String text = last(number);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("expected " + from + " in " + text);
        }
        return put(number, text.replace(from, to));
    }

    public RevisionByHand stream(int number, String entries, String data) {
        return put(number, "<< " + entries + " /Length " + data.length() + " >>\nstream\n" + data + "\nendstream");
    }

    /** A signature field with its value, in the form and on the page; what the widget shows is the caller's to say. */
    public RevisionByHand field(int page, String name, String widget, String subFilter) {
        int form = number(1, "AcroForm");
        int field = free();
        int value = field + 1;
        put(
                field,
                "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /P " + page + " 0 R /T (" + name + ") /V " + value
                        + " 0 R " + widget + " >>");
        signature(value, subFilter);
        change(form, "/Fields[", "/Fields[" + field + " 0 R ");
        return change(page, "/Annots[", "/Annots[" + field + " 0 R ");
    }

    /** A signature dictionary whose value is put in by {@link #sign}. */
    public RevisionByHand signature(int number, String subFilter) {
        String type = subFilter.equals("ETSI.RFC3161") ? "DocTimeStamp" : "Sig";
        return put(
                number,
                "<< /Type /" + type + " /Filter /Adobe.PPKLite /SubFilter /" + subFilter + " /ByteRange "
                        + " ".repeat(66) + " /Contents <" + "0".repeat(ROOM * 2) + "> >>");
    }

    public Path write(Path target) throws IOException {
        return Tamper.write(target, text());
    }

    /** Writes the revision and signs all of the file with the value that was put in last. */
    public Path sign(Path target, Signer signer) throws Exception {
        byte[] pdf = text().getBytes(StandardCharsets.ISO_8859_1);
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        int start = text.lastIndexOf("/Contents <" + "0".repeat(ROOM * 2)) + "/Contents ".length();
        int end = start + ROOM * 2 + 2;
        String range = "[0 " + start + " " + end + " " + (pdf.length - end) + "]";
        put(pdf, text.lastIndexOf("/ByteRange ", start) + "/ByteRange ".length(), range);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(pdf, 0, start);
        signed.write(pdf, end, pdf.length - end);
        put(pdf, start + 1, HexFormat.of().formatHex(signer.value(signed.toByteArray())));
        return Files.write(target, pdf);
    }

    private static void put(byte[] pdf, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, pdf, at, bytes.length);
    }

    private String text() {
        StringBuilder pdf = new StringBuilder(file);
        StringBuilder table = new StringBuilder();
        int size = free();
        for (Map.Entry<Integer, String> object : objects.entrySet()) {
            table.append(object.getKey()).append(" 1\n");
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(object.getKey())
                    .append(" 0 obj\n")
                    .append(object.getValue())
                    .append("\nendobj\n");
        }
        int previous = file.lastIndexOf("startxref") + "startxref".length();
        int info = file.lastIndexOf("/Info ");
        int xref = pdf.length();
        pdf.append("xref\n")
                .append(table)
                .append("trailer\n<< /Root 1 0 R /Size ")
                .append(size);
        if (info > 0) {
            pdf.append(' ').append(file, info, file.indexOf('R', info) + 1);
        }
        pdf.append(" /Prev ").append(file, previous, file.lastIndexOf("%%EOF"));
        return pdf.append(" >>\nstartxref\n").append(xref).append("\n%%EOF\n").toString();
    }
}
