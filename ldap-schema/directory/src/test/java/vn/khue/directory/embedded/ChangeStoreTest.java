package vn.khue.directory.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.ldap.sdk.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeStoreTest {

    @TempDir
    private Path folder;

    @Test
    void changesAreToldInOrderAfterRestart() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=a"));
            store.append(put("cn=b"));
            store.append(new Change.Delete("cn=a")).awaitDurable();
        }
        assertThat(reopen()).containsExactly("P cn=a", "P cn=b", "D cn=a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8, 9, 20})
    void tornLastRecordIsDroppedAndTheRestGoesOn(int cut) throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=kept")).awaitDurable();
            store.append(put("cn=torn")).awaitDurable();
        }
        Path journal = folder.resolve("journal-0");
        byte[] bytes = Files.readAllBytes(journal);
        Files.write(journal, java.util.Arrays.copyOf(bytes, bytes.length - cut));
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=after")).awaitDurable();
        }
        assertThat(reopen()).containsExactly("P cn=kept", "P cn=after");
    }

    @Test
    void damageBeforeWholeRecordsIsRefused() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=a"));
            store.append(put("cn=b"));
            store.append(put("cn=c")).awaitDurable();
        }
        Path journal = folder.resolve("journal-0");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("journal-0")
                .hasMessageContaining("backup");
    }

    @Test
    void compactionKeepsEntriesAndLaterChanges() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=gone")).awaitDurable();
            store.compact(List.of(bytes("cn=a"), bytes("cn=b")));
            store.append(put("cn=c")).awaitDurable();
        }
        assertThat(reopen()).containsExactly("P cn=a", "P cn=b", "P cn=c");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("lock", "snapshot-1", "journal-1");
        }
    }

    @Test
    void crashInTheMidstOfCompactionLeavesTheOldPair() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=a")).awaitDurable();
        }
        Files.writeString(folder.resolve("snapshot-1.new"), "half a snap");
        Files.writeString(folder.resolve("journal-1"), "KHUEDIR1");
        assertThat(reopen()).containsExactly("P cn=a");
    }

    @Test
    void crashAfterTheRenameLeavesTheNewPair() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=a")).awaitDurable();
            Files.copy(folder.resolve("journal-0"), folder.resolve("kept"));
            store.compact(List.of(bytes("cn=a")));
        }
        Files.move(folder.resolve("kept"), folder.resolve("journal-0"));
        assertThat(reopen()).containsExactly("P cn=a");
    }

    @Test
    void snapshotWithoutItsEndIsRefused() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.compact(List.of(bytes("cn=a"), bytes("cn=b")));
        }
        Path snapshot = folder.resolve("snapshot-1");
        byte[] bytes = Files.readAllBytes(snapshot);
        Files.write(snapshot, java.util.Arrays.copyOf(bytes, bytes.length - 13));
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("end mark");
    }

    @Test
    void foreignFileIsRefused() throws Exception {
        Files.writeString(folder.resolve("journal-0"), "something else entirely", StandardOpenOption.CREATE);
        assertThatThrownBy(this::reopen)
                .isInstanceOf(CorruptStoreException.class)
                .hasMessageContaining("KHUEDIR1");
    }

    @Test
    void secondProcessIsKeptOut() throws Exception {
        try (ChangeStore store = ChangeStore.open(folder, change -> {})) {
            store.append(put("cn=a")).awaitDurable();
            assertThatThrownBy(this::reopen).isInstanceOf(IOException.class).hasMessageContaining("another directory");
        }
    }

    @Test
    void folderIsForItsOwnerOnly() throws Exception {
        Path made = folder.resolve("made");
        ChangeStore.open(made, change -> {}).close();
        assertThat(Files.getPosixFilePermissions(made))
                .isEqualTo(java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> reopen() throws IOException {
        var told = new ArrayList<String>();
        ChangeStore.open(
                        folder,
                        change -> told.add(
                                change instanceof Change.Put put
                                        ? "P "
                                                + EntryBytes.decode(put.entry(), null)
                                                        .getDN()
                                        : "D " + ((Change.Delete) change).dn()))
                .close();
        return told;
    }

    private static Change put(String dn) {
        return new Change.Put(bytes(dn));
    }

    private static byte[] bytes(String dn) {
        var entry = new Entry(dn);
        entry.addAttribute("objectClass", "top");
        entry.addAttribute("description", "Một mô tả đủ dài để cắt");
        return EntryBytes.encode(entry);
    }
}
