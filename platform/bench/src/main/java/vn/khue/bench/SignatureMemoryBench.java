package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Memory of one document while it is signed: the smallest heap in which a whole process, its keys and providers included, signs a file of
 * 50 MB at B-LT, found by halving, each try in a process of its own.
 */
public final class SignatureMemoryBench implements Bench {

    private static final int LARGE = 50_000_000;
    private static final double TIMES = 3;
    private static final int LEAST_MEGABYTES = 8;
    private static final int MOST_MEGABYTES = 1024;
    private static final int STEP_MEGABYTES = 4;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "signature-memory";
    }

    @Override
    public String about() {
        return "smallest heap in which a 50 MB PDF is signed, beside three times its size and bare iText";
    }

    @Override
    public List<Measurement> run() {
        try {
            Path folder = Files.createTempDirectory("khue-bench-memory");
            try {
                return measure(folder);
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
    }

    private List<Measurement> measure(Path folder) throws IOException {
        Path large = folder.resolve("large.pdf");
        SamplePdf.write(large, LARGE);
        double ours = smallestHeap("khue", large);
        double itext = smallestHeap("itext", large);
        return List.of(
                row(ours, TIMES * Files.size(large) / MEGABYTE, "three times its size", Optional.of(1.0)),
                row(ours, itext, "iText", Optional.empty()));
    }

    private Measurement row(double ours, double peer, String peerName, Optional<Double> goal) {
        return new Measurement(
                name(),
                "heap of a process that signs a 50 MB PDF at B-LT",
                "MiB",
                Measurement.Better.LOWER,
                ours,
                peer,
                peerName,
                goal);
    }

    private static int smallestHeap(String who, Path file) throws IOException {
        int tooSmall = LEAST_MEGABYTES;
        int enough = MOST_MEGABYTES;
        if (!signs(who, file, enough)) {
            throw new BenchException("expected " + who + " to sign in a heap of " + enough + " MiB, found an error");
        }
        while (enough - tooSmall > STEP_MEGABYTES) {
            int middle = (enough + tooSmall) / 2;
            if (signs(who, file, middle)) {
                enough = middle;
            } else {
                tooSmall = middle;
            }
        }
        return enough;
    }

    private static boolean signs(String who, Path file, int megabytes) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + megabytes + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SigningInHeap.class.getName(),
                        who,
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            // One that spends its time collecting does not sign.
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new BenchException("interrupted", e);
        }
    }
}
