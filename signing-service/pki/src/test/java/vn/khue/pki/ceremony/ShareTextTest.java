package vn.khue.pki.ceremony;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTextTest {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final Share share = SplitSecret.make(3, 5, new SecureRandom()).get(4);
    private final String text = ShareText.of(share);

    @Test
    void isFourteenGroupsThatReadBack() {
        assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{6} ){13}[0-9A-HJKMNP-TV-Z]{6}");
        for (int i = 0; i < 200; i++) {
            for (Share one : SplitSecret.make(2, 2, new SecureRandom())) {
                assertThat(ShareText.read(ShareText.of(one))).isEqualTo(new ShareReading.Whole(one));
            }
        }
        Share extreme = new Share(-1, 16, 16, new byte[SplitSecret.BYTES]);
        assertThat(ShareText.read(ShareText.of(extreme))).isEqualTo(new ShareReading.Whole(extreme));
    }

    @Test
    void takesWhatPeopleWriteForTheSame() {
        String written = text.toLowerCase(Locale.ROOT)
                .replace('0', 'o')
                .replace('1', 'l')
                .replace(" ", " - \n\t");
        assertThat(ShareText.read(written)).isEqualTo(new ShareReading.Whole(share));
    }

    @Test
    void everyWrongCharacterIsFoundInItsGroup() {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == ' ') {
                continue;
            }
            int group = at / 7 + 1;
            for (char wrong : (ALPHABET + "U*Ư").toCharArray()) {
                if (wrong != text.charAt(at)) {
                    String typed = text.substring(0, at) + wrong + text.substring(at + 1);
                    assertThat(ShareText.read(typed)).as(typed).isEqualTo(new ShareReading.Mistyped(List.of(group)));
                }
            }
        }
    }

    @Test
    void exchangedGroupsAreFound() {
        List<String> groups = new ArrayList<>(Arrays.asList(text.split(" ")));
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                List<String> exchanged = new ArrayList<>(groups);
                exchanged.set(i, groups.get(j));
                exchanged.set(j, groups.get(i));
                if (!exchanged.equals(groups)) {
                    assertThat(ShareText.read(String.join(" ", exchanged)))
                            .isEqualTo(new ShareReading.Mistyped(List.of(i + 1, j + 1)));
                }
            }
        }
    }

    @Test
    void mistakesThatCancelOutInAGroupAreFoundByTheWhole() {
        // The weights of the second and the first place are 3 and 1: +1 here and -3 there leave the group's check as it
        // is.
        int found = 0;
        for (int group = 0; group < ShareText.GROUPS; group++) {
            char[] typed = text.toCharArray();
            int first = ALPHABET.indexOf(typed[group * 7]);
            int second = ALPHABET.indexOf(typed[group * 7 + 1]);
            typed[group * 7] = ALPHABET.charAt((first + 29) % 32);
            typed[group * 7 + 1] = ALPHABET.charAt((second + 1) % 32);
            assertThat(ShareText.read(new String(typed))).isEqualTo(new ShareReading.Damaged());
            found++;
        }
        assertThat(found).isEqualTo(ShareText.GROUPS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ABC", "000000 000000"})
    void whatIsTooShortIsCounted(String typed) {
        assertThat(ShareText.read(typed))
                .isEqualTo(
                        new ShareReading.WrongLength(84, typed.replace(" ", "").length()));
    }

    @Test
    void nothingThatIsTypedMakesItFail() {
        Random random = new Random(20261126);
        for (int i = 0; i < 3000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int c = 0; c < 84; c++) {
                typed.append(ALPHABET.charAt(random.nextInt(32)));
            }
            assertThat(ShareText.read(typed.toString())).isNotInstanceOf(ShareReading.Whole.class);
        }
        assertThat(ShareText.read("0".repeat(100_000))).isInstanceOf(ShareReading.WrongLength.class);
    }

    @Test
    void aShareDoesNotSayWhatItHolds() {
        assertThat(share.toString()).isEqualTo("Share[" + share.setName() + " 5]");
    }
}
