package vn.khue.ecard.print;

import java.util.Objects;
import vn.khue.directory.PersonName;

/**
 * A badge for signing in by camera. It is a key and no identity card: it is kept in the classroom.
 *
 * @param name the pupil's
 * @param avatar by which the pupil knows it
 * @param code text of the QR code, see {@link vn.khue.ecard.symbol.BadgeSymbols}; a secret
 */
public record LoginBadge(PersonName name, Avatar avatar, String code) {
    public LoginBadge {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(avatar, "avatar");
        Objects.requireNonNull(code, "code");
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "LoginBadge[" + avatar + "]";
    }
}
