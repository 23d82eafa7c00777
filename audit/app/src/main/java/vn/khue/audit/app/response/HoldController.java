package vn.khue.audit.app.response;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;
import vn.khue.audit.app.dossier.NoSuchEntityException;
import vn.khue.audit.app.entity.EntityRef;
import vn.khue.audit.app.response.Holds.Asked;
import vn.khue.audit.app.response.Holds.Named;
import vn.khue.audit.app.rights.LogRight;
import vn.khue.audit.app.store.StoredAlert;
import vn.khue.audit.app.triage.ActForm;
import vn.khue.audit.app.triage.Desk;
import vn.khue.audit.app.triage.Officer;
import vn.khue.web.login.SignedInPerson;
import vn.khue.web.security.PersonTokens;

/** From an alert, or from the page of a card or a certificate, to its suspension; the page says how it stands and what will happen. */
@Controller
final class HoldController {

    private static final String PATH = "/entities/{kind:card|key}/hold";
    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private final Desk desk;
    private final Holds holds;
    private final SigningResponses signing;
    private final PersonTokens tokens;

    HoldController(Desk desk, Holds holds, SigningResponses signing, PersonTokens tokens) {
        this.desk = desk;
        this.holds = holds;
        this.signing = signing;
        this.tokens = tokens;
    }

    @GetMapping(PATH)
    String show(
            SignedInPerson person,
            @PathVariable("kind") String kind,
            @RequestParam(name = "id", defaultValue = "") String id,
            @RequestParam(name = "alert", defaultValue = "") String alert,
            HttpServletRequest request,
            Model model) {
        desk.require(person, LogRight.RESPOND);
        Named named = holds.named(thing(kind, id), alert(alert), desk.looking(person, request));
        HoldState state = state(request, named.thing());
        model.addAttribute("about", named.thing());
        model.addAttribute("alert", named.alert().map(StoredAlert::id).orElse(null));
        model.addAttribute("past", named.past());
        model.addAttribute("state", state);
        model.addAttribute("act", state.next().orElse(null));
        return "hold";
    }

    @PostMapping(PATH)
    String hold(
            SignedInPerson person,
            @PathVariable("kind") String kind,
            @RequestParam(name = "id", defaultValue = "") String id,
            @RequestParam(name = "alert", defaultValue = "") String alert,
            @RequestParam(name = "act", defaultValue = "") String act,
            @RequestParam(name = "note", required = false) String note,
            HttpServletRequest request,
            RedirectAttributes after) {
        Officer officer = desk.officer(person, LogRight.RESPOND, request);
        EntityRef thing = thing(kind, id);
        Optional<UUID> from = holds.named(thing, alert(alert), desk.looking(person, request))
                .alert()
                .map(StoredAlert::id);
        String why = ActForm.clean(note, ActForm.LONGEST_NOTE);
        Optional<HoldAct> chosen = HoldAct.of(act);
        if (chosen.isEmpty() || why.isEmpty()) {
            after.addFlashAttribute("failed", chosen.isEmpty() ? "response" : "note")
                    .addFlashAttribute("why", why);
            return "redirect:" + address(thing, from);
        }
        ResponseOutcome outcome = holds.hold(
                new Asked(thing, from, chosen.get(), why, officer), () -> asked(request, chosen.get(), thing));
        if (outcome == ResponseOutcome.DONE) {
            after.addFlashAttribute(
                            "done",
                            "hold." + chosen.get().word() + "." + thing.kind().word())
                    .addFlashAttribute("count", 1);
        } else {
            after.addFlashAttribute("failed", "hold." + outcome).addFlashAttribute("why", why);
        }
        return "redirect:" + address(thing, from);
    }

    private HoldState state(HttpServletRequest request, EntityRef thing) {
        HoldState state =
                tokens.of(request).map(token -> signing.state(token, thing)).orElse(HoldState.LOGIN_OVER);
        if (state == HoldState.LOGIN_OVER) {
            tokens.refused(request);
        }
        return state;
    }

    private ResponseOutcome asked(HttpServletRequest request, HoldAct act, EntityRef thing) {
        ResponseOutcome outcome =
                tokens.of(request).map(token -> signing.act(token, act, thing)).orElse(ResponseOutcome.LOGIN_OVER);
        if (outcome == ResponseOutcome.LOGIN_OVER) {
            tokens.refused(request);
        }
        return outcome;
    }

    private static EntityRef thing(String kind, String id) {
        return EntityRef.parse(kind, id).orElseThrow(NoSuchEntityException::new);
    }

    private static Optional<UUID> alert(String text) {
        return text.matches(UUID_FORM) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static String address(EntityRef thing, Optional<UUID> alert) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(
                        "/entities/" + thing.kind().word() + "/hold")
                .queryParam("id", thing.id());
        alert.ifPresent(each -> address.queryParam("alert", each));
        return address.build().toUriString();
    }
}
