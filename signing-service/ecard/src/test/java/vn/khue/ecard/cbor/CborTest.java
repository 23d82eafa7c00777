package vn.khue.ecard.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.EcardException.Fault;

class CborTest {
    /** RFC 8949 appendix A, the integers of our subset. */
    @Test
    void integersAreThoseOfTheRfc() {
        long[] values = {0, 1, 10, 23, 24, 25, 100, 1000, 1000000, 1000000000000L, -1, -10, -100, -1000};
        String[] encoded = {
            "00",
            "01",
            "0a",
            "17",
            "1818",
            "1819",
            "1864",
            "1903e8",
            "1a000f4240",
            "1b000000e8d4a51000",
            "20",
            "29",
            "3863",
            "3903e7"
        };
        for (int i = 0; i < values.length; i++) {
            assertThat(new CborWriter(1).integer(values[i]).toByteArray()).isEqualTo(hex(encoded[i]));
            assertThat(new CborReader(hex(encoded[i]), CborRule.DETERMINISTIC).integer())
                    .isEqualTo(values[i]);
        }
        for (long value :
                new long[] {255, 256, 65535, 65536, 0xffffffffL, 0x100000000L, Long.MAX_VALUE, Long.MIN_VALUE}) {
            byte[] written = new CborWriter(1).integer(value).toByteArray();
            assertThat(new CborReader(written, CborRule.DETERMINISTIC).integer())
                    .isEqualTo(value);
        }
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        byte[] written = new CborWriter(1)
                .tag(18)
                .array(4)
                .map(2)
                .integer(1)
                .text("Hoà")
                .text("a")
                .bool(true)
                .bytes(new byte[300])
                .raw(hex("f6"))
                .text("x".repeat(70_000))
                .toByteArray();
        CborReader reader = new CborReader(written, CborRule.DETERMINISTIC);

        assertThat(reader.nextIsTag()).isTrue();
        assertThat(reader.tag()).isEqualTo(18);
        reader.array(4);
        assertThat(reader.map()).isEqualTo(2);
        assertThat(reader.integer()).isEqualTo(1);
        assertThat(reader.text(3)).isEqualTo("Hoà");
        assertThat(reader.text(1)).isEqualTo("a");
        assertThat(reader.bool()).isTrue();
        assertThat(reader.bytes(300)).hasSize(300);
        reader.skip();
        reader.skip();
        assertThat(reader.atEnd()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "0000", // two items
                "1817", // 23 in two bytes
                "190017", // 23 in three
                "1a0000ffff", // 65535 in five
                "1b00000000ffffffff", // in nine
                "18", // a head cut off
                "1c", // reserved
                "9f01ff", // indefinite array
                "5f4101ff", // indefinite bytes
                "bf0101ff", // indefinite map
                "ff", // break alone
                "f7", // undefined
                "f0", // simple value
                "f93c00", // a float
                "fb3ff0000000000000",
                "42ff", // bytes cut off
                "5bffffffffffffffff", // 2^64 bytes
                "9bffffffffffffffff", // 2^64 elements
                "bbffffffffffffffff", // 2^64 pairs
                "9a7fffffff", // 2^31 elements
                "62c328", // no UTF-8
                "61ff",
                "64eda080ed", // a surrogate
                "a2010101024101", // key twice
                "a202000100", // keys out of order
                "a2616100020a", // a text key before an integer
                "a1400000", // bytes as key
                "a1800000", // an array as key
                "a101", // a value is missing
                "d2", // a tag of nothing
                "818181818181818181818181", // too deep
                "d2d2d2d2d2d2d2d2d2d2d200"
            })
    void whatIsNotInTheFormIsRefused(String encoded) {
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(hex(encoded), CborRule.DETERMINISTIC))
                .matches(e -> e.fault() == Fault.CBOR)
                .matches(e -> e.getStackTrace().length == 0);
    }

    @Test
    void keysOfOthersMayStandInAnyOrderButOnce() {
        assertThat(new CborReader(hex("a202000100"), CborRule.ANY_KEY_ORDER).map())
                .isEqualTo(2);
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(hex("a3020001000201"), CborRule.ANY_KEY_ORDER));
    }

    @Test
    void mapsOfManyPairsAreRefusedBeforeTheyAreCompared() {
        CborWriter writer = new CborWriter(1024).map(65);
        for (int i = 0; i < 65; i++) {
            writer.integer(i).integer(0);
        }
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(writer.toByteArray(), CborRule.DETERMINISTIC));
    }

    @Test
    void theReplacementCharacterItselfIsText() {
        assertThat(new CborReader(hex("63efbfbd"), CborRule.DETERMINISTIC).text(1))
                .isEqualTo("\ufffd");
    }

    @Test
    void anotherKindThanExpectedIsAnotherFault() {
        for (String encoded : new String[] {"00", "40", "60", "80", "a0", "c100", "f5", "1bffffffffffffffff"}) {
            CborReader reader = new CborReader(hex(encoded), CborRule.DETERMINISTIC);
            reader.skip();
            assertThat(reader.atEnd()).isTrue();
            assertThatExceptionOfType(EcardException.class)
                    .isThrownBy(reader::integer)
                    .matches(e -> e.fault() == Fault.STRUCTURE);
        }
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(hex("1bffffffffffffffff"), CborRule.DETERMINISTIC).integer());
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(hex("4100"), CborRule.DETERMINISTIC).text(9));
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(hex("626161"), CborRule.DETERMINISTIC).text(1));
    }

    @Test
    void aMegabyteOfNestedArraysIsAnsweredAtOnce() {
        byte[] bytes = new byte[1 << 20];
        Arrays.fill(bytes, (byte) 0x81);
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> new CborReader(bytes, CborRule.ANY_KEY_ORDER))
                .withMessageContaining("deep");
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
