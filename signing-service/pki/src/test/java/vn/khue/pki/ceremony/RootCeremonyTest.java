package vn.khue.pki.ceremony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.pki.CryptoProviders;
import vn.khue.pki.PkiException;
import vn.khue.pki.TestPki;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.HierarchyFounder;
import vn.khue.pki.ca.HierarchyPlan;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.ca.RootDirectory;
import vn.khue.pki.ca.RootDuty;
import vn.khue.pki.ca.StatusUrls;
import vn.khue.pki.keystore.InMemoryVaultStore;
import vn.khue.pki.keystore.KdfParameters;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.keystore.Passphrase;
import vn.khue.pki.keystore.SoftwareKeyVault;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.InMemoryCertificateRegister;

class RootCeremonyTest {
    @TempDir
    Path directory;

    private final Clock clock = Clock.systemUTC();
    private final CertificateRegister register = new InMemoryCertificateRegister();
    private Path ca;
    private KeyVault vault;

    @BeforeEach
    void prepare() {
        ca = directory.resolve("ca");
        try (Passphrase passphrase = TestPki.passphrase()) {
            vault = SoftwareKeyVault.open(
                    new InMemoryVaultStore(), passphrase, KdfParameters.LEAST, CryptoProviders.fastest(), 20);
        }
    }

    @Test
    void threeOfFiveOpenTheRootAndTwoDoNot() {
        List<Share> shares = hold();
        opened(shares.subList(1, 4)).requireOpens();
        opened(List.of(shares.get(4), shares.get(0), shares.get(2))).requireOpens();
        assertThatThrownBy(() -> opened(shares.subList(0, 2)))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("3 different shares");
        byte[] changed = shares.get(0).value().clone();
        changed[0] ^= 1;
        Share wrong = new Share(shares.get(0).set(), 3, 1, changed);
        assertThatThrownBy(opened(List.of(wrong, shares.get(1), shares.get(2)))::requireOpens)
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.KEY));
    }

    @Test
    void theRecordTellsTheSetAndNothingSecret() throws Exception {
        List<Share> shares = hold();
        CeremonyRecord record = CeremonyRecord.in(ca).orElseThrow();
        assertThat(record.set()).isEqualTo(shares.get(0).setName());
        assertThat(record.threshold()).isEqualTo(3);
        assertThat(record.check()).isEqualTo(SplitSecret.join(shares).check());
        byte[] secret = SplitSecret.interpolate(shares.subList(0, 3));
        try (Stream<Path> files = Files.list(ca)) {
            for (Path file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
                String content = Files.readString(file, StandardCharsets.UTF_8);
                for (Share share : shares) {
                    assertThat(content)
                            .doesNotContain(ShareText.of(share))
                            .doesNotContain(ShareText.of(share).substring(14, 27));
                }
                assertThat(content).doesNotContain(Base64.getEncoder().encodeToString(secret));
            }
        }
    }

    @Test
    void aRootIsNotReplaced() {
        hold();
        assertThatThrownBy(this::hold)
                .isInstanceOfSatisfying(
                        PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
    }

    @Test
    void aCeremonyThatWasCutOffLeavesNoRootAndBeginsAnew() throws Exception {
        RootCeremony cut = begin();
        // As a crash leaves it: the key is made, the certificate is not.
        Path draft = directory.resolve("ca.new");
        try (SplitSecret secret = SplitSecret.join(cut.shares())) {
            new RootDirectory(draft, secret::passphrase, KdfParameters.LEAST).make(plan(), Profiles.shipped(), clock);
        }
        Files.delete(draft.resolve("root.crt"));
        assertThat(CeremonyRecord.in(ca)).isEmpty();

        List<Share> shares = hold();
        assertThat(draft).doesNotExist();
        assertThat(shares.get(0).setName()).isNotEqualTo(cut.shares().get(0).setName());
        opened(shares).requireOpens();
    }

    @Test
    void withoutSharesNothingIsSignedAndWithThemTheHierarchyComesUp() {
        List<Share> shares = hold();
        assertThatThrownBy(() -> bringUp(RootDirectory.closed(ca), clock))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("khue:ca:people")
                .hasMessageContaining("./khue ca sign");
        Hierarchy founded = bringUp(opened(shares), clock);
        assertThat(founded.duties()).isEmpty();

        Hierarchy again = bringUp(RootDirectory.closed(ca), clock);
        assertThat(again.issuedNow()).isEmpty();
        assertThat(again.duties()).isEmpty();
        assertThat(again.certificates()).isEqualTo(founded.certificates());
    }

    @Test
    void whatTheRootSignedGoesOnAndWhatWaitsForItIsTold() {
        List<Share> shares = hold();
        Hierarchy founded = bringUp(opened(shares), clock);
        Clock later = Clock.offset(clock, Duration.ofDays(125));
        Hierarchy closed = bringUp(RootDirectory.closed(ca), later);
        assertThat(closed.duties())
                .extracting(RootDuty::what)
                .containsExactlyInAnyOrder("khue:ocsp:root", "khue:crl:root");
        assertThat(closed.responders().get("root").certificate())
                .isEqualTo(founded.responders().get("root").certificate());
        // The others' responders are renewed by their own CAs.
        assertThat(closed.responders().get("people").certificate())
                .isNotEqualTo(founded.responders().get("people").certificate());

        Hierarchy signed = bringUp(opened(shares.subList(2, 5)), later);
        assertThat(signed.duties()).isEmpty();
        assertThat(register.latestCrl("root").orElseThrow().number()).isEqualTo(2);
        assertThat(bringUp(RootDirectory.closed(ca), later).duties()).isEmpty();
    }

    @Test
    void aDirectoryThatWasTakenAwayDoesNotLeadToASecondRoot() throws Exception {
        X509Certificate root = bringUp(opened(hold()), clock).root();
        Files.move(ca, directory.resolve("in a safe"));
        RootDirectory away = new RootDirectory(ca, TestPki::passphrase, KdfParameters.LEAST);
        Hierarchy again = bringUp(away, clock);
        assertThat(again.root()).isEqualTo(root);
        assertThat(again.issuedNow()).isEmpty();
        assertThat(bringUp(away, Clock.offset(clock, Duration.ofDays(125))).duties())
                .isNotEmpty();
    }

    private List<Share> hold() {
        RootCeremony ceremony = begin();
        ceremony.found(
                plan(), Profiles.shipped(), founded -> "set " + founded.record().set() + "\n");
        return ceremony.shares();
    }

    private RootCeremony begin() {
        return RootCeremony.begin(ca, 3, 5, KdfParameters.LEAST, new SecureRandom(), clock);
    }

    private RootDirectory opened(List<Share> shares) {
        SplitSecret secret = SplitSecret.join(shares);
        return new RootDirectory(ca, secret::passphrase, KdfParameters.LEAST);
    }

    private Hierarchy bringUp(RootDirectory root, Clock at) {
        return new HierarchyFounder(
                        HierarchyFounder.Setting.shipped(new StatusUrls(URI.create("http://localhost:8081")), root, at),
                        vault,
                        register)
                .bringUp();
    }

    private static HierarchyPlan plan() {
        return HierarchyPlan.shipped();
    }
}
