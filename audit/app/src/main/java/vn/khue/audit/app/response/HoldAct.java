package vn.khue.audit.app.response;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import vn.khue.audit.app.entity.EntityKind;

/** What an officer can have done to a card or a certificate. */
enum HoldAct {
    /** It holds no more until it is released. */
    SUSPEND,
    /** Ends a suspension by an officer. */
    RELEASE;

    /** In addresses and texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the ledger names it, such as card_suspend. */
    String operation(EntityKind kind) {
        return (kind == EntityKind.CARD ? "card_" : "certificate_") + word();
    }

    static Optional<HoldAct> of(String name) {
        return Arrays.stream(values()).filter(each -> each.name().equals(name)).findFirst();
    }
}
