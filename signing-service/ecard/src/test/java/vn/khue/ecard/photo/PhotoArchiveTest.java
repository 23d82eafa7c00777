package vn.khue.ecard.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class PhotoArchiveTest {

    private static final List<String> CODES = List.of("HS-001", "HS-002", "HS-003", "HS-004", "HS-005");

    private final PhotoArchive archive = new PhotoArchive(ArchiveLimits.ordinary());

    @Test
    void everyFileIsToldAndWhoIsMissingToo() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("HS-001.jpg", Portraits.jpeg(1));
        files.put(" hs-002 .JPEG", Portraits.jpeg(2));
        files.put("HS-003.png", "no picture".getBytes(StandardCharsets.US_ASCII));
        files.put("HS-999.jpg", Portraits.jpeg(3));
        files.put("HS-004.jpg", Portraits.jpeg(4));
        files.put("HS-004.png", Portraits.png(Portraits.drawn(5, 600, 800)));
        files.put("Lop 6A/HS-005.jpg", Portraits.jpeg(5));
        files.put("__MACOSX/._HS-001.jpg", new byte[10]);
        files.put("Lop 6A/__MACOSX/._HS-005.jpg", new byte[10]);
        List<Integer> progress = new ArrayList<>();
        PhotoBatch batch = archive.match(zip(files), CODES, progress::add);
        assertThat(batch.files().stream().map(PhotoMatch::kind))
                .containsExactly(
                        PhotoMatch.Kind.MATCHED,
                        PhotoMatch.Kind.MATCHED,
                        PhotoMatch.Kind.REFUSED,
                        PhotoMatch.Kind.UNKNOWN,
                        PhotoMatch.Kind.TWICE,
                        PhotoMatch.Kind.TWICE,
                        PhotoMatch.Kind.MATCHED);
        assertThat(batch.missing()).containsExactly("HS-003", "HS-004");
        assertThat(batch.problem()).isEmpty();
        assertThat(batch.sameAs()).isEmpty();
        assertThat(progress).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void onePictureForTwoPeopleIsFound() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("HS-001.jpg", Portraits.jpeg(1));
        files.put("HS-002.jpg", Portraits.jpeg(2));
        files.put("HS-003.jpg", Portraits.jpeg(Portraits.drawn(1, 600, 800), 0.6f, false));
        assertThat(archive.match(zip(files), CODES, done -> {}).sameAs()).containsExactly(Set.of("HS-001", "HS-003"));
    }

    @Test
    void foldersAreTakenAsIfTheirFilesLaySideBySide() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("Ảnh/Khối 6/6A/HS-001.jpg", Portraits.jpeg(1));
        files.put("Anh\\6B\\HS-002.jpg", Portraits.jpeg(2));
        files.put("6A/HS-003.jpg", Portraits.jpeg(3));
        files.put("6B/HS-003.jpg", Portraits.jpeg(4));
        files.put("a/b/c/d/e/f/g/h/HS-004.jpg", Portraits.jpeg(5));
        files.put("a/b/c/d/e/f/g/h/i/HS-005.jpg", Portraits.jpeg(6));
        PhotoBatch batch = archive.match(zip(files), CODES, done -> {});
        assertThat(batch.files().stream().map(PhotoMatch::kind))
                .containsExactly(
                        PhotoMatch.Kind.MATCHED,
                        PhotoMatch.Kind.MATCHED,
                        PhotoMatch.Kind.TWICE,
                        PhotoMatch.Kind.TWICE,
                        PhotoMatch.Kind.MATCHED,
                        PhotoMatch.Kind.PATH_REFUSED);
    }

    @Test
    void namesThatClimbOutOfAFolderAreOnlyNames() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("../../HS-001.jpg", Portraits.jpeg(1));
        files.put("..\\HS-002.jpg", Portraits.jpeg(1));
        files.put("/etc/HS-003.jpg", Portraits.jpeg(1));
        files.put("C:\\anh\\HS-004.jpg", Portraits.jpeg(1));
        files.put("6A/../HS-005.jpg", Portraits.jpeg(1));
        files.put("HS-00\u0007\u202e3.jpg", Portraits.jpeg(1));
        PhotoBatch batch = archive.match(zip(files), CODES, done -> {});
        assertThat(batch.files().stream().map(PhotoMatch::kind))
                .containsExactly(
                        PhotoMatch.Kind.PATH_REFUSED,
                        PhotoMatch.Kind.PATH_REFUSED,
                        PhotoMatch.Kind.PATH_REFUSED,
                        PhotoMatch.Kind.PATH_REFUSED,
                        PhotoMatch.Kind.PATH_REFUSED,
                        PhotoMatch.Kind.UNKNOWN);
        assertThat(batch.files().get(5).fileName()).doesNotContain("\u0007").doesNotContain("\u202e");
        assertThat(batch.missing()).isEqualTo(CODES);
    }

    @Test
    void bombsAreStopped() throws IOException {
        PhotoArchive small = new PhotoArchive(new ArchiveLimits(3, 30 << 20, PhotoLimits.ordinary()));
        Map<String, byte[]> large = Map.of("HS-001.jpg", new byte[40 << 20]);
        assertThat(small.match(zip(large), CODES, done -> {}).problem()).contains(ArchiveProblem.TOO_MANY_BYTES);
        Map<String, byte[]> hidden = Map.of("folder/", new byte[40 << 20]);
        assertThat(small.match(zip(hidden), CODES, done -> {}).problem()).contains(ArchiveProblem.TOO_MANY_BYTES);
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            many.put(i + ".jpg", new byte[1]);
        }
        PhotoBatch batch = small.match(zip(many), CODES, done -> {});
        assertThat(batch.problem()).contains(ArchiveProblem.TOO_MANY_FILES);
        assertThat(batch.files()).hasSize(3);
        Map<String, byte[]> one = Map.of("HS-001.jpg", new byte[20 << 20]);
        assertThat(small.match(zip(one), CODES, done -> {}).files().get(0))
                .isInstanceOfSatisfying(
                        PhotoMatch.Refused.class,
                        refused -> assertThat(refused.reason().problem()).isEqualTo(PhotoProblem.TOO_MANY_BYTES));
    }

    @Test
    void whatIsNoArchiveIsToldSo() throws IOException {
        assertThat(problem(new byte[0])).contains(ArchiveProblem.BROKEN);
        assertThat(problem("Rar!".getBytes(StandardCharsets.US_ASCII))).contains(ArchiveProblem.BROKEN);
        byte[] whole = zip(Map.of("HS-001.jpg", Portraits.jpeg(1))).readAllBytes();
        assertThat(problem(Arrays.copyOf(whole, whole.length / 2))).contains(ArchiveProblem.BROKEN);
        whole[6] |= 1;
        assertThat(problem(whole)).as("with a password").contains(ArchiveProblem.BROKEN);
    }

    private Optional<ArchiveProblem> problem(byte[] zip) throws IOException {
        return archive.match(new ByteArrayInputStream(zip), CODES, done -> {}).problem();
    }

    private static ByteArrayInputStream zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
                out.closeEntry();
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
