package vn.khue.audit.app.entity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an officer asks about. */
public enum EntityKind {
    /** By Khuê id. */
    PERSON("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    /** IPv4 or IPv6 address in text. */
    IP("[0-9A-Fa-f.:]{2,45}"),
    /** A certificate by the SHA-256 of its DER, hexadecimal. */
    KEY("[0-9a-f]{64}"),
    /** By the card's cti, hexadecimal. */
    CARD("[0-9a-f]{16}"),
    /** A unit by its id. */
    SCHOOL("[\\p{L}\\p{N}._-]{1,64}");

    private final Pattern form;

    EntityKind(String form) {
        this.form = Pattern.compile(form);
    }

    /** In addresses and texts: person, ip, key, card, school. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean fits(String id) {
        return form.matcher(id).matches();
    }

    static Optional<EntityKind> of(String word) {
        for (EntityKind each : values()) {
            if (each.word().equals(word)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
