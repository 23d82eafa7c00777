package vn.khue.signing.appearance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckedPicturesTest {
    private final CheckedPictures<String> pictures = new CheckedPictures<>();
    private final AtomicInteger checked = new AtomicInteger();

    @Test
    void theSameBytesAtTheSameSizeAreCheckedOnce() {
        assertThat(look(1, 36)).isEqualTo("checked 1");
        assertThat(look(1, 36)).isEqualTo("checked 1");
        assertThat(look(1, 38)).as("another size").isEqualTo("checked 2");
        assertThat(look(2, 36)).as("other bytes").isEqualTo("checked 3");
    }

    @Test
    void whatTheGuardRefusesIsAskedAboutEachTime() {
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> pictures.of(new byte[] {9}, 0, () -> {
                        checked.incrementAndGet();
                        throw new IllegalStateException("unfit");
                    }))
                    .hasMessage("unfit");
        }
        assertThat(checked).hasValue(2);
    }

    @Test
    void onlySoManyAreKept() {
        for (int number = 0; number < 40; number++) {
            look(number, 36);
        }
        assertThat(look(0, 36)).as("the one not used for longest is gone").isEqualTo("checked 41");
        assertThat(look(39, 36)).isEqualTo("checked 40");
    }

    private String look(int picture, double millimetres) {
        return pictures.of(new byte[] {(byte) picture}, millimetres, () -> "checked " + checked.incrementAndGet());
    }
}
