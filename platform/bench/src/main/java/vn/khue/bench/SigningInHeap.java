package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import vn.khue.bench.peer.ItextSigner;
import vn.khue.bench.peer.Supplies;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.path.Rfc5280PathValidator;
import vn.khue.pki.policy.PkiPolicy;
import vn.khue.pki.timestamp.InProcessTimestampClient;
import vn.khue.pki.trust.TrustAnchor;
import vn.khue.pki.trust.TrustClass;
import vn.khue.pki.trust.TrustStore;
import vn.khue.signature.SignatureFailure;
import vn.khue.signature.pades.PadesLevel;
import vn.khue.signature.pades.PdfSigner;
import vn.khue.signature.pades.SigningRequest;
import vn.khue.signature.pades.SigningServices;

/** A process of its own that signs one file at B-LT and ends; its heap is what {@link SignatureMemoryBench} makes smaller. */
final class SigningInHeap {

    private SigningInHeap() {}

    /** @param arguments {@code khue} or {@code itext}, then the file */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, SignatureFailure {
        Path plain = Path.of(arguments[1]);
        Path signed = Files.createTempFile("khue-bench-", ".pdf");
        Path folder = Files.createTempDirectory("khue-bench-root");
        try {
            PkiInMemory pki = new PkiInMemory(folder, CryptoProviders.fastest());
            var timestamps = new InProcessTimestampClient(pki.timestamps);
            Supplies supplies =
                    new Supplies(pki.signer(pki.person(pki.key())), pki.hierarchy.root(), pki.revocation, timestamps);
            if (arguments[0].equals("itext")) {
                new ItextSigner(supplies, true).sign(plain, signed);
                return;
            }
            TrustStore trust =
                    TrustStore.of(TrustAnchor.of(pki.hierarchy.root(), TrustClass.INTERNAL, "Khuê", "bench"));
            var paths = new Rfc5280PathValidator(PkiPolicy.vn2026(), CryptoProviders.fastest());
            new PdfSigner(new SigningServices(timestamps, pki.revocation, paths, trust, Clock.systemUTC()))
                    .sign(SigningRequest.invisible(plain, signed, PadesLevel.B_LT), supplies.key());
        } finally {
            Files.deleteIfExists(signed);
            TemporaryFolder.delete(folder);
        }
    }
}
