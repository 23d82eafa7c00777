package vn.khue.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.Random;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.junit.jupiter.api.Test;

/** What is put together by hand is what Bouncy Castle would write. */
class DerTest {
    private static final long YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

    private final Random random = new Random(20261126);

    @Test
    void timesOfWholeSecondsAreThoseOfBouncyCastle() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochSecond((long) (random.nextDouble() * YEAR_9999));
            assertThat(Der.generalizedTime(time))
                    .as("%s", time)
                    .isEqualTo(new DERGeneralizedTime(Date.from(time)).getEncoded("DER"));
        }
    }

    @Test
    void fractionsHaveNoZerosAtTheirEnd() throws Exception {
        for (int millis : new int[] {0, 1, 10, 100, 120, 123, 999}) {
            Instant time =
                    Instant.parse("2026-11-26T01:02:03Z").plusMillis(millis).plusNanos(999_999);
            byte[] der = Der.generalizedTime(time);
            try (ASN1InputStream in = new ASN1InputStream(der)) {
                ASN1GeneralizedTime read = ASN1GeneralizedTime.getInstance(in.readObject());
                assertThat(read.getDate().getTime()).isEqualTo(time.toEpochMilli());
                assertThat(read.getTimeString()).matches("[0-9]{14}(\\.[0-9]{0,2}[1-9])?Z");
            }
            assertThat(der[der.length - 2]).isNotEqualTo((byte) (millis == 0 ? '.' : '0'));
        }
    }

    @Test
    void lengthsOfEveryWidth() throws Exception {
        for (int length : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 200_000}) {
            byte[] value = new byte[length];
            random.nextBytes(value);
            byte[] der = Der.of(Der.OCTET_STRING, value);
            assertThat(der).isEqualTo(new DEROctetString(value).getEncoded("DER"));
            try (ASN1InputStream in = new ASN1InputStream(der)) {
                assertThat(ASN1OctetString.getInstance(in.readObject()).getOctets())
                        .isEqualTo(value);
            }
        }
    }
}
