package vn.khue.sso.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownBrowsersTest {
    private static final Instant AUTUMN = Instant.parse("2026-11-27T02:00:00Z");

    private static KnownBrowsers at(Instant time) {
        return new KnownBrowsers("a key of sixteen and more", new SecureRandom(), Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void aBrowserIsTheirsWhoSignedInThereAndNobodyElses() {
        Optional<String> cookie = at(AUTUMN).with(Optional.empty(), "an");

        assertThat(at(AUTUMN).own(cookie, "an")).isPresent();
        assertThat(at(AUTUMN).own(cookie, "bình")).isEmpty();
        assertThat(at(AUTUMN).own(Optional.empty(), "an")).isEmpty();
    }

    @Test
    void anIdOrATagOfAnotherCookieMakesNoBrowserTheirs() {
        String cookie = at(AUTUMN).with(Optional.empty(), "an").orElseThrow();
        String other = at(AUTUMN).with(Optional.empty(), "bình").orElseThrow();
        String moved = other.substring(0, other.indexOf('.')) + cookie.substring(cookie.indexOf('.'));

        assertThat(at(AUTUMN).own(Optional.of(moved), "an")).isEmpty();
        assertThat(new KnownBrowsers("another key, as long as that", new SecureRandom(), Clock.systemUTC())
                        .own(Optional.of(cookie), "an"))
                .isEmpty();
    }

    @Test
    void itIsForgottenAfterTheNextQuarterUnlessTheySignInAgain() {
        Optional<String> cookie = at(AUTUMN).with(Optional.empty(), "an");
        Instant winter = Instant.parse("2027-03-30T02:00:00Z");
        Instant spring = Instant.parse("2027-04-02T02:00:00Z");

        assertThat(at(winter).own(cookie, "an")).isPresent();
        assertThat(at(spring).own(cookie, "an")).isEmpty();
        Optional<String> again = at(winter).with(cookie, "an");
        assertThat(at(spring).own(again, "an")).isPresent();
        assertThat(again.orElseThrow()).hasSameSizeAs(cookie.orElseThrow());
    }

    @Test
    void whatIsSaidAlreadyIsNotSaidAgain() {
        Optional<String> cookie = at(AUTUMN).with(Optional.empty(), "an");

        assertThat(at(AUTUMN).with(cookie, "an")).isEmpty();
    }

    @Test
    void aComputerRoomsCookieKeepsTheLatestFortyAndStaysSmall() {
        Optional<String> cookie = Optional.empty();
        for (int i = 0; i < 60; i++) {
            cookie = at(AUTUMN).with(cookie, "pupil " + i);
        }

        assertThat(cookie.orElseThrow().length()).isLessThan(1_024);
        assertThat(at(AUTUMN).own(cookie, "pupil 19")).isEmpty();
        assertThat(at(AUTUMN).own(cookie, "pupil 20")).isPresent();
        assertThat(at(AUTUMN).own(cookie, "pupil 59")).isPresent();
    }

    @Test
    void anythingElseInTheCookieIsNoBrowser() {
        for (String text : new String[] {"", ".", "a.b", "x".repeat(100_000), "AAAAAAAAAAAAAAAAAAAAAA.'; drop", "é"}) {
            assertThat(at(AUTUMN).own(Optional.of(text), "an")).as(text).isEmpty();
            assertThat(at(AUTUMN).with(Optional.of(text), "an").orElseThrow())
                    .matches("[A-Za-z0-9_-]{22}\\.[0-9a-f]{16}");
        }
    }
}
