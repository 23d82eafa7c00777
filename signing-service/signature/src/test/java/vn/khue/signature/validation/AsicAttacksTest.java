package vn.khue.signature.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.ZipByHand;
import vn.khue.signature.asic.AsicRequest;
import vn.khue.signature.asic.AsicSigner;
import vn.khue.signature.asic.DataFile;
import vn.khue.signature.asic.ZipArchive;
import vn.khue.signature.asic.ZipEntryFacts;
import vn.khue.signature.asic.ZipLimits;
import vn.khue.signature.cades.CadesLevel;

/** Containers by somebody who means harm, and what is said of each. */
class AsicAttacksTest {

    private static final String MANIFEST = "META-INF/ASiCManifest001.xml";
    private static final String SIGNATURE = "META-INF/signature001.p7s";
    private static final byte[] OTHER = "lớp 5B".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static SigningWorld world;
    private static Path signed;
    private static Path archived;

    @BeforeAll
    static void sign() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        Path list = Files.writeString(folder.resolve("list.txt"), "lớp 5A");
        Path marks = Files.writeString(folder.resolve("marks.csv"), "Lê An;9");
        List<DataFile> files =
                List.of(new DataFile("list.txt", list, "text/plain"), new DataFile("marks.csv", marks, "text/csv"));
        signed = folder.resolve("signed.asice");
        archived = folder.resolve("archived.asice");
        AsicSigner signer = new AsicSigner(world.services());
        signer.sign(new AsicRequest.NewContainer(files, signed, CadesLevel.B_LT), world.principal);
        signer.sign(new AsicRequest.FurtherSignature(signed, archived, CadesLevel.B_LTA), world.seal);
    }

    private static ZipByHand parts(Path container) throws Exception {
        ZipArchive zip = ZipArchive.read(Files.readAllBytes(container), ZipLimits.standard());
        ZipByHand parts = new ZipByHand();
        for (ZipEntryFacts entry : zip.entries()) {
            parts.add(ZipByHand.stored(entry.name(), zip.content(entry, 1 << 20)));
        }
        return parts;
    }

    private static byte[] content(Path container, String name) throws Exception {
        ZipArchive zip = ZipArchive.read(Files.readAllBytes(container), ZipLimits.standard());
        return zip.content(zip.entry(name).orElseThrow(), 1 << 20);
    }

    private static ValidationReport judge(ZipByHand parts) throws Exception {
        Path file = Files.write(folder.resolve("judge.asice"), parts.bytes());
        return new SignatureValidator().validate(file, world.offline());
    }

    private static void fails(ZipByHand parts, Check check, SubIndication why) throws Exception {
        ValidationReport report = judge(parts);
        assertThat(report.indication()).as("%s", report).isEqualTo(Indication.TOTAL_FAILED);
        List<Finding> all = new ArrayList<>(report.findings());
        report.signatures().forEach(s -> all.addAll(s.findings()));
        assertThat(all).as("%s", report).anyMatch(f -> f.check() == check && f.subIndication() == why && f.failed());
    }

    private static ZipByHand replaced(Path container, String name, byte[] content) throws Exception {
        return parts(container).change(name, e -> ZipByHand.stored(name, content));
    }

    @Test
    void theSamePartsPassSoTheOthersFailForTheirOwnReason() throws Exception {
        assertThat(judge(parts(signed)).indication()).isEqualTo(Indication.TOTAL_PASSED);
        assertThat(judge(parts(archived)).indication()).isEqualTo(Indication.TOTAL_PASSED);
    }

    @Test
    void swappedContentIsFound() throws Exception {
        ZipByHand parts = replaced(signed, "list.txt", OTHER);
        fails(parts, Check.DIGEST, SubIndication.HASH_FAILURE);
        assertThat(judge(parts).signatures().get(0).integrity()).isEqualTo(SignatureReport.Integrity.BROKEN);
    }

    @Test
    void anAddedFileIsFound() throws Exception {
        fails(parts(signed).add(ZipByHand.stored("more.txt", OTHER)), Check.COVERAGE, SubIndication.UNCOVERED_FILE);
        fails(
                parts(signed).add(ZipByHand.stored("META-INF/more.xml", OTHER)),
                Check.COVERAGE,
                SubIndication.UNCOVERED_FILE);
    }

    @Test
    void aRemovedFileIsFound() throws Exception {
        fails(parts(signed).remove("marks.csv"), Check.MANIFEST, SubIndication.SIGNED_DATA_NOT_FOUND);
    }

    @Test
    void aRemovedSignatureIsFound() throws Exception {
        fails(parts(archived).remove(SIGNATURE), Check.MANIFEST, SubIndication.BROKEN_STRUCTURE);
        fails(parts(signed).remove(SIGNATURE), Check.MANIFEST, SubIndication.BROKEN_STRUCTURE);
        fails(parts(signed).remove(MANIFEST), Check.MANIFEST, SubIndication.FORMAT_FAILURE);
    }

    /** What is left when a signature and its manifest are both taken out is an honest container, but for the archive. */
    @Test
    void aSignatureTakenOutWithItsManifestIsMissedByTheArchive() throws Exception {
        fails(parts(archived).remove(SIGNATURE).remove(MANIFEST), Check.MANIFEST, SubIndication.SIGNED_DATA_NOT_FOUND);
        ValidationReport nothing = judge(parts(signed).remove(SIGNATURE).remove(MANIFEST));
        assertThat(nothing.indication()).isEqualTo(Indication.NOT_SIGNED);
    }

    @Test
    void aManifestForAnotherSignatureIsRefused() throws Exception {
        byte[] manifest = content(signed, MANIFEST);
        byte[] other = new String(manifest, StandardCharsets.UTF_8)
                .replace("signature001", "signature002")
                .getBytes(StandardCharsets.UTF_8);
        fails(replaced(signed, MANIFEST, other), Check.MANIFEST, SubIndication.BROKEN_STRUCTURE);
        fails(
                parts(signed).add(ZipByHand.stored("META-INF/ASiCManifest002.xml", manifest)),
                Check.MANIFEST,
                SubIndication.FORMAT_FAILURE);
    }

    @Test
    void aManifestOfOtherDigestsIsNotWhatWasSigned() throws Exception {
        byte[] manifest = content(signed, MANIFEST);
        byte[] other = (new String(manifest, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        fails(replaced(signed, MANIFEST, other), Check.DIGEST, SubIndication.HASH_FAILURE);
    }

    @Test
    void aManifestWithDoctypeIsRefused() throws Exception {
        byte[] manifest = ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                        + new String(content(signed, MANIFEST), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        fails(replaced(signed, MANIFEST, manifest), Check.MANIFEST, SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void theSignatureOfAnotherContainerIsRefused() throws Exception {
        fails(
                replaced(signed, SIGNATURE, content(archived, "META-INF/signature002.p7s")),
                Check.DIGEST,
                SubIndication.HASH_FAILURE);
        fails(replaced(signed, SIGNATURE, OTHER), Check.CMS, SubIndication.FORMAT_FAILURE);
    }

    @Test
    void anotherTypeIsFound() throws Exception {
        byte[] odf = "application/vnd.oasis.opendocument.text".getBytes(StandardCharsets.US_ASCII);
        fails(replaced(signed, "mimetype", odf), Check.CONTAINER, SubIndication.BROKEN_STRUCTURE);
        fails(parts(signed).remove("mimetype"), Check.CONTAINER, SubIndication.BROKEN_STRUCTURE);
        ZipByHand second =
                parts(signed).remove("mimetype").add(ZipByHand.stored("mimetype", content(signed, "mimetype")));
        fails(second, Check.CONTAINER, SubIndication.BROKEN_STRUCTURE);
        fails(
                parts(signed).change("mimetype", e -> ZipByHand.deflated("mimetype", e.data())),
                Check.CONTAINER,
                SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void aStructureThatIsReadInTwoWaysFails() throws Exception {
        fails(parts(signed).add(ZipByHand.stored("list.txt", OTHER)), Check.STRUCTURE, SubIndication.BROKEN_STRUCTURE);
        fails(parts(signed).add(ZipByHand.stored("LIST.txt", OTHER)), Check.STRUCTURE, SubIndication.BROKEN_STRUCTURE);
        fails(
                parts(signed).change("list.txt", e -> e.locallyNamed("1ist.txt")),
                Check.STRUCTURE,
                SubIndication.BROKEN_STRUCTURE);
        fails(
                parts(signed).add(ZipByHand.stored("../list.txt", OTHER)),
                Check.STRUCTURE,
                SubIndication.BROKEN_STRUCTURE);
        fails(parts(signed).endingWith(OTHER), Check.STRUCTURE, SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void aBombIsNotUnpackedAndNotJudged() throws Exception {
        ValidationReport report = judge(parts(signed).add(ZipByHand.deflated("bomb", new byte[8 << 20])));
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(report.subIndication()).contains(SubIndication.LIMIT_EXCEEDED);
    }

    @Test
    void anArchiveTimestampOverSomethingElseIsFound() throws Exception {
        byte[] manifest = content(archived, "META-INF/ASiCArchiveManifest.xml");
        byte[] other = (new String(manifest, StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
        fails(replaced(archived, "META-INF/ASiCArchiveManifest.xml", other), Check.DIGEST, SubIndication.HASH_FAILURE);
        fails(
                replaced(archived, "META-INF/timestamp001.tst", OTHER),
                Check.DOCUMENT_TIMESTAMP,
                SubIndication.SIG_CRYPTO_FAILURE);
    }

    @Test
    void aListOfXmlSignaturesThatIsNoneIsFound() throws Exception {
        ValidationReport report = judge(parts(signed)
                .add(ZipByHand.stored("META-INF/signatures0.xml", "<a/>".getBytes(StandardCharsets.UTF_8))));
        assertThat(report.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(report.subIndication()).contains(SubIndication.BROKEN_STRUCTURE);
    }

    @Test
    void aBrokenContainerFailsWhereItSaysThatItIsSignedAndIsLeftOpenWhereItDoesNot() throws Exception {
        ZipByHand unsigned = new ZipByHand()
                .add(ZipByHand.stored("mimetype", content(signed, "mimetype")))
                .add(ZipByHand.stored("list.txt", OTHER))
                .endingWith(OTHER);
        ValidationReport left = judge(unsigned);
        assertThat(left.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(left.subIndication()).contains(SubIndication.BROKEN_STRUCTURE);
        assertThat(left.format()).isEqualTo("ASiC-E");

        ZipByHand broken = new ZipByHand()
                .add(ZipByHand.stored("mimetype", content(signed, "mimetype")))
                .add(ZipByHand.stored("list.txt", OTHER))
                .add(ZipByHand.stored("META-INF/signatures0.xml", OTHER))
                .endingWith(OTHER);
        ValidationReport failed = judge(broken);
        assertThat(failed.indication()).isEqualTo(Indication.TOTAL_FAILED);
        assertThat(failed.subIndication()).contains(SubIndication.BROKEN_STRUCTURE);
        assertThat(failed.format()).isEqualTo("ASiC-E");
    }

    @Test
    void anyOtherZipIsAFileOfAnotherKind() throws Exception {
        ValidationReport report = judge(new ZipByHand().add(ZipByHand.stored("word/document.xml", OTHER)));
        assertThat(report.format()).isEqualTo("UNKNOWN");
        assertThat(report.subIndication()).contains(SubIndication.FORMAT_FAILURE);
        assertThat(report.indication()).isEqualTo(Indication.INDETERMINATE);
    }
}
