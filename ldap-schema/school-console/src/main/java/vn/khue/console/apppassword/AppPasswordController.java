package vn.khue.console.apppassword;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vn.khue.console.gate.ConsoleException;
import vn.khue.console.gate.ConsoleException.Reason;
import vn.khue.console.gate.PersonGate;
import vn.khue.web.login.SignedInPerson;

/** The page of the person's own app passwords. */
@Controller
final class AppPasswordController {

    private static final int LONGEST_NAME = 64;
    private static final String PAGE = "/app-passwords";

    private final PersonGate gate;
    private final AppPasswordDesk desk;

    AppPasswordController(PersonGate gate, AppPasswordDesk desk) {
        this.gate = gate;
        this.desk = desk;
    }

    @GetMapping(PAGE)
    String show(HttpServletRequest request, SignedInPerson person, Model model) {
        model.addAttribute("mine", gate.ask(request, desk::mine));
        model.addAttribute("uid", person.uid());
        return "app-passwords";
    }

    /** The answer is the password itself: nothing keeps it for a second look. */
    @PostMapping(PAGE)
    String make(
            HttpServletRequest request,
            SignedInPerson person,
            Model model,
            @RequestParam(name = "name", defaultValue = "") String name) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new ConsoleException(
                    Reason.VALUES_REFUSED,
                    "expected a name of 1 to " + LONGEST_NAME + " characters, found " + called.length());
        }
        model.addAttribute("made", gate.ask(request, token -> desk.make(token, called)));
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
