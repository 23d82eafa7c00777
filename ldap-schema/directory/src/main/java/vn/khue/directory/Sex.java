package vn.khue.directory;

/** Sex as schacGender writes it (ISO/IEC 5218). */
public enum Sex {
    UNKNOWN("0"),
    MALE("1"),
    FEMALE("2");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    /** The digit of ISO/IEC 5218. */
    public String code() {
        return code;
    }
}
