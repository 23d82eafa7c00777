package vn.khue.web.stepup;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClientException;
import vn.khue.web.WebProperties.StepUpTimes;
import vn.khue.web.login.GateClient;
import vn.khue.web.login.GateUnreachableException;
import vn.khue.web.login.SignedInPerson;

/** The way of a step-up to the gate and back. */
final class StepUpFlow {

    static final String CALLBACK = "/step-up/callback";

    private final AuthorisationStore store;
    private final GateClient client;
    private final JwtDecoderFactory<ClientRegistration> decoders;
    private final OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes;
    private final TokenJudge judge;
    private final StepUpRecord record;
    private final TransactionTemplate transaction;
    private final StepUpTimes times;
    private final Clock clock;

    StepUpFlow(
            AuthorisationStore store,
            GateClient client,
            JwtDecoderFactory<ClientRegistration> decoders,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> codes,
            StepUpRecord record,
            TransactionTemplate transaction,
            StepUpTimes times,
            Clock clock) {
        this.store = store;
        this.client = client;
        this.decoders = decoders;
        this.codes = codes;
        this.judge = new TokenJudge(clock, times.skew());
        this.record = record;
        this.transaction = transaction;
        this.times = times;
        this.clock = clock;
    }

    /** The pending authorisation of this person, if there is one in time. */
    Optional<Authorisation> pending(SignedInPerson person, UUID id) {
        return store.find(id)
                .filter(found -> found.person().equals(person.khueId()))
                .filter(found -> found.state() == Authorisation.State.PENDING)
                .filter(found -> clock.instant().isBefore(found.expires()));
    }

    OAuth2AuthorizationRequest request(
            SignedInPerson person, Authorisation pending, Locale language, String redirectUri) {
        return StepUpRequest.make(client.registration(), redirectUri, person, language, pending.id(), clock.instant());
    }

    /** Exchanges the code, judges the token, and keeps the verdict: all of it, with its audit event, or nothing. */
    Proof complete(
            SignedInPerson person,
            String subject,
            OAuth2AuthorizationRequest asked,
            OAuth2AuthorizationResponse answer,
            HttpServletRequest request) {
        UUID id = asked.getAttribute(StepUpRequest.AUTHORISATION);
        Proof proof = pending(person, id)
                .map(found -> prove(person, subject, asked, answer))
                .orElse(new Proof.Unproven(Refusal.EXPIRED));
        return transaction.execute(status -> keep(person, id, proof, request));
    }

    private Proof prove(
            SignedInPerson person,
            String subject,
            OAuth2AuthorizationRequest asked,
            OAuth2AuthorizationResponse answer) {
        if (answer.statusError()) {
            return new Proof.Unproven(Refusal.CANCELLED);
        }
        try {
            ClientRegistration registration = client.registration();
            JwtDecoder decoder = decoders.createDecoder(registration);
            Object token = codes.getTokenResponse(new OAuth2AuthorizationCodeGrantRequest(
                            registration, new OAuth2AuthorizationExchange(asked, answer)))
                    .getAdditionalParameters()
                    .get("id_token");
            Instant when = asked.getAttribute(StepUpRequest.ASKED);
            return token instanceof String text
                    ? judge.judge(
                            text,
                            decoder,
                            new Expectation(asked.getAttribute(StepUpRequest.NONCE), person.khueId(), subject, when))
                    : new Proof.Unproven(Refusal.BAD_TOKEN);
        } catch (OAuth2AuthorizationException refused) {
            boolean down = "invalid_token_response".equals(refused.getError().getErrorCode());
            return new Proof.Unproven(down ? Refusal.UNREACHABLE : Refusal.BAD_TOKEN);
        } catch (GateUnreachableException | RestClientException down) {
            return new Proof.Unproven(Refusal.UNREACHABLE);
        }
    }

    private Proof keep(SignedInPerson person, UUID id, Proof proof, HttpServletRequest request) {
        Proof kept = proof;
        if (proof instanceof Proof.Proven proven
                && !store.authorise(
                        id,
                        proven.authenticatedAt(),
                        proven.methods(),
                        clock.instant().plus(times.authorised()))) {
            kept = new Proof.Unproven(Refusal.ALREADY_USED);
        }
        if (kept instanceof Proof.Unproven unproven && !mayTryAgain(unproven.reason())) {
            store.refuse(id);
        }
        record.record(person, id, kept, request);
        return kept;
    }

    private static boolean mayTryAgain(Refusal reason) {
        return reason == Refusal.CANCELLED || reason == Refusal.UNREACHABLE;
    }
}
