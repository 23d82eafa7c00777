package vn.khue.signature.appearance;

/**
 * Where the seal of the unit goes: over about a third of the image of the authorised person's signature, at its left, at true
 * size (Nghị định 30/2020/NĐ-CP, PL I, II.8.a; the formula is research/law.md R1.8).
 */
public final class SealGeometry {

    private SealGeometry() {}

    /**
     * @param person box of the person's signature image
     * @param widthMm true width of the seal, millimetres
     * @param heightMm true height of the seal, millimetres; the same as the width where it is round
     * @return the box of the seal: its right edge one third into the person's box, centred on its height
     */
    public static PageBox over(PageBox person, double widthMm, double heightMm) {
        double width = widthMm * PageBox.POINTS_PER_MM;
        double height = heightMm * PageBox.POINTS_PER_MM;
        double right = person.x() + person.width() / 3;
        return new PageBox(person.page(), right - width, person.y() + person.height() / 2 - height / 2, width, height);
    }
}
