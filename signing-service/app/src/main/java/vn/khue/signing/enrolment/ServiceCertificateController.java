package vn.khue.signing.enrolment;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.pki.Certificates;
import vn.khue.pki.DnsName;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.pkcs10.Pkcs10Reader;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.document.PageOf;
import vn.khue.signing.refusal.Refusal;
import vn.khue.signing.refusal.SigningException;
import vn.khue.signing.rights.ActingPerson;

/** Certificates of hosts, JSON in and out, for people who are signed in; {@code serial} is in hex. */
@RestController
@RequestMapping("/service-certificates")
public class ServiceCertificateController {
    private static final String SERIAL = "[0-9A-Fa-f]{1,40}";

    private final ServiceCertificates office;
    private final HostKeys keys;
    private final CertificateRegister register;
    private final Hierarchy hierarchy;

    public ServiceCertificateController(
            ServiceCertificates office, HostKeys keys, CertificateRegister register, Hierarchy hierarchy) {
        this.office = office;
        this.keys = keys;
        this.register = register;
        this.hierarchy = hierarchy;
    }

    /**
     * What is asked for; each may be left out.
     *
     * @param csr PKCS #10 in PEM; without it the host sends its key by EST
     * @param replaces serial of the certificate that is to be followed
     */
    public record Asked(List<String> names, String csr, String replaces) {}

    /** One page of requests. */
    public record Requests(List<RequestView> requests, int page, int pages, long total) {}

    /** A certificate of a host. */
    public record Certificate(String serial, List<String> names, Instant issuedAt, Instant notAfter) {
        static Certificate of(IssuedService issued) {
            return new Certificate(
                    ServiceRequests.hex(issued.serial()),
                    issued.names().stream().map(DnsName::text).toList(),
                    issued.issuedAt(),
                    issued.notAfter());
        }
    }

    /** What a host enrols with (HTTP Basic). */
    public record Secret(UUID user, String secret, Instant expiresAt) {}

    /** @param reason in words, for the applicant */
    public record Reason(String reason) {}

    @PostMapping("/requests")
    public ResponseEntity<RequestView> request(ActingPerson person, @RequestBody Asked asked) {
        RequestView made = RequestView.of(office.request(person, wanted(asked)));
        return ResponseEntity.created(URI.create("/service-certificates/requests/" + made.id()))
                .body(made);
    }

    private ServiceCertificates.Wanted wanted(Asked asked) {
        List<DnsName> names = asked.names() == null
                ? List.of()
                : asked.names().stream()
                        .map(name -> DnsName.parse(name == null ? "" : name).orElseThrow(keys::namesWrong))
                        .toList();
        Optional<byte[]> csr = Optional.ofNullable(asked.csr())
                .map(pem -> Pkcs10Reader.pem(pem).orElseThrow(() -> new SigningException(Refusal.CSR_UNREADABLE)));
        Optional<BigInteger> replaces = Optional.ofNullable(asked.replaces()).map(serial -> {
            if (!serial.matches(SERIAL)) {
                throw new SigningException(Refusal.NOT_FOUND);
            }
            return new BigInteger(serial, 16);
        });
        return new ServiceCertificates.Wanted(names, csr, replaces);
    }

    @GetMapping("/requests")
    public Requests requests(ActingPerson person, @RequestParam(defaultValue = "1") int page) {
        PageOf<ServiceRequest> list = office.list(person, Math.max(1, page));
        return new Requests(
                list.rows().stream().map(RequestView::of).toList(), list.number(), list.pages(), list.total());
    }

    @GetMapping("/requests/{id}")
    public RequestView request(ActingPerson person, @PathVariable UUID id) {
        return RequestView.of(office.read(person, id));
    }

    @PostMapping("/requests/{id}/approve")
    public RequestView approve(ActingPerson person, @PathVariable UUID id) {
        return RequestView.of(office.approve(person, id));
    }

    @PostMapping("/requests/{id}/issue")
    public RequestView issue(ActingPerson person, @PathVariable UUID id) {
        return RequestView.of(office.issue(person, id));
    }

    @PostMapping("/requests/{id}/refuse")
    public RequestView refuse(ActingPerson person, @PathVariable UUID id, @RequestBody Reason reason) {
        return RequestView.of(office.refuse(person, id, reason.reason() == null ? "" : reason.reason()));
    }

    @PostMapping("/requests/{id}/secret")
    public Secret secret(ActingPerson person, @PathVariable UUID id) {
        EnrolmentSecrets.Shown shown = office.secret(person, id);
        return new Secret(shown.request(), shown.secret(), shown.expiresAt());
    }

    /** Of the acting unit; an officer may name another. */
    @GetMapping
    public List<Certificate> certificates(ActingPerson person, @RequestParam Optional<String> unit) {
        return office.certificates(person, unit.orElse(person.unit())).stream()
                .map(Certificate::of)
                .toList();
    }

    /** The certificate, then its issuers without the root, in PEM (RFC 8555 section 9.1). */
    @GetMapping("/{serial:" + SERIAL + "}/chain")
    public ResponseEntity<byte[]> chain(ActingPerson person, @PathVariable String serial) {
        IssuedService found = office.certificate(person, new BigInteger(serial, 16));
        CertificateRecord record = register.findByAnyKey(HostKeys.AUTHORITY, found.serial())
                .orElseThrow(() -> new SigningException(Refusal.NOT_FOUND));
        List<X509Certificate> chain = hierarchy.chain(record.ca(), Certificates.parse(record.der()));
        String pem = chain.subList(0, chain.size() - 1).stream()
                .map(Certificates::pem)
                .collect(Collectors.joining());
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "pem-certificate-chain"))
                .body(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
