package vn.khue.signature.decision;

import java.time.LocalDate;

/**
 * A day as Nghị định 30/2020/NĐ-CP writes it: days below 10 and the months 1 and 2 with a leading 0, other months without
 * (PL I, II.4.d; research/law.md R1.29).
 */
public final class DecisionDate {

    private DecisionDate() {}

    /** As {@code ngày 05 tháng 01 năm 2026} or {@code ngày 29 tháng 6 năm 2026}; NFC. */
    public static String inWords(LocalDate day) {
        return "ngày " + pad(day.getDayOfMonth(), 10) + " tháng " + pad(day.getMonthValue(), 3) + " năm "
                + day.getYear();
    }

    private static String pad(int value, int below) {
        return value < below ? "0" + value : Integer.toString(value);
    }
}
