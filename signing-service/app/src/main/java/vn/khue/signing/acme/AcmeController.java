package vn.khue.signing.acme;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.khue.audit.event.Actor;
import vn.khue.audit.event.EventKind;
import vn.khue.pki.Certificates;
import vn.khue.pki.ca.Hierarchy;
import vn.khue.pki.store.CertificateRecord;
import vn.khue.pki.store.CertificateRegister;
import vn.khue.signing.document.PageOf;
import vn.khue.web.event.RequestOrigin;
import vn.khue.web.problem.RefusalListener;

/** The ACME server (RFC 8555): every POST is a JWS, every answer brings a fresh nonce. TLS is the front server's to give. */
@RestController
@RequestMapping("/acme")
public class AcmeController {
    private static final Logger LOG = LoggerFactory.getLogger(AcmeController.class);
    private static final String JOSE = "application/jose+json";
    private static final String AUTHORITY = "services";
    private static final MediaType CHAIN = new MediaType("application", "pem-certificate-chain");

    private final Clients clients;
    private final AccountOffice accounts;
    private final OrderOffice office;
    private final AcmeOrders orders;
    private final ChallengeOffice challenges;
    private final RevocationDesk revocations;
    private final RenewalDesk renewals;
    private final AcmeViews views;
    private final AcmeAnswers answers;
    private final AcmeAddresses addresses;
    private final CertificateRegister register;
    private final Hierarchy hierarchy;
    private final RefusalListener refusals;
    private final Clock clock;

    AcmeController(
            Clients clients,
            AccountOffice accounts,
            OrderOffice office,
            AcmeOrders orders,
            ChallengeOffice challenges,
            RevocationDesk revocations,
            RenewalDesk renewals,
            AcmeViews views,
            AcmeAnswers answers,
            AcmeAddresses addresses,
            CertificateRegister register,
            Hierarchy hierarchy,
            RefusalListener refusals,
            Clock clock) {
        this.clients = clients;
        this.accounts = accounts;
        this.office = office;
        this.orders = orders;
        this.challenges = challenges;
        this.revocations = revocations;
        this.renewals = renewals;
        this.views = views;
        this.answers = answers;
        this.addresses = addresses;
        this.register = register;
        this.hierarchy = hierarchy;
        this.refusals = refusals;
        this.clock = clock;
    }

    @GetMapping("/directory")
    public Map<String, Object> directory() {
        return views.directory();
    }

    @RequestMapping(path = "/new-nonce", method = RequestMethod.HEAD)
    public ResponseEntity<Void> nonce() {
        return answers.ok().build();
    }

    @GetMapping("/new-nonce")
    public ResponseEntity<Void> nonceByGet() {
        return answers.with(HttpStatus.NO_CONTENT).build();
    }

    /** Section 6.3: nothing else is read without a signature. */
    @GetMapping({
        "/new-account",
        "/account/**",
        "/key-change",
        "/new-order",
        "/order/**",
        "/authz/*",
        "/challenge/*",
        "/certificate/*",
        "/revoke-cert"
    })
    public void get() {
        throw new AcmeException(AcmeError.GET_NOT_ALLOWED, "POST expected");
    }

    @PostMapping(path = "/new-account", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> newAccount(HttpServletRequest request, @RequestBody byte[] body) {
        Clients.Stranger client = clients.stranger("/new-account", body);
        AccountOffice.Opened opened =
                accounts.open(client.key(), client.request().payload(), actor(request));
        return answers.with(opened.made() ? HttpStatus.CREATED : HttpStatus.OK)
                .header(HttpHeaders.LOCATION, addresses.account(opened.account().id()))
                .body(views.account(opened.account()));
    }

    /** Reads (POST-as-GET), ends; whatever else a client would change is not kept here and ignored (section 7.3.2). */
    @PostMapping(path = "/account/{id}", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> account(
            HttpServletRequest request, @PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = own(id, clients.account("/account/" + id, body));
        AcmeAccount account = client.account();
        if (!client.request().postAsGet()) {
            String status = StrictJson.text(StrictJson.object(client.request().payload()), "status");
            if (status.equals("deactivated")) {
                account = accounts.deactivate(account, actor(request));
            } else if (!status.isEmpty()) {
                throw new AcmeException(AcmeError.MALFORMED, "the status deactivated expected");
            }
        }
        return answers.ok().body(views.account(account));
    }

    /** One page of the account's orders (section 7.1.2.1). */
    @PostMapping(path = "/account/{id}/orders", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> ordersOf(
            @PathVariable UUID id, @RequestParam Optional<Integer> page, @RequestBody byte[] body) {
        String path = "/account/" + id + "/orders";
        reading(own(
                id, clients.account(path + page.map(number -> "?page=" + number).orElse(""), body)));
        PageOf<UUID> found = orders.ofAccount(id, Math.max(1, page.orElse(1)), clock.instant());
        ResponseEntity.BodyBuilder answer = answers.ok();
        if (found.hasNext()) {
            answer.header(
                    HttpHeaders.LINK, AcmeAnswers.link(addresses.of(path + "?page=" + (found.number() + 1)), "next"));
        }
        return answer.body(Map.of(
                "orders",
                found.rows().stream()
                        .map(order -> addresses.of("/order/" + order))
                        .toList()));
    }

    private static Clients.Known own(UUID id, Clients.Known client) {
        if (!client.account().id().equals(id)) {
            throw new AcmeException(AcmeError.UNAUTHORIZED, "the own account expected");
        }
        return client;
    }

    @PostMapping(path = "/key-change", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> keyChange(HttpServletRequest request, @RequestBody byte[] body) {
        Clients.Known client = clients.account("/key-change", body);
        AcmeAccount changed =
                accounts.rollover(client.account(), client.request().payload(), actor(request));
        return answers.ok()
                .header(HttpHeaders.LOCATION, addresses.account(changed.id()))
                .body(views.account(changed));
    }

    @PostMapping(path = "/new-order", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> newOrder(@RequestBody byte[] body) {
        Clients.Known client = clients.account("/new-order", body);
        AcmeOrder order = office.open(client.account(), client.request().payload());
        return answers.with(HttpStatus.CREATED)
                .header(HttpHeaders.LOCATION, addresses.of("/order/" + order.id()))
                .body(view(order));
    }

    @PostMapping(path = "/order/{id}", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> order(@PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = reading(clients.account("/order/" + id, body));
        return answers.ok().body(view(office.find(client.account(), id)));
    }

    @PostMapping(path = "/order/{id}/finalize", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> complete(
            HttpServletRequest request, @PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = clients.account("/order/" + id + "/finalize", body);
        AcmeOrder order = office.complete(client.account(), id, client.request().payload(), actor(request));
        return answers.ok()
                .header(HttpHeaders.LOCATION, addresses.of("/order/" + id))
                .body(view(order));
    }

    private Map<String, Object> view(AcmeOrder order) {
        return views.order(order, orders.authorizations(order.id()));
    }

    @PostMapping(path = "/authz/{id}", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> authorization(@PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = clients.account("/authz/" + id, body);
        AcmeAuthorization found = office.authorization(client.account(), id);
        if (!client.request().postAsGet()) {
            String status = StrictJson.text(StrictJson.object(client.request().payload()), "status");
            if (!status.equals("deactivated")) {
                throw new AcmeException(AcmeError.MALFORMED, "the status deactivated expected");
            }
            found = office.deactivate(client.account(), id);
        }
        return answers.ok().body(views.authorization(found));
    }

    @PostMapping(path = "/challenge/{id}", consumes = JOSE)
    public ResponseEntity<Map<String, Object>> challenge(@PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = clients.account("/challenge/" + id, body);
        AcmeAuthorization found;
        if (client.request().postAsGet()) {
            found = office.authorization(client.account(), id);
        } else {
            StrictJson.object(client.request().payload());
            found = challenges.answer(client.account(), id);
        }
        return answers.ok()
                .header(HttpHeaders.LINK, AcmeAnswers.link(addresses.of("/authz/" + id), "up"))
                .body(views.challenge(found));
    }

    /** The certificate, then its issuers without the root (section 7.4.2). */
    @PostMapping(path = "/certificate/{id}", consumes = JOSE)
    public ResponseEntity<byte[]> certificate(@PathVariable UUID id, @RequestBody byte[] body) {
        Clients.Known client = reading(clients.account("/certificate/" + id, body));
        CertificateRecord record = office.find(client.account(), id)
                .serial()
                .flatMap(serial -> register.findByAnyKey(AUTHORITY, serial))
                .orElseThrow(() -> new AcmeException(AcmeError.ORDER_NOT_READY, "an order that is valid expected"));
        List<X509Certificate> chain = hierarchy.chain(record.ca(), Certificates.parse(record.der()));
        String pem = chain.subList(0, chain.size() - 1).stream()
                .map(Certificates::pem)
                .collect(Collectors.joining());
        return answers.ok().contentType(CHAIN).body(pem.getBytes(StandardCharsets.US_ASCII));
    }

    /** RFC 9773 section 4: read by GET without a signature; whoever saw the certificate in a handshake can name it. */
    @GetMapping("/renewal-info/{id}")
    public ResponseEntity<Map<String, Object>> renewalInfo(@PathVariable String id) {
        RenewalDesk.Window window = renewals.window(id);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(RenewalDesk.ASK_AGAIN.toSeconds()))
                .body(Map.of(
                        "suggestedWindow",
                        Map.of(
                                "start", window.start().toString(),
                                "end", window.end().toString())));
    }

    @PostMapping(path = "/revoke-cert", consumes = JOSE)
    public ResponseEntity<Void> revoke(HttpServletRequest request, @RequestBody byte[] body) {
        if (clients.namesAccount(body)) {
            Clients.Known client = clients.account("/revoke-cert", body);
            revocations.byAccount(client.account(), client.request().payload(), actor(request));
        } else {
            Clients.Stranger client = clients.stranger("/revoke-cert", body);
            revocations.byKey(client.key(), client.request().payload(), actor(request));
        }
        return answers.ok().build();
    }

    private static Clients.Known reading(Clients.Known client) {
        if (!client.request().postAsGet()) {
            throw new AcmeException(AcmeError.MALFORMED, "POST-as-GET with an empty payload expected");
        }
        return client;
    }

    /** A nonce that is over is no attempt at anything: every client meets one now and then. */
    @ExceptionHandler(AcmeException.class)
    ResponseEntity<Map<String, Object>> problem(AcmeException failure, HttpServletRequest request, Locale locale) {
        LOG.debug("ACME refused", failure);
        if (failure.error() != AcmeError.BAD_NONCE) {
            refusals.refused(EventKind.INPUT_REFUSED, "ACME_" + failure.error().name(), request);
        }
        return answers.problem(failure, locale);
    }

    private static Actor actor(HttpServletRequest request) {
        return Actor.service("acme").from(RequestOrigin.of(request));
    }
}
