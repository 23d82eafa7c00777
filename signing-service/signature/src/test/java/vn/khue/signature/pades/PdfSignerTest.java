package vn.khue.signature.pades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.PkiException;
import vn.khue.signature.SamplePdf;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.SigningWorld;
import vn.khue.signature.SilentRevocation;
import vn.khue.signature.Tools;

/** Signing in one go and in two phases, and every way in which it is refused. */
class PdfSignerTest {

    @TempDir
    private Path folder;

    private SigningWorld world;
    private Path plain;
    private Path out;

    @BeforeEach
    void found() throws Exception {
        world = new SigningWorld(folder.resolve("ca"), Clock.systemUTC());
        plain = folder.resolve("plain.pdf");
        out = folder.resolve("out.pdf");
        SamplePdf.CLASSIC_1_4.write(plain);
    }

    private void refuses(SignatureFailure.Reason reason, PdfSigner signer, PadesLevel level) throws Exception {
        assertThatThrownBy(() -> signer.sign(SigningRequest.invisible(plain, out, level), world.principal))
                .isInstanceOfSatisfying(
                        SignatureFailure.class, e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(out).doesNotExist();
        leavesNoDraft();
    }

    private void leavesNoDraft() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString())).noneMatch(n -> n.startsWith(".draft"));
        }
    }

    private PreparedDocument prepare() throws Exception {
        return world.signer.prepare(
                SigningRequest.invisible(plain, out, PadesLevel.B_LT),
                world.principal.chain(),
                world.principal.algorithm());
    }

    @Test
    void theSourceIsAPrefixOfTheSignedFileAndLittleIsAdded() throws Exception {
        SignedDocument signed =
                world.signer.sign(SigningRequest.invisible(plain, out, PadesLevel.B_LTA), world.principal);
        byte[] before = Files.readAllBytes(plain);
        byte[] after = Files.readAllBytes(out);
        assertThat(after).startsWith(before);
        assertThat(signed.bytes()).isEqualTo(after.length);
        assertThat(signed.timestamp()).isPresent();
        assertThat(after.length - before.length).isLessThan(32_000);
        leavesNoDraft();
    }

    @Test
    void fieldNamesHaveOneLengthAndAreUnique() throws Exception {
        SignedDocument one = world.signer.sign(SigningRequest.invisible(plain, out, PadesLevel.B_B), world.principal);
        SignedDocument two = world.signer.sign(
                SigningRequest.invisible(out, folder.resolve("two.pdf"), PadesLevel.B_B), world.principal);
        assertThat(one.fieldName()).hasSameSizeAs(two.fieldName()).isNotEqualTo(two.fieldName());
    }

    @Test
    void aPreparedDocumentIsEmbeddedOnce() throws Exception {
        PreparedDocument prepared = prepare();
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        world.signer.embed(prepared, value);
        assertThat(out).exists();
        assertThatThrownBy(() -> world.signer.embed(prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT));
    }

    @Test
    void aPreparedDocumentExpires() throws Exception {
        PreparedDocument prepared = prepare();
        SigningServices now = world.services();
        Clock later = Clock.fixed(prepared.expires().plusSeconds(1), ZoneOffset.UTC);
        PdfSigner signer =
                new PdfSigner(new SigningServices(now.timestamps(), now.revocation(), now.paths(), now.trust(), later));
        byte[] value = world.principal.signDigest(prepared.digestToSign());
        assertThatThrownBy(() -> signer.embed(prepared, value))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.PREPARED_DOCUMENT_SPENT));
        assertThat(out).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void theValueOfAnotherKeyIsRefused() throws Exception {
        PreparedDocument prepared = prepare();
        byte[] foreign = world.seal.signDigest(prepared.digestToSign());
        assertThatThrownBy(() -> world.signer.embed(prepared, foreign))
                .isInstanceOfSatisfying(
                        SignatureFailure.class,
                        e -> assertThat(e.reason()).isEqualTo(SignatureFailure.Reason.KEY_REFUSED));
        assertThat(out).doesNotExist();
        leavesNoDraft();
    }

    @Test
    void aRevokedCertificateSignsNothingEvenRightAfterItSigned() throws Exception {
        world.signer.sign(
                SigningRequest.invisible(plain, folder.resolve("before.pdf"), PadesLevel.B_LT), world.principal);
        world.revokePrincipal();
        refuses(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE, world.signer, PadesLevel.B_LT);
        refuses(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE, world.signer, PadesLevel.B_B);
    }

    @Test
    void anExpiredCertificateSignsNothing() throws Exception {
        Instant late = world.principal.certificate().getNotAfter().toInstant().plus(Duration.ofDays(1));
        SigningServices now = world.services();
        PdfSigner signer = new PdfSigner(new SigningServices(
                now.timestamps(), now.revocation(), now.paths(), now.trust(), Clock.fixed(late, ZoneOffset.UTC)));
        refuses(SignatureFailure.Reason.CERTIFICATE_NOT_USABLE, signer, PadesLevel.B_B);
    }

    @Test
    void withoutRevocationDataNothingIsSigned() throws Exception {
        SigningServices now = world.services();
        PdfSigner signer = new PdfSigner(
                new SigningServices(now.timestamps(), new SilentRevocation(), now.paths(), now.trust(), now.clock()));
        refuses(SignatureFailure.Reason.REVOCATION_UNAVAILABLE, signer, PadesLevel.B_LT);
    }

    @Test
    void withoutATimestampAuthorityOnlyLevelBIsMade() throws Exception {
        SigningServices now = world.services();
        PdfSigner signer = new PdfSigner(new SigningServices(
                (algorithm, digest) -> {
                    throw new PkiException(PkiException.Fault.REMOTE, "no answer");
                },
                now.revocation(),
                now.paths(),
                now.trust(),
                now.clock()));
        refuses(SignatureFailure.Reason.TIMESTAMP_UNAVAILABLE, signer, PadesLevel.B_T);
        signer.sign(SigningRequest.invisible(plain, out, PadesLevel.B_B), world.principal);
        assertThat(out).exists();
    }

    @Test
    void popplerAcceptsEveryLevel() throws Exception {
        assumeTrue(Tools.has("pdfsig"), "pdfsig is not installed");
        for (PadesLevel level : PadesLevel.values()) {
            Path file = folder.resolve(level + ".pdf");
            world.signer.sign(SigningRequest.invisible(plain, file, level), world.principal);
            assertThat(Tools.run("pdfsig", "-nocert", file.toString())).contains("Signature is Valid");
        }
    }
}
