package vn.khue.signature.appearance;

/**
 * The two lines of a document between which its signer signs.
 *
 * @param title the line above, as {@code HIỆU TRƯỞNG} or {@code PHÓ HIỆU TRƯỞNG}; compared without regard to case and to NFC/NFD
 * @param name full name below, compared in the same way
 */
public record SignerLines(String title, String name) {}
