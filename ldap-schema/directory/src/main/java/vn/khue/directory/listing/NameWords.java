package vn.khue.directory.listing;

import java.text.Collator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.khue.directory.name.VietnameseName;

/**
 * The words that names are made of, each with a number and a rank. Some thousand different words make up all names of a city, so
 * collating these once is enough to compare any two names by numbers. Not thread-safe.
 */
final class NameWords {

    private final Collator collator = Collator.getInstance(Locale.forLanguageTag("vi"));
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<String> folded = new ArrayList<>();
    private int[] sorted = {};
    private int[] ranks = {};

    /** The number of a word, new or known. */
    int number(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        int number = words.size();
        numbers.put(word, number);
        words.add(word);
        folded.add(VietnameseName.fold(word));
        return number;
    }

    /** Rank of each word by its number: lower comes first, words that the collator holds equal have one rank. */
    int[] ranks() {
        if (sorted.length < words.size()) {
            rank();
        }
        return ranks;
    }

    /** Numbers of the words that begin with a text without accents. */
    BitSet beginningWith(String beginning) {
        var found = new BitSet(words.size());
        for (int i = 0; i < folded.size(); i++) {
            if (folded.get(i).startsWith(beginning)) {
                found.set(i);
            }
        }
        return found;
    }

    int count() {
        return words.size();
    }

    private void rank() {
        int known = sorted.length;
        Integer[] fresh = new Integer[words.size() - known];
        Arrays.setAll(fresh, i -> known + i);
        Arrays.sort(fresh, Comparator.comparing(words::get, collator));
        int[] merged = new int[words.size()];
        int old = 0;
        int young = 0;
        for (int i = 0; i < merged.length; i++) {
            boolean takeOld = young == fresh.length
                    || old < known && collator.compare(words.get(sorted[old]), words.get(fresh[young])) <= 0;
            merged[i] = takeOld ? sorted[old++] : fresh[young++];
        }
        int[] byNumber = new int[merged.length];
        for (int i = 1; i < merged.length; i++) {
            boolean same = collator.compare(words.get(merged[i - 1]), words.get(merged[i])) == 0;
            byNumber[merged[i]] = byNumber[merged[i - 1]] + (same ? 0 : 1);
        }
        sorted = merged;
        ranks = byNumber;
    }
}
