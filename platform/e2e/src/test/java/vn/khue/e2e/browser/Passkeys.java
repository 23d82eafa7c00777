package vn.khue.e2e.browser;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;

/**
 * The authenticator inside a device (WebAuthn Level 2, section 11, "User Agent Automation"): keeps discoverable passkeys, answers at once,
 * and recognises its owner or does not. It makes real keys and real signatures; only the finger on it is played.
 */
public final class Passkeys {
    private final CDPSession session;
    private final String id;

    private Passkeys(CDPSession session, String id) {
        this.session = session;
        this.id = id;
    }

    /** Builds one into the browser of this page; it is there for as long as the page. */
    public static Passkeys of(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        session.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject request = new JsonObject();
        request.add("options", options);
        return new Passkeys(
                session,
                session.send("WebAuthn.addVirtualAuthenticator", request)
                        .get("authenticatorId")
                        .getAsString());
    }

    /** Whether finger, face or code will be found to be the owner's. */
    public void recognisesItsOwner(boolean recognised) {
        JsonObject request = request();
        request.addProperty("isUserVerified", recognised);
        session.send("WebAuthn.setUserVerified", request);
    }

    /** How many passkeys it keeps. */
    public int count() {
        return session.send("WebAuthn.getCredentials", request())
                .getAsJsonArray("credentials")
                .size();
    }

    private JsonObject request() {
        JsonObject request = new JsonObject();
        request.addProperty("authenticatorId", id);
        return request;
    }
}
