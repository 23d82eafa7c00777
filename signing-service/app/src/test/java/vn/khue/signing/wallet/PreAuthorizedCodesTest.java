package vn.khue.signing.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.ecard.credential.CardId;

/** The code in an offer is what the gate reads: the same example stands in the gate's tests. */
class PreAuthorizedCodesTest {
    private static final UUID OFFER = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID PERSON = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final String HASH = "c421aea1fd40dfd5e4c6d39b2719ea78e9e31515500f7a644f0ad714cf41b9d1";

    @TempDir
    Path folder;

    @Test
    void theExampleThatTheGateReads() throws Exception {
        PreAuthorizedCodes codes = new PreAuthorizedCodes(
                new WalletKey(Files.writeString(folder.resolve("wallet-key"), "wallet-key-of-the-test-vectors\n")),
                WalletPolicy.shipped());
        assertThat(codes.hash(OFFER, "123456")).isEqualTo(HASH);
        assertThat(codes.of(new WalletOffer(
                        OFFER,
                        new CardId(7),
                        PERSON,
                        "an.nv",
                        PERSON,
                        Instant.ofEpochSecond(1_799_998_200),
                        Instant.ofEpochSecond(1_800_000_000),
                        HASH)))
                .isEqualTo("1~" + OFFER + "~" + PERSON + "~an.nv~1800000000~" + HASH
                        + "~de9ddd5b6ef68e6eeffcee7e0c837a25182f328471eea98d4f2ce7d3ec9bab93");
        for (int i = 0; i < 50; i++) {
            assertThat(codes.newCode()).matches("[0-9]{6}");
        }
    }
}
