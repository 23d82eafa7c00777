package vn.khue.e2e.crash;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
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
    private final String begin;
    private final CountDownLatch stop;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** @param begin of every document's title */
    Writer(String signing, Member teacher, String signer, String begin, CountDownLatch stop) {
        this.signing = signing;
        this.teacher = teacher;
        this.signer = signer;
        this.begin = begin;
        this.stop = stop;
    }

    /** Title of each document that the service acknowledged, with its id. */
    Map<String, String> acknowledged() {
        return acknowledged;
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            String title = begin + UUID.randomUUID();
            String key = UUID.randomUUID().toString();
            byte[] pdf = Papers.decision(teacher.person().unit(), signer);
            Optional<String> id = Optional.empty();
            // What was begun is finished even after the stop: only an acknowledged document can be counted.
            while (id.isEmpty()) {
                id = submit(title, key, pdf);
                Pause.millis(stop, PAUSE_MILLIS);
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
}
