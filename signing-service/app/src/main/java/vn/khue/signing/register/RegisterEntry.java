package vn.khue.signing.register;

import java.time.LocalDate;

/**
 * A number taken from the register.
 *
 * @param number from 1
 * @param notation as it stands on the document, for example {@code 07/QĐ-THCSTT2}
 * @param issuedOn the date of the document in Asia/Ho_Chi_Minh
 */
public record RegisterEntry(int number, String notation, LocalDate issuedOn) {}
