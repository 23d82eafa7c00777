package vn.khue.signing.register;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The unit's abbreviation in the notation of its documents (NĐ 30/2020 PL I, II.3): the usual letters of its kind, then the
 * first letter of each further word, digits whole. {@code Trường THCS Thị Trấn 2} gives {@code THCSTT2}. Stateless.
 */
public final class UnitAbbreviation {
    private static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("trung học phổ thông", "THPT"),
            Map.entry("trung học cơ sở", "THCS"),
            Map.entry("tiểu học", "TH"),
            Map.entry("mầm non", "MN"),
            Map.entry("mẫu giáo", "MG"),
            Map.entry("ủy ban nhân dân", "UBND"),
            Map.entry("uỷ ban nhân dân", "UBND"));
    private static final Pattern CAPITALS = Pattern.compile("\\p{Lu}{2,6}");
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private UnitAbbreviation() {}

    /**
     * @param name the unit's name on the day
     * @return 1 to 30 letters and digits (PL VI: CodeNotation 30)
     */
    public static String of(String name) {
        String rest = Normalizer.normalize(name, Normalizer.Form.NFC).strip().replaceFirst("(?iu)^trường\\s+", "");
        StringBuilder letters = new StringBuilder();
        for (Map.Entry<String, String> kind : KINDS) {
            if (rest.toLowerCase(VIETNAMESE).startsWith(kind.getKey())) {
                letters.append(kind.getValue());
                rest = rest.substring(kind.getKey().length());
                break;
            }
        }
        for (String word : rest.strip().split("[^\\p{L}\\p{N}]+")) {
            if (word.isEmpty()) {
                continue;
            }
            boolean whole = word.chars().allMatch(Character::isDigit)
                    || CAPITALS.matcher(word).matches();
            letters.append(whole ? word : word.substring(0, word.offsetByCodePoints(0, 1)));
        }
        String result = letters.toString().toUpperCase(VIETNAMESE);
        return result.length() > 30 ? result.substring(0, 30) : result;
    }
}
