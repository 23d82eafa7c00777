package vn.khue.signing.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
    private static final byte[] BYTES = "nội dung".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void contentIsFoundByItsDigest() throws IOException {
        ContentStore store = new ContentStore(folder);
        ContentDigest digest = store.adopt(store.receive(new ByteArrayInputStream(BYTES), 100));
        assertThat(digest).isEqualTo(Sha256.of(BYTES));
        assertThat(Files.readAllBytes(store.open(digest))).isEqualTo(BYTES);
        assertThat(store.store(BYTES)).isEqualTo(digest);
        assertThat(incoming()).isZero();
    }

    @Test
    void tooMuchIsRefusedAndNothingIsKept() throws IOException {
        ContentStore store = new ContentStore(folder);
        assertThatThrownBy(() -> store.receive(new ByteArrayInputStream(BYTES), BYTES.length - 1))
                .isInstanceOf(ContentTooLargeException.class);
        assertThat(incoming()).isZero();
    }

    @Test
    void whatADeadProcessLeftHalfWrittenIsRemovedAtTheNextStart() throws IOException {
        ContentStore dying = new ContentStore(folder);
        ContentDigest kept = dying.store(BYTES);
        Path half = dying.newIncoming();
        Files.write(half, new byte[] {1, 2, 3});
        ContentStore next = new ContentStore(folder);
        assertThat(half).doesNotExist();
        assertThat(next.holds(kept)).isTrue();
    }

    @Test
    void lostContentIsSaidNotPassedOver() {
        ContentStore store = new ContentStore(folder);
        assertThatThrownBy(() -> store.open(Sha256.of(BYTES)))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("backup");
    }

    private long incoming() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
            return files.count();
        }
    }
}
