package vn.khue.pki.status;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.khue.pki.PkiException;
import vn.khue.pki.crl.CrlIssuer;
import vn.khue.pki.ocsp.AnswerSigner;
import vn.khue.pki.ocsp.AnswerStore;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.pki.store.CertificateStatus;
import vn.khue.pki.store.CrlName;
import vn.khue.pki.store.MainCrl;
import vn.khue.pki.store.PublishedCrl;
import vn.khue.pki.store.Withdrawal;

/**
 * A register that signs the OCSP answer of what it records in the same transaction: a new certificate has an answer, and the list
 * that it names is there, as soon as it exists; a changed one has the new answer as soon as the change does. Where the responder's
 * key is gone the change is recorded all the same, and the database holds no answer for the old state any more. As thread-safe as
 * the register and the store, which work in one and the same transaction.
 */
public final class PublishingRegister implements CertificateRegister {
    private static final Logger LOG = LoggerFactory.getLogger(PublishingRegister.class);

    private final CertificateRegister register;
    private final AnswerStore answers;
    private final AnswerSigner signer;
    private final Map<String, CrlIssuer> lists;

    /** @param lists by the CAs' names; a CA that is not among them names no partitions */
    public PublishingRegister(
            CertificateRegister register, AnswerStore answers, AnswerSigner signer, Map<String, CrlIssuer> lists) {
        this.register = register;
        this.answers = answers;
        this.signer = signer;
        this.lists = Map.copyOf(lists);
    }

    @Override
    public boolean add(CertificateRecord certificate) {
        boolean listed = register.add(certificate);
        if (!listed) {
            Optional.ofNullable(lists.get(certificate.ca()))
                    .ifPresent(issuer -> issuer.issue(certificate.crl(), register));
        }
        sign(certificate);
        return listed;
    }

    @Override
    public CertificateRecord change(String ca, BigInteger serial, CertificateStatus status) {
        CertificateRecord changed = register.change(ca, serial, status);
        sign(changed);
        return changed;
    }

    private void sign(CertificateRecord certificate) {
        try {
            signer.publish(certificate, answers);
        } catch (PkiException e) {
            if (!e.fault().ofKey()) {
                throw e;
            }
            LOG.warn("the OCSP responder of {} cannot sign; nothing is answered until it can", certificate.ca(), e);
        }
    }

    @Override
    public Optional<CertificateRecord> find(String ca, BigInteger serial) {
        return register.find(ca, serial);
    }

    @Override
    public Optional<CertificateRecord> findByAnyKey(String ca, BigInteger serial) {
        return register.findByAnyKey(ca, serial);
    }

    @Override
    public List<CertificateRecord> ofHolder(UUID holder) {
        return register.ofHolder(holder);
    }

    @Override
    public List<CertificateRecord> ofUnit(String unit, String profile) {
        return register.ofUnit(unit, profile);
    }

    @Override
    public List<CertificateRecord> unrevoked(
            String ca, Instant notExpiredBefore, Optional<BigInteger> after, int limit) {
        return register.unrevoked(ca, notExpiredBefore, after, limit);
    }

    @Override
    public boolean authorityRevoked(String ca) {
        return register.authorityRevoked(ca);
    }

    @Override
    public boolean holdsUnended(String ca, Instant after, String besides) {
        return register.holdsUnended(ca, after, besides);
    }

    @Override
    public List<Withdrawal> withdrawn(String ca, Instant notExpiredBefore) {
        return register.withdrawn(ca, notExpiredBefore);
    }

    @Override
    public List<Withdrawal> withdrawn(CrlName list, Instant notExpiredBefore) {
        return register.withdrawn(list, notExpiredBefore);
    }

    @Override
    public long takeIssuingPlace() {
        return register.takeIssuingPlace();
    }

    @Override
    public BigInteger takeCrlNumber(String ca) {
        return register.takeCrlNumber(ca);
    }

    @Override
    public void publish(PublishedCrl crl) {
        register.publish(crl);
    }

    @Override
    public Optional<PublishedCrl> latestCrl(CrlName list) {
        return register.latestCrl(list);
    }

    @Override
    public List<CrlName> dueCrls(String ca, MainCrl covers, Instant needed, Instant endsBy, int limit) {
        return register.dueCrls(ca, covers, needed, endsBy, limit);
    }
}
