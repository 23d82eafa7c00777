package vn.khue.launcher.demo;

import java.net.http.HttpClient;
import java.time.Clock;
import vn.khue.launcher.district.DemoPerson;

/** One of the demo's people at a browser of their own: goes through the gate whenever a page leads there. Not thread-safe. */
public final class Member {
    private static final int MOST_PAGES = 6;

    private final DemoPerson person;
    private final Visitor visitor;
    private final UsedCodes codes;

    public Member(DemoPerson person, HttpClient client, String language, UsedCodes codes) {
        this.person = person;
        this.visitor = new Visitor(client, language);
        this.codes = codes;
    }

    public DemoPerson person() {
        return person;
    }

    /** Opens a page and signs in on the way where that is asked. */
    public Page open(String address) {
        return throughTheGate(visitor.open(address));
    }

    /** Sends a form and goes through the step-up where that follows. */
    public Page submit(Form form) {
        return throughTheGate(visitor.submit(form));
    }

    private Page throughTheGate(Page first) {
        Page page = first;
        for (int i = 0; i < MOST_PAGES; i++) {
            if (page.has("#kc-form-login")) {
                page = visitor.submit(page.form("#kc-form-login")
                        .with("password", person.password())
                        .withIfAsked("username", person.username()));
            } else if (page.has("#kc-otp-login-form")) {
                page = visitor.submit(page.form("#kc-otp-login-form").with("otp", code()));
            } else if (page.has("form[action$=/acting-unit]")) {
                page = visitor.submit(page.form("form[action$=/acting-unit]"));
            } else {
                return page;
            }
            if (page.has("#kc-form-login [aria-invalid=true]")) {
                throw new StepFailure(
                        "The gate did not take the password of " + person.username() + ": " + page.shortText());
            }
        }
        throw new StepFailure("The gate asked " + person.username() + " again and again; last: " + page.shortText());
    }

    private String code() {
        String secret = person.totp().orElseThrow(() -> new StepFailure(person.username() + " has no one-time codes"));
        return codes.next(person.username(), new OneTimeCode(secret, Clock.systemUTC()));
    }
}
