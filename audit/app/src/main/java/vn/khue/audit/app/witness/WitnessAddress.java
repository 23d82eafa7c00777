package vn.khue.audit.app.witness;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A witness that is asked.
 *
 * @param vkey its public key (C2SP tlog-cosignature, type 4)
 * @param prefix its submission prefix
 */
record WitnessAddress(String vkey, URI prefix) {

    private static final Pattern VKEY = Pattern.compile("[!-*,-~]{1,200}\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]{44}");

    WitnessAddress {
        if (!VKEY.matcher(vkey).matches()
                || !(("http".equals(prefix.getScheme()) || "https".equals(prefix.getScheme()))
                        && prefix.getHost() != null)) {
            throw new IllegalArgumentException(
                    "Witness: expected its vkey and an http(s) address, found something else; take both from who runs it");
        }
    }

    /** @param text vkey and address with a space between */
    static WitnessAddress parse(String text) {
        String[] parts = text.strip().split(" +");
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "Witness: expected 'VKEY ADDRESS', found " + parts.length + " words; take both from who runs it");
        }
        return new WitnessAddress(parts[0], URI.create(parts[1]));
    }

    String name() {
        return vkey.substring(0, vkey.indexOf('+'));
    }

    URI add() {
        return URI.create(prefix.toString().replaceAll("/+$", "") + "/add-checkpoint");
    }
}
