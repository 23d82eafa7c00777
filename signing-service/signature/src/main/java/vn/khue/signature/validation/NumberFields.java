package vn.khue.signature.validation;

import vn.khue.signature.pades.NumberAndDate;

/** The only two form fields that may be filled after a signature (R1.22). */
final class NumberFields {

    private NumberFields() {}

    static boolean isOne(String name) {
        return name.equals(NumberAndDate.NUMBER_FIELD) || name.equals(NumberAndDate.DATE_FIELD);
    }
}
