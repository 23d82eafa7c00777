package vn.khue.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The machine that the figures were taken on.
 *
 * @param processor the processor's model name
 * @param cores how many processors the JVM may use
 * @param memoryGiB physical memory in GiB
 * @param system operating system, release and architecture
 * @param jdk vendor and version of the running JDK
 */
public record Machine(String processor, int cores, double memoryGiB, String system, String jdk) {

    public static Machine current() {
        return new Machine(
                firstValue(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                firstValue(Path.of("/proc/meminfo"), "MemTotal")
                        .map(text -> Double.parseDouble(text.split(" ")[0]) / (1024 * 1024))
                        .orElse(Double.NaN),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.vendor") + " " + Runtime.version());
    }

    private static java.util.Optional<String> firstValue(Path file, String key) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        } catch (IOException e) {
            return java.util.Optional.empty();
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %d cores, %.1f GiB, %s, %s", processor, cores, memoryGiB, system, jdk);
    }
}
