package vn.khue.ecard.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import vn.khue.ecard.EcardException;

class IndexPermutationTest {
    @Test
    void everyPlaceOfAShardIsGivenOnceWhateverTheKey() {
        SplittableRandom random = new SplittableRandom(17);
        for (int shard = 0; shard < 16; shard++) {
            IndexPermutation permutation = new IndexPermutation(key(random), shard);
            BitSet taken = new BitSet();
            for (int n = 0; n < IndexPermutation.PLACES; n++) {
                taken.set(permutation.place(n));
            }
            assertThat(taken.cardinality()).isEqualTo(IndexPermutation.PLACES);
            assertThat(taken.length()).isEqualTo(IndexPermutation.PLACES);
        }
    }

    @Test
    void placesSayNothingOfTheOrder() {
        IndexPermutation permutation = new IndexPermutation(key(new SplittableRandom(1)), 0);
        double mean = 0;
        double close = 0;
        int cards = 4000;
        for (int n = 0; n < cards; n++) {
            int distance = Math.abs(permutation.place(n) - permutation.place(n + 1));
            mean += distance;
            close += distance < IndexPermutation.PLACES / 100 ? 1 : 0;
        }
        // Two places drawn at random lie a third of the list apart; one pair in fifty lies within a hundredth of it.
        assertThat(mean / cards / IndexPermutation.PLACES).isBetween(0.31, 0.36);
        assertThat(close / cards).isBetween(0.01, 0.03);
    }

    @Test
    void theSameKeyGivesTheSamePlacesAndAnotherShardOthers() {
        byte[] key = key(new SplittableRandom(2));
        int same = 0;
        for (int n = 0; n < 1000; n++) {
            int place = new IndexPermutation(key, 3).place(n);
            assertThat(new IndexPermutation(key.clone(), 3).place(n)).isEqualTo(place);
            same += new IndexPermutation(key, 4).place(n) == place ? 1 : 0;
            n += 99;
        }
        assertThat(same).isLessThan(2);
    }

    @Test
    void aFullShardGivesNoPlace() {
        IndexPermutation permutation = new IndexPermutation(new byte[IndexPermutation.KEY_BYTES], 0);

        assertThatExceptionOfType(EcardException.class)
                .isThrownBy(() -> permutation.place(IndexPermutation.PLACES))
                .withMessageContaining("full");
    }

    private static byte[] key(SplittableRandom random) {
        byte[] key = new byte[IndexPermutation.KEY_BYTES];
        random.nextBytes(key);
        return key;
    }
}
