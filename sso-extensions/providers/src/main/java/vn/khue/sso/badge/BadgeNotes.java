package vn.khue.sso.badge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a login under way remembers between its pages: the hash of what was presented, never the text, and what was pressed. */
final class BadgeNotes {
    private static final String KIND = "khue-badge-kind";
    private static final String HASH = "khue-badge-hash";
    private static final String PRESSED = "khue-badge-pressed";

    private final AuthenticationSessionModel login;

    BadgeNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    void present(PresentedBadge presented, BadgeHash hash) {
        login.setAuthNote(KIND, presented.kind().name());
        login.setAuthNote(HASH, presented.hash(hash));
        forgetPictures();
    }

    boolean isPresented() {
        return login.getAuthNote(HASH) != null;
    }

    PresentedBadge.Kind kind() {
        return PresentedBadge.Kind.valueOf(login.getAuthNote(KIND));
    }

    String hash() {
        return login.getAuthNote(HASH);
    }

    List<Integer> pressed() {
        String pressed = login.getAuthNote(PRESSED);
        return pressed == null
                ? List.of()
                : Arrays.stream(pressed.split(",")).map(Integer::valueOf).toList();
    }

    /** Adds to what was pressed before; more than three are cut off. */
    List<Integer> press(List<Integer> more) {
        var all = new ArrayList<>(pressed());
        all.addAll(more);
        List<Integer> kept = all.subList(0, Math.min(all.size(), Pictures.LENGTH));
        if (!kept.isEmpty()) {
            login.setAuthNote(PRESSED, kept.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return List.copyOf(kept);
    }

    void forgetPictures() {
        login.removeAuthNote(PRESSED);
    }

    /** Back to the beginning: the badge has to be presented again. */
    void forget() {
        login.removeAuthNote(KIND);
        login.removeAuthNote(HASH);
        forgetPictures();
    }
}
