package vn.khue.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.khue.bench.peer.SoftHsmToken;
import vn.khue.pki.BareKey;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.keystore.VaultKey;
import vn.khue.pki.pkcs11.Pkcs11KeyVault;
import vn.khue.pki.pkcs11.TokenSettings;

/** P-256 signatures over a ready digest by a key of each kind of vault, one thread, beside the raw rate of openssl. */
final class VaultSigning {
    private static final byte[] DIGEST = new byte[32];

    private final String bench;
    private final OpensslSpeed openssl;

    VaultSigning(String bench, OpensslSpeed openssl) {
        this.bench = bench;
        this.openssl = openssl;
    }

    /** Where SoftHSM2 is not installed the rows of the token are left out. */
    List<Measurement> measure() {
        List<Measurement> rows = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("khue-bench-token");
            try {
                try (Passphrase passphrase = Passphrase.of("bench passphrase".toCharArray());
                        KeyVault vault = SoftwareKeyVault.open(
                                new InMemoryVaultStore(),
                                passphrase,
                                KdfParameters.LEAST,
                                CryptoProviders.fastest(),
                                2)) {
                    rows.add(row("signatures, software vault", signing(vault, vault.generate(KeySpec.EC_P256))));
                }
                Optional<TokenSettings> token = SoftHsmToken.in(folder);
                if (token.isPresent()) {
                    try (KeyVault vault =
                            Pkcs11KeyVault.open(token.get(), new InMemoryVaultStore(), Clock.systemUTC())) {
                        VaultKey own = vault.generateForService(KeySpec.EC_P256, "khue:bench");
                        rows.add(row("signatures, SoftHSM2 by PKCS #11, key in the token", signing(vault, own)));
                        VaultKey signer = vault.generate(KeySpec.EC_P256);
                        rows.add(row("signatures, SoftHSM2 by PKCS #11, key unwrapped before", signing(vault, signer)));
                    }
                    rows.add(unwrapping(token.get()));
                }
            } finally {
                TemporaryFolder.delete(folder);
            }
        } catch (IOException e) {
            throw new BenchException("expected a writable temporary folder, found " + e, e);
        }
        return rows;
    }

    /** Two keys in turn where one may be unwrapped: every signature unwraps its key first. */
    private Measurement unwrapping(TokenSettings usual) {
        TokenSettings one = new TokenSettings(
                usual.module(),
                usual.label(),
                usual.serial(),
                usual.pinFile(),
                1,
                usual.patience(),
                1,
                usual.signerKeys(),
                usual.retryAfter());
        try (KeyVault vault = Pkcs11KeyVault.open(one, new InMemoryVaultStore(), Clock.systemUTC())) {
            BareKey first = vault.bare(vault.generate(KeySpec.EC_P256).id());
            BareKey second = vault.bare(vault.generate(KeySpec.EC_P256).id());
            double pairs = new Rate(1, 1).perSecond(() -> {
                first.signDigest(DIGEST);
                second.signDigest(DIGEST);
            });
            return row("signatures, SoftHSM2 by PKCS #11, key unwrapped for each", 2 * pairs);
        }
    }

    private static double signing(KeyVault vault, VaultKey key) {
        BareKey bare = vault.bare(key.id());
        return new Rate(1, 1).perSecond(() -> bare.signDigest(DIGEST));
    }

    private Measurement row(String metric, double ours) {
        return new Measurement(
                bench,
                metric,
                "1/s",
                Measurement.Better.HIGHER,
                ours,
                openssl.signsPerSecond(),
                openssl.version() + " speed, bare P-256 signatures",
                Optional.empty());
    }
}
