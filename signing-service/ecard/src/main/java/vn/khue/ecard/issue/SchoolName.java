package vn.khue.ecard.issue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Forms of a school's name, each shorter than the one before: in full; its kind by its usual letters ({@code THCS Nguyễn Du}); the words of
 * its own name but the last by their first letters ({@code THCS N. Du}); all of them so ({@code THCS ND}); those letters alone
 * ({@code ND}).
 */
final class SchoolName {
    /** Longer ones first: each begins as a shorter one may. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("trung tâm giáo dục nghề nghiệp - giáo dục thường xuyên", "TTGDNN-GDTX");
        KINDS.put("trung tâm giáo dục thường xuyên", "TTGDTX");
        KINDS.put("phổ thông dân tộc nội trú", "PTDTNT");
        KINDS.put("phổ thông dân tộc bán trú", "PTDTBT");
        KINDS.put("tiểu học và trung học cơ sở", "TH&THCS");
        KINDS.put("trung học cơ sở và trung học phổ thông", "THCS&THPT");
        KINDS.put("trung học phổ thông chuyên", "THPT chuyên");
        KINDS.put("trung học phổ thông", "THPT");
        KINDS.put("trung học cơ sở", "THCS");
        KINDS.put("tiểu học", "TH");
        KINDS.put("mầm non", "MN");
        KINDS.put("mẫu giáo", "MG");
        KINDS.put("phòng giáo dục và đào tạo", "PGDĐT");
        KINDS.put("sở giáo dục và đào tạo", "SGDĐT");
        // Names that are written with the letters already.
        for (String letters :
                List.of("TH&THCS", "THCS&THPT", "THPT chuyên", "THPT", "THCS", "TH", "MN", "MG", "PTDTNT", "PTDTBT")) {
            KINDS.put(letters.toLowerCase(Locale.ROOT), letters);
        }
    }

    private static final String SCHOOL = "trường ";

    private SchoolName() {}

    /** @return at least one, none twice */
    static List<String> forms(String official) {
        String full =
                Normalizer.normalize(official, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
        LinkedHashSet<String> forms = new LinkedHashSet<>();
        forms.add(full);
        String own = full;
        StringBuilder kinds = new StringBuilder();
        own = startsWith(own, SCHOOL) ? own.substring(SCHOOL.length()) : own;
        for (Optional<Map.Entry<String, String>> kind = kind(own); kind.isPresent(); kind = kind(own)) {
            kinds.append(kind.get().getValue()).append(' ');
            own = own.substring(kind.get().getKey().length()).strip();
        }
        String letters = kinds.toString();
        forms.add((letters + own).strip());
        List<String> words = new ArrayList<>(List.of(own.split(" ")));
        String last = words.remove(words.size() - 1);
        StringBuilder dotted = new StringBuilder(letters);
        StringBuilder initials = new StringBuilder();
        for (String word : words) {
            dotted.append(first(word)).append(". ");
            initials.append(first(word));
        }
        forms.add(dotted.append(last).toString().strip());
        // A number stays whole: «Tiểu học số 12».
        boolean number = !last.isEmpty() && last.chars().allMatch(Character::isDigit);
        initials.append(number ? last : first(last));
        forms.add((letters + initials).strip());
        forms.add(initials.toString());
        forms.remove("");
        return List.copyOf(forms);
    }

    private static Optional<Map.Entry<String, String>> kind(String name) {
        return KINDS.entrySet().stream()
                .filter(each -> startsWith(name + " ", each.getKey() + " "))
                .findFirst();
    }

    private static String first(String word) {
        return word.isEmpty()
                ? ""
                : new StringBuilder().appendCodePoint(word.codePointAt(0)).toString();
    }

    private static boolean startsWith(String text, String lowerCase) {
        return text.regionMatches(true, 0, lowerCase, 0, lowerCase.length());
    }
}
