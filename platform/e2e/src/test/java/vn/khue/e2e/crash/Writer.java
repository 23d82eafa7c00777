package vn.khue.e2e.crash;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import vn.khue.e2e.journey.Papers;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.StepFailure;

/** A teacher who hands in one document after another and repeats each until the service has acknowledged it. */
final class Writer implements Runnable {
    private static final long PAUSE_MILLIS = 150;

    private final String signing;
    private final Member teacher;
    private final String signer;
    private final CountDownLatch stop;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    Writer(String signing, Member teacher, String signer, CountDownLatch stop) {
        this.signing = signing;
        this.teacher = teacher;
        this.signer = signer;
        this.stop = stop;
    }

    /** Title of each document that the service acknowledged, with its id. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            String title = "Văn bản dưới tải " + UUID.randomUUID();
            String key = UUID.randomUUID().toString();
            byte[] pdf = Papers.decision(teacher.person().unit(), signer);
            Optional<String> id = Optional.empty();
            // What was begun is finished even after the stop: only an acknowledged document can be counted.
            while (id.isEmpty()) {
                id = submit(title, key, pdf);
                pause();
            }
            acknowledged.put(title, id.get());
        }
    }

    private Optional<String> submit(String title, String key, byte[] pdf) {
        try {
            Page form = teacher.open(signing + "/documents/new");
            String choice = form.html().select("#submit-form label.opt").stream()
                    .filter(label -> label.text().contains(signer))
                    .map(label -> label.select("input").val())
                    .findFirst()
                    .orElseThrow(() -> new StepFailure("no signer offered: " + form.shortText()));
            Page page = teacher.submit(form.form("#submit-form")
                    .with("title", title)
                    .with("kind", "QD")
                    .with("signer", choice)
                    .with("key", key)
                    .withFile("file", "tai.pdf", "application/pdf", pdf));
            if (page.status() == 200 && page.has("#state")) {
                String path = page.address().getPath();
                return Optional.of(path.substring(path.lastIndexOf('/') + 1));
            }
            return Optional.empty();
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
