package vn.khue.e2e.crash;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import vn.khue.launcher.demo.Member;
import vn.khue.launcher.demo.OneTimeCode;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.StepFailure;
import vn.khue.launcher.demo.UsedCodes;
import vn.khue.launcher.process.Poll;

/** Somebody who signs or seals all that waits, batch by batch, each under a fresh one-time code. */
final class Batches implements Runnable {
    /** A batch of fewer is over before anybody can kill anything. */
    private static final int LEAST = 6;

    private static final int MOST = 20;

    private static final long PAUSE_MILLIS = 200;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Member member;
    private final UsedCodes codes;
    private final OneTimeCode code;
    private final String list;
    private final String form;
    private final Consumer<String> first;
    private final CountDownLatch stop;
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    /**
     * @param codes what the member takes codes from
     * @param list address of the page with all that waits
     * @param form CSS query of the form with a box {@code d} for each document
     * @param first what has to be done with each document beforehand, by its id
     */
    Batches(Member member, UsedCodes codes, String list, String form, Consumer<String> first, CountDownLatch stop) {
        this.member = member;
        this.codes = codes;
        this.code = new OneTimeCode(member.person().totp().orElseThrow(), Clock.systemUTC());
        this.list = list;
        this.form = form;
        this.first = first;
        this.stop = stop;
    }

    /** Ids of the documents that the outcome's page showed as done. */
    Set<String> done() {
        return done;
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            if (codes.free(member.person().username(), code)) {
                batch();
            }
            Pause.millis(stop, PAUSE_MILLIS);
        }
    }

    private void batch() {
        try {
            Page page = member.open(list).ok();
            List<String> chosen = page.html().select(form + " input[name=d]").eachAttr("value");
            if (chosen.size() < LEAST) {
                return;
            }
            List<String> batch = chosen.subList(0, Math.min(chosen.size(), MOST));
            batch.forEach(first);
            Page sheet = member.submit(page.form(form).withTicked("d", batch));
            Page outcome = toTheEnd(
                    member.submit(sheet.form("form[action*=/step-up/]")).ok());
            outcome.html().select("ul.queue li:has(.chip.ok) a.item").forEach(this::keep);
        } catch (StepFailure e) {
            // Something was killed. What was done before that is in the books; nobody here has seen it.
            Pause.millis(stop, PAUSE_MILLIS);
        }
    }

    /** Looks how far it is until nothing is open any more, whatever is killed meanwhile, and goes on with what was cut off. */
    private Page toTheEnd(Page first) {
        AtomicReference<Page> seen = new AtomicReference<>(first);
        Poll.until(PATIENCE, LOOK_AGAIN, () -> {
            Page page = seen.get();
            if (!page.has("#outcome[data-carrying]")) {
                return true;
            }
            try {
                seen.set(
                        page.has("#resume")
                                ? member.submit(page.form("form[action$=/resume]"))
                                        .ok()
                                : member.open(page.address().toString()).ok());
            } catch (StepFailure e) {
                // Killed just now: the same page is looked at again.
                return false;
            }
            return false;
        });
        return seen.get();
    }

    private void keep(Element link) {
        String address = link.attr("href");
        done.add(address.substring(address.lastIndexOf('/') + 1));
    }
}
