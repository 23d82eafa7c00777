package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.khue.roster.journal.ChangeKind;
import vn.khue.roster.journal.ChangeState;
import vn.khue.roster.journal.Finding;
import vn.khue.roster.journal.RunKind;
import vn.khue.roster.journal.RunState;
import vn.khue.roster.journal.SubjectKind;
import vn.khue.roster.source.Problem;

/** Whatever a plan can say there are words for, in both languages. */
class MessagesTest {

    @Test
    void englishIsCompleteAndTakesTheSameArguments() throws IOException {
        Properties vietnamese = load("messages.properties");
        Properties english = load("messages_en.properties");
        assertThat(english.stringPropertyNames()).isEqualTo(vietnamese.stringPropertyNames());
        for (String key : vietnamese.stringPropertyNames()) {
            assertThat(new MessageFormat(english.getProperty(key), Locale.ROOT).getFormatsByArgumentIndex().length)
                    .as(key)
                    .isEqualTo(new MessageFormat(vietnamese.getProperty(key), Locale.ROOT)
                            .getFormatsByArgumentIndex()
                            .length);
        }
    }

    @Test
    void everyCodeHasWords() throws IOException {
        Properties words = load("messages.properties");
        Stream<String> keys = Stream.of(
                        names("problem.", Problem.values()),
                        names("change.", ChangeKind.values()),
                        names("state.", ChangeState.values()),
                        names("kind.", RunKind.values()),
                        names("runstate.", RunState.values()),
                        names("severity.", Finding.Severity.values()),
                        names("subject.", SubjectKind.values()),
                        findings())
                .flatMap(List::stream);
        assertThat(words.stringPropertyNames()).containsAll(keys.toList());
    }

    /** The codes that the scripts write. */
    private static List<String> findings() throws IOException {
        Pattern code = Pattern.compile("'(?:CONFLICT|SUSPECT|NOTICE)', '([A-Z_]+)'");
        Pattern suspect =
                Pattern.compile("select [rlm]\\.row, '([A-Z_]+)'|then '(CODE_CHANGED)'|else '(PERHAPS_TRANSFER)'");
        String match = text("match/match.sql") + text("match/suspects.sql") + text("match/people.sql");
        List<String> found = Stream.of(
                        code.matcher(match).results().map(hit -> hit.group(1)),
                        code.matcher(text("plan/import.sql")).results().map(hit -> hit.group(1)),
                        code.matcher(text("rollover/rollover.sql")).results().map(hit -> hit.group(1)),
                        suspect.matcher(match)
                                .results()
                                .map(hit -> hit.group(1) != null
                                        ? hit.group(1)
                                        : hit.group(2) != null ? hit.group(2) : hit.group(3)))
                .flatMap(all -> all)
                .distinct()
                .map(name -> "finding." + name)
                .toList();
        assertThat(found).hasSizeGreaterThan(20);
        return found;
    }

    private static List<String> names(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name()).toList();
    }

    private static String text(String resource) throws IOException {
        try (var in = Roster.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Properties load(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = new InputStreamReader(Roster.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
