package vn.khue.audit.app.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an event is marked by. An empty part does not restrict.
 *
 * @param ip the address it came from, as its source wrote it
 * @param app id of the client that asked, or of the service that acted
 * @param certificate lower-case hex SHA-256 of the certificate whose key was used, or that the act was about
 * @param card id of the card the act was about
 * @param event id of the event itself
 */
public record EventMarks(
        Optional<String> ip,
        Optional<String> app,
        Optional<String> certificate,
        Optional<String> card,
        Optional<UUID> event) {

    /** Does not restrict. */
    public static EventMarks none() {
        return new EventMarks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public EventMarks withIp(String wanted) {
        return new EventMarks(Optional.of(wanted), app, certificate, card, event);
    }

    public EventMarks withApp(String wanted) {
        return new EventMarks(ip, Optional.of(wanted), certificate, card, event);
    }

    public EventMarks withCertificate(String wanted) {
        return new EventMarks(ip, app, Optional.of(wanted), card, event);
    }

    public EventMarks withCard(String wanted) {
        return new EventMarks(ip, app, certificate, Optional.of(wanted), event);
    }

    public EventMarks withEvent(UUID wanted) {
        return new EventMarks(ip, app, certificate, card, Optional.of(wanted));
    }

    /** For the trace of a reading: {@code name=value}. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        ip.ifPresent(value -> words.add("ip=" + value));
        app.ifPresent(value -> words.add("app=" + value));
        certificate.ifPresent(value -> words.add("certificate=" + value));
        card.ifPresent(value -> words.add("card=" + value));
        event.ifPresent(value -> words.add("event=" + value));
        return words;
    }
}
