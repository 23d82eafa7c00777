package vn.khue.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The script {@code khue} itself, in a checkout where nothing is built, with a Java that only says how it was called. */
class ScriptTest {
    @TempDir
    Path directory;

    private Path checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectory(directory.resolve("nơi cài đặt"));
        Files.copy(Path.of(System.getProperty("khue.root"), "khue"), checkout.resolve("khue"));
        Path help = checkout.resolve("platform/launcher/src/main/resources/vn/khue/launcher/help");
        Files.createDirectories(help.resolve("vi"));
        Files.writeString(help.resolve("vi/up.txt"), "giúp\n");
    }

    @Test
    void whereNothingIsBuiltNothingRuns() throws Exception {
        assertThat(run(Map.of(), "down").code()).isZero();
        assertThat(run(Map.of(), "status").code()).isEqualTo(1);
        Answer status = run(Map.of(), "status", "--json");
        assertThat(status.code()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(status.output()).path("up").booleanValue())
                .isFalse();
        assertThat(checkout.resolve(".khue")).doesNotExist();
    }

    @Test
    void unknownVerbsEndWith64AndHelpWith0() throws Exception {
        assertThat(run(Map.of(), "dance").code()).isEqualTo(64);
        Answer help = run(Map.of("LANG", "C"), "up", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.output()).isEqualTo("giúp\n");
    }

    @Test
    void javaIsGivenALocaleThatKnowsEveryLetterAndAnAbsoluteStateDirectory() throws Exception {
        Path parts = Files.createDirectories(checkout.resolve("platform/launcher/target/parts"));
        Files.createFile(parts.resolve(".sources"));
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path java = Files.writeString(programs.resolve("java"), "#!/bin/sh\necho \"$LC_ALL|$KHUE_STATE|$KHUE_LANG\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Map<String, String> poor = Map.of("LANG", "C", "KHUE_STATE", "chỗ riêng", "PATH", programs + ":/usr/bin:/bin");

        assertThat(run(poor, "status").output().strip())
                .isEqualTo("C.UTF-8|" + directory.toRealPath().resolve("chỗ riêng") + "|vi");
    }

    @Test
    void aNewBuildStopsWhatRunsBeforeItsJarsAreReplaced() throws Exception {
        Map<String, String> environment = runningFromAnEarlierBuild();

        assertThat(run(environment, "up").code()).isZero();
        assertThat(calls()).containsExactly("java status", "java down", "mvn", "java up");
    }

    @Test
    void anotherVerbDoesNotReplaceTheJarsOfWhatRuns() throws Exception {
        Answer refused = run(runningFromAnEarlierBuild(), "verify", "a.pdf");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.output()).contains("./khue up", "./khue down");
        assertThat(calls()).containsExactly("java status");
    }

    /** Programs that note that they were called; what was built before has other sources. */
    private Map<String, String> runningFromAnEarlierBuild() throws IOException {
        Path parts = Files.createDirectories(checkout.resolve("platform/launcher/target/parts"));
        Files.writeString(parts.resolve(".sources"), "of an earlier build");
        Path programs = Files.createDirectory(directory.resolve("bin"));
        program(programs.resolve("java"), """
                if [ "$1" = -version ]; then echo 'openjdk version "17.0.1"' >&2; exit 0; fi
                while [ "$1" != vn.khue.launcher.Main ]; do shift; done
                echo "java $2" >>"%s"
                if [ "$2" = status ]; then echo '{"up":false,"parts":[{"name":"keycloak","pid":7}]}'; exit 1; fi
                """.formatted(directory.resolve("calls")));
        program(programs.resolve("mvn"), """
                echo mvn >>"%s"
                mkdir -p "%s"
                """.formatted(directory.resolve("calls"), parts));
        return Map.of("PATH", programs + ":" + System.getenv("PATH"));
    }

    private static void program(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(directory.resolve("calls"));
    }

    private record Answer(int code, String output) {}

    private Answer run(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", checkout.resolve("khue").toString()));
        command.addAll(List.of(words));
        Path output = directory.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
