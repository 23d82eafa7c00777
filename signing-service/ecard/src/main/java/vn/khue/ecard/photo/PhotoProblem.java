package vn.khue.ecard.photo;

/** Why a file is not taken as a photograph. The text for people: {@link PhotoText}. */
public enum PhotoProblem {
    /** More bytes than {@link PhotoLimits#maxBytes()}. */
    TOO_MANY_BYTES,
    /** More pixels than {@link PhotoLimits#maxPixels()}, by the file's own header. */
    TOO_MANY_PIXELS,
    /** Fewer pixels than a card needs after cropping. */
    TOO_SMALL,
    /** Much wider than high or much higher than wide: no portrait. */
    ODD_SHAPE,
    /** HEIC or HEIF, as iPhones keep photos unless told otherwise. */
    HEIC,
    /** Neither JPEG nor PNG. */
    NOT_A_PICTURE,
    /** Four colours, for print: no camera makes such a file. */
    FOUR_COLOURS,
    /** More passes over the picture than honest files have, or a picture in the file that would unpack to too much. */
    TOO_MUCH_WORK,
    /** Cut short, damaged or of a kind that cannot be decoded. */
    BROKEN,
    /** One colour all over: nothing is to be seen. */
    EMPTY
}
