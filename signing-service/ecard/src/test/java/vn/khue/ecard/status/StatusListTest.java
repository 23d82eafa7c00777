package vn.khue.ecard.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.ecard.EcardException;
import vn.khue.ecard.House;

class StatusListTest {
    private final House house = new House();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void entriesComeBack(int bits) {
        SplittableRandom random = new SplittableRandom(bits);
        byte[] entries = new byte[1000];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = (byte) random.nextInt(1 << bits);
        }
        StatusList list =
                StatusList.compressed(bits, StatusList.of(bits, entries).compress());
        for (int i = 0; i < entries.length; i++) {
            assertThat(list.get(i)).isEqualTo(entries[i] & 0xff);
        }
        assertThat(list.size()).isEqualTo(1000);
        for (long index : new long[] {-1, 1000, Long.MAX_VALUE}) {
            assertThatExceptionOfType(EcardException.class).isThrownBy(() -> list.get(index));
        }
    }

    @Test
    void anEntryIsSetAnewAndNoOtherChanges() {
        StatusList list =
                new StatusList.Builder(2, 8).set(3, 3).set(3, 1).set(4, 2).build();

        assertThat(list.get(2)).isZero();
        assertThat(list.get(3)).isEqualTo(1);
        assertThat(list.get(4)).isEqualTo(2);
        assertThatExceptionOfType(EcardException.class).isThrownBy(() -> new StatusList.Builder(2, 8).set(0, 4));
    }

    @Test
    void aListThatBecomesHugeIsNotUnpacked() {
        Deflater deflater = new Deflater(9);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        byte[] out = new byte[1 << 16];
        byte[] zeros = new byte[1 << 20];
        for (int i = 0; i < 64; i++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                bomb.write(out, 0, deflater.deflate(out));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            bomb.write(out, 0, deflater.deflate(out));
        }
        assertThat(bomb.size()).isLessThan(100_000);

        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> StatusList.compressed(2, bomb.toByteArray()))
                .withMessageContaining("at most");
    }

    @Test
    void whatIsNoWholeStreamIsRefused() {
        byte[] good = StatusList.of(2, new byte[100]).compress();
        byte[] more = java.util.Arrays.copyOf(good, good.length + 1);
        byte[] less = java.util.Arrays.copyOf(good, good.length - 1);
        byte[] damaged = good.clone();
        damaged[good.length - 1] ^= 1;
        for (byte[] wrong : new byte[][] {more, less, damaged, {}, {1, 2, 3}}) {
            assertThatExceptionOfType(EcardException.class).isThrownBy(() -> StatusList.compressed(2, wrong));
        }
        for (int bits : new int[] {0, 3, 16, -1}) {
            assertThatExceptionOfType(EcardException.class).isThrownBy(() -> StatusList.compressed(bits, good));
        }
    }

    @Test
    void bothFormsSayTheSame() {
        StatusListToken token = House.token(House.SHARD, Instant.ofEpochSecond(1_800_000_000), CardStatus.REPLACED, 99);
        StatusListToken cwt = StatusListCwt.read(
                        StatusListCwt.sign(token, house.statusKey.bare(), house.statusKey.kid()))
                .token();
        StatusListToken jwt = StatusListJwt.read(
                        StatusListJwt.sign(token, house.statusKey.bare(), house.statusKey.kid()))
                .token();
        for (StatusListToken read : new StatusListToken[] {cwt, jwt}) {
            assertThat(read).usingRecursiveComparison().ignoringFields("list").isEqualTo(token);
            assertThat(read.list().compress()).isEqualTo(token.list().compress());
            assertThat(read.list().get(99)).isEqualTo(3);
        }
    }

    @Test
    void aShelfBelievesTheListOfItsAddressAndKeyAlone() {
        byte[] good = house.list(house.now, CardStatus.VALID, 0);

        assertThat(house.shelf.put(House.SHARD, good)).isInstanceOf(StatusLookup.Found.class);
        assertThat(house.shelf.put(House.SHARD + "0", good)).isInstanceOf(StatusLookup.Invalid.class);
        assertThat(house.shelf.find(House.SHARD)).isInstanceOf(StatusLookup.Found.class);
        assertThat(house.shelf.find("https://the.edu.vn/cards/status/9")).isInstanceOf(StatusLookup.Missing.class);
        for (int at = 0; at < good.length; at += 7) {
            byte[] altered = good.clone();
            altered[at] ^= 0x10;
            assertThat(house.shelf.put(House.SHARD, altered)).isInstanceOf(StatusLookup.Invalid.class);
        }
        String jwt = StatusListJwt.sign(
                House.token(House.SHARD, house.now, CardStatus.VALID, 0),
                house.statusKey.bare(),
                house.statusKey.kid());
        assertThat(house.shelf.put(House.SHARD, jwt)).isInstanceOf(StatusLookup.Found.class);
        assertThat(house.shelf.put(House.SHARD, jwt.substring(0, jwt.length() - 8) + "AAAAAAAA"))
                .isInstanceOf(StatusLookup.Invalid.class);
    }
}
