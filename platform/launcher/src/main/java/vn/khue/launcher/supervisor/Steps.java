package vn.khue.launcher.supervisor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Work in an order that only says what must come before what; the rest runs side by side. For one thread, one run. */
public final class Steps {
    private record Step(List<String> after, Runnable action) {}

    private final Map<String, Step> steps = new LinkedHashMap<>();

    /**
     * Adds a step.
     *
     * @param name not used before
     * @param after names of steps that were added before and must have ended well
     */
    public Steps add(String name, List<String> after, Runnable action) {
        if (steps.containsKey(name) || !steps.keySet().containsAll(after)) {
            throw new IllegalArgumentException(
                    "Step " + name + " is not new, or follows a step not yet added: " + after);
        }
        steps.put(name, new Step(after, action));
        return this;
    }

    /**
     * Runs all steps and returns when all have ended well.
     *
     * @throws RuntimeException the first failure; what still runs is interrupted and waited for
     */
    public void run() {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "khue-step");
            thread.setDaemon(true);
            return thread;
        });
        CompletableFuture<Void> failed = new CompletableFuture<>();
        Map<String, CompletableFuture<Void>> running = new LinkedHashMap<>();
        steps.forEach((name, step) -> {
            CompletableFuture<?>[] before =
                    step.after().stream().map(running::get).toArray(CompletableFuture<?>[]::new);
            CompletableFuture<Void> done = CompletableFuture.allOf(before).thenRunAsync(step.action(), threads);
            running.put(name, done.whenComplete((nothing, failure) -> {
                if (failure != null) {
                    failed.completeExceptionally(failure);
                }
            }));
        });
        CompletableFuture<Void> all = CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new));
        try {
            CompletableFuture.anyOf(all, failed).get();
        } catch (ExecutionException e) {
            throw causeOf(e);
        } catch (InterruptedException e) {
            throw new CancellationException("The steps were interrupted");
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static RuntimeException causeOf(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(30, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new IllegalStateException("A step did not end within 30 seconds after it was interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
