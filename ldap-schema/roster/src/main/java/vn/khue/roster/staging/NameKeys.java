package vn.khue.roster.staging;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.khue.directory.name.VietnameseName;

/**
 * Two keys by which names are compared: the spelling, in which only case and the place of the tone on oa, oe and uy are one (hòa is
 * hoà, but not hoa), and the folded key, in which all accents are (R7.3). Pure functions.
 */
public final class NameKeys {

    private static final Pattern NEW_PLACE = Pattern.compile("(o[àáảãạ]|o[èéẻẽẹ]|u[ỳýỷỹỵ])(?![\\p{L}])");
    private static final Map<Character, Character> TONES = tones();
    private static final Map<Character, String> TO_FIRST =
            Map.of('\u0300', "òù", '\u0301', "óú", '\u0309', "ỏủ", '\u0303', "õũ", '\u0323', "ọụ");

    private NameKeys() {}

    /** Lower case, NFC, tones of oa, oe, uy in the old place. */
    public static String spelling(String name) {
        String lower = VietnameseName.normalise(name).toLowerCase(Locale.ROOT);
        Matcher pair = NEW_PLACE.matcher(lower);
        if (!pair.find()) {
            return lower;
        }
        StringBuilder moved = new StringBuilder();
        do {
            char first = pair.group().charAt(0);
            char vowel = pair.group().charAt(1);
            boolean afterQ = first == 'u' && pair.start() > 0 && lower.charAt(pair.start() - 1) == 'q';
            String replacement =
                    afterQ ? pair.group() : TO_FIRST.get(TONES.get(vowel)).charAt(first == 'o' ? 0 : 1) + bare(vowel);
            pair.appendReplacement(moved, replacement);
        } while (pair.find());
        return pair.appendTail(moved).toString();
    }

    /** Lower case without accents. */
    public static String folded(String name) {
        return VietnameseName.searchKey(name);
    }

    private static String bare(char vowel) {
        return Normalizer.normalize(String.valueOf(vowel), Normalizer.Form.NFD).substring(0, 1);
    }

    private static Map<Character, Character> tones() {
        return "àáảãạèéẻẽẹỳýỷỹỵ"
                .chars()
                .mapToObj(c -> (char) c)
                .collect(Collectors.toUnmodifiableMap(
                        c -> c,
                        c -> Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD)
                                .charAt(1)));
    }
}
