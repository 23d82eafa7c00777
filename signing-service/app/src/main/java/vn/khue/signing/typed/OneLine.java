package vn.khue.signing.typed;

import java.text.Normalizer;

/** What a person typed into a field of one line: NFC, without control and format characters, each run of spaces one space. */
public final class OneLine {
    private OneLine() {}

    public static String of(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
                .strip();
    }
}
