package vn.khue.signing.validation;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import vn.khue.signature.validation.SignatureValidator;
import vn.khue.signature.validation.ValidationContext;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signature.xml.DetachedContents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/**
 * Judges files for anybody, within bounds: so many at a time, eight waiting, a minute each; who comes beyond that is told to
 * come again. Thread-safe.
 */
public final class Validations implements AutoCloseable {
    private static final int WAITING = 8;
    private static final long LONGEST_SECONDS = 60;

    private final SignatureValidator validator;
    private final Supplier<ValidationContext> context;
    private final ThreadPoolExecutor workers;

    /**
     * @param atOnce how many are judged at the same time
     * @param context made anew for each file, because it holds the time of judgement
     */
    public Validations(int atOnce, SignatureValidator validator, Supplier<ValidationContext> context) {
        this.validator = validator;
        this.context = context;
        this.workers =
                new ThreadPoolExecutor(atOnce, atOnce, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                    Thread thread = new Thread(work, "validation");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * @param name what the report calls the file
     * @throws SigningException BUSY or TOO_SLOW
     */
    public ValidationReport validate(Path file, String name) {
        return validate(file, name, DetachedContents.none());
    }

    /**
     * The same with a file that was signed and lies outside of the signature.
     *
     * @param contents asked by name, and by the empty name for the one file of a detached CMS message
     * @throws SigningException BUSY or TOO_SLOW
     */
    public ValidationReport validate(Path file, String name, DetachedContents contents) {
        ValidationReport report = judge(file, contents);
        return new ValidationReport(
                name,
                report.format(),
                report.sha256(),
                report.at(),
                report.indication(),
                report.subIndication(),
                report.findings(),
                report.signatures(),
                report.officialDocument());
    }

    private ValidationReport judge(Path file, DetachedContents contents) {
        Future<ValidationReport> report;
        try {
            report = workers.submit(() -> validator.validate(file, contents, context.get()));
        } catch (RejectedExecutionException full) {
            throw new SigningException(Refusal.BUSY, full);
        }
        try {
            return report.get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            report.cancel(true);
            throw new SigningException(Refusal.TOO_SLOW, slow);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SigningException(Refusal.BUSY, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a file could not be judged", e.getCause());
        }
    }

    /** How many files stand in line. */
    int waiting() {
        return workers.getQueue().size();
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
