package vn.khue.ecard.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;

class TextTest {
    private final SplittableRandom random = new SplittableRandom(45);

    @Test
    void everyLengthComesBack() {
        for (int length = 0; length <= 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Digits.decode(Digits.encode(bytes))).isEqualTo(bytes);
            assertThat(Digits.length(Digits.encode(bytes).length())).isEqualTo(length);
            assertThat(Base45.decode(Base45.encode(bytes))).isEqualTo(bytes);
            Arrays.fill(bytes, (byte) 0xff);
            assertThat(Digits.decode(Digits.encode(bytes))).isEqualTo(bytes);
            assertThat(Base45.decode(Base45.encode(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void digitsAreAsAgreed() {
        assertThat(Digits.encode(new byte[] {1})).isEqualTo("001");
        assertThat(Digits.encode(new byte[] {1, 0})).isEqualTo("00256");
        assertThat(Digits.encode(new byte[] {-1, -1, -1, -1, -1, -1, -1})).isEqualTo("72057594037927935");
        assertThat(Digits.encode(new byte[] {0, 0, 0, 0, 0, 0, 1, 7})).isEqualTo("00000000000000001007");
    }

    @Test
    void noTwoTextsAreTheSameBytes() {
        int read = 0;
        for (int number = 0; number < 100_000; number++) {
            String text = String.format(java.util.Locale.ROOT, "%05d", number);
            try {
                assertThat(Digits.encode(Digits.decode(text))).isEqualTo(text);
                read++;
            } catch (EcardException e) {
                assertThat(number).isGreaterThan(0xffff);
            }
        }
        assertThat(read).isEqualTo(0x10000);
    }

    /** RFC 9285 sections 4.3 and 4.4. */
    @Test
    void base45IsThatOfTheRfc() {
        assertThat(Base45.encode(ascii("AB"))).isEqualTo("BB8");
        assertThat(Base45.encode(ascii("Hello!!"))).isEqualTo("%69 VD92EX0");
        assertThat(Base45.encode(ascii("base-45"))).isEqualTo("UJCLQE7W581");
        assertThat(Base45.decode("QED8WEX0")).isEqualTo(ascii("ietf!"));
        for (String wrong : new String[] {"GGW", "::", ":::", "A", "AAAA", "ab8", "B\u00e98"}) {
            assertThatExceptionOfType(EcardException.class).isThrownBy(() -> Base45.decode(wrong));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
