package vn.khue.signing.document;

import java.util.Arrays;
import java.util.Optional;

/**
 * Kinds of administrative document and how each is abbreviated in the notation (NĐ 30/2020, Phụ lục III; R1.30). A công
 * văn has no abbreviation: its notation is number/organisation.
 */
public enum DocumentKind {
    NQ("NQ"),
    QD("QĐ"),
    CT("CT"),
    QC("QC"),
    QYD("QyĐ"),
    TC("TC"),
    TB("TB"),
    HD("HD"),
    CTR("CTr"),
    KH("KH"),
    PA("PA"),
    DE_AN("ĐA"),
    DU_AN("DA"),
    BC("BC"),
    BB("BB"),
    TTR("TTr"),
    HOP_DONG("HĐ"),
    CD("CĐ"),
    BGN("BGN"),
    BTT("BTT"),
    GUQ("GUQ"),
    GM("GM"),
    GGT("GGT"),
    GNP("GNP"),
    PG("PG"),
    PC("PC"),
    PB("PB"),
    CV("");

    private final String abbreviation;

    DocumentKind(String abbreviation) {
        this.abbreviation = abbreviation;
    }

    /** As it stands in the notation; empty for a công văn. */
    public String abbreviation() {
        return abbreviation;
    }

    /** The series of numbers this kind is counted in. Each kind has its own. */
    public String series() {
        return name();
    }

    /**
     * The notation of a document: {@code 07/QĐ-THCSTT2}, or {@code 07/THCSTT2} for a công văn. Numbers below 10 carry a nought.
     *
     * @param number from 1
     * @param organisation the unit's abbreviation, as the unit writes it
     */
    public String notation(int number, String organisation) {
        String padded = number < 10 ? "0" + number : Integer.toString(number);
        return abbreviation.isEmpty() ? padded + "/" + organisation : padded + "/" + abbreviation + "-" + organisation;
    }

    /** The kind with this code (the constant's name), or empty. */
    public static Optional<DocumentKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(code)).findFirst();
    }
}
