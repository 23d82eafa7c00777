package vn.khue.e2e.crash;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.StepFailure;

/** A clerk who takes a number for each of these documents, spread over the time of the test, and repeats until one is shown. */
final class Numberer implements Runnable {
    private static final long PAUSE_MILLIS = 1500;

    private final Member clerk;
    private final List<String> documents;
    private final CountDownLatch stop;
    private final Map<String, String> numbers = new ConcurrentHashMap<>();

    Numberer(Member clerk, List<String> documents, CountDownLatch stop) {
        this.clerk = clerk;
        this.documents = documents;
        this.stop = stop;
    }

    /** Address of each document with the number and symbol that was shown. */
    Map<String, String> numbers() {
        return numbers;
    }

    @Override
    public void run() {
        for (String document : documents) {
            while (!numbers.containsKey(document)) {
                number(document).ifPresent(notation -> numbers.put(document, notation));
                pause();
            }
        }
    }

    private Optional<String> number(String document) {
        try {
            Page page = clerk.open(document).ok();
            if (page.has("#number-form")) {
                page = clerk.submit(page.form("#number-form")).ok();
            }
            return Optional.ofNullable(page.html().selectFirst("#notation")).map(element -> element.text());
        } catch (StepFailure e) {
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            if (stop.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
