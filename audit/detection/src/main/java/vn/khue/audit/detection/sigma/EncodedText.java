package vn.khue.audit.detection.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A value as it looks once somebody encoded it; Sigma 2.1, encoding modifiers, applied in the order in which they stand. */
final class EncodedText {

    private EncodedText() {}

    /** The forms to look for: one, or three for offsets. */
    static List<String> forms(String plain, List<String> encodings) {
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        List<String> forms = List.of();
        for (String encoding : encodings) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            switch (encoding) {
                case "utf16le", "wide" -> bytes = text.getBytes(StandardCharsets.UTF_16LE);
                case "utf16be" -> bytes = text.getBytes(StandardCharsets.UTF_16BE);
                case "utf16" -> bytes = withMark(text.getBytes(StandardCharsets.UTF_16LE));
                case "base64offset" -> forms = offsets(bytes);
                default -> {
                    forms = List.of(Base64.getEncoder().encodeToString(bytes));
                    bytes = forms.get(0).getBytes(StandardCharsets.UTF_8);
                }
            }
        }
        return forms.isEmpty() ? List.of(new String(bytes, StandardCharsets.UTF_8)) : forms;
    }

    private static byte[] withMark(byte[] utf16) {
        byte[] marked = new byte[utf16.length + 2];
        marked[0] = (byte) 0xFF;
        marked[1] = (byte) 0xFE;
        System.arraycopy(utf16, 0, marked, 2, utf16.length);
        return marked;
    }

    /** The part of the encoding that stays the same behind none, one or two other bytes. */
    private static List<String> offsets(byte[] bytes) {
        int[] from = {0, 2, 3};
        int[] cut = {0, 3, 2};
        List<String> forms = new ArrayList<>();
        for (int offset = 0; offset < 3; offset++) {
            byte[] shifted = new byte[bytes.length + offset];
            Arrays.fill(shifted, 0, offset, (byte) ' ');
            System.arraycopy(bytes, 0, shifted, offset, bytes.length);
            String whole = Base64.getEncoder().encodeToString(shifted);
            int end = Math.max(from[offset], whole.length() - cut[shifted.length % 3]);
            forms.add(whole.substring(from[offset], end));
        }
        return forms;
    }
}
