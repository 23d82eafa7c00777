package vn.khue.roster.match;

/** Whether two texts are one slip of the keyboard apart (Damerau 1964). Pure functions, in time linear in the length. */
final class OneSlip {

    private OneSlip() {}

    /** Whether they differ, and by one sign that is missing, added or another, or by two neighbours exchanged. */
    static boolean between(String a, String b) {
        if (a.length() > b.length()) {
            return between(b, a);
        }
        int begin = 0;
        while (begin < a.length() && a.charAt(begin) == b.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < a.length() - begin && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
            end++;
        }
        int ours = a.length() - begin - end;
        int theirs = b.length() - begin - end;
        boolean exchanged = ours == 2
                && theirs == 2
                && a.charAt(begin) == b.charAt(begin + 1)
                && a.charAt(begin + 1) == b.charAt(begin);
        return theirs == 1 && ours <= 1 || exchanged;
    }
}
