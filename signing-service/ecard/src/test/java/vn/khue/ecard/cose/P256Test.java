package vn.khue.ecard.cose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;
import vn.khue.pki.CryptoProviders;

class P256Test {
    private final CryptoProviders providers = CryptoProviders.fastest();

    @Test
    void aPointComesBackFromItsCoordinatesAndFromOneAndASign() {
        for (int i = 0; i < 40; i++) {
            var key = House.key().open();
            byte[][] xy = P256.coordinates(key);

            assertThat(P256.key(xy[0], xy[1], providers).getW()).isEqualTo(key.getW());
            assertThat(P256.key(xy[0], (xy[1][31] & 1) == 1, providers).getW()).isEqualTo(key.getW());
            assertThat(P256.key(xy[0], (xy[1][31] & 1) == 0, providers).getW()).isNotEqualTo(key.getW());
        }
    }

    @Test
    void aPointThatIsNotOnTheCurveIsNoKey() {
        byte[][] xy = P256.coordinates(House.key().open());
        byte[] off = xy[1].clone();
        off[31] ^= 2;
        byte[] all = new byte[32];
        Arrays.fill(all, (byte) 0xff);
        assertThatExceptionOfType(EcardException.class).isThrownBy(() -> P256.key(xy[0], off, providers));
        assertThatExceptionOfType(EcardException.class).isThrownBy(() -> P256.key(all, xy[1], providers));
        assertThatExceptionOfType(EcardException.class).isThrownBy(() -> P256.key(all, true, providers));
        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> P256.key(new byte[32], new byte[32], providers));
        assertThatExceptionOfType(EcardException.class).isThrownBy(() -> P256.key(new byte[31], xy[1], providers));
    }

    @Test
    void everyValueOfOurKeysIsTakenApartAndPutTogether() {
        House.Key key = House.key();
        Es256 es256 = new Es256(providers);
        for (int i = 0; i < 600; i++) {
            byte[] message = {(byte) i, (byte) (i >> 8)};
            byte[] value = Es256.sign(key.bare(), message);
            assertThat(value).hasSize(64);
            assertThat(es256.verifies(key.open(), message, value)).isTrue();
            assertThat(P1363.ofDer(P1363.toDer(value))).isEqualTo(value);
        }
    }
}
