package vn.khue.audit.app.response;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.audit.app.browse.AlertWords;
import vn.khue.audit.app.response.Responses.Answerable;
import vn.khue.audit.app.response.Responses.Asked;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.NoSuchAlertException;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.security.PersonTokens;

/** From an alert to an act against the account it is about; the page says what will happen to whom. */
@Controller
final class ResponseController {

    private static final String PATH = "/alerts/{id:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}/respond";

    private final Desk desk;
    private final Responses responses;
    private final GateResponses gate;
    private final PersonTokens tokens;
    private final AlertWords words;

    ResponseController(Desk desk, Responses responses, GateResponses gate, PersonTokens tokens, AlertWords words) {
        this.desk = desk;
        this.responses = responses;
        this.gate = gate;
        this.tokens = tokens;
        this.words = words;
    }

    @GetMapping(PATH)
    String show(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            Locale locale,
            Model model) {
        Answerable answerable = answerable(person, id, request);
        model.addAttribute("alert", answerable.alert());
        model.addAttribute("about", answerable.about());
        model.addAttribute("past", answerable.past());
        model.addAttribute("acts", ResponseAct.values());
        model.addAttribute("what", words.title(answerable.alert().rule(), locale));
        return "respond";
    }

    @PostMapping(PATH)
    String respond(
            SignedInPerson person,
            @PathVariable("id") UUID id,
            HttpServletRequest request,
            RedirectAttributes after,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "person", defaultValue = "") String whom,
            @RequestParam(name = "note", required = false) String note) {
        Answerable answerable = answerable(person, id, request);
        String why = ActForm.clean(note, ActForm.LONGEST_NOTE);
        Optional<ResponseAct> chosen = Arrays.stream(ResponseAct.values())
                .filter(each -> each.name().equals(act))
                .findFirst();
        String failed = "";
        if (chosen.isEmpty()) {
            failed = "response";
        } else if (!answerable.about().id().equals(whom)) {
            // The page is of another alert: nobody is locked out whom the officer did not see named.
            failed = "changed";
        } else if (why.isEmpty()) {
            failed = "note";
        }
        if (!failed.isEmpty()) {
            after.addFlashAttribute("failed", failed)
                    .addFlashAttribute("chosen", act)
                    .addFlashAttribute("why", why);
            return "redirect:/alerts/" + id + "/respond";
        }
        Officer officer = desk.officer(person, LogRight.RESPOND, request);
        UUID about = UUID.fromString(answerable.about().id());
        ResponseOutcome outcome = responses.respond(
                new Asked(id, about, chosen.get(), why, officer), () -> asked(request, chosen.get(), about));
        if (outcome == ResponseOutcome.DONE) {
            after.addFlashAttribute("done", "response." + chosen.get().word()).addFlashAttribute("count", 1);
        } else {
            after.addFlashAttribute("failed", "response." + outcome)
                    .addFlashAttribute("chosen", act)
                    .addFlashAttribute("why", why);
        }
        return "redirect:/alerts/" + id + "/respond";
    }

    private ResponseOutcome asked(HttpServletRequest request, ResponseAct act, UUID person) {
        ResponseOutcome outcome =
                tokens.of(request).map(token -> gate.act(token, act, person)).orElse(ResponseOutcome.LOGIN_OVER);
        if (outcome == ResponseOutcome.LOGIN_OVER) {
            tokens.refused(request);
        }
        return outcome;
    }

    private Answerable answerable(SignedInPerson person, UUID id, HttpServletRequest request) {
        Officer officer = desk.officer(person, LogRight.RESPOND, request);
        return responses
                .answerable(id, officer, desk.looking(person, request))
                .orElseThrow(() -> new NoSuchAlertException(id));
    }
}
