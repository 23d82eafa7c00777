package vn.khue.signature.pades;

import java.nio.file.Path;
import java.time.LocalDate;
import vn.khue.signature.SignatureFailure;

/**
 * Number and date of issue of a document, which the clerk gives after the leader has signed and before the seal (Nghị định
 * 30/2020/NĐ-CP, Điều 14; research/law.md R1.22, way b).
 *
 * @param number as it is printed, {@code 128} or {@code 05}: 1 to 12 digits or letters; field {@value #NUMBER_FIELD}
 * @param date day of issue in Vietnam; field {@value #DATE_FIELD} gets it by R1.29
 */
public record NumberAndDate(String number, LocalDate date) {

    /** Form field of the number. */
    public static final String NUMBER_FIELD = "SoVB";

    /** Form field of the date. */
    public static final String DATE_FIELD = "NgayBH";

    public NumberAndDate {
        if (!number.matches("[0-9A-Za-z]{1,12}")) {
            throw new IllegalArgumentException("a number has 1 to 12 digits or letters");
        }
    }

    /**
     * Number as Nghị định 30 writes it: those below 10 with a leading 0 (R1.30).
     *
     * @param number 1 or more
     * @param date day of issue in Vietnam
     */
    public static NumberAndDate of(int number, LocalDate date) {
        if (number < 1) {
            throw new IllegalArgumentException("numbers of a register start at 1, found " + number);
        }
        return new NumberAndDate(number < 10 ? "0" + number : Integer.toString(number), date);
    }

    /**
     * Fills those of the two fields that the document has, as an incremental update that leaves every earlier byte and
     * signature as it is, and makes them read-only.
     *
     * @param source a file that the intake accepted
     * @param target is written whole or not at all; another file than source
     * @return how many fields were filled: 0 (then target is a copy of source), 1 or 2
     * @throws SignatureFailure FIELD_NOT_FILLABLE where one is filled already or is no text field; UNREADABLE_PDF
     */
    public int fill(Path source, Path target) throws SignatureFailure {
        return FieldFiller.fill(source, target, this);
    }
}
