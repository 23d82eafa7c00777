package vn.khue.signature.asic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.khue.pki.DigestAlgorithm;
import vn.khue.signature.ZipByHand;

/** ZIP files that two readers would read differently, or that would fill memory. */
class ZipArchiveTest {

    private static final byte[] TEXT = "xin chào, chào, chào, chào, chào, chào".getBytes(StandardCharsets.UTF_8);

    private static ZipByHand two() {
        return new ZipByHand().add(ZipByHand.stored("a.txt", TEXT)).add(ZipByHand.deflated("b/c.txt", TEXT));
    }

    private static ZipArchive read(ZipByHand zip) throws AsicReadException {
        return ZipArchive.read(zip.bytes(), ZipLimits.standard());
    }

    private static void refuses(ZipByHand zip, AsicReadException.Kind kind) {
        assertThatThrownBy(() -> read(zip))
                .isInstanceOfSatisfying(
                        AsicReadException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageContaining("expected");
    }

    private static void refuses(ZipByHand zip) {
        refuses(zip, AsicReadException.Kind.STRUCTURE);
    }

    @Test
    void whatIsInOrderIsRead() throws Exception {
        ZipArchive zip = read(two());
        assertThat(zip.entries()).extracting(ZipEntryFacts::name).containsExactly("a.txt", "b/c.txt");
        for (ZipEntryFacts entry : zip.entries()) {
            assertThat(zip.content(entry, 1000)).isEqualTo(TEXT);
            assertThat(zip.digest(entry, DigestAlgorithm.SHA256)).isEqualTo(DigestAlgorithm.SHA256.of(TEXT));
        }
    }

    @Test
    void whatJavaWritesIsRead() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            zip.putNextEntry(new ZipEntry("tệp.txt"));
            zip.write(TEXT);
            zip.closeEntry();
            zip.putNextEntry(new ZipEntry("rỗng"));
            zip.closeEntry();
        }
        ZipArchive read = ZipArchive.read(out.toByteArray(), ZipLimits.standard());
        assertThat(read.content(read.entries().get(0), 1000)).isEqualTo(TEXT);
        assertThat(read.content(read.entries().get(1), 1000)).isEmpty();
    }

    @Test
    void whatWeWriteIsReadByJavaAndAlwaysTheSame() throws Exception {
        byte[] first = written();
        assertThat(written()).isEqualTo(first);
        try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(first))) {
            assertThat(in.getNextEntry().getName()).isEqualTo("tệp.txt");
            assertThat(in.readAllBytes()).isEqualTo(TEXT);
        }
        assertThat(ZipArchive.read(first, ZipLimits.standard()).entries()).hasSize(1);
    }

    private static byte[] written() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipWriter writer = new ZipWriter(out);
        writer.add("tệp.txt", TEXT);
        writer.finish();
        return out.toByteArray();
    }

    @Test
    void oneNameTwiceIsRefused() {
        refuses(two().add(ZipByHand.stored("a.txt", TEXT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"A.TXT", "a.Txt", "ａ.txt"})
    void namesThatDifferInCaseOrWidthOnlyAreRefused(String name) {
        refuses(two().add(ZipByHand.stored(name, TEXT)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "b/../../a",
                "/etc/passwd",
                "c:a",
                "b\\c",
                "b//c",
                "./c",
                "b/.",
                "folder/",
                "a\u0000b",
                "a\u202egpj.exe",
                "ca\u0302u.txt",
                "a .txt/ b",
                "con."
            })
    void namesThatAreReadDifferentlyAreRefused(String name) {
        refuses(two().add(ZipByHand.stored(name, TEXT)));
    }

    @Test
    void headersThatDisagreeAreRefused() {
        refuses(two().change("a.txt", e -> e.locallyNamed("z.txt")));
        refuses(two().change("a.txt", e -> e.locallySized(TEXT.length - 1)));
        refuses(two().change("a.txt", e -> e.sized(TEXT.length - 1)));
    }

    @Test
    void entriesThatOverlapAreRefused() {
        refuses(two().add(ZipByHand.stored("d.txt", TEXT)).overlapping());
    }

    @Test
    void bytesThatBelongToNothingAreRefused() {
        refuses(two().startingWith(new byte[] {1}));
        refuses(two().startingWith("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)));
        refuses(two().withBeforeTheDirectory(new byte[] {1}));
        refuses(two().endingWith(new byte[] {1}));
    }

    @Test
    void linksAreRefused() {
        byte[] zip = two().bytes();
        int central = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
        zip[central + 5] = 3;
        zip[central + 41] = (byte) 0xa1;
        assertThatThrownBy(() -> ZipArchive.read(zip, ZipLimits.standard()))
                .isInstanceOf(AsicReadException.class)
                .hasMessageContaining("link");
    }

    @Test
    void encryptionAndOtherMethodsAreRefused() {
        refuses(two().change("a.txt", e -> e.flagged(1)));
        refuses(two().change("a.txt", e -> e.packedWith(12)));
        refuses(two().change("a.txt", e -> e.flagged(1 << 13)));
    }

    @Test
    void bombsAreRefusedBeforeTheyAreUnpacked() {
        refuses(two().add(ZipByHand.deflated("bomb", new byte[8 << 20])), AsicReadException.Kind.LIMIT);
        refuses(two().change("b/c.txt", e -> e.sized(100L << 20)), AsicReadException.Kind.LIMIT);
        ZipByHand many = new ZipByHand();
        for (int i = 0; i <= ZipLimits.standard().entries(); i++) {
            many.add(ZipByHand.stored("n" + i, new byte[0]));
        }
        refuses(many, AsicReadException.Kind.LIMIT);
    }

    @Test
    void anEntryThatUnpacksToMoreThanItSaysIsCutOff() throws Exception {
        ZipArchive zip = read(two().change("b/c.txt", e -> e.sized(TEXT.length - 1)));
        assertThatThrownBy(() -> zip.content(zip.entry("b/c.txt").orElseThrow(), 1000))
                .isInstanceOf(AsicReadException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<a/>",
                "",
                "<?xml version=\"1.0\"?><?x y?><a/>",
                "<ASiCManifest xmlns=\"http://uri.etsi.org/02918/v1.2.1#\"/>",
                "<ASiCManifest xmlns=\"http://uri.etsi.org/02918/v1.2.1#\"><SigReference URI=\"META-INF/s.p7s\"/></ASiCManifest>",
                "<ASiCManifest xmlns=\"http://uri.etsi.org/02918/v1.2.1#\"><SigReference URI=\"../s.p7s\"/></ASiCManifest>"
            })
    void whatIsNoManifestIsRefused(String xml) {
        assertThatThrownBy(() -> AsicManifest.parse(xml.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(AsicReadException.class)
                .hasMessageContaining("expected");
    }
}
