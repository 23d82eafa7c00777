package vn.khue.e2e.crash;

import java.net.http.HttpClient;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import vn.khue.launcher.demo.Form;
import vn.khue.launcher.demo.Page;
import vn.khue.launcher.demo.StepFailure;
import vn.khue.launcher.demo.Visitor;
import vn.khue.launcher.district.DemoPerson;

/** Somebody who signs in again and again, each time at a new browser, and counts what came of it. */
final class Newcomer implements Runnable {
    private static final long PAUSE_MILLIS = 500;

    private final DemoPerson person;
    private final String app;
    private final CountDownLatch stop;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();

    /** @param app root of the app whose pages lead to the gate */
    Newcomer(DemoPerson person, String app, CountDownLatch stop) {
        this.person = person;
        this.app = app;
        this.stop = stop;
    }

    /** How often a page of the app was shown after the gate. */
    int signedIn() {
        return signedIn.get();
    }

    /** How often the password was sent and no page of the app came back: the gate may have let the person in or not. */
    int unknown() {
        return unknown.get();
    }

    @Override
    public void run() {
        while (stop.getCount() > 0) {
            signIn();
            Pause.millis(stop, PAUSE_MILLIS);
        }
    }

    private void signIn() {
        Visitor visitor = new Visitor(client, "vi");
        Form form;
        try {
            form = visitor.open(app + "/documents")
                    .form("#kc-form-login")
                    .with("username", person.username())
                    .with("password", person.password());
        } catch (StepFailure e) {
            // Nothing was sent yet.
            return;
        }
        try {
            Page page = visitor.submit(form);
            (page.address().toString().startsWith(app) ? signedIn : unknown).incrementAndGet();
        } catch (StepFailure e) {
            unknown.incrementAndGet();
        }
    }
}
