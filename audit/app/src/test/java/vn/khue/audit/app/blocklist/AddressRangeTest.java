package vn.khue.audit.app.blocklist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressRangeTest {

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7/32, 203.0.113.7",
        "203.0.113.77/24, 203.0.113.0/24",
        "203.0.113.255/26, 203.0.113.192/26",
        "2001:0DB8:0:0:0:0:0:1, 2001:db8::1",
        "2001:db8:1:2:3::9/48, 2001:db8:1::/48",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "::ffff:203.0.113.7, 203.0.113.7"
    })
    void hasOneSpelling(String typed, String kept) {
        assertThat(range(typed)).hasToString(kept);
        assertThat(range(kept)).isEqualTo(range(typed)).hasSameHashCodeAs(range(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "203.0.113",
                "203.0.113.256",
                "203.0.113.07",
                "203.0.113.7/33",
                "203.0.113.7/",
                "2001:db8::/129",
                "fe80::1%eth0",
                "khue.edu.vn",
                "a:b",
                "203.0.113.7;drop",
                "203.0.113.7/-1",
                "::1::"
            })
    void takesNothingElse(String typed) {
        assertThat(AddressRange.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, special", "127.0.0.1, special", "::1, special", "169.254.1.1, special", "224.0.0.1, special",
        "203.0.0.0/15, wide", "2001:db8::/31, wide", "203.0.0.0/16, ''", "2001:db8::/32, ''", "10.1.2.3, ''"
    })
    void saysWhatIsNeverBlocked(String typed, String fault) {
        assertThat(range(typed).fault().orElse("")).isEqualTo(fault);
    }

    @Test
    void holdsAndMeets() {
        assertThat(range("203.0.113.0/25").holds("203.0.113.127")).isTrue();
        assertThat(range("203.0.113.0/25").holds("203.0.113.128")).isFalse();
        assertThat(range("203.0.113.0/25").holds("2001:db8::1")).isFalse();
        assertThat(range("203.0.113.0/25").holds("nonsense")).isFalse();
        assertThat(range("2001:db8::/48").holds("2001:db8:0:0:ffff::")).isTrue();
        assertThat(range("203.0.113.0/24").meets(range("203.0.113.77"))).isTrue();
        assertThat(range("203.0.113.77").meets(range("203.0.113.0/24"))).isTrue();
        assertThat(range("203.0.113.0/25").meets(range("203.0.113.128/25"))).isFalse();
        assertThat(range("203.0.113.0/24").meets(range("2001:db8::/32"))).isFalse();
    }

    /** As Wazuh 4.x looks a key up: the address itself, then ever shorter beginnings of it that end with a point. */
    private static boolean matches(AddressRange range, String address) {
        java.util.List<String> keys = range.cdbKeys();
        if (keys.contains(address)) {
            return true;
        }
        for (int end = address.length(); end > 0; end--) {
            if (address.charAt(end - 1) == '.' && keys.contains(address.substring(0, end))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.7",
                "203.0.113.4/30",
                "203.0.113.0/25",
                "203.0.113.0/24",
                "203.0.112.0/23",
                "203.0.128.0/17",
                "203.0.0.0/16"
            })
    void itsKeysInACdbListMatchJustItsAddresses(String typed) {
        AddressRange range = range(typed);
        assertThat(range.cdbKeys()).hasSizeBetween(1, 128);
        for (int third = 0; third < 256; third += third == 112 ? 1 : 7) {
            for (int fourth = 0; fourth < 256; fourth++) {
                String address = "203.0." + third + "." + fourth;
                assertThat(matches(range, address)).as(address).isEqualTo(range.holds(address));
            }
        }
        assertThat(matches(range, "203.1.113.7")).isFalse();
        assertThat(matches(range, "20.3.0.113")).isFalse();
    }

    @Test
    void aListHoldsAddressesOfSixButNoRangesOfThem() {
        assertThat(range("2001:db8::1").cdbKeys()).containsExactly("2001:db8::1");
        assertThat(range("2001:db8::/64").cdbKeys()).isEmpty();
    }
}
