package vn.khue.audit.app.intake;

import java.util.Locale;

/** By which roads events come in. HTTP is always open, for parts of one machine and for those that cannot reach the broker. */
enum IntakeTransport {
    HTTP,
    /** And over Kafka. */
    KAFKA;

    static final String SETTING = "khue.audit.transport";

    /** @throws IllegalArgumentException if there is none of that name */
    static IntakeTransport named(String name) {
        for (IntakeTransport each : values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
                return each;
            }
        }
        throw new IllegalArgumentException(
                "expected http or kafka as " + SETTING + ", found another word of " + name.length() + " letters");
    }
}
