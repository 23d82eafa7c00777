package vn.khue.signature.preview;

import java.time.Duration;

/**
 * Bounds of a rendering.
 *
 * @param maxPixels of one picture
 * @param time for one page
 * @param concurrent renderings at a time; others wait
 */
public record RenderLimits(long maxPixels, Duration time, int concurrent) {

    /** 16 million pixels, 15 seconds, 2 at a time. */
    public static RenderLimits standard() {
        return new RenderLimits(16_000_000, Duration.ofSeconds(15), 2);
    }
}
