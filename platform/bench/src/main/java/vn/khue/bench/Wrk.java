package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks servers for one address as fast as they answer, with wrk: one thread, 32 kept connections, rounds taking turns. */
final class Wrk {

    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final int ROUNDS = 3;

    private final Path program = Commands.peer("wrk", "wrk");
    private final Path folder;

    Wrk(Path folder) {
        this.folder = folder;
    }

    /** @return requests per second, the median of three rounds after a warm-up, in the order of the addresses */
    List<Double> sideBySide(List<String> addresses) throws IOException {
        for (String address : addresses) {
            once(address, 8);
        }
        List<double[]> rates = new ArrayList<>();
        addresses.forEach(a -> rates.add(new double[ROUNDS]));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < addresses.size(); i++) {
                rates.get(i)[round] = once(addresses.get(i), 4);
            }
        }
        return rates.stream()
                .map(of -> Arrays.stream(of).sorted().toArray()[ROUNDS / 2])
                .toList();
    }

    /**
     * The same for one address and a body that is sent again and again.
     *
     * @return requests per second, the median of three rounds after a warm-up
     */
    double posting(String address, String contentType, byte[] body) throws IOException {
        StringBuilder escaped = new StringBuilder();
        for (byte each : body) {
            escaped.append("\\x").append(HexFormat.of().toHexDigits(each));
        }
        Path script = folder.resolve("post.lua");
        Files.writeString(
                script,
                "wrk.method = \"POST\"\nwrk.headers[\"Content-Type\"] = \"" + contentType + "\"\nwrk.body = \""
                        + escaped + "\"\n");
        once(address, 10, "-s", script.toString());
        double[] rates = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            rates[round] = once(address, 4, "-s", script.toString());
        }
        return Arrays.stream(rates).sorted().toArray()[ROUNDS / 2];
    }

    private double once(String address, int seconds, String... more) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), "-t1", "-c32", "-d" + seconds + "s", "--timeout", "10s"));
        command.addAll(List.of(more));
        command.add(address);
        String said = Commands.output(folder, command.toArray(String[]::new));
        Matcher rate = RATE.matcher(said);
        if (!rate.find() || BAD.matcher(said).find()) {
            throw new BenchException("expected good answers of " + address + ", found:\n" + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
