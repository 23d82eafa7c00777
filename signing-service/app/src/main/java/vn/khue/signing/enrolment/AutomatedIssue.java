package vn.khue.signing.enrolment;

import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import vn.khue.audit.event.Actor;
import vn.khue.directory.Directory;
import vn.khue.pki.DnsName;
import vn.khue.pki.ca.CertificateRequest;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.ca.IssuedCertificate;
import vn.khue.pki.pkcs10.CertificationRequest;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.event.SigningEvents;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPeople;

/**
 * Issues to a host that was judged under four eyes before, without asking an officer again: for an ACME order, or to follow the
 * certificate that it has. Names and key are judged as anybody's. Thread-safe.
 */
@Service
public class AutomatedIssue {
    private final HostKeys keys;
    private final ServiceNames names;
    private final IssuedServices issued;
    private final EnrolmentPolicy policy;
    private final CertificateRegister register;
    private final Hierarchy hierarchy;
    private final Directory directory;
    private final ActingPeople people;
    private final SigningEvents events;
    private final JdbcClient jdbc;
    private final Clock clock;

    public AutomatedIssue(
            HostKeys keys,
            ServiceNames names,
            IssuedServices issued,
            EnrolmentPolicy policy,
            CertificateRegister register,
            Hierarchy hierarchy,
            Directory directory,
            ActingPeople people,
            SigningEvents events,
            JdbcClient jdbc,
            Clock clock) {
        this.keys = keys;
        this.names = names;
        this.issued = issued;
        this.policy = policy;
        this.register = register;
        this.hierarchy = hierarchy;
        this.directory = directory;
        this.people = people;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** From here to the end of the caller's transaction nobody else issues to a host, so that no key is certified twice unseen. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void oneAtATime() {
        jdbc.sql("select pg_advisory_xact_lock(:issuing)")
                .param("issuing", ServiceCertificates.ISSUING)
                .query()
                .listOfRows();
    }

    /**
     * Certificate, its row and its event join the caller's transaction.
     *
     * @param csr PKCS #10, DER
     * @throws SigningException what the request breaks; NAME_NOT_APPROVED where a name is no longer the unit's; NOT_FOUND where the
     *     unit is no more
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public IssuedCertificate issue(String unit, List<DnsName> hosts, byte[] csr, IssuanceBasis basis, Actor host) {
        if (!names.areOf(unit, hosts)) {
            throw new SigningException(Refusal.NAME_NOT_APPROVED);
        }
        oneAtATime();
        CertificationRequest request = keys.judge(csr, unit, hosts, basis.followed());
        String unitName = directory
                .unit(unit)
                .flatMap(found -> found.nameOn(people.today()))
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        IssuedCertificate certificate = hierarchy
                .authorityFor(policy.profile())
                .issue(CertificateRequest.server(request.publicKey(), hosts, unit, unitName), register);
        issued.add(new IssuedService(
                certificate.record().serial(),
                basis,
                unit,
                hosts,
                request.keySha256(),
                clock.instant(),
                certificate.record().notAfter()));
        events.serviceIssued(host, certificate.record());
        return certificate;
    }
}
