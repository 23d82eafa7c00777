package vn.khue.signature.validation;

/**
 * One check that did not hold.
 *
 * @param check which check; its text is in the bundle
 * @param failed true where it failed for good, false where it could not be concluded
 * @param subIndication what it means
 * @param detail for the expert: expected, found, where; English; may hold names from the file, so escape it
 */
public record Finding(Check check, boolean failed, SubIndication subIndication, String detail) {}
