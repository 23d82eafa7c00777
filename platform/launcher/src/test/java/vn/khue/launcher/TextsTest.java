package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class TextsTest {
    @Test
    void englishHasEveryTextThatVietnameseHasWithAsManyArguments() throws IOException {
        compare(load("messages.properties"), load("messages_en.properties"));
    }

    @Test
    void englishTellsEveryStepOfTheDemo() throws IOException {
        Properties vietnamese = load("demo/story.properties");
        assertThat(vietnamese.stringPropertyNames()).contains("step.roster-plan", "step.roster-undo");
        compare(vietnamese, load("demo/story_en.properties"));
    }

    private static void compare(Properties vietnamese, Properties english) {
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        for (String key : vietnamese.stringPropertyNames()) {
            assertThat(argumentsOf(english.getProperty(key)))
                    .as(key)
                    .isEqualTo(argumentsOf(vietnamese.getProperty(key)));
        }
    }

    @Test
    void speaksVietnameseUnlessTheEnvironmentAsksForEnglish() {
        assertThat(Texts.languageOf(Map.of())).isEqualTo("vi");
        assertThat(Texts.languageOf(Map.of("LANG", "C.UTF-8"))).isEqualTo("vi");
        assertThat(Texts.languageOf(Map.of("LANG", "en_GB.UTF-8"))).isEqualTo("en");
        assertThat(Texts.languageOf(Map.of("LANG", "en_GB.UTF-8", "KHUE_LANG", "vi")))
                .isEqualTo("vi");
    }

    @Test
    void fillsInArguments() {
        assertThat(Texts.launcher("en").get("usage.verb", "dance")).contains("'dance'");
        assertThat(Texts.launcher("vi").get("usage.verb", "múa")).contains("«múa»");
    }

    private static int argumentsOf(String pattern) {
        return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Texts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
