package vn.khue.audit.detection;

/** The one exception of this room: what was to be there, such as the pack's own files, is not. Rules of others never throw it. */
public final class DetectionException extends RuntimeException {

    public DetectionException(String message) {
        super(message);
    }

    public DetectionException(String message, Throwable cause) {
        super(message, cause);
    }
}
