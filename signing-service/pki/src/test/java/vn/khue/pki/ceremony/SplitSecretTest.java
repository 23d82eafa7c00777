package vn.khue.pki.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.khue.pki.PkiException;

class SplitSecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void everyThreeOfFiveGiveTheSecretInAnyOrder() {
        List<Share> shares = SplitSecret.make(3, 5, random);
        Set<String> found = new HashSet<>();
        for (Share a : shares) {
            for (Share b : shares) {
                for (Share c : shares) {
                    if (a != b && b != c && a != c) {
                        found.add(SplitSecret.join(List.of(a, b, c)).check());
                    }
                }
            }
        }
        assertThat(found).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "2,16", "5,7", "16,16"})
    void asManyAsTheThresholdAreEnough(int threshold, int count) {
        List<Share> shares = SplitSecret.make(threshold, count, random);
        String all = SplitSecret.join(shares).check();
        assertThat(SplitSecret.join(shares.subList(count - threshold, count)).check())
                .isEqualTo(all);
    }

    @Test
    void oneFewerIsRefusedAndWouldNotGiveTheSecret() {
        List<Share> shares = SplitSecret.make(3, 5, random);
        assertThatThrownBy(() -> SplitSecret.join(shares.subList(0, 2)))
                .isInstanceOf(PkiException.class)
                .hasMessage("3 different shares expected, found 2");
        byte[] secret = SplitSecret.interpolate(shares.subList(0, 3));
        assertThat(SplitSecret.interpolate(shares.subList(0, 2))).isNotEqualTo(secret);
        assertThat(SplitSecret.interpolate(shares.subList(3, 5))).isNotEqualTo(secret);
    }

    /** With two of three shares each value of the secret's first byte is still possible, by some third share. */
    @Test
    void fewerSayNothingOfTheSecret() {
        List<Share> shares = SplitSecret.make(3, 3, random);
        Set<Byte> possible = new HashSet<>();
        for (int value = 0; value < 256; value++) {
            byte[] third = shares.get(2).value().clone();
            third[0] = (byte) value;
            List<Share> tried = new ArrayList<>(shares.subList(0, 2));
            tried.add(new Share(shares.get(2).set(), 3, 3, third));
            possible.add(SplitSecret.interpolate(tried)[0]);
        }
        assertThat(possible).hasSize(256);
    }

    @Test
    void theSameShareTwiceCountsOnce() {
        List<Share> shares = SplitSecret.make(2, 3, random);
        assertThatThrownBy(() -> SplitSecret.join(List.of(shares.get(0), shares.get(0))))
                .hasMessageContaining("found 1");
        assertThatThrownBy(() -> SplitSecret.join(List.of())).hasMessageContaining("found 0");
    }

    @Test
    void sharesOfTwoSetsDoNotMixAndAreNamed() {
        Share one = SplitSecret.make(2, 3, random).get(0);
        Share other = SplitSecret.make(2, 3, random).get(1);
        assertThatThrownBy(() -> SplitSecret.join(List.of(one, other)))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining(one.setName())
                .hasMessageContaining(other.setName());
    }

    @Test
    void aShareThatWasChangedGivesAnotherSecret() {
        List<Share> shares = SplitSecret.make(2, 3, random);
        byte[] changed = shares.get(1).value().clone();
        changed[31] ^= 1;
        Share wrong = new Share(shares.get(1).set(), 2, 2, changed);
        assertThat(SplitSecret.join(List.of(shares.get(0), wrong)).check())
                .isNotEqualTo(SplitSecret.join(shares).check());
    }

    @ParameterizedTest
    @CsvSource({"1,3", "0,0", "4,3", "2,17", "-1,2"})
    void numbersThatDoNotFitAreRefused(int threshold, int count) {
        assertThatThrownBy(() -> SplitSecret.make(threshold, count, random))
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.INPUT));
    }
}
