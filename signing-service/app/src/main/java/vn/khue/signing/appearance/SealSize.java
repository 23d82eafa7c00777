package vn.khue.signing.appearance;

/** True size of a unit's stamp, in millimetres (R1.9). */
public record SealSize(double widthMm, double heightMm) {
    /** What is assumed until the unit has a seal: the usual round stamp. */
    public static final double USUAL_MM = 36;

    static SealSize round(double mm) {
        return new SealSize(mm, mm);
    }
}
