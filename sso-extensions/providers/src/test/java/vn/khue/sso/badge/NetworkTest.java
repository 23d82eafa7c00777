package vn.khue.sso.badge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NetworkTest {
    @Test
    void anAddressIsInANetworkByItsFirstBits() {
        assertThat(in("10.20.0.0/15", "10.21.255.255")).isTrue();
        assertThat(in("10.20.0.0/15", "10.22.0.0")).isFalse();
        assertThat(in("192.0.2.7/32", "192.0.2.7")).isTrue();
        assertThat(in("192.0.2.7/32", "192.0.2.6")).isFalse();
        assertThat(in("2001:db8:1::/48", "2001:db8:1:ffff::1")).isTrue();
        assertThat(in("2001:db8:1::/48", "2001:db8:2::1")).isFalse();
        assertThat(in("10.0.0.0/8", "::ffff:10.1.2.3")).as("IPv4 within IPv6").isTrue();
        assertThat(in("10.0.0.0/8", "::1")).isFalse();
    }

    @Test
    void namesNonsenseAndNetworksOfEverybodyAreNone() {
        for (String text : new String[] {
            "0.0.0.0/0",
            "10.0.0.0/7",
            "::/0",
            "2000::/3",
            "10.0.0.0/33",
            "10.0.0.0",
            "10/8",
            "localhost/8",
            "a.b.c.d/8",
            "10.0.0.0/-1",
            "10.0.0.0/8/8",
            "1:2/64",
            "",
            "10.0.0.256/24"
        }) {
            assertThat(Network.of(text)).as(text).isEmpty();
        }
        assertThat(Network.of(null)).isEmpty();
        assertThat(Network.address("127.1")).isEmpty();
        assertThat(Network.address("dead.beef.example")).isEmpty();
    }

    private static boolean in(String network, String address) {
        return Network.of(network)
                .orElseThrow()
                .contains(Network.address(address).orElseThrow());
    }
}
