package vn.khue.audit.wazuh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesFileTest {

    @TempDir
    Path folder;

    private static byte[] line(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path file() {
        return folder.resolve("log/events.jsonl");
    }

    private LinesFile lines(String now, int kept) {
        return new LinesFile(file(), 1_024, kept, Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(file().getParent())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void writtenAt(String time) throws Exception {
        Files.setLastModifiedTime(file(), FileTime.from(Instant.parse(time)));
    }

    @Test
    void theAgentMayReadAndNobodyElse() throws Exception {
        lines("2026-11-27T02:00:00Z", 3).append(List.of(line("{\"a\":1}"), line("{\"b\":\"ê\"}")));
        assertThat(Files.readString(file())).isEqualTo("{\"a\":1}\n{\"b\":\"ê\"}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-r-----");
    }

    @Test
    void aDayAndASizeBeginANewFileAndTheOldestGo() throws Exception {
        LinesFile day = lines("2026-11-27T02:00:00Z", 2);
        day.append(List.of(line("first")));
        writtenAt("2026-11-26T16:59:00Z");
        day.append(List.of(line("second")));
        assertThat(names()).containsExactly("events.jsonl", "events.jsonl.2026-11-26.1");
        assertThat(Files.readString(file())).isEqualTo("second\n");
        writtenAt("2026-11-27T01:00:00Z");
        day.append(List.of(line("x".repeat(1_020))));
        writtenAt("2026-11-27T01:00:00Z");
        day.append(List.of(line("y".repeat(1_020))));
        assertThat(names())
                .as("two old ones are kept, the newest")
                .containsExactly("events.jsonl", "events.jsonl.2026-11-27.1", "events.jsonl.2026-11-27.2");
        assertThat(Files.readString(folder.resolve("log/events.jsonl.2026-11-27.1")))
                .isEqualTo("second\n");
    }

    @Test
    void whoHasTheFileOpenReadsItToItsEnd() throws Exception {
        LinesFile lines = lines("2026-11-27T02:00:00Z", 2);
        lines.append(List.of(line("one")));
        writtenAt("2026-11-27T01:00:00Z");
        try (BufferedReader reader = Files.newBufferedReader(file())) {
            assertThat(reader.readLine()).isEqualTo("one");
            lines.append(List.of(line("two")));
            writtenAt("2026-11-27T01:00:00Z");
            lines.append(List.of(line("z".repeat(1_023))));
            assertThat(reader.readLine()).isEqualTo("two");
        }
    }

    @Test
    void theEndTellsWhereTheWriterWasAndATornLineIsCutOff() throws Exception {
        LinesFile lines = lines("2026-11-27T02:00:00Z", 2);
        assertThat(lines.last()).isEmpty();
        lines.append(List.of(line("one"), line("two")));
        assertThat(lines.last()).hasValue(line("two"));
        Files.writeString(file(), "{\"torn\":", StandardOpenOption.APPEND);
        assertThat(lines.last()).hasValue(line("two"));
        assertThat(Files.readString(file())).isEqualTo("one\ntwo\n");
        writtenAt("2026-11-26T01:00:00Z");
        lines.append(List.of(line("three")));
        Files.delete(file());
        assertThat(lines.last()).as("of the file before").hasValue(line("two"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws Exception {
        Files.writeString(folder.resolve("log"), "a file in the way");
        assertThatThrownBy(() -> lines("2026-11-27T02:00:00Z", 2).append(List.of(line("x"))))
                .isInstanceOf(WazuhException.class)
                .hasMessageContaining("expected to append");
    }
}
