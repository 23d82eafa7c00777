package vn.khue.web.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import vn.khue.web.stepup.Refusal;

final class WebMessagesTest {

    private final Properties vietnamese = load("/khue/web-messages.properties");
    private final Properties english = load("/khue/web-messages_en.properties");

    @Test
    void bothLanguagesSayEverything() {
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        vietnamese
                .values()
                .forEach(text -> assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                        .isTrue());
    }

    @Test
    void everyRefusalIsExplained() {
        for (Refusal refusal : Refusal.values()) {
            assertThat(vietnamese).containsKey("khue.step-up.refused." + refusal.word());
        }
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (Reader in =
                new InputStreamReader(WebMessagesTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
