package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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

    private double once(String address, int seconds) throws IOException {
        String said = Commands.output(
                folder, program.toString(), "-t1", "-c32", "-d" + seconds + "s", "--timeout", "10s", address);
        Matcher rate = RATE.matcher(said);
        if (!rate.find() || BAD.matcher(said).find()) {
            throw new BenchException("expected good answers of " + address + ", found:\n" + said);
        }
        return Double.parseDouble(rate.group(1));
    }
}
