package vn.khue.e2e.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.StepFailure;

/** A clerk who takes a number for each signed document that waits, and repeats until one is shown. */
final class Numberer implements Runnable {
    private static final long PAUSE_MILLIS = 250;

    private final String signing;
    private final Member clerk;
    private final CountDownLatch stop;
    private final Map<String, String> numbers = new ConcurrentHashMap<>();

    Numberer(String signing, Member clerk, CountDownLatch stop) {
        this.signing = signing;
        this.clerk = clerk;
        this.stop = stop;
    }

    /** Id of each document with the number and symbol that was shown. */
    Map<String, String> numbers() {
        return numbers;
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            try {
                for (String document : waiting()) {
                    number(document);
                    Pause.millis(stop, PAUSE_MILLIS);
                    if (stop.getCount() == 0) {
                        return;
                    }
                }
            } catch (StepFailure e) {
                // Something was killed: the list is asked for again.
                Pause.millis(stop, PAUSE_MILLIS);
            }
            Pause.millis(stop, PAUSE_MILLIS);
        }
    }

    /** Addresses of those on the clerk's desk that have no number yet: only what is numbered can be ticked for the seal. */
    private List<String> waiting() {
        return clerk.open(signing + "/clerk")
                .ok()
                .html()
                .select("#clerk ul.queue li:not(:has(input[name=d])) a.item")
                .eachAttr("abs:href");
    }

    private void number(String document) {
        Page page = clerk.open(document).ok();
        if (page.has("#number-form")) {
            page = clerk.submit(page.form("#number-form")).ok();
        }
        String id = document.substring(document.lastIndexOf('/') + 1);
        page.html().select("#notation").forEach(shown -> numbers.put(id, shown.text()));
    }
}
