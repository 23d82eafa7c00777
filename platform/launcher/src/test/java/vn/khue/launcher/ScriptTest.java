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
