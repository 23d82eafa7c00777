package vn.khue.ecard.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * Takes a JPEG or PNG in as a portrait. The header says how large the picture is before anything is unpacked; only the picture's own
 * parts of the file are given to the decoder, which sees neither profiles nor texts; what comes out is written anew, so that places,
 * dates and thumbnails of the original are gone. Large pictures are decoded thinned out, so that memory stays at a few MiB. Immutable,
 * safe for use by many threads.
 */
public final class PhotoIntake {

    private static final int LEAST_WIDTH = 240;
    private static final int LEAST_HEIGHT = 320;
    private static final double WIDEST = 2.2;
    private static final double TALLEST = 2.6;
    private static final double MUCH_CUT = 0.6;
    private static final float QUALITY = 0.86f;

    private final PhotoLimits limits;

    public PhotoIntake(PhotoLimits limits) {
        this.limits = limits;
    }

    /**
     * Takes it in and cuts it to 3:4 by rule: the middle of what is too wide, rather the upper part of what is too high.
     *
     * @param file the whole file, of any content
     */
    public PhotoResult take(byte[] file) {
        return take(file, Optional.empty());
    }

    /** Takes it in and cuts it as a person placed the frame. */
    public PhotoResult take(byte[] file, HeadFrame frame) {
        return take(file, Optional.of(frame));
    }

    private PhotoResult take(byte[] file, Optional<HeadFrame> frame) {
        try {
            return portrait(open(file), frame);
        } catch (PhotoRefusedException e) {
            return e.result();
        }
    }

    /** A file that may be decoded. */
    private record Openable(String format, int width, int height, int orientation, byte[] bare) {
        int uprightWidth() {
            return orientation >= 5 ? height : width;
        }

        int uprightHeight() {
            return orientation >= 5 ? width : height;
        }
    }

    private Openable open(byte[] file) throws PhotoRefusedException {
        if (file.length > limits.maxBytes()) {
            throw new PhotoRefusedException(
                    PhotoProblem.TOO_MANY_BYTES,
                    "expected at most " + limits.maxBytes() + " bytes, found " + file.length + "; save it smaller");
        }
        return switch (FileKind.of(file)) {
            case JPEG -> {
                JpegFile jpeg = JpegFile.read(file);
                bound(jpeg.width(), jpeg.height(), !jpeg.baseline());
                yield new Openable("jpeg", jpeg.width(), jpeg.height(), jpeg.orientation(), jpeg.bare());
            }
            case PNG -> {
                PngFile png = PngFile.read(file);
                bound(png.width(), png.height(), png.interlaced());
                yield new Openable("png", png.width(), png.height(), 1, png.bare());
            }
            case HEIC ->
                throw new PhotoRefusedException(
                        PhotoProblem.HEIC,
                        "expected JPEG or PNG, found HEIC; set the phone to the most compatible format");
            case OTHER ->
                throw new PhotoRefusedException(
                        PhotoProblem.NOT_A_PICTURE,
                        "expected JPEG or PNG, found another file; save the picture as JPEG");
        };
    }

    private void bound(int width, int height, boolean manyPasses) throws PhotoRefusedException {
        long pixels = (long) width * height;
        long most = manyPasses ? limits.maxProgressivePixels() : limits.maxPixels();
        if (pixels > most) {
            throw new PhotoRefusedException(
                    PhotoProblem.TOO_MANY_PIXELS,
                    "expected at most " + most + " pixels, found " + width + " x " + height + "; save it smaller");
        }
    }

    private static PhotoResult portrait(Openable file, Optional<HeadFrame> frame) throws PhotoRefusedException {
        int width = file.uprightWidth();
        int height = file.uprightHeight();
        if (width > WIDEST * height || height > TALLEST * width) {
            throw new PhotoRefusedException(
                    PhotoProblem.ODD_SHAPE, "expected a portrait, found " + width + " x " + height + " pixels");
        }
        Crop part = frame.map(placed -> Crop.placed(placed, width, height)).orElseGet(() -> Crop.byRule(width, height));
        if (part.width() < LEAST_WIDTH || part.height() < LEAST_HEIGHT) {
            throw new PhotoRefusedException(
                    PhotoProblem.TOO_SMALL,
                    "expected at least " + LEAST_WIDTH + " x " + LEAST_HEIGHT + " pixels after cropping, found "
                            + (int) part.width() + " x " + (int) part.height() + "; take a larger picture");
        }
        int thin = Math.max(
                1, (int) Math.min(part.width() / (2 * CardPhoto.WIDTH), part.height() / (2 * CardPhoto.HEIGHT)));
        BufferedImage upright = Pixels.upright(decode(file, thin), file.orientation());
        Crop thinned = new Crop(
                Math.min(part.x() / thin, upright.getWidth() - 1),
                Math.min(part.y() / thin, upright.getHeight() - 1),
                part.width() / thin,
                part.height() / thin);
        BufferedImage portrait = Pixels.portrait(upright, thinned);
        int[] luma = Pixels.luma(portrait);
        Look look = new Look(luma);
        if (look.empty()) {
            throw new PhotoRefusedException(
                    PhotoProblem.EMPTY, "expected a portrait, found one colour all over; take the picture again");
        }
        Set<PhotoDoubt> doubts = EnumSet.noneOf(PhotoDoubt.class);
        doubts.addAll(look.doubts());
        if (frame.isEmpty() && part.shareOf(width, height) < MUCH_CUT) {
            doubts.add(PhotoDoubt.MUCH_CUT);
        }
        return new PhotoResult.Accepted(CardPhoto.made(encode(portrait)), PictureHash.of(luma), doubts);
    }

    private static BufferedImage decode(Openable file, int thin) throws PhotoRefusedException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(file.format()).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file.bare()))) {
            boolean[] warned = new boolean[1];
            reader.addIIOReadWarningListener((source, warning) -> warned[0] = true);
            reader.setInput(in, true, true);
            if (reader.getWidth(0) != file.width() || reader.getHeight(0) != file.height()) {
                throw new PhotoRefusedException(
                        PhotoProblem.BROKEN, "expected the size of the header, found another; save the picture again");
            }
            ImageReadParam how = reader.getDefaultReadParam();
            how.setSourceSubsampling(thin, thin, thin / 2, thin / 2);
            BufferedImage image = reader.read(0, how);
            if (warned[0]) {
                throw new PhotoRefusedException(
                        PhotoProblem.BROKEN, "expected a whole picture, found a damaged one; save it again");
            }
            return image;
        } catch (IOException | RuntimeException e) {
            throw new PhotoRefusedException(
                    PhotoProblem.BROKEN,
                    "expected a picture, found one that cannot be decoded ("
                            + e.getClass().getSimpleName() + "); save it again");
        } finally {
            reader.dispose();
        }
    }

    private static byte[] encode(BufferedImage image) throws PhotoRefusedException {
        try {
            return Pixels.jpeg(image, QUALITY);
        } catch (IOException e) {
            throw new PhotoRefusedException(PhotoProblem.BROKEN, "expected to write the portrait, found " + e);
        }
    }
}
