package vn.khue.web.app;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import vn.khue.audit.event.EventKind;
import vn.khue.audit.event.Outcome;
import vn.khue.web.event.AuditEvents;
import vn.khue.web.event.TransactionalOutbox;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.problem.ProblemArguments;
import vn.khue.web.problem.ProblemKind;
import vn.khue.web.problem.ProblemRules;
import vn.khue.web.security.ApiPaths;
import vn.khue.web.security.BodyLimit;
import vn.khue.web.security.OpenServices;
import vn.khue.web.security.PublicPaths;
import vn.khue.web.stepup.Consumption;
import vn.khue.web.stepup.DigestList;
import vn.khue.web.stepup.Sha256;
import vn.khue.web.stepup.StepUp;

/** The smallest app that uses everything of the library. */
@SpringBootApplication
@Controller
public class TrialApp {

    private final StepUp stepUp;
    private final AuditEvents events;
    private final TransactionalOutbox outbox;
    private final TransactionTemplate transaction;

    TrialApp(StepUp stepUp, AuditEvents events, TransactionalOutbox outbox, TransactionTemplate transaction) {
        this.stepUp = stepUp;
        this.events = events;
        this.outbox = outbox;
        this.transaction = transaction;
    }

    @Bean
    PublicPaths publicPaths() {
        return PublicPaths.of("/verify");
    }

    @Bean
    OpenServices openServices() {
        return OpenServices.of("/ocsp");
    }

    @Bean
    ApiPaths apiPaths() {
        return new ApiPaths(java.util.List.of("/api/events"), "khue-audit", "events:write");
    }

    @Bean
    BodyLimit uploads() {
        return new BodyLimit("/ocsp", 1_000);
    }

    @Bean
    ProblemRules trialProblems() {
        return rules -> rules.on(TooManyPagesException.class, new ProblemKind("trial.pages", 422));
    }

    static final class TooManyPagesException extends RuntimeException implements ProblemArguments {
        @Override
        public Object[] problemArguments() {
            return new Object[] {501};
        }
    }

    @GetMapping("/")
    String home(SignedInPerson person, Model model) {
        model.addAttribute("who", person.uid());
        return "home";
    }

    @GetMapping("/verify")
    String verify() {
        return "home";
    }

    @GetMapping("/fail")
    String fail(@RequestParam("how") String how) {
        switch (how) {
            case "pages" -> throw new TooManyPagesException();
            case "busy" -> throw new org.springframework.security.authentication.AuthenticationServiceException("busy");
            case "rights" -> throw new org.springframework.security.access.AccessDeniedException("no");
            default -> throw new IllegalStateException("a secret that nobody may read");
        }
    }

    @PostMapping("/ocsp")
    @ResponseBody
    String ocsp(@RequestBody byte[] body) {
        return "read " + body.length;
    }

    @PostMapping("/api/events")
    @ResponseBody
    String events(@RequestBody byte[] body) {
        return "took " + body.length;
    }

    @GetMapping("/sign")
    String sign(SignedInPerson person, Model model) {
        model.addAttribute(
                "pending",
                stepUp.begin(person, "sign", DigestList.of(Sha256.of("one"), Sha256.of("two")), "/signed?batch=7"));
        return "sign";
    }

    @GetMapping("/signed")
    @ResponseBody
    String signed(
            SignedInPerson person,
            @RequestParam(name = "authorisation", required = false) UUID authorisation,
            @RequestParam(name = "refused", required = false) String refused,
            @RequestParam(name = "of", defaultValue = "one,two") String of,
            @RequestParam(name = "purpose", defaultValue = "sign") String purpose) {
        if (authorisation == null) {
            return "refused " + refused;
        }
        DigestList documents = new DigestList(
                java.util.Arrays.stream(of.split(",")).map(Sha256::of).toList());
        Consumption consumption = stepUp.consume(person, authorisation, purpose, documents);
        return consumption instanceof Consumption.Refused no
                ? "refused " + no.reason().name().toLowerCase(Locale.ROOT)
                : "granted";
    }

    @PostMapping("/act")
    @ResponseBody
    String act(SignedInPerson person, HttpServletRequest request, @RequestParam("fails") boolean fails) {
        return transaction.execute(status -> {
            outbox.append(events.of(EventKind.DOCUMENT_VIEWED, Outcome.SUCCESS, person, request)
                    .build());
            if (fails) {
                throw new TooManyPagesException();
            }
            return "done";
        });
    }
}
