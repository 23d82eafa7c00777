package vn.khue.signature.appearance;

/** What a reader sees of a signature: forms A and B of Nghị định 30/2020/NĐ-CP. No text is drawn in either (R1.1, R1.7). */
public sealed interface VisibleSignature {

    /** Where it is drawn. */
    PageBox box();

    /** What is drawn. */
    InkImage ink();

    /**
     * Form A: the person's blue signature, kept in its proportions, centred in the box.
     *
     * @param image guarded picture
     * @param box from {@link PlacementFinder} or chosen by a person
     */
    record Person(PersonSignatureImage image, PageBox box) implements VisibleSignature {
        @Override
        public InkImage ink() {
            return image.ink();
        }
    }

    /**
     * Form B: the unit's red seal at true size, over the left third of the person's image.
     *
     * @param image guarded picture
     * @param person the box of the person's signature
     */
    record Seal(SealImage image, PageBox person) implements VisibleSignature {
        @Override
        public PageBox box() {
            return SealGeometry.over(person, image.widthMm(), image.heightMm());
        }

        @Override
        public InkImage ink() {
            return image.ink();
        }
    }
}
