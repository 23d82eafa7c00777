package vn.khue.signing.acme;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.khue.pki.DnsName;

/** Resources as clients read them (RFC 8555 section 7.1). */
@Component
class AcmeViews {
    private final AcmeAddresses addresses;

    AcmeViews(AcmeAddresses addresses) {
        this.addresses = addresses;
    }

    Map<String, Object> directory() {
        Map<String, Object> directory = new LinkedHashMap<>();
        directory.put("newNonce", addresses.of("/new-nonce"));
        directory.put("newAccount", addresses.of("/new-account"));
        directory.put("newOrder", addresses.of("/new-order"));
        directory.put("revokeCert", addresses.of("/revoke-cert"));
        directory.put("keyChange", addresses.of("/key-change"));
        directory.put("renewalInfo", addresses.of("/renewal-info"));
        directory.put("meta", Map.of("externalAccountRequired", true));
        return directory;
    }

    Map<String, Object> account(AcmeAccount account) {
        return Map.of(
                "status",
                account.active() ? "valid" : "deactivated",
                "orders",
                addresses.account(account.id()) + "/orders");
    }

    Map<String, Object> order(AcmeOrder order, List<AcmeAuthorization> authorizations) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", order.state().name().toLowerCase(Locale.ROOT));
        view.put("expires", order.expiresAt().toString());
        view.put(
                "identifiers", order.names().stream().map(AcmeViews::identifier).toList());
        view.put(
                "authorizations",
                authorizations.stream()
                        .map(each -> addresses.of("/authz/" + each.id()))
                        .toList());
        view.put("finalize", addresses.of("/order/" + order.id() + "/finalize"));
        order.replaces().ifPresent(certificate -> view.put("replaces", certificate.text()));
        order.serial().ifPresent(serial -> view.put("certificate", addresses.of("/certificate/" + order.id())));
        return view;
    }

    Map<String, Object> authorization(AcmeAuthorization authorization) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("identifier", identifier(authorization.name()));
        view.put(
                "status",
                authorization.state() == AcmeAuthorization.State.PROCESSING
                        ? "pending"
                        : authorization.state().name().toLowerCase(Locale.ROOT));
        view.put("expires", authorization.expiresAt().toString());
        view.put("challenges", List.of(challenge(authorization)));
        return view;
    }

    Map<String, Object> challenge(AcmeAuthorization authorization) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("type", "http-01");
        view.put("url", addresses.of("/challenge/" + authorization.id()));
        view.put("token", authorization.token());
        view.put("status", challengeStatus(authorization));
        authorization
                .validatedAt()
                .ifPresent(at ->
                        view.put("validated", at.truncatedTo(ChronoUnit.SECONDS).toString()));
        authorization.error().ifPresent(error -> view.put("error", Map.of("type", error.type())));
        return view;
    }

    /** Section 7.1.6: a challenge knows neither "deactivated" nor "expired". */
    private static String challengeStatus(AcmeAuthorization authorization) {
        return switch (authorization.state()) {
            case PENDING -> "pending";
            case PROCESSING -> "processing";
            case VALID, EXPIRED -> "valid";
            case INVALID -> "invalid";
            case DEACTIVATED -> authorization.validatedAt().isPresent() ? "valid" : "invalid";
        };
    }

    private static Map<String, String> identifier(DnsName name) {
        return Map.of("type", "dns", "value", name.text());
    }
}
