package vn.khue.signing.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.khue.pki.PkiException;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.LostAuthority;
import vn.khue.pki.ca.Profiles;
import vn.khue.pki.keystore.KeySpec;
import vn.khue.pki.keystore.KeyVault;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.certificate.Credentials;
import vn.khue.signing.house.Desk;
import vn.khue.signing.house.School;
import vn.khue.signing.house.SigningHouse;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;

/** A key of a CA is found to be in other hands while the service runs: what it certified signs nothing from that moment on. */
class LostKeyTest {
    private final SigningHouse house = SigningHouse.get();

    @Test
    void theServiceRefusesWhatTheLostKeyCertifiedBeforeItIsStartedAgain() {
        new Desk(house).ready();
        Credentials credentials = house.bean(Credentials.class);
        CertificateRegister register = house.bean(CertificateRegister.class);
        Hierarchy hierarchy = house.bean(Hierarchy.class);
        assertThat(credentials.ofSeal(School.HERE)).isNotNull();
        new TransactionTemplate(house.bean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            // The house goes on with its other tests.
            transaction.setRollbackOnly();
            assertThat(new LostAuthority(hierarchy.plan(), Profiles.shipped(), register, Clock.systemUTC())
                            .revoke("people", revoked -> {})
                            .issued())
                    .isPositive();

            assertThat(credentials.sealHas(School.HERE)).isFalse();
            assertThatThrownBy(() -> credentials.ofSeal(School.HERE))
                    .isInstanceOfSatisfying(
                            SigningException.class,
                            e -> assertThat(e.refusal()).isEqualTo(Refusal.NO_SEAL_CERTIFICATE));
            assertThat(register.latestCrl("people")).isEmpty();
            assertThat(register.latestCrl("services")).isPresent();
            CertificateRequest wanted = CertificateRequest.seal(
                    house.bean(KeyVault.class).generate(KeySpec.EC_P256), School.HERE, "Trường");
            assertThatThrownBy(() -> hierarchy.authorityFor("unit-seal").issue(wanted, register))
                    .isInstanceOfSatisfying(
                            PkiException.class, e -> assertThat(e.fault()).isEqualTo(PkiException.Fault.POLICY));
        });
        assertThat(credentials.ofSeal(School.HERE)).isNotNull();
    }
}
