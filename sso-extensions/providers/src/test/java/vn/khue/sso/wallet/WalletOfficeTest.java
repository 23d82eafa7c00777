package vn.khue.sso.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.khue.sso.server.KeyedHash;

/** Offers as the signing service writes them: the same example stands in its tests. Nothing else is taken for one. */
class WalletOfficeTest {
    private static final String HASH = "c421aea1fd40dfd5e4c6d39b2719ea78e9e31515500f7a644f0ad714cf41b9d1";
    private static final String CODE = "1~00000000-0000-4000-8000-000000000001~00000000-0000-4000-8000-000000000002"
            + "~an.nv~1800000000~" + HASH + "~de9ddd5b6ef68e6eeffcee7e0c837a25182f328471eea98d4f2ce7d3ec9bab93";

    private final WalletOffice office = new WalletOffice(
            new KeyedHash("wallet-key-of-the-test-vectors", "wallet-key", "again"),
            "khue-wallet",
            "khue_card",
            5,
            Clock.systemUTC());

    @Test
    void readsTheExample() {
        assertThat(office.read(CODE))
                .contains(new PreAuthorizedCode(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        UUID.fromString("00000000-0000-4000-8000-000000000002"),
                        "an.nv",
                        Instant.ofEpochSecond(1_800_000_000),
                        HASH));
        PreAuthorizedCode offer = office.read(CODE).orElseThrow();
        assertThat(office.fits(offer, "123456")).isTrue();
        assertThat(office.fits(offer, "123457")).isFalse();
        assertThat(office.fits(offer, "")).isFalse();
        assertThat(office.fits(offer, "1".repeat(1000))).isFalse();
    }

    @Test
    void nothingElse() {
        for (int at = 0; at < CODE.length(); at++) {
            char other = CODE.charAt(at) == '0' ? '1' : '0';
            assertThat(office.read(CODE.substring(0, at) + other + CODE.substring(at + 1)))
                    .as("place %d", at)
                    .isEqualTo(Optional.empty());
        }
        for (String wrong : new String[] {"", "~", "1~2", CODE + "~", CODE + "\n", "é" + CODE, CODE.repeat(10)}) {
            assertThat(office.read(wrong)).isEmpty();
        }
        WalletOffice another =
                new WalletOffice(new KeyedHash("another-key-another-key", "", ""), "", "", 5, Clock.systemUTC());
        assertThat(another.read(CODE)).isEmpty();
    }
}
