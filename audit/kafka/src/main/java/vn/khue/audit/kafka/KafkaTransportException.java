package vn.khue.audit.kafka;

/** The one exception of this room: the settings are not as they have to be. The message holds no secret. */
public final class KafkaTransportException extends RuntimeException {

    public KafkaTransportException(String message) {
        super(message);
    }

    public KafkaTransportException(String message, Throwable cause) {
        super(message, cause);
    }
}
