package vn.khue.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import vn.khue.console.help.HelpAct;

final class MessagesTest {

    private final Properties vietnamese = load("messages.properties");
    private final Properties english = load("messages_en.properties");

    @Test
    void bothLanguagesSayEverything() {
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        assertThat(vietnamese.values())
                .allSatisfy(text -> assertThat(text.toString()).isNotBlank());
    }

    @Test
    void everyActAsksNamesItsEffectAndTellsWhatCameOfIt() {
        for (HelpAct act : HelpAct.values()) {
            if (act.toPeople()) {
                assertThat(vietnamese)
                        .containsKeys(
                                "act." + act,
                                "act." + act + ".hint",
                                "review." + act,
                                "review." + act + ".effect",
                                "review." + act + ".go");
            }
            assertThat(vietnamese).containsKey((act.prints() ? "slips.title." : "done.") + act);
        }
    }

    @Test
    void textIsNfc() {
        vietnamese
                .values()
                .forEach(text -> assertThat(Normalizer.isNormalized(text.toString(), Normalizer.Form.NFC))
                        .isTrue());
    }

    private static Properties load(String name) {
        Properties texts = new Properties();
        try (Reader in = new InputStreamReader(
                ConsoleApplication.class.getClassLoader().getResourceAsStream(name), StandardCharsets.UTF_8)) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
