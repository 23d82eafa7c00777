package vn.khue.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Signs every PDF of a folder that others made, and has every result judged twice. The folder is named by KHUE_PDF_CORPUS; one
 * line for each file goes to {@code target/corpus.tsv}. With KHUE_PDF_CORPUS_RESUME the lines of an earlier run stand, except
 * those that failed.
 */
@Tag("slow")
class CorpusTest {

    /** For intake, signature and our judge together. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** For DSS as well, which compares each object with each revision. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Path ROWS = Path.of("target", "corpus.tsv");

    @TempDir
    private Path folder;

    private final Map<String, CorpusFile.Row> rows = new TreeMap<>();

    @Test
    void everyFileIsSignedOrRefusedByARule() throws Exception {
        String named = System.getenv("KHUE_PDF_CORPUS");
        assumeTrue(
                named != null && Files.isDirectory(Path.of(named)),
                "KHUE_PDF_CORPUS names no folder of PDF files: nothing to sign");
        Path corpus = Path.of(named);
        recall();
        Queue<Path> queue = new ConcurrentLinkedQueue<>(files(corpus));
        CorpusFile road = new CorpusFile(new SigningWorld(folder.resolve("ca"), Clock.systemUTC()));
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread worker = new Thread(() -> work(queue, corpus, road));
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        System.out.print(table());
        assertThat(rows).isNotEmpty();
        assertThat(rows.entrySet().stream()
                        .filter(e -> e.getValue().outcome() == CorpusFile.Outcome.FAILED)
                        .map(Map.Entry::getKey))
                .as("details in %s", ROWS)
                .isEmpty();
    }

    private List<Path> files(Path corpus) throws IOException {
        try (Stream<Path> all = Files.walk(corpus)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> f.toString().toLowerCase(Locale.ROOT).endsWith(".pdf"))
                    .filter(f -> !rows.containsKey(name(corpus, f)))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path corpus, Path file) {
        return corpus.relativize(file).toString();
    }

    private void work(Queue<Path> queue, Path corpus, CorpusFile road) {
        for (Path file = queue.poll(); file != null; file = queue.poll()) {
            CorpusFile.Row row = withinLimit(road, file);
            synchronized (rows) {
                rows.put(name(corpus, file), row);
                append(name(corpus, file), row);
            }
        }
    }

    /** A file that takes too long is left to its thread, which ends with the test, and counts as failed. */
    private CorpusFile.Row withinLimit(CorpusFile road, Path file) {
        AtomicReference<CorpusFile.Row> row = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                Path target = Files.createTempFile(folder, "signed-", ".pdf");
                row.set(road.run(file, target));
                Files.delete(target);
            } catch (Throwable e) {
                row.set(CorpusFile.Row.failed(
                        e.getClass().getSimpleName(),
                        e + " at " + Arrays.stream(e.getStackTrace()).limit(12).toList()));
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        CorpusFile.Row found = row.get();
        if (found == null) {
            return CorpusFile.Row.failed(
                    "no end",
                    Arrays.stream(thread.getStackTrace()).limit(12).toList().toString());
        }
        return found.ours() > LIMIT.toSeconds() ? CorpusFile.Row.failed("too slow", found.ours() + " s") : found;
    }

    private void recall() throws IOException {
        if (System.getenv("KHUE_PDF_CORPUS_RESUME") == null || !Files.exists(ROWS)) {
            Files.deleteIfExists(ROWS);
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(ROWS)) {
            String[] part = line.split("\t", -1);
            CorpusFile.Outcome outcome = CorpusFile.Outcome.valueOf(part[0]);
            if (outcome != CorpusFile.Outcome.FAILED) {
                kept.add(line);
                rows.put(
                        part[4],
                        new CorpusFile.Row(
                                outcome, part[1], part[5], Double.parseDouble(part[2]), Double.parseDouble(part[3])));
            }
        }
        Files.write(ROWS, kept);
    }

    private static void append(String name, CorpusFile.Row row) {
        try (Writer out = Files.newBufferedWriter(
                ROWS, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(String.format(
                    Locale.ROOT,
                    "%s\t%s\t%.4f\t%.4f\t%s\t%s%n",
                    row.outcome(),
                    row.rule(),
                    row.ours(),
                    row.theirs(),
                    name,
                    row.detail().replaceAll("\\s+", " ")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String table() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (CorpusFile.Outcome outcome : CorpusFile.Outcome.values()) {
            Map<String, Integer> byRule = new TreeMap<>();
            rows.values().stream()
                    .filter(r -> r.outcome() == outcome)
                    .forEach(r -> byRule.merge(outcome + " " + r.rule(), 1, Integer::sum));
            counts.putAll(byRule);
        }
        StringBuilder text = new StringBuilder();
        counts.forEach((what, n) -> text.append(String.format(Locale.ROOT, "%-40s %6d%n", what, n)));
        text.append(String.format(Locale.ROOT, "%-40s %6d%n", "files", rows.size()));
        text.append(times("seconds a file, ours", CorpusFile.Row::ours));
        text.append(times("seconds a file, DSS", CorpusFile.Row::theirs));
        return text.toString();
    }

    private String times(String what, ToDoubleFunction<CorpusFile.Row> time) {
        double[] sorted = rows.values().stream()
                .filter(r -> r.outcome() == CorpusFile.Outcome.SIGNED)
                .mapToDouble(time)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "%-40s p50 %.3f, p99 %.3f, max %.3f%n",
                what,
                sorted[sorted.length / 2],
                sorted[(int) (sorted.length * 0.99)],
                sorted[sorted.length - 1]);
    }
}
