package vn.khue.audit.app.request;

import java.util.Locale;

/** What a person can ask for (Law 91/2025/QH15, article 4). Texts: {@code request.kind.NAME}. */
public enum RequestKind {
    /** To see it. */
    ACCESS,
    CORRECT,
    /** To be given a copy. */
    PROVIDE,
    ERASE,
    /** To take consent back. */
    WITHDRAW,
    RESTRICT,
    OBJECT,
    /** That it be protected. */
    PROTECT;

    /** As the profile writes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
