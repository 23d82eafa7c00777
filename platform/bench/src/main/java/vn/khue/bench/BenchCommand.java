package vn.khue.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** {@code ./khue bench [NAME...] [--json FILE]}: runs the benchmarks that are named, or all, and prints ratios. */
public final class BenchCommand {

    private static final int USAGE = 64;

    private final Map<String, Bench> benches;
    private final PrintStream out;

    BenchCommand(Iterable<Bench> benches, PrintStream out) {
        this.benches = new TreeMap<>();
        benches.forEach(bench -> this.benches.put(bench.name(), bench));
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        exit(new BenchCommand(ServiceLoader.load(Bench.class), out).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        List<String> names = new ArrayList<>();
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--json") && i + 1 < arguments.size()) {
                json = Optional.of(Path.of(arguments.get(++i)));
            } else if (word.equals("--help")) {
                return help(0);
            } else if (benches.containsKey(word)) {
                names.add(word);
            } else {
                out.println("Không có phép đo \"" + word + "\". No benchmark of that name.");
                return help(USAGE);
            }
        }
        Machine machine = Machine.current();
        out.println(machine);
        List<Measurement> all = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Bench bench : benches.values()) {
            if (names.isEmpty() ? bench.onlyByName() : !names.contains(bench.name())) {
                continue;
            }
            out.println();
            out.println(bench.name() + ": " + bench.about());
            try {
                List<Measurement> rows = bench.run();
                rows.forEach(row -> out.println(new ReportLine(row)));
                all.addAll(rows);
            } catch (BenchException e) {
                refused.put(bench.name(), e.getMessage());
                out.println("  did not run: " + e.getMessage());
            }
        }
        json.ifPresent(file -> write(file, new ReportJson(machine, Versions.read()).render(all)));
        return refused.isEmpty() ? 0 : 1;
    }

    private int help(int status) {
        out.println("./khue bench [NAME...] [--json FILE]");
        benches.values().forEach(bench -> out.println("  " + bench.name() + ": " + bench.about()));
        return status;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BenchException("expected to write " + file + ", found " + e + "; name another file", e);
        }
    }

    @AllowedApi("the main method of a command ends the process with its exit code")
    private static void exit(int status) {
        System.exit(status);
    }
}
