package vn.khue.roster.match;

import java.util.Arrays;
import java.util.List;

/**
 * How one name differs from another, in the ways in which people who type names go wrong. Immutable; pure functions.
 *
 * @param kind what differs
 * @param part which part of the name differs; {@link Part#MANY} where it is not one word
 * @param word the word of the first name that differs, lower case without accents; empty where it is not one word
 * @param theirs the word of the second name
 */
record NameLikeness(Kind kind, Part part, String word, String theirs) {

    /** What differs. */
    enum Kind {
        /** Nothing but case and the place of a tone on oa, oe and uy. */
        SAME,
        /** Accents and tone marks only. */
        MARKS,
        /** The same words in another order. */
        ORDER,
        /** One name lacks words in the middle; family and given name are the same. */
        WORD_MISSING,
        /** One letter of one word is missing, added or another, or two are exchanged; or a space is. */
        LETTER,
        /** More than that. */
        OTHER
    }

    /** Which part of a name: first word family, last word given. */
    enum Part {
        FAMILY,
        MIDDLE,
        GIVEN,
        MANY
    }

    private static final int MISSING_WORDS = 2;

    /**
     * Compares two names.
     *
     * @param spelling lower case, as {@link vn.khue.roster.staging.NameKeys#spelling} gives it
     * @param folded lower case without accents, as {@link vn.khue.roster.staging.NameKeys#folded} gives it
     */
    static NameLikeness between(String spelling, String folded, String theirSpelling, String theirFolded) {
        if (spelling.equals(theirSpelling)) {
            return of(Kind.SAME);
        }
        if (folded.equals(theirFolded)) {
            boolean bare = spelling.equals(folded) || theirSpelling.equals(theirFolded);
            return new NameLikeness(
                    Kind.MARKS, bare ? Part.MANY : differing(words(spelling), words(theirSpelling)), "", "");
        }
        if (folded.replace(" ", "").equals(theirFolded.replace(" ", ""))) {
            return of(Kind.LETTER);
        }
        return words(words(folded), words(theirFolded));
    }

    private static NameLikeness words(List<String> ours, List<String> theirs) {
        if (ours.size() != theirs.size()) {
            boolean missing = ours.size() < theirs.size() ? lacks(ours, theirs) : lacks(theirs, ours);
            return of(missing ? Kind.WORD_MISSING : Kind.OTHER);
        }
        if (ours.stream().sorted().toList().equals(theirs.stream().sorted().toList())) {
            int last = ours.size() - 1;
            // Anh Minh beside Minh Anh may be two given names; a family name out of its place is no name.
            return ours.get(0).equals(theirs.get(0)) && !ours.get(last).equals(theirs.get(last))
                    ? new NameLikeness(Kind.ORDER, Part.GIVEN, ours.get(last), theirs.get(last))
                    : of(Kind.ORDER);
        }
        int at = onlyDifference(ours, theirs);
        return at >= 0 && OneSlip.between(ours.get(at), theirs.get(at))
                ? new NameLikeness(Kind.LETTER, part(at, ours.size()), ours.get(at), theirs.get(at))
                : of(Kind.OTHER);
    }

    private static boolean lacks(List<String> fewer, List<String> more) {
        if (fewer.size() < 2
                || more.size() - fewer.size() > MISSING_WORDS
                || !fewer.get(0).equals(more.get(0))
                || !fewer.get(fewer.size() - 1).equals(more.get(more.size() - 1))) {
            return false;
        }
        int met = 0;
        for (String word : more.subList(0, more.size() - 1)) {
            if (met < fewer.size() - 1 && word.equals(fewer.get(met))) {
                met++;
            }
        }
        return met == fewer.size() - 1;
    }

    private static Part differing(List<String> ours, List<String> theirs) {
        int at = ours.size() == theirs.size() ? onlyDifference(ours, theirs) : -1;
        return at < 0 ? Part.MANY : part(at, ours.size());
    }

    /** Where the one word stands that differs; -1 if it is not one. */
    private static int onlyDifference(List<String> ours, List<String> theirs) {
        int found = -1;
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i))) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
        }
        return found;
    }

    private static Part part(int at, int size) {
        return at == size - 1 ? Part.GIVEN : at == 0 ? Part.FAMILY : Part.MIDDLE;
    }

    private static List<String> words(String name) {
        return Arrays.asList(name.split(" "));
    }

    private static NameLikeness of(Kind kind) {
        return new NameLikeness(kind, Part.MANY, "", "");
    }
}
