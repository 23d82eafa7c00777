package vn.khue.ecard.photo;

/**
 * Where a person put the frame of 3:4 over a picture, so that the head is between its lines. All three in parts of the picture as
 * seen upright, so that the page that asks need not know its pixels.
 *
 * @param centreX middle of the frame from the left, 0 to 1
 * @param top upper edge of the frame from above, 0 to 1
 * @param height height of the frame, above 0, at most 1
 */
public record HeadFrame(double centreX, double top, double height) {

    /** @throws IllegalArgumentException if a number is outside of its range */
    public HeadFrame {
        if (!(centreX >= 0 && centreX <= 1 && top >= 0 && top <= 1 && height > 0 && height <= 1)) {
            throw new IllegalArgumentException(
                    "expected a frame in parts of the picture, 0 to 1, found another; place the frame again");
        }
    }
}
