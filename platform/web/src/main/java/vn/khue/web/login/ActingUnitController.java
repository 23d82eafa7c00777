package vn.khue.web.login;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A person acts in one unit at a time (roles.md): here they change which. */
@Controller
public final class ActingUnitController {

    private final SignedInPersons persons;

    public ActingUnitController(SignedInPersons persons) {
        this.persons = persons;
    }

    @GetMapping("/acting-unit")
    String show(SignedInPerson person) {
        return person.units().size() > 1 ? "khue/acting-unit" : "redirect:/";
    }

    @PostMapping("/acting-unit")
    String choose(HttpServletRequest request, @RequestParam("unit") String unit) {
        if (persons.actIn(request, unit).isEmpty()) {
            throw new AccessDeniedException("expected one of the person's own units, found another");
        }
        return "redirect:/";
    }
}
