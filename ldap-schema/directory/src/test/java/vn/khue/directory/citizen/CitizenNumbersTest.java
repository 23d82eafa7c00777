package vn.khue.directory.citizen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.directory.DirectoryException;
import vn.khue.directory.SecretFiles;

class CitizenNumbersTest {

    private static final String NUMBER = "079205012345";
    private static final UUID PERSON = UUID.fromString("0b6e7a52-2a3c-4c8e-9a51-1d3f0a6b7c01");

    @TempDir
    Path folder;

    private CitizenNumbers numbers;

    @BeforeEach
    void makeKeys() throws Exception {
        numbers = load();
    }

    private CitizenNumbers load() throws Exception {
        return CitizenNumbers.fromFiles(new SecretFiles(SecretFolder.make(folder)), new SecureRandom());
    }

    @Test
    void sealOpensForItsPersonAloneAndIsNeverTheSameTwice() {
        String sealed = numbers.seal(PERSON, NUMBER);
        assertThat(sealed).matches("1\\.[A-Za-z0-9_-]{54}").isNotEqualTo(numbers.seal(PERSON, NUMBER));
        assertThat(numbers.open(PERSON, sealed)).isEqualTo(NUMBER);
        assertThatThrownBy(() -> numbers.open(UUID.randomUUID(), sealed)).isInstanceOf(DirectoryException.class);
    }

    @Test
    void everyChangedCharacterOfASealIsNoticed() {
        String sealed = numbers.seal(PERSON, NUMBER);
        for (int i = 0; i < sealed.length() - 1; i++) {
            var changed = new StringBuilder(sealed);
            changed.setCharAt(i, sealed.charAt(i) == 'A' ? 'B' : 'A');
            assertThatThrownBy(() -> numbers.open(PERSON, changed.toString()))
                    .as("character " + i)
                    .isInstanceOf(DirectoryException.class)
                    .hasMessageNotContaining(NUMBER);
        }
        for (String text : new String[] {"", "1.", "1.AAAA", "2." + sealed.substring(2), NUMBER}) {
            assertThatThrownBy(() -> numbers.open(PERSON, text)).isInstanceOf(DirectoryException.class);
        }
    }

    @Test
    void hashFindsTheNumberAndDependsOnItsKey() throws Exception {
        String hash = numbers.hash(NUMBER);
        assertThat(hash).matches("1\\.[A-Za-z0-9_-]{43}").isEqualTo(load().hash(NUMBER));
        assertThat(numbers.matches(hash, NUMBER)).isTrue();
        assertThat(numbers.matches(hash, "079205012346")).isFalse();
        assertThat(numbers.matches("x", NUMBER)).isFalse();
        SecretFolder.write(folder, CitizenNumbers.HASH_KEY, "other-0123456789-0123456789-0123456789");
        CitizenNumbers other = CitizenNumbers.fromFiles(new SecretFiles(folder), new SecureRandom());
        assertThat(other.hash(NUMBER)).isNotEqualTo(hash);
        assertThat(other.open(PERSON, numbers.seal(PERSON, NUMBER))).isEqualTo(NUMBER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "07920501234", "0792050123456", "07920501234a", " 079205012345", "٠٧٩٢٠٥٠١٢٣٤٥"})
    void numberOfAnotherFormIsRefusedWithoutRepeatingIt(String wrong) {
        assertThatThrownBy(() -> numbers.hash(wrong)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbers.seal(PERSON, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches(message -> wrong.isEmpty() || !message.contains(wrong));
    }

    @Test
    void keysMustBePrivateLongAndDifferent() throws Exception {
        Files.setPosixFilePermissions(
                folder.resolve(CitizenNumbers.HASH_KEY), PosixFilePermissions.fromString("rw-r-----"));
        assertRefused();
        SecretFolder.make(folder);
        SecretFolder.write(folder, CitizenNumbers.HASH_KEY, "short");
        assertRefused();
        SecretFolder.write(folder, CitizenNumbers.HASH_KEY, "seal-0123456789-0123456789-0123456789");
        assertRefused();
        Files.delete(folder.resolve(CitizenNumbers.HASH_KEY));
        assertRefused();
    }

    private void assertRefused() {
        assertThatThrownBy(() -> CitizenNumbers.fromFiles(new SecretFiles(folder), new SecureRandom()))
                .isInstanceOf(DirectoryException.class)
                .message()
                .matches(message -> !message.contains("0123456789"));
    }
}
