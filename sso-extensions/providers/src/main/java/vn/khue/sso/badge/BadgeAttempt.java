package vn.khue.sso.badge;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Somebody at the badge page.
 *
 * @param kind which text was presented
 * @param hash its hash, under which the badge is found
 * @param pictures what was pressed
 * @param address where from; empty where the server cannot tell, and then no network matches
 * @param device value of the device cookie
 */
record BadgeAttempt(
        PresentedBadge.Kind kind,
        String hash,
        Pictures pictures,
        Optional<InetAddress> address,
        Optional<String> device) {}
