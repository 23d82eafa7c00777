package vn.khue.signing.validation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import vn.khue.signature.validation.ValidationReport;
import vn.khue.signing.document.ContentDigest;
import vn.khue.signing.document.ContentStore;

/**
 * Verdicts on published documents, judged by workers of their own so that strangers' files never stand in their way. A verdict is
 * kept by the file's digest for {@link #KEPT}, at most {@value #MOST} of them; who asks while one is being made waits for that one.
 * Thread-safe.
 */
public final class PublishedVerdicts implements AutoCloseable {
    /** Short enough that a revocation shows soon, long enough that a much-read page costs one judgement. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private static final int MOST = 500;

    private record Kept(CompletableFuture<ValidationReport> report, Instant until) {}

    private final Validations validations;
    private final ContentStore content;
    private final Clock clock;
    private final Map<ContentDigest, Kept> verdicts = new LinkedHashMap<>();

    /** @param validations used by nobody else; closed with this */
    public PublishedVerdicts(Validations validations, ContentStore content, Clock clock) {
        this.validations = validations;
        this.content = content;
        this.clock = clock;
    }

    /**
     * The verdict on this file, at most {@link #KEPT} old.
     *
     * @param name what the report calls the file
     * @throws vn.khue.signing.refusal.SigningException BUSY or TOO_SLOW; that is not kept
     */
    public ValidationReport of(ContentDigest file, String name) {
        CompletableFuture<ValidationReport> mine = new CompletableFuture<>();
        Optional<CompletableFuture<ValidationReport>> others = claim(file, mine);
        if (others.isPresent()) {
            return joined(others.get());
        }
        try {
            ValidationReport report = validations.validate(content.open(file), name);
            mine.complete(report);
            return report;
        } catch (RuntimeException failure) {
            forget(file);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    private static ValidationReport joined(CompletableFuture<ValidationReport> report) {
        try {
            return report.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        }
    }

    /** What somebody else made or is making; empty if this caller is to make it. */
    private synchronized Optional<CompletableFuture<ValidationReport>> claim(
            ContentDigest file, CompletableFuture<ValidationReport> mine) {
        Instant now = clock.instant();
        verdicts.values()
                .removeIf(kept -> kept.report().isDone() && !kept.until().isAfter(now));
        Kept known = verdicts.get(file);
        if (known != null) {
            return Optional.of(known.report());
        }
        if (verdicts.size() >= MOST) {
            verdicts.remove(verdicts.keySet().iterator().next());
        }
        verdicts.put(file, new Kept(mine, now.plus(KEPT)));
        return Optional.empty();
    }

    private synchronized void forget(ContentDigest file) {
        verdicts.remove(file);
    }

    /** How many documents stand in line. */
    int waiting() {
        return validations.waiting();
    }

    @Override
    public void close() {
        validations.close();
    }
}
