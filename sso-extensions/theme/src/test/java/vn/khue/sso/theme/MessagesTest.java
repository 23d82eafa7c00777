package vn.khue.sso.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The words of the gate: both languages say the same things, and no page asks for words that are not there. */
class MessagesTest {
    private static final String THEME = "/theme/khue/login/";
    private static final Pattern OWN_KEY = Pattern.compile("msg\\(\"(khue[A-Za-z]+)\"");

    @Test
    void bothLanguagesHaveTheSameKeysAndNoEmptyWord() throws IOException {
        Properties vietnamese = messages("vi");
        Properties english = messages("en");

        assertThat(english.keySet()).isEqualTo(vietnamese.keySet());
        assertThat(vietnamese.values()).noneMatch(text -> text.toString().isBlank());
        assertThat(english.values()).noneMatch(text -> text.toString().isBlank());
    }

    @Test
    void vietnameseIsWrittenInComposedLetters() throws IOException {
        assertThat(messages("vi").values())
                .allMatch(text -> Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC));
    }

    @Test
    void noKeyStandsTwice() throws IOException {
        for (String language : new String[] {"vi", "en"}) {
            assertThat(text("messages/messages_" + language + ".properties")
                            .lines()
                            .filter(line -> line.matches("[A-Za-z].*"))
                            .map(line -> line.split("=", 2)[0]))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void everyWordThatAPageAsksForIsThereAndNoneIsLeftOver() throws IOException {
        var asked = new java.util.TreeSet<String>();
        for (String page : new String[] {
            "template",
            "login",
            "login-otp",
            "webauthn-authenticate",
            "webauthn-register",
            "webauthn-error",
            "select-authenticator",
            "logout-confirm",
            "error",
            "info",
            "login-page-expired",
            "login-update-password",
            "login-config-totp",
            "khue-badge",
            "khue-device",
            "khue-badge-pictures",
            "saml-post-form",
            "login-oauth-grant",
            "login-oauth2-device-verify-user-code",
            "khue-activation",
            "khue-card",
            "khue-directory-away",
            "khue-consent"
        }) {
            OWN_KEY.matcher(text(page + ".ftl")).results().forEach(found -> asked.add(found.group(1)));
        }

        // What a provider says on Keycloak's own page of errors.
        asked.add("khueOutboxFull");
        assertThat(messages("vi").stringPropertyNames().stream()
                        .filter(key -> key.startsWith("khue"))
                        .collect(Collectors.toSet()))
                .isEqualTo(asked);
    }

    @Test
    void noFailureTellsWhetherAnAccountExists() throws IOException {
        for (String language : new String[] {"vi", "en"}) {
            Properties messages = messages(language);
            assertThat(messages.getProperty("invalidUserMessage"))
                    .isEqualTo(messages.getProperty("invalidPasswordMessage"))
                    .isEqualTo(messages.getProperty("accountDisabledMessage"))
                    .isEqualTo(messages.getProperty("accountTemporarilyDisabledMessage"))
                    .isEqualTo(messages.getProperty("accountPermanentlyDisabledMessage"));
        }
    }

    private static Properties messages(String language) throws IOException {
        var messages = new Properties();
        try (Reader file = reader("messages/messages_" + language + ".properties")) {
            messages.load(file);
        }
        return messages;
    }

    private static String text(String name) throws IOException {
        try (var file = MessagesTest.class.getResourceAsStream(THEME + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Reader reader(String name) {
        return new InputStreamReader(MessagesTest.class.getResourceAsStream(THEME + name), StandardCharsets.UTF_8);
    }
}
