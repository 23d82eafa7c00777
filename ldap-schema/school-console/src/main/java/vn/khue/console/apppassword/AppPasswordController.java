package vn.khue.console.apppassword;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.Drafts;
import vn.khue.console.gate.PersonGate;
import vn.khue.web.login.FreshLogin;
import vn.khue.web.login.SignedInPerson;

/** The page of the person's own app passwords. */
@Controller
final class AppPasswordController {

    private static final int LONGEST_NAME = 64;
    private static final String PAGE = "/app-passwords";

    private final PersonGate gate;
    private final AppPasswordDesk desk;
    private final Drafts drafts;
    private final FreshLogin logins;

    AppPasswordController(PersonGate gate, AppPasswordDesk desk, Drafts drafts, FreshLogin logins) {
        this.gate = gate;
        this.desk = desk;
        this.drafts = drafts;
        this.logins = logins;
    }

    @GetMapping(PAGE)
    String show(HttpServletRequest request, SignedInPerson person, Model model) {
        Map<String, String> draft = drafts.take(request, person, PAGE);
        return list(request, person, model, draft.getOrDefault("name", ""), "");
    }

    /** @param problem among the texts: {@code passwords.PROBLEM}; empty where there is none */
    private String list(HttpServletRequest request, SignedInPerson person, Model model, String name, String problem) {
        model.addAttribute("mine", gate.ask(request, desk::mine));
        model.addAttribute("uid", person.uid());
        model.addAttribute("name", name);
        model.addAttribute("problem", problem);
        return "app-passwords";
    }

    /**
     * The answer is the password itself: nothing keeps it for a second look. Where the login is too old, a new one comes first and the name waits
     * in the session.
     */
    @PostMapping(PAGE)
    String make(
            HttpServletRequest request,
            HttpServletResponse response,
            SignedInPerson person,
            Model model,
            @RequestParam(name = "name", defaultValue = "") String name) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED,
                    "expected a name of 1 to " + LONGEST_NAME + " characters, found " + called.length());
        }
        try {
            model.addAttribute("made", gate.ask(request, token -> desk.make(token, called)));
        } catch (ConsoleException e) {
            if (e.reason() == Reason.LOGIN_OLD) {
                drafts.keep(request, person, PAGE, Map.of("name", called));
                return "redirect:" + logins.begin(request, PAGE);
            }
            if (e.reason() == Reason.CHANGED) {
                response.setStatus(HttpServletResponse.SC_CONFLICT);
                return list(request, person, model, called, "full");
            }
            throw e;
        }
        model.addAttribute("uid", person.uid());
        return "app-password";
    }

    @PostMapping(PAGE + "/revoke")
    String revoke(HttpServletRequest request, RedirectAttributes next, @RequestParam("id") String id) {
        gate.ask(request, token -> {
            desk.revoke(token, id);
            return id;
        });
        next.addFlashAttribute("revoked", true);
        return "redirect:" + PAGE;
    }
}
