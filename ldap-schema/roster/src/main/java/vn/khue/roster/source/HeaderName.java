package vn.khue.roster.source;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Headings are compared without case, accents, spaces and signs, so NFC, NFD and typing habits are one (R5.7). */
final class HeaderName {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final int LONGEST = 200;

    private HeaderName() {}

    static String key(String heading) {
        String cut = heading.length() > LONGEST ? heading.substring(0, LONGEST) : heading;
        String plain =
                MARKS.matcher(Normalizer.normalize(cut, Normalizer.Form.NFD)).replaceAll("");
        return OTHERS.matcher(plain.toLowerCase(Locale.ROOT).replace('\u0111', 'd'))
                .replaceAll("");
    }
}
