package vn.khue.web.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may change about how they sign in. The gate does it (Keycloak's application-initiated actions); no app sees a secret. */
public enum CredentialChange {
    PASSKEY("webauthn-register"),
    CODE("CONFIGURE_TOTP"),
    PASSWORD("UPDATE_PASSWORD");

    private final String action;

    CredentialChange(String action) {
        this.action = action;
    }

    /** Value of the request parameter {@code kc_action}. */
    String action() {
        return action;
    }

    /** Its name in addresses and in keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CredentialChange> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
