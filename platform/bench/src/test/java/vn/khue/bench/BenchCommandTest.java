package vn.khue.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BenchCommandTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void aRatioIsOursOverThePeersAndTheGoalFollowsTheDirection() {
        Measurement faster =
                new Measurement("b", "m", "1/s", Measurement.Better.HIGHER, 30, 10, "peer", Optional.of(3.0));
        Measurement heavier =
                new Measurement("b", "m", "bytes", Measurement.Better.LOWER, 30, 10, "peer", Optional.of(1.0));

        assertThat(faster.ratio()).isEqualTo(3.0);
        assertThat(faster.met()).contains(true);
        assertThat(heavier.met()).contains(false);
    }

    @Test
    void aPeerThatDidNotRunIsRefused() {
        assertThatThrownBy(() -> new Measurement(
                        "b", "m", "1/s", Measurement.Better.HIGHER, 1, Double.NaN, "peer", Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("did not run");
    }

    @Test
    void writesTheMachineInTheFirstElement(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("bench.json");

        int status = command().run(List.of("counting", "--json", file.toString()));

        assertThat(status).isZero();
        JsonNode array = JsonMapper.builder().build().readTree(Files.readString(file));
        assertThat(array).hasSize(2);
        assertThat(array.get(0).get("jdk").asString()).isNotBlank();
        assertThat(array.get(0).get("versions").get("itext").asString()).matches("\\d+\\.\\d+.*");
        assertThat(array.get(1).has("machine")).isFalse();
        assertThat(array.get(1).get("met").isNull()).isTrue();
        assertThat(array.get(0).get("ratio").asDouble()).isEqualTo(2.0);
    }

    @Test
    void anUnknownNameIsAnErrorOfUse() {
        assertThat(command().run(List.of("nothing"))).isEqualTo(64);
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("counting");
    }

    @Test
    void whatTakesLongRunsOnlyWhereItIsNamed() {
        assertThat(command().run(List.of())).isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("counting:").doesNotContain("slow:");
        assertThat(command().run(List.of("slow"))).isZero();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("slow:");
    }

    private BenchCommand command() {
        return new BenchCommand(
                List.of(new Counting(), new Slow()), new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    private static final class Slow implements Bench {
        @Override
        public String name() {
            return "slow";
        }

        @Override
        public String about() {
            return "takes long";
        }

        @Override
        public boolean onlyByName() {
            return true;
        }

        @Override
        public List<Measurement> run() {
            return List.of();
        }
    }

    private static final class Counting implements Bench {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String about() {
            return "counts";
        }

        @Override
        public List<Measurement> run() {
            return List.of(
                    new Measurement(name(), "a", "1/s", Measurement.Better.HIGHER, 2, 1, "limit", Optional.of(1.0)),
                    new Measurement(name(), "b", "1/s", Measurement.Better.HIGHER, 2, 1, "limit", Optional.empty()));
        }
    }
}
